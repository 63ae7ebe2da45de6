"""The library: all articles, with what is left to do in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.worker import get_current_worker

from postil.core.changes import SOURCES
from postil.core.quoting import counted
from postil.core.text import shown
from postil.services.articles.articles import Listed, listed, open_article, relisted
from postil.tui.commands.conflicts import CONFLICTS
from postil.tui.commands.library import LIBRARY
from postil.tui.commands.lists import LISTS
from postil.tui.commands.registry import keys_of_part
from postil.tui.lines.columns import draw, heading
from postil.tui.lines.library import COLUMNS, ORDERS, arranged, found, searchable
from postil.tui.screens.filtered_listing import FilteredListScreen
from postil.tui.widgets.header import Header
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from textual.app import ComposeResult

    from postil.core.model import Article
    from postil.tui.commands.conflicts import Subject
    from postil.tui.commands.registry import Registry

EMPTY = "No articles yet. {} opens a file or an address; {} opens the bundled example."
NOTHING_FOUND = "No article has these words. / changes them, escape shows all articles."


class Articles(LineList[Listed]):
    """The list, with the keys that work in it."""

    BINDINGS: ClassVar = keys_of_part(CONFLICTS, LIBRARY, LISTS)


class LibraryScreen(FilteredListScreen[Listed]):
    """Lists the articles of the library.

    Args:
        first: The id of the article to stand on at first, or an empty string.
    """

    orders = tuple(ORDERS)
    registries: ClassVar[tuple[Registry, ...]] = (LIBRARY, CONFLICTS, LISTS)

    def __init__(self, first: str = "") -> None:
        super().__init__(arranged)
        self._first = first
        self._texts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The counts, the columns' names, the list, the keys."""
        app = self.postil
        yield Header(app.looks, 2)
        yield Articles(
            lambda row, width: draw(COLUMNS, row, width, app.glyphs),
            lambda row: row.article.id,
            looks=app.looks,
            glyphs=app.glyphs,
            empty="",
        )
        yield KeyBar(app.looks)

    # ------------------------------------------------------------------ rows

    def library_changed(self) -> None:
        """Reads the articles again, beside the screen."""

        def job() -> tuple[Listed, ...]:
            worker = get_current_worker()
            return listed(self.workspace, lambda _: worker.is_cancelled)

        self.work("reading the articles", job, self._take, group="listing")

    def _take(self, rows: tuple[Listed, ...]) -> None:
        self._texts = {row.article.id: searchable(row) for row in rows}
        self.take(rows)
        at = [row.article.id for row in self.listing.rows]
        if self._first in at:
            self.listing.go(at.index(self._first))
        self._first = ""

    def show_rows(self) -> None:
        """Shows the rows that the filter finds."""
        empty = self.with_keys(EMPTY, "library.open", "library.example")
        self.listing.empty = NOTHING_FOUND if self.everything else empty
        self.refresh_bindings()  # the example is offered while there is nothing else
        self.listing.show(found(self.everything, self._texts, self.words))
        self.show_header()

    def news(self, collections: AbstractSet[str]) -> None:
        """Shows what others did to some articles; the current row stays where it is."""
        articles = collections - {SOURCES}
        if articles and (self.busy("listing") or articles - self.workspace.held_articles):
            self.library_changed()
        elif articles:
            rows = relisted(self.workspace, self.everything, articles)
            self._texts |= {row.article.id: searchable(row) for row in rows if row.article.id in articles}
            self.everything = arranged(rows, self.order)
            self.listing.renew(found(self.everything, self._texts, self.words))
            self.show_header()
            self.refresh_bindings()

    def without(self, article: str) -> None:
        """Takes an article's row away; what is being read meanwhile is read again."""
        self.everything = [row for row in self.everything if row.article.id != article]
        self.show_rows()
        if self.busy("listing"):
            self.library_changed()

    def show_header(self) -> None:
        """Writes the library's name, its counts, and the names of the columns."""
        name = shown(self.workspace.library.folder.name)
        left = [("Library", "title"), (f"  {name}  ", "dim"), *self.told(_counted(self.everything))]
        names = heading(COLUMNS, max(self.listing.size.width - 2, 1)) if self.listing.rows else []
        self.header.show((left, [self.saving]), (names, []))

    # ------------------------------------------------------------------ the current article

    @property
    def article(self) -> Article | None:
        """The article of the current row, or None in an empty list."""
        row = self.listing.current
        return row.article if row else None

    def subject(self) -> Subject | None:
        """The article of the current row, where a field of it was changed on both sides."""
        article = self.article
        return (article.id, None, None) if article and article.conflicts else None

    async def read_current(self) -> None:
        """Opens the current article in the reader."""
        if self.article is not None:
            await self.postil.places.read(open_article(self.workspace, self.article.id))


def _counted(rows: Sequence[Listed]) -> str:
    claims = sum(row.claims for row in rows)
    unsourced = sum(row.unsourced for row in rows)
    parts = [counted(len(rows), "article"), counted(claims, "claim")]
    return " · ".join([*parts, *([f"{unsourced} unsourced"] if unsourced else [])])
