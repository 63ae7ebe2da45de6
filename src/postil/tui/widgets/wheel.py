"""The mouse's wheel, over whatever scrolls by rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events

WHEEL_ROWS = 3
"""Rows that one turn of the wheel scrolls."""


class Wheeled:
    """Mixed into a widget: it scrolls as the wheel turns."""

    def scroll_rows(self, rows: int) -> None:
        """Scrolls by rows, down where positive."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scrolls down."""
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scrolls up."""
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)
