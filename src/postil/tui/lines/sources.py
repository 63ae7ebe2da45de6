"""The bibliography's rows: how they look, in which order they stand, and what a filter finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.text import shown
from postil.review.folding import fold
from postil.tui.lines.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.services.sources.rows import Row
    from postil.tui.looks.glyphs import Glyphs

    Cell = tuple[str, str]

ORDERS: Mapping[str, Callable[[Row], tuple[bool, str | int]]] = {
    "last changed": lambda _row: (False, ""),
    "name": lambda row: (False, fold(row.name)),
    "title": lambda row: (not row.title, fold(row.title)),
    "container": lambda row: (not row.container, fold(row.container)),
    "newest": lambda row: (not row.year, -_number(row.year)),
    "most quoted": lambda row: (False, -row.quoted),
}
"""The orders in which sources can stand; what is missing comes last."""


def arranged(rows: Iterable[Row], order: str) -> list[Row]:
    """The rows in one of `ORDERS`, the last changed first among equals."""
    by_change = sorted(rows, key=lambda row: row.source.modified, reverse=True)
    return sorted(by_change, key=ORDERS[order])


def found(rows: Iterable[Row], words: str) -> list[Row]:
    """The rows that hold every typed word in some field, case and accents aside."""
    wanted = fold(words).split()
    return [row for row in rows if all(word in row.text for word in wanted)]


def _number(year: str) -> int:
    """A year as a number, those before our era below zero."""
    digits = "".join(character for character in year if character.isdecimal())
    return int(digits or 0) * (-1 if year.endswith("BC") else 1)


def _name(row: Row, _: Glyphs) -> Cell:
    return shown(row.name), ""


def _title(row: Row, _: Glyphs) -> Cell:
    return shown(row.title) or "(no title)", "" if row.title else "dim"


def _container(row: Row, _: Glyphs) -> Cell:
    return shown(row.container), "dim"


def _year(row: Row, _: Glyphs) -> Cell:
    return row.year, "dim"


def _quoted(row: Row, _: Glyphs) -> Cell:
    return str(row.quoted or ""), ""


def _text(row: Row, glyphs: Glyphs) -> Cell:
    return glyphs.pilcrow if row.source.document else "", "key"


COLUMNS: Sequence[Column[Row]] = (
    Column("source", 24, 48, _name, grows=12),
    Column("title", 0, 0, _title),
    Column("in", 24, 104, _container, grows=20),
    Column("year", 7, 72, _year),
    Column("quoted", 6, 40, _quoted, right=True),
    Column("text", 4, 56, _text),
)
"""The title alone where there is room for nothing else; `text` tells whether the library holds its text."""
