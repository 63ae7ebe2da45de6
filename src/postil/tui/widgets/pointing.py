"""What the mouse does on a text: it presses, drags and turns its wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from postil.tui.widgets.drawn import Drawn
from postil.tui.widgets.wheel import Wheeled

if TYPE_CHECKING:
    from textual import events


class Pointing(Wheeled, Drawn):
    """Tells the mouse's gestures in code points of the text that is drawn."""

    TO_THE_LETTER = True

    class Pressed(Message):
        """The mouse was pressed on the text.

        Attributes:
            offset: The code point under the mouse.
            presses: 1, or 2 and 3 for a double and a triple click.
        """

        def __init__(self, offset: int, presses: int) -> None:
            super().__init__()
            self.offset = offset
            self.presses = presses

    class Dragged(Message):
        """The mouse was dragged over the text, from one code point to another."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start = start
            self.end = end

    class HeadPressed(Message):
        """The mouse was pressed on the row above the text."""

    _drag_from: int | None = None
    _dragged = False

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point of the canonical text that is drawn at a cell of the widget, or None."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begins a drag."""
        self._dragged = False
        self._drag_from = self.offset_at(event.x, event.y)
        if self._drag_from is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drags."""
        here = self.offset_at(event.x, event.y)
        if self._drag_from is not None and here is not None and (self._dragged or here != self._drag_from):
            self._dragged = True
            self.post_message(self.Dragged(self._drag_from, here))

    def on_mouse_up(self) -> None:
        """Ends a drag."""
        self._drag_from = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Tells where it was clicked, and how often; what a drag ends with is no click."""
        event.stop()
        offset = self.offset_at(event.x, event.y)
        if offset is not None and not self._dragged:
            self.post_message(self.Pressed(offset, event.chain))
        elif event.y == 0 and not self._dragged:
            self.post_message(self.HeadPressed())
