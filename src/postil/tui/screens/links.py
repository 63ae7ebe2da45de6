"""The links of a text over the reader, each with its host; the current one in full below the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from postil.core.text import shown
from postil.tui.commands.links import LINK_LIST
from postil.tui.commands.lists import LISTS
from postil.tui.lines.columns import draw
from postil.tui.lines.links import COLUMNS, LinkRow
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from postil.tui.commands.registry import Registry


class Links(LineList[LinkRow]):
    """The list."""

    def tell_moved(self) -> None:
        """Tells the current address in full at once."""
        if isinstance(self.screen, LinksScreen):
            self.screen.show_target()


class LinksScreen(Dialog["tuple[str, bool] | None"]):
    """Lets the reader pick a link; the answer is what it leads to and whether it is to be read here, or None.

    Args:
        rows: All links; at least one.
        here: Those of the paragraph, which are shown first; all are where there are none.
    """

    DEFAULT_CSS = """
    LinksScreen { align: center middle; }
    LinksScreen > Vertical {
        width: 94%; max-width: 110; height: auto; max-height: 90%;
        border: round $primary; background: $background; padding: 0 1;
    }
    LinksScreen #foot { height: auto; max-height: 2; color: $text-muted; }
    LinksScreen #target { height: auto; max-height: 4; color: $foreground; margin: 1 0; }
    """
    registries: ClassVar[tuple[Registry, ...]] = (LINK_LIST, LISTS)
    BINDINGS: ClassVar = [*LINK_LIST.bindings(), *LISTS.bindings()]

    def __init__(self, rows: Sequence[LinkRow], here: Sequence[LinkRow]) -> None:
        super().__init__()
        self._all = rows
        self._here = here
        self.has_others = 0 < len(here) < len(rows)

    def compose(self) -> ComposeResult:
        """A frame with the list, the address in full, and what the keys do."""
        app = self.postil
        with Vertical() as frame:
            frame.border_title = "Links"
            rows = Links(
                lambda row, width: draw(COLUMNS, row, width, app.glyphs),
                lambda row: str(row.place),
                looks=app.looks,
                glyphs=app.glyphs,
                empty="",
            )
            rows.rows = self._here or self._all
            rows.styles.height = max(min(len(self._all), app.size.height * 9 // 10 - 9), 2)
            yield rows
            yield Static(id="target")
            yield Static(id="foot")

    @property
    def listing(self) -> LineList[LinkRow]:
        """The list."""
        return self.query_one(Links)

    def on_mount(self) -> None:
        """Takes the keys."""
        self.listing.focus()
        self.show_target()
        self._show_foot()

    def show_target(self) -> None:
        """Tells what the current link leads to, all of it."""
        row = self.listing.current
        self.query_one("#target", Static).update(Content(shown(row.target) if row else ""))

    def show_others(self) -> None:
        """Shows all links, or those of the paragraph again."""
        self.listing.show(self._all if self.listing.rows is self._here else self._here)
        self._show_foot()

    def choose(self, *, is_read: bool) -> None:
        """Answers the current row."""
        if self.listing.current is not None:
            self.answer((self.listing.current.target, is_read))

    def on_line_list_chosen(self) -> None:
        """Opens the row that was double-clicked in the browser."""
        self.choose(is_read=False)

    def _show_foot(self) -> None:
        words = "{} opens in the browser, {} reads it here, {} copies, {} leaves"
        told = self.with_keys(words, "links.open", "links.read", "links.copy", "links.leave")
        if self.has_others:
            others = "all" if self.listing.rows is self._here else "the paragraph's"
            told = self.with_keys("{} shows " + others + ", ", "links.all") + told
        self.query_one("#foot", Static).update(Content(told))
