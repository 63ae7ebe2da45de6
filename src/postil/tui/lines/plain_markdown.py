"""The help's Markdown as lines that are drawn: headings, paragraphs, lists, tables, code; nothing else."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from postil.core.patterns import pattern
from postil.tui.widgets.wrapping import column, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from postil.tui.looks.glyphs import Glyphs

Line: TypeAlias = "list[tuple[str, str]]"
"""The parts of a drawn line, each with its look."""

_SPAN = pattern(
    r"(?P<code>`+)(?P<inside>.+?)(?P=code)|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*\s][^*]*)\*"
    r"|\[(?P<text>[^\]]+)\]\((?P<target>[^)]+)\)|<(?P<address>https?://[^>]+)>"
)
_LOOKS = {"inside": "code", "bold": "title", "italic": "quote", "text": "link", "address": "link"}
_ITEM = pattern(r"(?P<indent> *)(?P<marker>[-*]|\d+\.) +(?P<text>.*)")
_HEADING = pattern(r"(?P<level>#{1,6}) +(?P<text>.*)")
_RULE = pattern(r"\|?[\s:|-]+\|?")
_CELL = pattern(r"(?<!\\)\|")
_INDENT = 2
_LEAST = 12


def lines_of(markdown: str, width: int, glyphs: Glyphs) -> list[Line]:
    """Draws a page.

    Args:
        markdown: A page that was written for this: no nested blocks but in lists, no HTML.
        width: Cells, at least 20.
        glyphs: The glyphs of this terminal.
    """
    drawn: list[Line] = []
    rows = markdown.split("\n")
    at = 0
    while at < len(rows):
        row = rows[at]
        end = at + 1
        if row.lstrip().startswith("```"):
            while end < len(rows) and not rows[end].lstrip().startswith("```"):
                end += 1
            drawn += [[("  " + line, "code")] for line in rows[at + 1 : end]]
            end += 1
        elif heading := _HEADING.fullmatch(row):
            drawn += _heading(heading["text"], len(heading["level"]), width, glyphs.line)
        elif row.startswith("|"):
            end = _while(rows, at, lambda line: line.startswith("|"))
            drawn += _table(rows[at:end], width)
        elif not row.strip():
            drawn.append([])
        else:
            end = _while(rows, at + 1, _goes_on)
            drawn += _paragraph(row, rows[at + 1 : end], width, glyphs.bullet)
        at = end
    return [line for empty, same in groupby(drawn, key=bool) for line in (same if empty else [[]])]


def _while(rows: Sequence[str], at: int, holds: Callable[[str], bool]) -> int:
    while at < len(rows) and holds(rows[at]):
        at += 1
    return at


def _goes_on(row: str) -> bool:
    return bool(row.strip()) and not (
        row.startswith(("|", "#")) or row.lstrip().startswith("```") or _ITEM.fullmatch(row)
    )


def _heading(text: str, level: int, width: int, rule: str) -> Iterator[Line]:
    plain, _ = _spans(text)
    for start, end in wrap(plain, width):
        yield [(plain[start:end], "heading" if level > 1 else "title")]
    if level == 1:
        yield [(rule * min(width_of(plain), width), "dim")]


def _paragraph(first: str, more: Iterable[str], width: int, bullet: str) -> Iterator[Line]:
    item = _ITEM.fullmatch(first)
    indent = len(item["indent"]) if item else 0
    marker = f"{bullet if item['marker'] in '-*' else item['marker']} " if item else ""
    text = " ".join([item["text"] if item else first.strip(), *(line.strip() for line in more)])
    lead = " " * (indent + len(marker))
    for number, line in enumerate(_wrapped(text, max(width - len(lead), _LEAST))):
        begin = " " * indent + marker if number == 0 else lead
        yield [(begin, "dim"), *line] if begin else line


def _table(rows: Sequence[str], width: int) -> Iterator[Line]:
    """A table whose first row names the columns; where it is too wide, the widest columns are wrapped."""
    cells = [
        [cell.strip().replace("\\|", "|") for cell in _CELL.split(row.strip().strip("|"))]
        for row in rows
        if not _RULE.fullmatch(row)
    ]
    count = max(map(len, cells), default=0)
    cells = [[*row, *[""] * (count - len(row))] for row in cells]
    widths = [max(width_of(_spans(row[at])[0]) for row in cells) for at in range(count)]
    room, most = width - _INDENT * (count - 1), max(widths, default=0)
    while most > _LEAST and sum(min(size, most) for size in widths) > room:
        most -= 1
    widths = [min(size, most) for size in widths]
    for number, row in enumerate(cells):
        yield from _table_row(row, widths, bold=number == 0 and any(row))


def _table_row(row: Sequence[str], widths: Sequence[int], *, bold: bool) -> Iterator[Line]:
    columns = [_wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
    for at in range(max(map(len, columns), default=0)):
        line: Line = []
        for parts, size in zip(columns, widths, strict=True):
            mine = parts[at] if at < len(parts) else []
            line += [(text, "title" if bold else look) for text, look in mine]
            blank = size - sum(width_of(text) for text, _ in mine) + _INDENT
            line.append((column("", blank), ""))
        yield line[:-1]


def _wrapped(text: str, width: int) -> list[Line]:
    """Wraps a text with its spans."""
    plain, looks = _spans(text)
    return [
        [
            ("".join(character for character, _ in run), look)
            for look, run in groupby(
                zip(plain[start:end], looks[start:end], strict=True), key=lambda pair: pair[1]
            )
        ]
        for start, end in wrap(plain, width)
    ]


def _spans(text: str) -> tuple[str, list[str]]:
    """The text without its markup, and the look of each of its characters."""
    plain, looks, at = "", [], 0
    for found in _SPAN.finditer(text):
        kind = next(name for name in _LOOKS if found[name] is not None)
        before, inside = text[at : found.start()], found[kind]
        plain += before + inside
        looks += [""] * len(before) + [_LOOKS[kind]] * len(inside)
        at = found.end()
    rest = text[at:]
    return plain + rest, looks + [""] * len(rest)
