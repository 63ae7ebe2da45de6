"""The review's rows and the line that counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import UNRATED, Stance
from postil.core.text import shortened, shown
from postil.review.ledger import State, seen_first
from postil.tui.lines.columns import Column
from postil.tui.looks.glyphs import word
from postil.tui.looks.styles import WORD
from postil.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.review.rows import Row
    from postil.tui.looks.glyphs import Glyphs

    Cell = tuple[str, str]

STATEMENT = 300
"""Code points of a statement that a row can show at most."""

COUNTED = (
    State.UNSOURCED, State.SINGLE, State.CONTESTED, State.ALTERED, State.SETTLED, State.CHANGED,
)  # fmt: skip
"""The states that are counted above the list."""

VIEWS: Mapping[str, str] = {
    "all claims": "",
    "unsourced": "is:unsourced",
    "a single source": "is:single",
    "contested": "is:contested",
    "an altered quote": "is:altered",
    "settled": "is:settled",
    "changed since": "is:changed",
    "unrated": "is:unrated",
    "of this week": "since:7d",
}
"""The filters that the review offers by name, before the reader's own."""


def count_parts(total: int, counts: Mapping[State, int], glyphs: Glyphs, room: int) -> list[tuple[str, str]]:
    """How many claims there are, and how many in each state: with words where the room of some cells is enough."""
    parts, whole = ([(f"{total} claim{'' if total == 1 else 's'}", "")] for _ in range(2))
    for state in COUNTED:
        if counts[state]:
            count, look = f"{glyphs.of(state)} {counts[state]}", f"{state.name.lower()}{WORD}"
            parts += [(" · ", "dim"), (count, look)]
            whole += [(" · ", "dim"), (f"{count} {word(state)}", look)]
    return whole if sum(width_of(text) for text, _ in whole) <= room else parts


def balance(row: Row, glyphs: Glyphs) -> str:
    """How much supports and disputes: `+2 −1`."""
    stances = [piece.stance for piece in row.evidence]
    counted = ((glyphs.supports, Stance.SUPPORTS), (glyphs.disputes, Stance.DISPUTES))
    return " ".join(f"{glyph}{number}" for glyph, stance in counted if (number := stances.count(stance)))


def _state(row: Row, glyphs: Glyphs) -> Cell:
    state = row.headline
    told = seen_first(row.claim, state)
    return f"{glyphs.of(told)} {word(told)}", f"{state.name.lower()}{WORD}"


def _statement(row: Row, glyphs: Glyphs) -> Cell:
    flag = f"{glyphs.conflicting} " if row.conflicting else ""
    return flag + shortened(shown(row.claim.statement), STATEMENT), ""


def _article(row: Row, glyphs: Glyphs) -> Cell:
    place = f"{glyphs.pilcrow}{row.paragraph} " if row.paragraph else ""
    return f"{place}{shown(row.article.title)}", "dim"


def _balance(row: Row, glyphs: Glyphs) -> Cell:
    return balance(row, glyphs), ""


def _rating(row: Row, _: Glyphs) -> Cell:
    return "" if row.claim.rating == UNRATED else shown(row.claim.rating), ""


def _tags(row: Row, _: Glyphs) -> Cell:
    return " ".join(f"#{shown(tag)}" for tag in row.claim.tags), "dim"


COLUMNS: Sequence[Column[Row]] = (
    Column("state", 17, 44, _state),
    Column("claim", 0, 0, _statement),
    Column("+ −", 6, 60, _balance),
    Column("rating", 16, 74, _rating),
    Column("article", 26, 100, _article),
    Column("tags", 16, 124, _tags),
)
