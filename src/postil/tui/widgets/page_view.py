"""A page of drawn lines that scrolls."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeAlias

from rich.segment import Segment

from postil.tui.widgets.drawn import Drawn, fitted
from postil.tui.widgets.wheel import Wheeled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.geometry import Size
    from textual.strip import Strip

    from postil.core.snapshot import TextRange
    from postil.tui.looks.styles import Looks
    from postil.tui.widgets.found import Found

Lines: TypeAlias = "Sequence[Sequence[tuple[str, str]]]"
"""The lines of a page, each as its parts (text, look)."""

ABOVE = 3
"""What part of the rows, one in so many, stands above a place that is gone to."""

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
        self._make: Callable[[int], Lines] = lambda _: ()
        self._lines: Lines = ()
        self._found: Found | None = None
        self._hit: TextRange | None = None

    @property
    def size(self) -> Size:
        """The cells inside the border, which a screen may give it."""
        return self.content_region.size

    def show(self, make: Callable[[int], Lines]) -> None:
        """Takes a new page and shows its beginning.

        Args:
            make: Gives the page's lines for a width in cells.
        """
        self._make = make
        self.top = 0
        self._flow()

    def text_of(self, make: Callable[[int], Lines]) -> str:
        """The text of a page, this one or another, as it would be set here: its lines with a break behind each."""
        return "".join(map(_line_text, make(self._width)))

    @property
    def here(self) -> int:
        """Where in the text of the page the first line stands that is seen."""
        return sum(len(_line_text(line)) for line in self._lines[: self.top])

    def show_hits(self, found: Found | None, hit: TextRange | None) -> None:
        """Shows where words are found in the page's text, and goes to one of the places.

        Args:
            found: What was looked for in the page's text; None shows nothing any more.
            hit: The place to go to.
        """
        self._found, self._hit = found, hit
        if hit is not None:
            ends = accumulate(len(_line_text(line)) for line in self._lines)
            row = next((number for number, end in enumerate(ends) if hit.start < end), 0)
            if not self.top <= row < self.top + self.size.height:
                self.scroll_rows(row - self.size.height // ABOVE - self.top)
        self.refresh()

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

    @property
    def _width(self) -> int:
        return max(min(self.size.width - 2, WIDEST), 0)

    def _flow(self) -> None:
        self._lines = self._make(self._width) if self._width else ()
        self._found = self._hit = None  # the lines are others
        self.scroll_rows(0)

    def line(self, y: int) -> Strip:
        """Draws one line."""
        looks, at = self.looks, self.top + y
        parts = self._lines[at] if at < len(self._lines) else ()
        segments = [Segment(" ", looks.text)]
        for text, names in (
            self._marked(parts, at) if self._found else ((text, (look,)) for text, look in parts)
        ):
            segments.append(Segment(text, looks(*filter(None, names))))
        return fitted(segments, self.size.width, looks.text)

    def _marked(self, parts: Sequence[tuple[str, str]], row: int) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The parts of a row, parted where found words begin and end, each with its looks."""
        start = sum(len(_line_text(line)) for line in self._lines[:row])
        end = start + sum(len(text) for text, _ in parts)
        marks = self._found.over(start, end) if self._found else []
        edges = {edge for mark in marks for edge in (mark.start, mark.end)}
        for text, look in parts:
            cuts = sorted(
                {start, start + len(text)} | {edge for edge in edges if start < edge < start + len(text)}
            )
            for begin, stop in pairwise(cuts):
                here = next((mark for mark in marks if mark.start <= begin < mark.end), None)
                over = (
                    ""
                    if here is None
                    else "hit-current"
                    if self._hit and here.start == self._hit.start
                    else "hit"
                )
                yield text[begin - start : stop - start], (look, over)
            start += len(text)


def _line_text(line: Sequence[tuple[str, str]]) -> str:
    return "".join(text for text, _ in line) + "\n"
