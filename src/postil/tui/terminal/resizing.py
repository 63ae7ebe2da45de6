"""A window of another size is drawn at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

if TYPE_CHECKING:
    from textual import events


class PromptlyResized(App[Any]):
    """An app that does not wait before it draws for a new size.

    Textual gathers the sizes of 8 ms before it draws for the last of them. The queue of a screen that is still at work
    on a size keeps only the last one that came meanwhile, so that many in a row need no gathering.
    """

    async def on_resize(self, event: events.Resize) -> None:
        """Hands the new size to the screens as soon as Textual has taken note of it."""
        del event
        self.call_later(self._check_resize)
