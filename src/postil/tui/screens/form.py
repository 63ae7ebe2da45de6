"""A form over the screen, which stays until its values are taken or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll
from textual.content import Content

from postil.core.errors import PostilError
from postil.core.text import clean_line
from postil.tui.screens.dialog import Dialog
from postil.tui.setting_aside import PAUSE_SECONDS
from postil.tui.told_once import ToldOnce
from postil.tui.widgets.field_form import FieldForm, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from postil.core.ports import Unfinished
    from postil.tui.widgets.field_form import Field


GIVEN_UP = "Escape again gives up what you typed; ctrl+s saves it."
HERE_AGAIN = "What you typed before is here again; ctrl+s saves it."


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
        about: What is filled in, by a name that is the same when the form is opened again: under it what is typed
            is kept until it is saved or given up, also where the process ends before.
        doubts: Tells what in the lines that were changed looks wrong, a sentence each; told once, and kept where
            the reader says so again.
        options: What else a `FieldForm` takes.
    """

    DEFAULT_CSS = """
    FormScreen { align: center middle; }
    FormScreen > VerticalScroll {
        width: 90%; max-width: 88; height: auto; max-height: 95%;
        border: round $primary; background: $background; padding: 0 1;
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        take: Callable[[dict[str, str]], None],
        *,
        about: str,
        doubts: Callable[[dict[str, str]], Iterable[str]] = lambda _: (),
        **options: Any,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._take = take
        self._about = about
        self._doubts = doubts
        self._options = options
        self._doubted, self._warned = ToldOnce(), ToldOnce()
        self._resting: Timer | None = None
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

    @property
    def _store(self) -> Unfinished | None:
        return self.postil.setting_aside.unfinished

    def on_mount(self) -> None:
        """Takes up what was typed before and is saved nowhere."""
        known = {field.name for field in self._fields}
        words = self._store.get(self._about) if self._store else {}
        before = {name: clean_line(line) for name, line in words.items() if name in known}
        if before:
            form = self.query_one(FieldForm)
            form.fill_in(before)
            form.say(HERE_AGAIN)

    def on_field_form_changed(self) -> None:
        """Has what is typed kept where it outlives the process, not with each key."""
        if self._resting is None:
            self._resting = self.set_timer(PAUSE_SECONDS, self.keep)

    def keep(self) -> bool:
        """Keeps what is typed; tells whether that was done."""
        self._resting = None
        return self._put(self._changed(self.query_one(FieldForm).values))

    def _put(self, words: dict[str, str]) -> bool:
        return self._store is not None and self._store.put(self._about, words)

    def _changed(self, lines: dict[str, str]) -> dict[str, str]:
        """The lines that are others than at first."""
        return {field.name: lines[field.name] for field in self._fields if lines[field.name] != field.value}

    def on_field_form_submitted(self, event: FieldForm.Submitted) -> None:
        """Leaves when the values have been taken."""
        event.stop()
        if not self.is_active:  # a second key came before the first one's answer
            return
        doubts = doubted(self._doubts(self._changed(event.values)))
        if doubts := self._doubted(doubts, event.values):
            event.form.complain(doubts)
            return
        try:
            self._take(event.values)
        except PostilError as error:
            event.form.complain(str(error), error.line if isinstance(error, Unfit) else "")
        else:
            self._end(taken=True)

    def on_field_form_cancelled(self, event: FieldForm.Cancelled) -> None:
        """Leaves; asks once more when something was typed."""
        event.stop()
        if warning := self._warned(GIVEN_UP if event.form.dirty else "", event.values):
            event.form.complain(warning)
        else:
            self._end(taken=False)

    def _end(self, *, taken: bool) -> None:
        """Leaves; nothing is unfinished any more."""
        if self._resting is not None:
            self._resting.stop()
        self._put({})
        self.answer(taken)
