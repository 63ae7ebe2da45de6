"""All parts of the program whose commands have keys, and which of them are heard together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.commands.bibliography import BIBLIOGRAPHY
from postil.tui.commands.citation import CITATION
from postil.tui.commands.comparing import COMPARING, COMPARISON
from postil.tui.commands.conflicts import CONFLICTS
from postil.tui.commands.copying import COPYING
from postil.tui.commands.dialogs import CHOICE, CONSENT, HELP, INTAKE, TRASH
from postil.tui.commands.everywhere import EVERYWHERE
from postil.tui.commands.evidence import EVIDENCE
from postil.tui.commands.exchanging import EXCHANGING
from postil.tui.commands.library import LIBRARY
from postil.tui.commands.links import LINK_LIST, LINKS
from postil.tui.commands.lists import LISTS
from postil.tui.commands.margin import MARGIN
from postil.tui.commands.marking import MARKING
from postil.tui.commands.narrowing import NARROWING
from postil.tui.commands.reading import READING
from postil.tui.commands.rereading import DECIDING, DOUBTS, REREADING
from postil.tui.commands.reviewing import DETAIL, REVIEWING
from postil.tui.commands.scrolling import SCROLLING
from postil.tui.commands.selecting import SELECTING, STARTING
from postil.tui.commands.source_reading import SOURCE_READING
from postil.tui.commands.structure import STRUCTURE
from postil.tui.commands.suggesting import SUGGESTING

if TYPE_CHECKING:
    from postil.tui.commands.registry import Registry

EVERY_REGISTRY: tuple[Registry, ...] = (
    READING, STRUCTURE, LINKS, STARTING, SELECTING, MARKING, SUGGESTING, EVIDENCE, COMPARING, COPYING,
    CONFLICTS, REREADING, DECIDING, DOUBTS, CITATION, MARGIN, SOURCE_READING, LIBRARY, BIBLIOGRAPHY, EXCHANGING,
    REVIEWING, DETAIL, LISTS, NARROWING, LINK_LIST, TRASH, CHOICE, CONSENT, INTAKE, COMPARISON, HELP, SCROLLING,
    EVERYWHERE,
)  # fmt: skip
"""The commands of all parts, in the order of the key page."""

_ON_CLAIMS = (MARKING, EVIDENCE, COMPARING, COPYING, CONFLICTS)

HEARD_TOGETHER: tuple[tuple[Registry, ...], ...] = (
    (
        DECIDING, SELECTING, SUGGESTING, *_ON_CLAIMS, STARTING, STRUCTURE, READING, LINKS, REREADING, CITATION,
        EVERYWHERE,
    ),
    (DECIDING, MARGIN, *_ON_CLAIMS, STARTING, STRUCTURE, READING, LINKS, REREADING, CITATION, EVERYWHERE),
    (SOURCE_READING, SELECTING, STARTING, STRUCTURE, READING, EVERYWHERE),
    (LIBRARY, CONFLICTS, LISTS, EVERYWHERE),
    (BIBLIOGRAPHY, EXCHANGING, LISTS, EVERYWHERE),
    (REVIEWING, COMPARING, COPYING, CONFLICTS, LISTS, EVERYWHERE),
    (DETAIL, COMPARING, COPYING, CONFLICTS, EVERYWHERE),
    (TRASH, LISTS),
    (DOUBTS, LISTS),
    (LINK_LIST, LISTS),
    (NARROWING,),
    (CHOICE,),
    (CONSENT, SCROLLING),
    (INTAKE, SCROLLING),
    (COMPARISON, SCROLLING),
    (HELP, SCROLLING),
)  # fmt: skip
"""The parts whose keys are heard at the same time, a row for each widget that can have the focus."""
