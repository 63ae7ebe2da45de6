"""A list over the screen that typing narrows: enter chooses, escape leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from postil.tui.commands.narrowing import NARROWING
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.field_form import Line
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input

    from postil.tui.commands.registry import Registry

Row = TypeVar("Row")

SPARE = 4
"""Rows of the frame that are not the list's: its border, the line to type in, what the keys do."""


class Rows(LineList[Row]):
    """The list; tells its dialog when another row is current."""

    def tell_moved(self) -> None:
        """Lets the dialog show what belongs to the row."""
        if isinstance(self.screen, Narrowing):
            self.screen.moved()


class Narrowing(Dialog["Row | None"], Generic[Row]):
    """Lets the reader pick one of many rows; the answer is the row, or None.

    Args:
        rows: All rows; at least one.
        index: The one that is current at first.

    Attributes:
        rows: All rows.
        heading: What is being chosen; our own words.
        empty: What is said where no row has what is typed.
        foot_words: What the keys do, with a `{}` for that which chooses and that which leaves.
    """

    DEFAULT_CSS = """
    Narrowing { align: center middle; }
    Narrowing > Vertical {
        width: 94%; max-width: 100; height: auto; max-height: 90%;
        border: round $primary; background: $background; padding: 0 1;
    }
    Narrowing Static { height: 1; color: $text-muted; }
    """
    registries: ClassVar[tuple[Registry, ...]] = (NARROWING,)
    BINDINGS: ClassVar = [*NARROWING.bindings()]

    heading = ""
    empty = ""
    foot_words = "{} chooses, {} leaves"

    def __init__(self, rows: Sequence[Row], index: int) -> None:
        super().__init__()
        self.rows = rows
        self._index = index

    def drawn(self, row: Row, width: int) -> Sequence[tuple[str, str]]:
        """The parts of a row as (text, look), for a width in cells."""
        raise NotImplementedError

    def name_of(self, row: Row) -> str:
        """What a row is found again by."""
        raise NotImplementedError

    def found(self, words: str) -> Sequence[Row]:
        """The rows that have what was typed."""
        raise NotImplementedError

    def beside(self) -> Iterable[Widget]:
        """What stands between the list and what the keys do."""
        return ()

    def moved(self) -> None:
        """Called when another row is current."""

    def compose(self) -> ComposeResult:
        """A frame with a line to type in, the rows, and what the keys do."""
        app = self.postil
        more = list(self.beside())
        with Vertical() as frame:
            frame.border_title = self.heading
            line = Line(placeholder="type to narrow the list")
            line.cursor_blink = False
            yield line
            rows: Rows[Row] = Rows(
                self.drawn, self.name_of, looks=app.looks, glyphs=app.glyphs, empty=self.empty
            )
            rows.can_focus = False
            rows.styles.height = max(min(len(self.rows), self._room), 2)
            rows.rows, rows.index = self.rows, self._index
            yield rows
            yield from more
            yield Static(Content(self.with_keys(self.foot_words, "narrow.choose", "narrow.leave")))

    @property
    def _room(self) -> int:
        """The rows that the list may have at most."""
        return self.app.size.height * 9 // 10 - SPARE

    @property
    def listing(self) -> Rows[Row]:
        """The list."""
        return self.query_one(Rows)

    def on_mount(self) -> None:
        """Takes the keys."""
        self.query_one(Line).focus()

    def choose(self) -> None:
        """Answers the current row; nothing where what is typed has left none."""
        if self.listing.current is not None:
            self.answer(self.listing.current)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list; the current row stays the same one while it is in it."""
        event.stop()
        self.listing.show(self.found(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Chooses the current row."""
        event.stop()
        self.choose()

    def on_line_list_chosen(self) -> None:
        """Chooses the row that was double-clicked."""
        self.choose()
