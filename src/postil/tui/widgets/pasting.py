"""What a part of the screen has into which can be pasted."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.binding import Binding

PASTE = Binding("ctrl+v,super+v", "app.paste", "paste what was copied", show=False)
"""Textual's own would know only what was copied within the app."""


@runtime_checkable
class TakesPaste(Protocol):
    """A field that is typed into."""

    @property
    def is_attached(self) -> bool:
        """Whether it is still on a screen."""
        ...

    def take_paste(self, text: str) -> int:
        """Puts a text in the place of what is selected, without its control characters.

        Returns:
            Code points that it took.
        """
        ...
