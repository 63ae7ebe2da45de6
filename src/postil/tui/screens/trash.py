"""The trash over the screen: enter takes something out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from postil.core.text import shortened, shown
from postil.tui.commands.dialogs import TRASH
from postil.tui.commands.lists import LISTS
from postil.tui.lines.columns import Column, draw
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from postil.services.undo.trash import Trashed
    from postil.tui.commands.registry import Registry

WORDS = 200
COLUMNS: Sequence[Column[Trashed]] = (
    Column("", 8, 0, lambda item, _: (item.kind, "key")),
    Column("", 0, 0, lambda item, _: (shortened(shown(item.words), WORDS), "")),
    Column("", 24, 90, lambda item, _: (shown(item.article) if item.article != item.words else "", "dim")),
    Column("", 10, 50, lambda item, _: (item.record.deleted[:10], "dim")),
)


class TrashScreen(Dialog["Trashed | None"]):
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
    registries: ClassVar[tuple[Registry, ...]] = (TRASH, LISTS)
    BINDINGS: ClassVar = [*TRASH.bindings(), *LISTS.bindings()]

    def __init__(self, items: Sequence[Trashed]) -> None:
        super().__init__()
        self._items = items

    def compose(self) -> ComposeResult:
        """A frame with the list."""
        app = self.postil
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
            yield Static(Content(self.with_keys("{} restores, {} leaves", "trash.restore", "trash.leave")))

    @property
    def listing(self) -> LineList[Trashed]:
        """The list."""
        return self.query_one(LineList)

    def on_mount(self) -> None:
        """Takes the keys."""
        self.listing.focus()

    def on_line_list_chosen(self) -> None:
        """Answers the item that was double-clicked."""
        self.answer(self.listing.current)
