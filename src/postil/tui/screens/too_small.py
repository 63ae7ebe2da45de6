"""What a window shows that is too small to read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from postil.tui.looks.breakpoints import LEAST_HEIGHT, LEAST_WIDTH, TOO_SMALL

if TYPE_CHECKING:
    from textual.app import ComposeResult


class TooSmall(Screen[None]):
    """One line, until the window is larger; every key waits."""

    DEFAULT_CSS = "TooSmall { overflow: hidden; }"

    def __init__(self) -> None:
        super().__init__(TOO_SMALL)

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(Content(f"window too small: {LEAST_WIDTH}×{LEAST_HEIGHT} at least"))
