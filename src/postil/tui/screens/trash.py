"""The trash over the screen: enter takes something out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from postil.core.text import shortened, shown
from postil.tui.columns import Column, draw
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from postil.services.trash import Trashed

WORDS = 200
COLUMNS: Sequence[Column[Trashed]] = (
    Column("", 8, 0, lambda item, _: (item.kind, "key")),
    Column("", 0, 0, lambda item, _: (shortened(shown(item.words), WORDS), "")),
    Column("", 24, 90, lambda item, _: (shown(item.article) if item.article != item.words else "", "dim")),
    Column("", 10, 50, lambda item, _: (item.record.deleted[:10], "dim")),
)


class TrashScreen(ModalScreen["Trashed | None"]):
    """Lets the reader pick what is to be restored; the answer is it, or None.

    Args:
        items: What is in the trash, the last trashed first.
    """

    DEFAULT_CSS = """
    TrashScreen { align: center middle; }
    TrashScreen > Vertical {
        width: 94%; max-width: 120; height: auto; max-height: 80%;
        border: round $primary; background: $background; padding: 0 1;
    }
    TrashScreen Static { height: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q", "leave", "leave", show=False),
        Binding("enter", "restore", "restore", show=False),
        Binding("down,j", "step(1)", "down", show=False),
        Binding("up,k", "step(-1)", "up", show=False),
        Binding("pagedown,ctrl+d", "page(1)", "page down", show=False),
        Binding("pageup,ctrl+u", "page(-1)", "page up", show=False),
    ]

    def __init__(self, items: Sequence[Trashed]) -> None:
        super().__init__()
        self._items = items

    def compose(self) -> ComposeResult:
        """A frame with the list."""
        from postil.tui.app import PostilApp

        app = self.app
        assert isinstance(app, PostilApp)  # noqa: S101 - for the type checker
        with Vertical() as frame:
            frame.border_title = "Trash"
            rows: LineList[Trashed] = LineList(
                lambda item, width: draw(COLUMNS, item, width, app.glyphs),
                lambda item: item.record.id,
                looks=app.looks,
                glyphs=app.glyphs,
                empty="The trash is empty.",
            )
            rows.styles.height = max(min(len(self._items), app.size.height * 3 // 5), 3)
            rows.rows = self._items
            yield rows
            yield Static(Content("enter: restore   escape: leave"))

    def on_mount(self) -> None:
        """Takes the keys."""
        self.query_one(LineList).focus()

    def action_step(self, rows: int) -> None:
        """Moves by rows."""
        self.query_one(LineList).step(rows)

    def action_page(self, pages: int) -> None:
        """Moves by pages."""
        self.query_one(LineList).page(pages)

    def action_leave(self) -> None:
        """Answers nothing."""
        if self.is_current:  # a second key may come before the first one's answer
            self.dismiss(None)

    def action_restore(self) -> None:
        """Answers the current item."""
        if self.is_current:
            self.dismiss(self.query_one(LineList).current)

    def on_line_list_chosen(self) -> None:
        """Answers the item that was double-clicked."""
        self.action_restore()
