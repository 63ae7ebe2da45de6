"""What a window shows that is too small to read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size

LEAST_WIDTH, LEAST_HEIGHT = 40, 10
"""Columns and rows under which nothing else is laid out."""


def is_too_small(size: Size) -> bool:
    """Whether nothing can be read in a window of this size."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


class TooSmall(Screen[None]):
    """One line, until the window is larger; every key waits."""

    DEFAULT_CSS = "TooSmall { overflow: hidden; }"

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(Content(f"window too small: {LEAST_WIDTH}×{LEAST_HEIGHT} at least"))
