"""A prompt whose line tab makes longer, and what happens with the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Input

from postil.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


@dataclass(frozen=True, slots=True)
class Question:
    """What happens with the line of a prompt.

    Attributes:
        answered: Takes the line; where it raises a `PostilError` the prompt stays as it is. It closes
            the prompt itself when `keeps` is set.
        changed: Told each time the line reads differently.
        cancelled: Called when the reader gives up.
        completed: Makes a longer line of it when tab is pressed.
        keeps: Whether the prompt stays until `close_prompt`, since the answer takes its time.
    """

    answered: Callable[[str], None]
    changed: Callable[[str], None] | None = None
    cancelled: Callable[[], None] | None = None
    completed: Callable[[str], str] | None = None
    keeps: bool = False


class CompletingPrompt(Prompt):
    """A `Prompt` that asks for a completion of its line, and does so at each tab."""

    class Completing(Prompt.Changed):
        """The reader pressed tab."""

    def fill(self, value: str) -> None:
        """Writes another line."""
        line = self.query_one(Input)
        line.value = value
        line.cursor_position = len(value)

    def on_key(self, event: events.Key) -> None:
        """Asks for more of the line."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.post_message(self.Completing(self, self.query_one(Input).value))
