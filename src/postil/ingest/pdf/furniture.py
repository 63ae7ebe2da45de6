"""Running heads, running feet and page numbers, which belong to the pages and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, groupby, product
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.pdf.lines import SMALL
from postil.ingest.pdf.notes import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from postil.ingest.pdf.lines import Line

_DEPTH = 2
"""The rows that a running head has at most."""

_LEVEL = 2.0
"""Points within which baselines are one."""

_MANY_PAGES = 8
"""The number of pages up to which what stands on two of them is repeated; in longer texts it takes three."""

_APART = 1.4
"""The part of the size of type beyond which a row stands apart from the next."""

_MOST_NUMBERS = 3
"""The numbers in a row, up to which each may count with the pages."""

_DIGITS = pattern(r"(?<!\d)\d{1,5}(?!\d)")
_ROMAN = pattern("[ivxlc]+")
_BARE_NUMBER = pattern(
    r"\W*(?:page|seite|p\.|s\.)?\s*\W*(\w+)(?:\s*(?:/|of|von|de)\s*\d+)?\W*", re.IGNORECASE
)

Row = tuple["Line", ...]


def without_furniture(pages: Sequence[Sequence[Line]], labels: Sequence[str]) -> list[list[Line]]:
    """Leaves out what is repeated at the borders of pages, numbers in it apart, and a head that says the title.

    Args:
        pages: The lines of each page.
        labels: What is printed as each page's number.

    Returns:
        For each page the lines that are left, from the top down.
    """
    rows = [rows_of(page) for page in pages]
    for side in (_top, _foot):
        for _ in range(_DEPTH):
            _drop(rows, labels, side)
    rows[:1] = [page[1:] if _heads_title(page) else page for page in rows[:1]]
    return [[line for row in page for line in row] for page in rows]


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """The lines of a page that share a baseline, from the top down, each row from left to right."""
    level = -_LEVEL

    def row(line: Line) -> float:
        nonlocal level
        if line.base - level > _LEVEL:
            level = line.base
        return level

    found = groupby(sorted(lines, key=lambda line: line.base), row)
    return [tuple(sorted(group, key=lambda line: line.left)) for _, group in found]


def _heads_title(rows: Sequence[Row]) -> bool:
    """Whether the first row of a page says what a heading in larger type below it says, as a running head does."""
    if not rows or not _stands_off(rows[:1], rows):
        return False
    said = {line.text.casefold() for line in rows[0]}
    size = max(line.size for line in rows[0])
    return any(line.text.casefold() in said and line.size * SMALL > size for row in rows[1:] for line in row)


def _top(rows: list[Row]) -> list[Row]:
    return rows[:1]


def _foot(rows: list[Row]) -> list[Row]:
    """The last rows, from below, as far as they go together; none where they are text.

    Rows of one type that stand as close as lines of a paragraph go together. More of them than a running foot has are
    text, and a note is.
    """
    found = rows[-1:]
    while 0 < len(found) <= _DEPTH and _goes_on(found[-1], rows[: -len(found)]):
        found.append(rows[-len(found) - 1])
    return [] if len(found) > _DEPTH or _has_note(found, rows) else found


def _goes_on(row: Row, above: Sequence[Row]) -> bool:
    """Whether a line of a row goes on with one above it."""
    near = [line for other in above[-_DEPTH:] for line in other]
    return any(
        line.is_like(other)
        and line.base - other.base < _APART * line.size
        and line.left < other.right
        and other.left < line.right
        for line in row
        for other in near
    )


def _has_note(found: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether one of the rows that were found at the foot of a page begins a note.

    What begins with a mark that is not raised is none where another line of the page begins with the same one: it may
    be the page's number.
    """
    lines = [line for row in rows for line in row]
    cited = {line.text[start:end] for line in lines for start, end in line.raised}
    begun = Counter(mark_of(line, cited) for line in lines) if cited else Counter()
    marks = [(line, mark_of(line, cited)) for row in found for line in row]
    return any(mark and (line.begins_raised or begun[mark] == 1) for line, mark in marks)


def _drop(pages: list[list[Row]], labels: Sequence[str], side: Callable[[list[Row]], list[Row]]) -> None:
    """Takes away the outermost rows on one side of each page that are no text.

    They stand on other pages too; or they are the page's number; or, in a long text, they stand alone where the
    running heads of most pages stand.
    """
    outer = [side(rows) for rows in pages]
    masks = [_masks(rows, number) for number, rows in enumerate(outer)]
    needed = 2 if len(pages) <= _MANY_PAGES else 3
    seen = Counter(
        (mask, height)
        for own, rows in zip(masks, outer, strict=True)
        for mask in own
        for height in _near(rows[0])
    )
    repeated = [
        any(seen[mask, _height(rows[0])] >= needed for mask in own)
        for own, rows in zip(masks, outer, strict=True)
    ]
    heights = Counter(_height(rows[0]) for again, rows in zip(repeated, outer, strict=True) if again)
    for number, rows in enumerate(outer):
        alone = len(rows) > 0 and _stands_off(rows, pages[number])
        usual = alone and heights[_height(rows[0])] * 2 > len(pages) > _MANY_PAGES
        if repeated[number] or usual or (alone and _is_number(rows, labels[number], number + 1)):
            pages[number] = [row for row in pages[number] if row not in rows]


def _said(rows: Sequence[Row]) -> str:
    return " ".join(line.text for row in rows for line in row)


def _masks(rows: Sequence[Row], number: int) -> set[str]:
    """What rows say on any page, where each of their numbers is either the same there or counts with the pages."""
    text = _said(rows).casefold()
    if not text:
        return set()
    if _ROMAN.fullmatch(text):
        return {"#"}
    numbers = _DIGITS.findall(text)
    if len(numbers) > _MOST_NUMBERS:
        return {text}
    counted = [f"#{int(digits) - number}" for digits in numbers]
    has_words = any(map(str.isalpha, text))
    readings = product(*zip(numbers, counted, strict=True)) if has_words else [counted] if counted else []
    between = _DIGITS.split(text)
    return {"".join(chain(*zip(between, [*reading, ""], strict=True))) for reading in readings}


def _height(row: Row) -> int:
    return round(row[0].base / _LEVEL)


def _near(row: Row) -> tuple[int, int, int]:
    height = _height(row)
    return height - 1, height, height + 1


def _stands_off(rows: Sequence[Row], page: Sequence[Row]) -> bool:
    """Whether the outermost rows of a page stand apart from the next."""
    rest = [row for row in page if row not in rows]
    gaps = (abs(row[0].base - other[0].base) / row[0].size for row in rows for other in rest)
    return min(gaps, default=_APART + 1) > _APART


def _is_number(rows: Sequence[Row], label: str, number: int) -> bool:
    bare = _BARE_NUMBER.fullmatch(_said(rows))
    return bare is not None and bare[1] in {label, str(number)}
