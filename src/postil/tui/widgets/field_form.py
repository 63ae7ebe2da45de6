"""A small form: labelled lines one below the other, saved all at once or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from postil.core.errors import WrongUse
from postil.core.text import clean_line
from postil.tui.widgets.pasting import PASTE
from postil.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

KEYS_HINT = "enter next   ctrl+s save   esc leave   f1 help"

CHOICE_ROWS = 2
"""Rows in which the choices of a line are told."""

LEAST_CHOICES = 16
"""Cells of a row of them at least."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form.

    Attributes:
        name: Its key in the values.
        label: What stands before it; our own words.
        value: What stands in it at first.
        placeholder: Shown while it is empty.
        choices: Words that it is usually one of; shown while it is being filled in. The first that begins with
            what is typed is offered, and taken when the line is left. Other words are possible.
    """

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    choices: tuple[str, ...] = ()


class Unfit(WrongUse):
    """What stands in a line cannot be taken.

    Attributes:
        line: The field's name.
    """

    def __init__(self, line: str, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.line = line


@contextmanager
def of_line(line: str) -> Iterator[None]:
    """Makes an `Unfit` of a line out of what its value is refused with."""
    try:
        yield
    except WrongUse as error:
        raise Unfit(line, error.what, error.hint) from None


class Line(Input):
    """An input that takes a paste of many lines as one line, without its control characters."""

    DEFAULT_CSS = """
    Line { width: 1fr; height: 1; border: none; padding: 0; background: $boost; }
    Line:focus { border: none; background: $surface; }
    """

    BINDINGS: ClassVar = [PASTE]

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take_paste(event.text)

    def take_paste(self, text: str) -> int:
        """Puts a text, as one line, in the place of what is selected."""
        line = clean_line(text)
        self.replace(line, *self.selection)
        return len(line)


class FieldForm(Vertical):
    """Asks for several lines; tells how it ended and never clears what was typed.

    Who shows it answers `Submitted` by removing it, or by `complain` when the values cannot be taken.

    Args:
        fields: In order; at least one.
        hint: What tells the keys.
        first: The name of the line that takes the keys at first; that of the first one otherwise.
        wanted: Gives the names of the lines that are shown while some values stand in them; all otherwise.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    FieldForm { width: 1fr; height: auto; }
    FieldForm > Horizontal { width: 1fr; height: 1; }
    FieldForm Static { height: auto; }
    FieldForm .form--label { color: $text-muted; height: 1; }
    FieldForm .form--hint { color: $text-muted; width: 1fr; padding-top: 1; }
    FieldForm .form--hint.-problem { color: $text-error; text-style: bold; }
    """
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "submit", "save", show=False),
        Binding("escape", "cancel", "leave", show=False),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "previous", show=False),
    ]

    class Ended(Message):
        """The form is done with.

        Attributes:
            form: Which.
            values: What stands in its lines, by the fields' names.
        """

        def __init__(self, form: FieldForm, values: dict[str, str]) -> None:
            super().__init__()
            self.form = form
            self.values = values

    class Submitted(Ended):
        """The reader wants the values to be taken."""

    class Cancelled(Ended):
        """The reader wants nothing changed."""

    class Changed(Message):
        """Something was typed into a line."""

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        hint: str = KEYS_HINT,
        first: str = "",
        wanted: Callable[[Mapping[str, str]], Container[str]] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(id=id)
        self._fields = tuple(replace(field, value=clean_line(field.value)) for field in fields)
        self._lines = {field.name: _line(field) for field in self._fields}
        self._first = first or self._fields[0].name
        self._wanted = wanted
        self._hint = hint
        self._problem = ""
        self._said = ""

    def compose(self) -> ComposeResult:
        """A row a field, and a line that tells the keys, the choices or a problem."""
        width = max(width_of(field.label) for field in self._fields) + 2
        for field in self._fields:
            label = Static(Content(field.label), classes="form--label")
            label.styles.width = width
            row = Horizontal(label, self._lines[field.name])
            row.display = self._is_wanted(field.name)
            yield row
        yield Static(Content(self._hint), classes="form--hint")

    def on_mount(self) -> None:
        """Takes the keys."""
        self.focus_field(self._first)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the lines now."""
        return {name: line.value for name, line in self._lines.items()}

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what stood there at first."""
        return any(self._lines[field.name].value != field.value for field in self._fields)

    def focus_field(self, name: str) -> None:
        """Puts the cursor into a line."""
        self._lines[name].focus()

    def fill(self, name: str, value: str) -> None:
        """Writes into a line, as a completion or a paste does."""
        line = self._lines[name]
        line.value = value
        line.cursor_position = len(value)

    def complain(self, words: str, field: str = "") -> None:
        """Says why the values cannot be taken, until the next keypress, and keeps them.

        Args:
            words: What is wrong and what to do; may come from outside.
            field: The name of the line to go to.
        """
        self._problem = words
        self._tell()
        if field:
            self.focus_field(field)

    def fill_in(self, values: Mapping[str, str]) -> None:
        """Writes into several lines at once, and shows those that are wanted by then."""
        for name, value in values.items():
            with self._lines[name].prevent(Input.Changed):
                self.fill(name, value)
        self._show_wanted()

    def say(self, words: str) -> None:
        """Tells something in place of the keys, until the next keypress; may come from outside."""
        self._problem, self._said = "", words
        self._tell()

    def action_submit(self) -> None:
        """Hands the values on."""
        for field in self._fields:
            self._complete(field)
        self.post_message(self.Submitted(self, self.values))

    def action_cancel(self) -> None:
        """Hands the values on as ones that are not wanted."""
        self.post_message(self.Cancelled(self, self.values))

    def action_step(self, lines: int) -> None:
        """Goes to another line."""
        ordered = self._shown()
        at = next((index for index, line in enumerate(ordered) if line.has_focus), 0)
        ordered[max(min(at + lines, len(ordered) - 1), 0)].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes on to the next line, or hands the values on at the last one."""
        event.stop()
        if event.input is self._shown()[-1]:
            self.action_submit()
        else:
            self.action_step(1)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Takes the problem back: something is being done about it."""
        event.stop()
        self._problem = self._said = ""
        self._tell()
        self._show_wanted()
        self.post_message(self.Changed())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Takes the word that was offered in a line."""
        for field in self._fields:
            if self._lines[field.name] is event.widget:
                self._complete(field)

    def _complete(self, field: Field) -> None:
        typed = self._lines[field.name].value.strip().casefold()
        offered = next((one for one in field.choices if one.casefold().startswith(typed)), "")
        if typed and offered and typed not in map(str.casefold, field.choices):
            self.fill(field.name, offered)

    def on_descendant_focus(self) -> None:
        """Shows the choices of the line that takes the keys."""
        self._tell()

    def _show_wanted(self) -> None:
        for name, line in self._lines.items() if self._wanted else ():
            if line.parent is not None:
                line.parent.display = self._is_wanted(name)

    def _is_wanted(self, name: str) -> bool:
        return self._wanted is None or name in self._wanted(self.values)

    def _shown(self) -> list[Line]:
        """The lines that are shown, in order."""
        return [line for name, line in self._lines.items() if self._is_wanted(name)]

    def _tell(self) -> None:
        hint = self.query_one(".form--hint", Static)
        hint.set_class(bool(self._problem), "-problem")
        hint.update(Content(self._problem or self._said or self._choices() or self._hint))

    def _choices(self) -> str:
        for field in self._fields:
            line = self._lines[field.name]
            if line.has_focus:
                typed = line.value.strip().lower()
                fitting = [choice for choice in field.choices if typed in choice.lower()]
                return self._fitted(fitting if typed and typed not in field.choices else field.choices)
        return ""

    def _fitted(self, choices: Sequence[str]) -> str:
        """As many choices as there is room for, so that the form does not change its height for them."""
        told, room = "", CHOICE_ROWS * max(self.size.width - 4, LEAST_CHOICES)
        for number, choice in enumerate(choices):
            longer = f"{told}, {choice}" if told else choice
            if width_of(longer) > room and number:
                return f"{told} …"
            told = longer
        return told


def _line(field: Field) -> Line:
    offered = SuggestFromList(field.choices, case_sensitive=False) if field.choices else None
    line = Line(
        field.value,
        placeholder=field.placeholder,
        suggester=offered,
        select_on_focus=bool(field.choices),  # one word is typed in the place of another
        id=field.name,
    )
    line.cursor_blink = False
    return line
