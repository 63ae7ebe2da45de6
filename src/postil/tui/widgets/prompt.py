"""One line of input at the foot of the screen: a search, a filter, tags, a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class Prompt(Horizontal):
    """Asks for one line; tells every change, and how it ended.

    Args:
        purpose: What the line is for; comes back with every message.
        label: Shown before the line.
        value: What stands in it at first.
        placeholder: Shown while it is empty.
    """

    DEFAULT_CSS = """
    Prompt { dock: bottom; height: 1; width: 1fr; }
    Prompt > Static { width: auto; padding: 0 1 0 1; color: $accent; text-style: bold; }
    Prompt > Input, Prompt > Input:focus { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
    """

    class Changed(Message):
        """The line reads differently."""

        def __init__(self, prompt: Prompt, value: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.value = value

    class Answered(Changed):
        """The reader pressed enter."""

    class Cancelled(Changed):
        """The reader pressed escape."""

    def __init__(self, purpose: str, label: str, value: str = "", placeholder: str = "") -> None:
        super().__init__(id="prompt")
        self.purpose = purpose
        self._label = label
        self._value = value
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The label and the line."""
        yield Static(Content(self._label))
        line = Input(self._value, placeholder=self._placeholder, select_on_focus=False)
        line.cursor_blink = False
        yield line

    def on_mount(self) -> None:
        """Takes the keys."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tells the new text."""
        event.stop()
        self.post_message(self.Changed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ends with an answer."""
        event.stop()
        self.post_message(self.Answered(self, event.value))

    def on_key(self, event: events.Key) -> None:
        """Ends without one."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Cancelled(self, self.query_one(Input).value))
