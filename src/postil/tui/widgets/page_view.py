"""A page of drawn lines that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from postil.tui.widgets.drawn import Drawn, fitted
from postil.tui.widgets.wheel import Wheeled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.geometry import Size
    from textual.strip import Strip

    from postil.tui.looks.styles import Looks

WIDEST = 96
"""Cells of a line at most; longer ones are hard to read."""


class PageView(Wheeled, Drawn, can_focus=True):
    """Shows lines that are made for its width.

    Args:
        looks: The styles.
    """

    DEFAULT_CSS = "PageView { width: 1fr; height: 1fr; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks
        self.top = 0
        self._make: Callable[[int], Sequence[Sequence[tuple[str, str]]]] = lambda _: ()
        self._lines: Sequence[Sequence[tuple[str, str]]] = ()

    @property
    def size(self) -> Size:
        """The cells inside the border, which a screen may give it."""
        return self.content_region.size

    def show(self, make: Callable[[int], Sequence[Sequence[tuple[str, str]]]]) -> None:
        """Takes a new page and shows its beginning.

        Args:
            make: Gives the page's lines as parts (text, look) for a width in cells.
        """
        self._make = make
        self.top = 0
        self._flow()

    def scroll_rows(self, rows: int) -> None:
        """Scrolls as far as there is something to see."""
        self.top = max(min(self.top + rows, len(self._lines) - self.size.height), 0)
        self.refresh()

    def page(self, pages: float) -> None:
        """Scrolls by pages."""
        self.scroll_rows(int(pages * max(self.size.height - 1, 1)))

    def on_resize(self) -> None:
        """Makes the lines anew."""
        self._flow()

    def _flow(self) -> None:
        width = min(self.size.width - 2, WIDEST)
        self._lines = self._make(width) if width > 0 else ()
        self.scroll_rows(0)

    def line(self, y: int) -> Strip:
        """Draws one line."""
        looks, at = self.looks, self.top + y
        parts = self._lines[at] if at < len(self._lines) else ()
        segments = [Segment(" ", looks.text)]
        segments += [Segment(text, looks(look) if look else looks.text) for text, look in parts]
        return fitted(segments, self.size.width, looks.text)
