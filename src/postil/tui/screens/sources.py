"""The sources: the bibliography, with how often each is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.worker import get_current_worker

from postil.core.errors import WrongUse
from postil.core.quoting import counted
from postil.services.sources.rows import Row, source_rows
from postil.tui.commands.bibliography import BIBLIOGRAPHY, show_uses
from postil.tui.commands.exchanging import EXCHANGING
from postil.tui.commands.lists import LISTS
from postil.tui.commands.registry import keys_of_part
from postil.tui.lines.columns import draw, heading
from postil.tui.lines.sources import COLUMNS, ORDERS, arranged, found
from postil.tui.screens.base import attempt
from postil.tui.screens.filtered_listing import FilteredListScreen
from postil.tui.widgets.header import Header
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from postil.core.model import Source
    from postil.tui.commands.registry import Registry

EMPTY = "No sources yet. {} adds one, {} a bibliography; {} on a claim attaches one."
NOTHING_FOUND = "No source has these words. / changes them, escape shows all sources."


class Sources(LineList[Row]):
    """The list, with the keys that work in it."""

    BINDINGS: ClassVar = keys_of_part(BIBLIOGRAPHY, EXCHANGING, LISTS)


class SourcesScreen(FilteredListScreen[Row]):
    """Lists the sources of the library."""

    orders = tuple(ORDERS)
    registries: ClassVar[tuple[Registry, ...]] = (BIBLIOGRAPHY, EXCHANGING, LISTS)

    def __init__(self) -> None:
        super().__init__(arranged)
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """The counts, the columns' names, the list, the keys."""
        app = self.postil
        yield Header(app.looks, 2)
        yield Sources(
            lambda row, width: draw(COLUMNS, row, width, app.glyphs),
            lambda row: row.source.id,
            looks=app.looks,
            glyphs=app.glyphs,
            empty="",
        )
        yield KeyBar(app.looks)

    # ------------------------------------------------------------------ rows

    def library_changed(self) -> None:
        """Reads the sources again, beside the screen; the rows stay until that is done."""

        def job() -> tuple[Row, ...]:
            worker = get_current_worker()
            return source_rows(self.workspace, lambda: worker.is_cancelled)

        self.work("reading the sources", job, self.take, group="listing")

    def go_to(self, source: str) -> None:
        """Makes a source the current one, by its id, once it is among the rows."""
        self._wanted = source

    def show_rows(self) -> None:
        """Shows the rows that the filter finds."""
        empty = self.with_keys(EMPTY, "sources.add", "sources.import", "evidence.supports")
        self.listing.empty = NOTHING_FOUND if self.everything else empty
        self.listing.show(found(self.everything, self.words))
        shown = [row.source.id for row in self.listing.rows]
        if self._wanted in shown:
            self.listing.go(shown.index(self._wanted))
            self._wanted = ""
        self.show_header()
        self.refresh_bindings()

    def show_header(self) -> None:
        """Writes the counts, the filter, the order, and the names of the columns."""
        left = [("Sources  ", "title"), *self.told(_counted(self.everything))]
        if picked := len(self.listing.picked):
            left.append((f"  {self.postil.glyphs.picked} {picked} picked", "key"))
        names = heading(COLUMNS, max(self.listing.size.width - 2, 1)) if self.listing.rows else []
        self.header.show((left, [self.saving]), (names, []))

    # ------------------------------------------------------------------ the current source

    @property
    def row(self) -> Row | None:
        """The current row, or None in an empty list."""
        return self.listing.current

    @property
    def source(self) -> Source:
        """The current source.

        Raises:
            WrongUse: The list is empty.
        """
        if self.row is None:
            raise WrongUse("There is no source here.", f"{self.first_key('sources.add')} adds one.")
        return self.row.source

    @property
    def chosen(self) -> list[Source]:
        """The picked sources in the order of the list; the current one where none is picked."""
        rows = [row.source for row in self.listing.rows if row.source.id in self.listing.picked]
        return rows or [self.source]

    async def read_current(self) -> None:
        """Shows where the current source is quoted."""
        await attempt(self.app, lambda: show_uses(self))


def _counted(rows: Sequence[Row]) -> str:
    unused = sum(not row.quoted for row in rows)
    return counted(len(rows), "source") + (f" · {unused} unused" if unused else "")
