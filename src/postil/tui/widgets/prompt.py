"""One line of input at the foot of the screen: a search, a filter, tags, a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from postil.tui.widgets.field_form import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widgets import Input


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
        replaced: Whether what is typed takes the place of the line that stands there at first.
        pasted: Takes a paste of several lines, which would be made one otherwise.
    """

    answered: Callable[[str], None]
    changed: Callable[[str], None] | None = None
    cancelled: Callable[[], None] | None = None
    completed: Callable[[str], str] | None = None
    keeps: bool = False
    replaced: bool = False
    pasted: Callable[[str], None] | None = None


class _Line(Line):
    """The line; a paste of several lines is handed on whole where it is wanted.

    Args:
        value: What stands in it at first.
        placeholder: Shown while it is empty.
        replaced: Whether what is typed takes the place of the value.
        takes_pages: Whether a paste of several lines is wanted.
    """

    def __init__(self, value: str, placeholder: str, *, replaced: bool, takes_pages: bool) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=replaced)
        self.cursor_blink = False
        self._takes_pages = takes_pages

    def take_paste(self, text: str) -> int:
        """Puts a text into the line, or hands it on."""
        if self._takes_pages and "\n" in text.strip().replace("\r", "\n"):
            self.post_message(Prompt.Pasted(text))
            return len(text)
        return super().take_paste(text)


class Prompt(Horizontal):
    """Asks for one line; tells every change, each tab, and how it ended.

    Args:
        label: Shown before the line; our own words.
        value: What stands in it at first.
        placeholder: Shown while it is empty.
        replaced: Whether what is typed takes the place of the value.
        takes_pages: Whether a paste of several lines is handed on whole.
    """

    DEFAULT_CSS = """
    Prompt { dock: bottom; height: 1; width: 1fr; }
    Prompt > Static { width: auto; padding: 0 1 0 1; color: $accent; text-style: bold; }
    Prompt > #told { color: $text-muted; text-style: none; padding: 0 1 0 1; }
    Prompt > Line, Prompt > Line:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: transparent;
    }
    """

    BINDINGS: ClassVar = [
        Binding("tab", "complete", "complete a path", show=False),
        Binding("escape", "cancel", "leave the line; nothing is done", show=False),
    ]

    class Changed(Message):
        """The line reads differently."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Completing(Changed):
        """The reader pressed tab."""

    class Answered(Changed):
        """The reader pressed enter."""

    class Cancelled(Changed):
        """The reader pressed escape."""

    class Pasted(Changed):
        """Several lines were pasted."""

    def __init__(
        self,
        label: str,
        value: str = "",
        placeholder: str = "",
        *,
        replaced: bool = False,
        takes_pages: bool = False,
    ) -> None:
        super().__init__(id="prompt")
        self._label = label
        self._value = value
        self._placeholder = placeholder
        self._replaced = replaced
        self._takes_pages = takes_pages

    def compose(self) -> ComposeResult:
        """The label and the line."""
        yield Static(Content(self._label))
        yield _Line(self._value, self._placeholder, replaced=self._replaced, takes_pages=self._takes_pages)
        yield Static(Content(), id="told")

    def on_mount(self) -> None:
        """Takes the keys."""
        self.query_one(Line).focus()

    def tell(self, words: str) -> None:
        """Shows words of our own behind the line: how far something is that was begun by it."""
        for told in self.query("#told").results(Static):
            told.update(Content(words))

    def fill(self, value: str) -> None:
        """Writes another line."""
        line = self.query_one(Line)
        line.value = value
        line.cursor_position = len(value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tells the new text."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ends with an answer."""
        event.stop()
        self.post_message(self.Answered(event.value))

    def action_complete(self) -> None:
        """Asks for more of the line."""
        self.post_message(self.Completing(self.query_one(Line).value))

    def action_cancel(self) -> None:
        """Ends without an answer."""
        self.post_message(self.Cancelled(self.query_one(Line).value))
