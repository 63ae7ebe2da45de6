"""Running heads, running feet and page numbers, which belong to the pages and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, groupby, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from postil.ingest.pdf.lines import Line

_DEPTH = 2
"""The rows that a running head has at most."""

_LEVEL = 2.0
"""Points within which baselines are one."""

_MANY_PAGES = 8
"""The number of pages up to which what stands on two of them is repeated; in longer texts it takes three."""

_MOST_NUMBERS = 3
"""The numbers in a row, up to which each may count with the pages."""

_DIGITS = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_ROMAN = re.compile("[ivxlc]+")
_BARE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|s\.)?\s*\W*(\w+)(?:\s*(?:/|of|von|de)\s*\d+)?\W*", re.IGNORECASE
)

Row = tuple["Line", ...]


def without_furniture(pages: Sequence[Sequence[Line]], labels: Sequence[str]) -> list[list[Line]]:
    """Leaves out what is repeated at the borders of pages, numbers in it apart.

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


def _top(rows: list[Row]) -> list[Row]:
    return rows


def _foot(rows: list[Row]) -> list[Row]:
    return rows[::-1]


def _drop(pages: list[list[Row]], labels: Sequence[str], side: Callable[[list[Row]], list[Row]]) -> None:
    """Takes away the outermost row on one side of each page that is no text.

    It stands on other pages too; or it is the page's number; or, in a long text, it stands alone where the running
    heads of most pages stand.
    """
    outer = [side(rows)[:2] for rows in pages]
    masks = [_masks(rows[0], number) if rows else set() for number, rows in enumerate(outer)]
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
        alone = len(rows) > 0 and _stands_off(rows)
        usual = alone and heights[_height(rows[0])] * 2 > len(pages) > _MANY_PAGES
        if repeated[number] or usual or (alone and _is_number(rows[0], labels[number], number + 1)):
            pages[number].remove(rows[0])


def _masks(row: Row, number: int) -> set[str]:
    """What a row says on any page, where each of its numbers is either the same there or counts with the pages."""
    text = " ".join(line.text for line in row).casefold()
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


def _stands_off(rows: list[Row]) -> bool:
    """Whether the outermost row of a page stands apart from the next."""
    return len(rows) < 2 or abs(rows[0][0].base - rows[1][0].base) > 1.4 * rows[0][0].size


def _is_number(row: Row, label: str, number: int) -> bool:
    bare = _BARE_NUMBER.fullmatch(" ".join(line.text for line in row))
    return bare is not None and bare[1] in {label, str(number)}
