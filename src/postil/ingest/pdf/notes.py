"""Notes at the foot of a page: small type under the text, with the mark by which the text refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.core.snapshot import Link
from postil.ingest.pdf.lines import SMALL, Line
from postil.ingest.scripts import RAISED

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping, Sequence

_MARKER = pattern(r"(\d{1,3}|[*†‡§¶]{1,3})[.)]?\s*(?=\S)")

_POWER = pattern(r"(?<![^\W\d_])[^\W\d_]$")
"""A single letter, behind which a raised number is a power and no mark."""

_MAYBE_POWER = pattern(r"(?:\d|(?<![^\W\d_])(?:[cdhkmnµμ]m|ft|in|mi|yd))$")
"""A figure or a measure, behind which a raised number is a mark where the page has no better one for a note."""


class Note(NamedTuple):
    """A note.

    Attributes:
        marker: By which the text refers to it.
        name: To which its references lead.
        lines: Its words, without the marker.
    """

    marker: str
    name: str
    lines: list[Line]


class Foot(NamedTuple):
    """A page parted at its foot.

    Attributes:
        columns: The text above; its references lead to the notes.
        notes: The notes that begin on the page.
    """

    columns: list[list[Line]]
    notes: list[Note]


def parted(pages: Sequence[Sequence[Sequence[Line]]], size: float) -> list[Foot]:
    """Takes the notes out of the columns of all pages.

    Args:
        pages: The columns of each page.
        size: The size of the text's type.
    """
    found: list[Foot] = []
    count = 0
    last: Note | None = None
    for page in pages:
        columns: list[list[Line]] = []
        notes: list[Note] = []
        cited = {line.text[start:end] for column in page for line in column for start, end in line.raised}
        for column in page:
            body, small = _split(column, size)
            rest, begun = _begun(small, count + len(notes), cited)
            if rest and last and last.lines[-1].is_like(rest[0]) and not last.lines[-1].ends:
                last.lines.extend(_linked(line, {}) for line in rest)
                rest = []
            columns.append([*body, *rest])
            notes += begun
            last = begun[-1] if begun else last
        count += len(notes)
        referred = _referring(columns, {note.marker: note.name for note in notes})
        found.append(Foot([column for column in referred if column], notes))
    return found


def mark_of(line: Line, cited: set[str]) -> str:
    """The mark of the note that a line begins, empty where it begins none; `cited` are the marks of the text above."""
    match = _marker(line, cited)
    return match[1] if match else ""


def _split(column: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """A column's text, and the small type under it."""
    at = len(column)
    while at and column[at - 1].size < size * SMALL and not column[at - 1].fixed:
        at -= 1
    return list(column[:at]), list(column[at:])


def _begun(small: Sequence[Line], count: int, cited: set[str]) -> tuple[list[Line], list[Note]]:
    """The notes in small type, and what stands before the first of them."""
    rest: list[Line] = []
    notes: list[Note] = []
    for line in small:
        marker = _marker(line, cited)
        if marker:
            text = line.text[marker.end() :]
            begun = line._replace(text=text, raised=_shifted(line.raised, marker.end()))
            notes.append(Note(marker[1], f"note-{count + len(notes) + 1}", [_linked(begun, {})]))
        elif notes:
            notes[-1].lines.append(_linked(line, {}))
        else:
            rest.append(line)
    return rest, notes


def _shifted(spans: Iterable[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start - by, end - by) for start, end in spans if start >= by)


def _marker(line: Line, cited: set[str]) -> re.Match[str] | None:
    """The mark with which a note begins: one that stands above its line, or to which the text above refers."""
    match = _MARKER.match(line.text)
    if match is None or line.begins_raised:
        return match
    return match if match[1] in cited and match.end() > len(match[1]) else None


def _referring(columns: list[list[Line]], names: dict[str, str]) -> list[list[Line]]:
    """The columns, in which a raised mark of each note leads to it.

    Where a mark stands several times, the last one does: the first may tie an author to an address.
    """
    marks = [
        (_MAYBE_POWER.search(line.text[:start]) is None, line, (start, end))
        for column in columns
        for line in column
        for start, end in line.raised
        if (start or end == len(line.text)) and not _POWER.search(line.text[:start])
    ]
    last = {
        line.text[slice(*span)]: (id(line), span[0])
        for _, line, span in sorted(marks, key=lambda mark: mark[0])
    }
    found = {last[marker]: (marker, name) for marker, name in names.items() if marker in last}
    return [[_linked(line, found) if line.raised else line for line in column] for column in columns]


def _linked(line: Line, found: Mapping[tuple[int, int], tuple[str, str]]) -> Line:
    """A line whose marks lead to the notes that were found for them; other raised numbers are set in raised digits."""
    text, links, at = "", [], 0
    for start, end in line.raised:
        text += line.text[at:start]
        if (id(line), start) in found:
            marker, name = found[id(line), start]
            links.append(Link(len(text), len(text) + len(marker) + 2, f"#{name}"))
            text += f"[{marker}]"
        else:
            text += _high(line.text[start:end])
        at = end
    return line._replace(text=text + line.text[at:], raised=(), links=tuple(links))


def _high(words: str) -> str:
    """Raised words in raised characters, where there are such for all of them."""
    return words.translate(RAISED) if all(ord(character) in RAISED for character in words) else words
