"""The table of contents over the reader: what is typed narrows it, enter goes to a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from postil.tui.columns import draw
from postil.tui.commands.structure import CONTENTS
from postil.tui.contents import COLUMNS, Entry, found
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.field_form import Line
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    from postil.tui.commands.registry import Registry


class ContentsScreen(Dialog["Entry | None"]):
    """Lets the reader pick a heading; the answer is its row, or None.

    Args:
        rows: The headings; at least one.
        index: The row that is current at first.
    """

    DEFAULT_CSS = """
    ContentsScreen { align: center middle; }
    ContentsScreen > Vertical {
        width: 94%; max-width: 100; height: auto; max-height: 90%;
        border: round $primary; background: $background; padding: 0 1;
    }
    ContentsScreen Static { height: 1; color: $text-muted; }
    """
    registries: ClassVar[tuple[Registry, ...]] = (CONTENTS,)
    BINDINGS: ClassVar = [*CONTENTS.bindings()]

    def __init__(self, rows: Sequence[Entry], index: int) -> None:
        super().__init__()
        self._rows = rows
        self._index = index

    def compose(self) -> ComposeResult:
        """A frame with a line to type in, the headings, and what the keys do."""
        app = self.postil
        with Vertical() as frame:
            frame.border_title = "Contents"
            line = Line(placeholder="type to narrow the list")
            line.cursor_blink = False
            yield line
            rows: LineList[Entry] = LineList(
                lambda entry, width: draw(COLUMNS, entry, width, app.glyphs),
                lambda entry: str(entry.section.block),
                looks=app.looks,
                glyphs=app.glyphs,
                empty="No heading has these words.",
            )
            rows.can_focus = False
            rows.styles.height = max(min(len(self._rows), app.size.height * 9 // 10 - 4), 2)
            rows.rows, rows.index = self._rows, self._index
            yield rows
            yield Static(Content(self.foot("{} goes there, {} leaves", "contents.go", "contents.leave")))

    @property
    def listing(self) -> LineList[Entry]:
        """The list."""
        return self.query_one(LineList)

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
        self.listing.show(found(self._rows, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Goes to the current row."""
        event.stop()
        self.choose()

    def on_line_list_chosen(self) -> None:
        """Goes to the row that was double-clicked."""
        self.choose()
