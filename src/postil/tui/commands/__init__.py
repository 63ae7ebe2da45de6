"""What a reader can do: each command declared once, with its key, label, help and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postil.tui.commands.registry import Registry


def every_registry() -> tuple[Registry, ...]:
    """The commands of all parts of the program, in the order of the key page."""
    from postil.tui.commands.comparing import COMPARING, COMPARISON
    from postil.tui.commands.conflicts import CONFLICTS
    from postil.tui.commands.copying import COPYING
    from postil.tui.commands.dialogs import CHOICE, HELP, TRASH
    from postil.tui.commands.everywhere import EVERYWHERE
    from postil.tui.commands.evidence import EVIDENCE
    from postil.tui.commands.library import LIBRARY
    from postil.tui.commands.lists import LISTS
    from postil.tui.commands.margin import MARGIN
    from postil.tui.commands.marking import MARKING
    from postil.tui.commands.reading import READING
    from postil.tui.commands.rereading import DECIDING, DOUBTS, REREADING
    from postil.tui.commands.reviewing import DETAIL, REVIEWING
    from postil.tui.commands.selecting import SELECTING, STARTING
    from postil.tui.commands.source_reading import SOURCE_READING
    from postil.tui.commands.suggesting import SUGGESTING

    return (
        READING, STARTING, SELECTING, MARKING, SUGGESTING, EVIDENCE, COMPARING, COPYING, CONFLICTS, REREADING, DECIDING,
        DOUBTS, MARGIN, SOURCE_READING, LIBRARY, REVIEWING, DETAIL, LISTS, TRASH, CHOICE, COMPARISON, HELP,
        EVERYWHERE,
    )  # fmt: skip


def heard_together() -> tuple[tuple[Registry, ...], ...]:
    """The parts whose keys are heard at the same time, a row for each widget that can have the focus."""
    from postil.tui.commands.comparing import COMPARING, COMPARISON
    from postil.tui.commands.conflicts import CONFLICTS
    from postil.tui.commands.copying import COPYING
    from postil.tui.commands.dialogs import CHOICE, HELP, TRASH
    from postil.tui.commands.everywhere import EVERYWHERE
    from postil.tui.commands.evidence import EVIDENCE
    from postil.tui.commands.library import LIBRARY
    from postil.tui.commands.lists import LISTS
    from postil.tui.commands.margin import MARGIN
    from postil.tui.commands.marking import MARKING
    from postil.tui.commands.reading import READING
    from postil.tui.commands.rereading import DECIDING, DOUBTS, REREADING
    from postil.tui.commands.reviewing import DETAIL, REVIEWING
    from postil.tui.commands.selecting import SELECTING, STARTING
    from postil.tui.commands.source_reading import SOURCE_READING
    from postil.tui.commands.suggesting import SUGGESTING

    on_claims = (MARKING, EVIDENCE, COMPARING, COPYING, CONFLICTS)
    return (
        (DECIDING, SELECTING, SUGGESTING, *on_claims, STARTING, READING, REREADING, EVERYWHERE),
        (DECIDING, MARGIN, *on_claims, REREADING, EVERYWHERE),
        (SOURCE_READING, SELECTING, STARTING, READING, EVERYWHERE),
        (LIBRARY, CONFLICTS, LISTS, EVERYWHERE),
        (REVIEWING, COMPARING, COPYING, CONFLICTS, LISTS, EVERYWHERE),
        (DETAIL, COMPARING, COPYING, CONFLICTS, EVERYWHERE),
        (TRASH, LISTS),
        (DOUBTS, LISTS),
        (CHOICE,),
        (COMPARISON,),
        (HELP,),
    )
