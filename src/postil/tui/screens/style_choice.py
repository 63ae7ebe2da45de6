"""The citation styles, with a preview of the one that is current."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from postil.tui.screens.choice import Choice

if TYPE_CHECKING:
    from postil.services.citing import Citations, Place


class StyleChoice(Choice):
    """Lets the reader pick a style; below the rows a source is cited in the current one.

    Args:
        citations: Those of the style that is in force.
        sample: What is cited; a made-up report where there is nothing at hand.

    Attributes:
        names: The names of the styles, by the rows.
        words: What the rows say.
    """

    DEFAULT_CSS = """
    StyleChoice { align: center middle; }
    StyleChoice > Vertical { width: 76; }
    StyleChoice #preview { width: 1fr; height: 5; color: $text; margin: 1 0; }
    """

    def __init__(self, citations: Citations, sample: Place | None) -> None:
        from postil.services.citing import SAMPLE, styles_to_choose

        known = styles_to_choose(citations)
        self.names = [name for name, _ in known]
        self.words = [title for _, title in known]
        here = self.names.index(citations.name) if citations.name in self.names else 0
        super().__init__("Citation style", self.words, here)
        self._citations = citations
        self._sample = sample or SAMPLE

    def on_mount(self) -> None:
        """Cites in the current style."""
        self.query_one("Vertical").mount(Static(id="preview"), after=0)
        self._preview()

    def step(self, rows: int) -> None:
        """Moves the current row, and cites in its style."""
        super().step(rows)
        self._preview()

    def _preview(self) -> None:
        self.run_worker(self._cite(self.names[self.index]), exclusive=True)

    async def _cite(self, name: str) -> None:
        from postil.services.citing import preview

        told = await asyncio.to_thread(preview, self._citations, name, self._sample)
        if self.is_mounted and self.names[self.index] == name:
            self.query_one("#preview", Static).update(Content(told))
