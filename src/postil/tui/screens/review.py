"""The review: the ledger of all claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.worker import get_current_worker

from postil.core.changes import SOURCES
from postil.core.text import shown
from postil.review.rows import Row, Sort
from postil.services.articles.articles import open_article
from postil.services.review.ledger import Ledger
from postil.tui.commands.comparing import COMPARING
from postil.tui.commands.conflicts import CONFLICTS
from postil.tui.commands.copying import COPYING
from postil.tui.commands.lists import LISTS
from postil.tui.commands.registry import keys_of_part
from postil.tui.commands.reviewing import DETAIL, REVIEWING
from postil.tui.lines.columns import draw, heading
from postil.tui.lines.ledger import COLUMNS, count_parts
from postil.tui.lines.marginalia import claim_entry, evidence_entry
from postil.tui.screens.listing import ListScreen
from postil.tui.widgets.header import Header
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.line_list import LineList
from postil.tui.widgets.margin import MarginView
from postil.tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from textual.app import ComposeResult

    from postil.core.model import Claim, Evidence
    from postil.services.marks.claims import Marked
    from postil.tui.commands.conflicts import Subject
    from postil.tui.commands.registry import Registry

EMPTY = "No claims yet. {} marks one while you read; {} shows the articles.", "claim.mark", "place.library"
NOTHING_FOUND = "No claim is like this. / changes the filter, escape shows all claims."
WIDE = 150
"""Columns from which the current claim is told in full beside the list."""
AT_ONCE = 20_000
"""Claims that are filtered between two keys; more are filtered beside the screen."""
LOW = 16
"""Rows under which there is no room for it below the list."""


class Claims(LineList[Row]):
    """The list, with the keys that work in it."""

    BINDINGS: ClassVar = keys_of_part(CONFLICTS, REVIEWING, COMPARING, COPYING, LISTS)

    def tell_moved(self) -> None:
        """Tells the current claim in full at once, so that both are drawn in one picture."""
        if isinstance(self.screen, ReviewScreen):
            self.screen.show_detail()


class Detail(MarginView):
    """The current claim with its evidence, with the keys that work in it."""

    BINDINGS: ClassVar = keys_of_part(CONFLICTS, DETAIL, COMPARING, COPYING)


class ReviewScreen(ListScreen[Row]):
    """Lists the claims of all articles.

    Args:
        query: The filter to begin with.

    Attributes:
        query_text: The filter, as it was typed.
        sort: The order.
        backwards: Whether it is turned round.
        ledger: What was read.
    """

    registries: ClassVar[tuple[Registry, ...]] = (REVIEWING, COMPARING, COPYING, CONFLICTS, LISTS, DETAIL)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    ReviewScreen #ledger { width: 1fr; height: 1fr; layout: vertical; }
    ReviewScreen #in-full { height: 40%; min-height: 7; max-height: 14; }
    ReviewScreen.-wide #ledger { layout: horizontal; }
    ReviewScreen.-wide #in-full { width: 40%; height: 1fr; max-height: 1000; border-left: vkey $primary; }
    """

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self.query_text = query
        self.sort = Sort.TEXT
        self.backwards = False
        self.ledger = Ledger()
        self._changed_meanwhile: set[str] = set()
        self._news: set[str] = set()

    def compose(self) -> ComposeResult:
        """The counts, the filter, the columns' names, the list, the current claim, the keys."""
        app = self.postil
        yield Header(app.looks, 3)
        with Container(id="ledger"):
            yield Claims(
                lambda row, width: draw(COLUMNS, row, width, app.glyphs),
                lambda row: row.claim.id,
                looks=app.looks,
                glyphs=app.glyphs,
                empty="",
            )
            with Container(id="in-full"):
                yield Detail(app.looks, app.glyphs)
        yield KeyBar(app.looks)

    def on_resize(self) -> None:
        """Puts the current claim beside the list, below it, or nowhere."""
        self.query_one("#in-full").display = self.size.width >= WIDE or self.size.height >= LOW

    @property
    def listing(self) -> Claims:
        """The list."""
        return self.query_one(Claims)

    @property
    def detail(self) -> Detail:
        """The current claim, told in full."""
        return self.query_one(Detail)

    # ------------------------------------------------------------------ rows

    def library_changed(self) -> None:
        """Reads the claims again, beside the screen; the rows stay until that is done."""
        before = self.ledger
        self._changed_meanwhile.clear()

        def job() -> Ledger:
            worker = get_current_worker()
            ledger = Ledger.read(self.workspace, before, lambda _: worker.is_cancelled)
            ledger.warm()
            self._ask(ledger)
            return ledger

        self.work("reading the articles", job, self._take, group="listing")

    def _take(self, ledger: Ledger) -> None:
        self.ledger = ledger.renewed(self.workspace, self._changed_meanwhile)
        self.narrow(self.query_text)

    def narrow(self, query: str) -> None:
        """Shows the claims that a query asks for, in the order that is set."""
        self.query_text = query
        if len(self.ledger) > AT_ONCE:
            asked = self.ledger
            self.work("filtering", lambda: self._ask(asked), self._show_as_they_are, group="filter")
        else:
            self._show(self._ask(self.ledger))

    def _ask(self, ledger: Ledger, query: str | None = None) -> Sequence[Row]:
        asked, ratings = self.query_text if query is None else query, self.postil.settings.ratings
        return ledger.ask(asked, self.workspace.clock(), self.sort, reverse=self.backwards, ratings=ratings)

    def _show(self, rows: Sequence[Row]) -> None:
        self.listing.empty = NOTHING_FOUND if len(self.ledger) else self.with_keys(*EMPTY)
        self.listing.show(rows)
        self.show_header()

    def _show_as_they_are(self, rows: Sequence[Row]) -> None:
        """Shows rows that were found beside the screen, with what became of them meanwhile."""
        now = {row.claim.id: row for row in self.ledger.rows}
        self._show([now[row.claim.id] for row in rows if row.claim.id in now])

    def sort_by(self, sort: Sort, *, backwards: bool) -> None:
        """Puts the claims into another order."""
        self.sort, self.backwards = sort, backwards
        self.narrow(self.query_text)

    def changed(self, articles: Sequence[str]) -> None:
        """Draws what became of the claims of some articles; rows stay where they are until asked anew."""
        self.ledger = self.ledger.renewed(self.workspace, articles)
        if self.busy("listing"):
            self._changed_meanwhile.update(articles)
        self._show_as_they_are(self.listing.rows)

    def news(self, collections: AbstractSet[str]) -> None:
        """Shows what others did: what they add comes in, and what does not fit the filter any more may stay."""
        if self.busy("listing") or collections - {SOURCES} - self.workspace.held_articles:
            self.library_changed()
            return
        self._news |= collections
        before, articles, query = self.ledger, frozenset(self._news), self.query_text

        def job() -> tuple[Ledger, Sequence[Row]]:
            ledger = before.renewed(self.workspace, articles - {SOURCES})
            if SOURCES in articles:
                ledger = ledger.requoted(self.workspace.sources)
            return ledger, self._ask(ledger)

        def take(found: tuple[Ledger, Sequence[Row]]) -> None:
            if self.ledger is not before or self.query_text != query:
                self.news(articles)
                return
            self._news -= articles
            self.ledger, asked = found
            wanted = {row.claim.id for row in (*asked, *self.listing.rows)}
            everything = self._ask(self.ledger, "")
            self.listing.renew([row for row in everything if row.claim.id in wanted])
            self.show_header()

        self.work("reading what others did", job, take, group="news")

    def show_header(self) -> None:
        """Writes the counts, the filter and the order, and the names of the columns."""
        glyphs = self.postil.glyphs
        ledger, shown_rows = self.ledger, len(self.listing.rows)
        room = self.size.width - len(f" Review  {self.saving[0]}  ")
        counts = count_parts(len(ledger), ledger.counts, glyphs, room)
        first = [("Review  ", "title"), *([(self.progress, "")] if self.progress else counts)]
        filtered = f"“{shown(self.query_text)}” {shown_rows}" if self.query_text else "all"
        order = f"{self.sort}{', reversed' if self.backwards else ''}"
        second = [("filter ", "dim"), (filtered, "key"), ("  order ", "dim"), (order, "")]
        if picked := len(self.listing.picked):
            second.append((f"  {glyphs.picked} {picked} picked", "key"))
        names = heading(COLUMNS, max(self.listing.size.width - 2, 1)) if shown_rows else []
        problems = ledger.problems(self.query_text, self.postil.settings.ratings)
        if problems:  # told over two rows, so long as the filter reads like this
            told = shown(problems[0])
            _, end = wrap(told, max(self.size.width - 2, 2))[0]
            first, second, names = second[:2], [(told[:end], "caption")], [(told[end:].lstrip(), "caption")]
        self.header.show((first, [self.saving]), (second, []), (names, []))

    # ------------------------------------------------------------------ the current claim

    @property
    def row(self) -> Row | None:
        """The current row, or None in an empty list."""
        return self.listing.current

    def subjects(self) -> list[Marked]:
        """What an action is for: all picked claims, the current one where none is picked."""
        picked = self.listing.picked or ({self.row.claim.id} if self.row else set())
        return [(row.article.id, row.claim) for row in self.listing.rows if row.claim.id in picked]

    def subject(self) -> Subject | None:
        """What the reader is at: as for `copy_subject`."""
        return self.copy_subject()

    def copy_subject(self) -> tuple[str, Claim, Evidence | None] | None:
        """What `y` copies: the selected evidence, or the current claim citing its article."""
        row = self.row
        if row is None:
            return None
        selected = next((piece for piece in row.evidence if piece.id == self.detail.current), None)
        return row.article.id, row.claim, selected if self.detail.has_focus else None

    def copy_subjects(self) -> Sequence[tuple[str, Claim, Evidence | None]]:
        """All picked claims; what the reader is at where none is, and while the claim in full has the keys."""
        if self.listing.picked and not self.detail.has_focus:
            return [(article, claim, None) for article, claim in self.subjects()]
        return [subject] if (subject := self.copy_subject()) else []

    async def read_current(self) -> None:
        """Shows the current claim in its article."""
        if self.row is not None:
            opened = open_article(self.workspace, self.row.article.id)
            await self.postil.places.read(opened, claim=self.row.claim.id)

    def show_detail(self) -> None:
        """Tells the current claim in full."""
        row, glyphs = self.row, self.postil.glyphs
        self.detail.can_focus = row is not None
        if row is None:
            self.detail.show("", "", (), "")
            return
        sources = {source.key: source for source in row.sources}
        told = [claim_entry(row.claim, row.evidence, row.article.snapshot, glyphs, in_full=True)]
        told += [
            evidence_entry(piece, sources.get(piece.source), glyphs, in_full=True) for piece in row.evidence
        ]
        place = f"{glyphs.pilcrow} {row.paragraph}" if row.paragraph else ""
        ids = {entry.id for entry in told}
        current = self.detail.current if self.detail.current in ids else row.claim.id
        self.detail.show(shown(row.article.title), place, told, current)

    # ------------------------------------------------------------------ events

    def retheme(self) -> None:
        """Draws everything in the new styles."""
        super().retheme()
        self.detail.looks = self.postil.looks
        self.detail.refresh()
