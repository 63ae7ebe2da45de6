"""The library's rows: how they look, in which order they stand, and what a filter finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.text import shown
from postil.review.folding import fold
from postil.tui.lines.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.services.articles.articles import Listed
    from postil.tui.looks.glyphs import Glyphs

    Cell = tuple[str, str]

BAR_CELLS = 6

ORDERS: Mapping[str, Callable[[Listed], tuple[bool, str | float]]] = {
    "newest first": lambda _row: (False, ""),
    "title": lambda row: (not row.article.title, fold(row.article.title)),
    "author": lambda row: (not row.article.authors, fold(", ".join(row.article.authors))),
    "source": lambda row: (not row.article.container, fold(row.article.container)),
    "date": lambda row: (not row.article.published, row.article.published),
    "least read": lambda row: (False, row.progress),
    "most claims": lambda row: (False, -row.claims),
    "most unsourced": lambda row: (False, -row.unsourced),
}
"""The orders in which articles can stand; what is missing comes last."""


def arranged(rows: Iterable[Listed], order: str) -> list[Listed]:
    """The rows in one of `ORDERS`, the newest first among equals."""
    return sorted(sorted(rows, key=lambda row: row.article.id, reverse=True), key=ORDERS[order])


def searchable(row: Listed) -> str:
    """What a filter searches in: title, authors, source, tags, each a folded line."""
    article = row.article
    return "\n".join(map(fold, (article.title, *article.authors, article.container, *row.tags)))


def found(rows: Iterable[Listed], texts: Mapping[str, str], words: str) -> list[Listed]:
    """The rows that hold every typed word.

    Args:
        rows: In their order.
        texts: What `searchable` gave, by article id.
        words: What was typed; case and accents aside.
    """
    wanted = fold(words).split()
    return [row for row in rows if all(word in texts[row.article.id] for word in wanted)]


def _title(row: Listed, glyphs: Glyphs) -> Cell:
    title = shown(row.article.title) or "(no title)"
    return f"{glyphs.conflicting} {title}" if row.article.conflicts else title, ""


def _authors(row: Listed, _: Glyphs) -> Cell:
    return shown("; ".join(row.article.authors)), "dim"


def _source(row: Listed, _: Glyphs) -> Cell:
    return shown(row.article.container), "dim"


def _date(row: Listed, _: Glyphs) -> Cell:
    return shown(row.article.published), "dim"


def _percent(row: Listed, _: Glyphs) -> Cell:
    return f"{row.progress:.0%}" if row.progress else "", "dim"


def _bar(row: Listed, glyphs: Glyphs) -> Cell:
    done = round(row.progress * BAR_CELLS)
    if not row.progress:
        return "", "dim"
    return glyphs.full * done + glyphs.empty * (BAR_CELLS - done), "dim"


def _claims(row: Listed, _: Glyphs) -> Cell:
    return str(row.claims or ""), ""


def _unsourced(row: Listed, glyphs: Glyphs) -> Cell:
    return f"{glyphs.unsourced} {row.unsourced}" if row.unsourced else "", "unsourced-word"


def _changed(row: Listed, glyphs: Glyphs) -> Cell:
    return f"{glyphs.changed} {row.changed}" if row.changed else "", "changed-word"


COLUMNS: Sequence[Column[Listed]] = (
    Column("title", 0, 0, _title),
    Column("author", 24, 104, _authors, grows=12),
    Column("source", 24, 136, _source, grows=16),
    Column("date", 10, 90, _date),
    Column("", BAR_CELLS, 150, _bar),
    Column("read", 4, 44, _percent, right=True),
    Column("claims", 6, 44, _claims, right=True),
    Column("unsourced", 9, 60, _unsourced, right=True),
    Column("changed", 7, 68, _changed, right=True),
)
