"""The form of a source: the lines that its type has, and those that a look-up fills in."""

from __future__ import annotations

from asyncio import to_thread
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from postil.citation.fields import KNOWN, line_of, retyped
from postil.core.errors import PostilError, Stopped
from postil.core.quoting import counted
from postil.core.text import shown
from postil.services.sources.details import doubts_about_source
from postil.tui.screens.base import work_aside
from postil.tui.screens.form import FormScreen
from postil.tui.source_fields import form_fields, number_in, type_words, typed_type, wanted
from postil.tui.widgets.field_form import FieldForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from postil.core.model import JSON

HINT = "enter next   ctrl+l look up   ctrl+s save   esc leave   f1 help"
VAGUE = frozenset({"", "document"})
"""Types that say nothing, in place of which a look-up puts another one."""


class SourceForm(FormScreen):
    """Asks for the fields of a source; answers whether they were taken.

    Args:
        title: What is being filled in.
        item: What is known of the source.
        take: Takes the fields that were changed, as `citation.fields.retyped` gives them.
        about: What is filled in, as for every `FormScreen`.
        allow_private: Whether a look-up may ask hosts of this machine and of private networks.
    """

    BINDINGS: ClassVar = [Binding("ctrl+l", "look_up", "look up", show=False)]

    def __init__(
        self,
        title: str,
        item: Mapping[str, JSON],
        take: Callable[[dict[str, JSON]], None],
        *,
        about: str,
        allow_private: bool = False,
    ) -> None:
        def taken(lines: dict[str, str]) -> None:
            take(self._changes(lines))

        fields = form_fields(item)
        super().__init__(
            title,
            fields,
            taken,
            about=about,
            doubts=doubts_about_source,
            first="title",
            wanted=wanted,
            hint=HINT,
        )
        self._item = item
        self._found: dict[str, JSON] = {}
        self._allow_private = allow_private
        self._stop: Event | None = None

    def on_unmount(self) -> None:
        """Ends a look-up that nobody waits for any more."""
        if self._stop is not None:
            self._stop.set()

    def on_field_form_cancelled(self, event: FieldForm.Cancelled) -> None:
        """Ends a look-up that is under way; Textual asks the base class where there is none."""
        if self._stop is not None:
            event.prevent_default()
            event.stop()
            self._stop.set()

    def action_look_up(self) -> None:
        """Has the number or the address that stands in the form looked up."""
        form = self.query_one(FieldForm)
        typed = number_in(form.values)
        if not typed:
            form.complain("There is nothing to look up. Type a DOI, ISBN, PMID, arXiv number or URL first.")
        elif self._stop is None:
            self._stop = Event()
            form.say(f"looking {shown(typed)} up …   esc stops")
            work_aside(self.app, self._look_up(form, typed, self._stop))

    async def _look_up(self, form: FieldForm, typed: str, stop: Event) -> None:
        from postil.services.sources.lookups import look_up

        try:
            found = await to_thread(look_up, typed, allow_private=self._allow_private, stopped=stop.is_set)
        except Stopped:
            self._ended(form, "Stopped; nothing was looked up.")
        except PostilError as error:
            self._ended(form, f"{error} What is typed can be saved as it is.")
        else:
            self._ended(form, "")
            if form.is_attached:
                self._fill(form, found)

    def _ended(self, form: FieldForm, problem: str) -> None:
        self._stop = None
        if form.is_attached and problem:
            form.complain(problem)

    def _fill(self, form: FieldForm, found: dict[str, JSON]) -> None:
        """Fills in the lines in which nothing stands; what was typed stays."""
        values = form.values
        lines = {name: line_of(name, found[name]) for name in KNOWN if name in found}
        lines["type"] = type_words(lines.get("type", ""))
        fresh = {
            name: line
            for name, line in lines.items()
            if line and (not values[name].strip() or (name == "type" and values[name].strip() in VAGUE))
        }
        self._found = found
        form.fill_in(fresh)
        form.say(f"{counted(len(fresh), 'line')} filled in.   ctrl+s save   esc leave")

    def _changes(self, lines: Mapping[str, str]) -> dict[str, JSON]:
        """The fields that were changed, and those of what was looked up that no line shows."""
        typed = {**lines, "type": typed_type(lines["type"])}
        changed = retyped(self._item, typed, self._found)
        more = {name: value for name, value in self._found.items() if name not in {*KNOWN, *self._item}}
        return {**more, **changed}
