"""A form over the screen, which stays until its values are taken or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll
from textual.content import Content

from postil.core.errors import PostilError
from postil.tui.screens.dialog import Dialog
from postil.tui.told_once import ToldOnce
from postil.tui.widgets.field_form import FieldForm, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult

    from postil.tui.widgets.field_form import Field


GIVEN_UP = "Escape again gives up what you typed; ctrl+s saves it."


def doubted(doubts: Iterable[str]) -> str:
    """What looks wrong, in one line, with what keeps it so; an empty string where nothing does."""
    words = " ".join(doubts)
    return words and f"{words} ctrl+s again keeps it so."


class FormScreen(Dialog[bool]):
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
        self._options = options
        self._doubted, self._warned = ToldOnce(), ToldOnce()
        self.forms = self

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

    def keep(self) -> bool:
        """Keeps nothing beyond the process."""
        return False

    def on_field_form_submitted(self, event: FieldForm.Submitted) -> None:
        """Leaves when the values have been taken."""
        event.stop()
        if not self.is_active:  # a second key came before the first one's answer
            return
        before = {field.name: field.value for field in self._fields}
        changed = {name: line for name, line in event.values.items() if line != before[name]}
        if doubts := self._doubted(doubted(self._doubts(changed)), event.values):
            event.form.complain(doubts)
            return
        try:
            self._take(event.values)
        except PostilError as error:
            event.form.complain(str(error), error.line if isinstance(error, Unfit) else "")
        else:
            self.answer(True)  # noqa: FBT003 - the dialog's answer

    def on_field_form_cancelled(self, event: FieldForm.Cancelled) -> None:
        """Leaves; asks once more when something was typed."""
        event.stop()
        if warning := self._warned(GIVEN_UP if event.form.dirty else "", event.values):
            event.form.complain(warning)
        else:
            self.answer(False)  # noqa: FBT003 - the dialog's answer
