"""The article's own view in the reader: the keys that work in it, and all commands of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from postil.tui.commands.citation import CITATION
from postil.tui.commands.comparing import COMPARING
from postil.tui.commands.conflicts import CONFLICTS
from postil.tui.commands.copying import COPYING
from postil.tui.commands.evidence import EVIDENCE
from postil.tui.commands.links import LINKS
from postil.tui.commands.margin import MARGIN
from postil.tui.commands.marking import MARKING
from postil.tui.commands.reading import READING
from postil.tui.commands.registry import keys_of_part
from postil.tui.commands.rereading import DECIDING, REREADING
from postil.tui.commands.selecting import SELECTING, STARTING
from postil.tui.commands.source_reading import SOURCE_READING
from postil.tui.commands.structure import STRUCTURE
from postil.tui.commands.suggesting import SUGGESTING
from postil.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.snapshot import Block
    from postil.tui.commands.registry import Registry

REGISTRIES: tuple[Registry, ...] = (
    READING, STRUCTURE, LINKS, STARTING, SELECTING, MARKING, SUGGESTING, EVIDENCE, COMPARING, COPYING,
    CONFLICTS, DECIDING, REREADING, CITATION, MARGIN, SOURCE_READING,
)  # fmt: skip
"""The commands of the reader, in the order of its help."""


class Text(ArticleView):
    """The article, with the keys that work in it."""

    BINDINGS: ClassVar = keys_of_part(
        CONFLICTS, DECIDING, SELECTING, MARKING, SUGGESTING, EVIDENCE, COMPARING, COPYING, STARTING,
        STRUCTURE, READING, LINKS, REREADING, CITATION,
    )  # fmt: skip

    def tell_moved(self) -> None:
        """Lets the margin follow at once, so that both are drawn in one picture."""
        from postil.tui.screens.reader import ReaderScreen

        if isinstance(self.screen, ReaderScreen):
            self.screen.follow()

    async def on_pointing_head_pressed(self) -> None:
        """Shows the table of contents."""
        await self.run_action("screen.command('text.contents')")


def segmenter(language: str) -> Callable[[Block], Sequence[tuple[int, int]]]:
    """What splits a block into sentences, by the rules of a language."""
    from postil.ingest.sentences.splitting import sentences

    return lambda block: sentences(block.text, language)
