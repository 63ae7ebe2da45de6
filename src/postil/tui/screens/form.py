"""A form over the screen, which stays until its values are taken or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from postil.core.errors import PostilError
from postil.tui.widgets.field_form import FieldForm, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult

    from postil.tui.widgets.field_form import Field


AGAIN = "ctrl+s again keeps it so."
"""What is told with a doubt."""


class FormScreen(ModalScreen[bool]):
    """Asks for the values of a few fields; answers whether they were taken.

    Args:
        title: What is being filled in.
        fields: The form's lines.
        take: Takes the values; raises a `PostilError` where it cannot, `Unfit` where that is for one line,
            and the form stays with all that was typed.
        doubts: Tells what in the lines that were changed looks wrong, a sentence each; told once, and kept where
            the reader says so again.
        options: What else a `FieldForm` takes.
    """

    DEFAULT_CSS = """
    FormScreen { align: center middle; }
    FormScreen > VerticalScroll {
        width: 90%; max-width: 88; height: auto; max-height: 90%;
        border: round $primary; background: $background; padding: 0 1;
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        take: Callable[[dict[str, str]], None],
        *,
        doubts: Callable[[dict[str, str]], Iterable[str]] = lambda _: (),
        **options: Any,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._take = take
        self._doubts = doubts
        self._doubted_of: dict[str, str] = {}
        self._options = options
        self._warned_of: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A frame with the form."""
        with VerticalScroll(can_focus=False) as frame:
            frame.border_title = Content(self._title)
            yield FieldForm(self._fields, **self._options)

    @property
    def typed(self) -> object:
        """What was typed that is not saved."""
        form = self.query_one(FieldForm)
        return form.dirty and form.values

    def on_field_form_submitted(self, event: FieldForm.Submitted) -> None:
        """Leaves when the values have been taken."""
        event.stop()
        if not self.is_active:  # a second key came before the first one's answer
            return
        before = {field.name: field.value for field in self._fields}
        doubts = [*self._doubts({name: line for name, line in event.values.items() if line != before[name]})]
        if doubts and event.values != self._doubted_of:
            self._doubted_of = event.values
            event.form.complain(f"{' '.join(doubts)} {AGAIN}")
            return
        try:
            self._take(event.values)
        except PostilError as error:
            event.form.complain(str(error), error.line if isinstance(error, Unfit) else "")
        else:
            self.dismiss(True)  # noqa: FBT003 - the screen's result

    def on_field_form_cancelled(self, event: FieldForm.Cancelled) -> None:
        """Leaves; asks once more when something was typed."""
        event.stop()
        if event.form.dirty and event.values != self._warned_of:
            self._warned_of = event.values
            event.form.complain("Escape again gives up what you typed; ctrl+s saves it.")
        elif self.is_active:
            self.dismiss(False)  # noqa: FBT003 - the screen's result
