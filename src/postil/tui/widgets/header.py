"""The lines above a list: what is shown, how much of it, and the names of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rich.segment import Segment

from postil.tui.widgets.drawn import Drawn, fitted
from postil.tui.widgets.wrapping import column, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from postil.tui.looks.styles import Looks

Parts: TypeAlias = "Sequence[tuple[str, str]]"
"""Texts, each with its look."""


class Header(Drawn):
    """Draws a few lines, each with parts at its left and at its right edge; the left ones give way.

    Args:
        looks: The styles.
        lines: How many lines.
    """

    DEFAULT_CSS = "Header { width: 1fr; }"

    def __init__(self, looks: Looks, lines: int) -> None:
        super().__init__()
        self.looks = looks
        self.lines: list[tuple[Parts, Parts]] = [((), ())] * lines
        self.styles.height = lines

    def show(self, *lines: tuple[Parts, Parts]) -> None:
        """Takes what is to be drawn: for each line its left and its right parts."""
        if list(lines) != self.lines:
            self.lines = list(lines)
            self.refresh()

    def line(self, y: int) -> Strip:
        """Draws one line."""
        width, looks = self.size.width, self.looks
        left, right = self.lines[y] if y < len(self.lines) else ((), ())
        room = max(width - sum(width_of(text) + 1 for text, _ in right) - 1, 0)
        segments = [Segment(" ", looks.text)]
        for text, look in left:
            taken = min(width_of(text), room)
            segments.append(Segment(column(text, taken), looks(look) if look else looks.text))
            room -= taken
        segments.append(Segment(" " * room, looks.text))
        segments += [Segment(text, looks(look) if look else looks.text) for text, look in right]
        return fitted(segments, width, looks.text)
