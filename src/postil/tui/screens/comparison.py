"""A quote beside its source, over the screen."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, ClassVar

from postil.core.errors import LibraryError, Stopped
from postil.core.pausing import asking
from postil.tui.beside.waiting import awaited
from postil.tui.commands.comparing import COMPARISON
from postil.tui.commands.scrolling import SCROLLING
from postil.tui.lines.compared import lines
from postil.tui.screens.base import work_aside
from postil.tui.screens.page_dialog import PageDialog
from postil.tui.widgets.header import Header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.model import Evidence
    from postil.services.marks.quotes import Compared
    from postil.tui.commands.registry import Registry
    from postil.tui.screens.base import CommandScreen

COMPARING = "comparing the quote with its source …"

FOOT = "{}, {}: scroll   {}: leave   [-the source's words-]   {{+the quote's+}}"


class ComparisonScreen(PageDialog[None]):
    """Compares quotes with their sources, beside the screen, and shows them beside the passages.

    Leaving it ends the comparison.

    Args:
        below: The screen from which it was opened; told where a quote has another answer now.
        article: The id of the article of the evidence.
        evidence: The evidence, of which one piece at least has a source with a text.
    """

    heading = "Quote and source"
    registries: ClassVar[tuple[Registry, ...]] = (COMPARISON, SCROLLING)
    BINDINGS: ClassVar = [*COMPARISON.bindings(), *SCROLLING.bindings()]

    def __init__(self, below: CommandScreen, article: str, evidence: Sequence[Evidence]) -> None:
        super().__init__()
        self._below = below
        self._article = article
        self._evidence = evidence
        self._left = Event()

    def on_mount(self) -> None:
        """Begins to compare."""
        foot = self.with_keys(FOOT, "page.page-down", "page.page-up", "comparison.leave")
        self.query_one(Header).show(([(foot, "dim")], []))
        self.page_view.focus()
        work_aside(self.app, self._compare())

    def on_unmount(self) -> None:
        """Ends the comparison."""
        self._left.set()

    async def _compare(self) -> None:
        from postil.services.marks.quotes import beside_sources, keep_answers

        workspace, pause = self._below.workspace, asking(self._left.is_set)

        def tell() -> None:
            self.page_view.show(lambda _: [[(COMPARING, "dim")]])

        try:
            compared = await awaited(
                lambda: beside_sources(workspace, self._article, self._evidence, pause), tell, self._left
            )
        except Stopped:
            return
        if not compared:
            self.answer(None)
            raise LibraryError("The text of this source cannot be read.", "`postil doctor` tells why.")
        self._show(compared)
        rechecked = [one.rechecked for one in compared if one.rechecked]
        if rechecked:
            keep_answers(workspace, rechecked)
            self._below.library_changed()

    def _show(self, compared: Sequence[Compared]) -> None:
        glyphs = self.postil.glyphs
        self.page_view.show(lambda width: list(lines(compared, width, glyphs)))
