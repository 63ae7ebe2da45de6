"""Plain text becomes blocks, whatever way its paragraphs are set apart."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.core.snapshot import BLOCK_SEPARATOR, PLAIN, Block, BlockKind, Blocks
from postil.ingest.links import addresses
from postil.ingest.plain.headings import HEADING, headings
from postil.ingest.plain.layout import (
    MARKS,
    RULED,
    SAMPLED,
    WIDEST,
    continues,
    is_filled,
    is_rule,
    is_table,
    is_verse,
    items,
    line_width,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_P = BlockKind.PARAGRAPH
_BLANKS = pattern(r"[^\S\n]{2,}")
_HYPHENATED = pattern(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_QUOTED = pattern(r"^[>\s]+")
_SET_APART = pattern(
    r"\n(?:[ >\u2022*=_~-]|\(?(?:\d{1,3}|[a-z])[.)] |[\[(]?\d{1,2}:\d\d|[^\W\d_a-z][^\W\d_a-z .'’-]{1,25}: )"
)
_UNDERLINES = {"=": 1, "-": 2, "~": 3}
"""What is drawn under a heading, and the level that it gives."""

_BLANK = frozenset(" \xa0")
_EMPTY = frozenset(("", "\n"))
_ENDS = _BLANK | {"\n"}
_LOOKED_AT = (
    MARKS | RULED | frozenset("\n\xa0\u1680\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
)
"""How a chunk begins that may be something else than a paragraph: with a mark, or with a blank that canonical text has."""

_PIECE = 1 << 18
"""Code points of a text that are looked through at once."""

_EMPTY_LINES = pattern(r"\n(?:[^\S\n]*\n)+")


def plain_blocks(text: str) -> Blocks:
    """Finds the paragraphs, headings, quotes and items of a text.

    Paragraphs are set apart by empty lines, by an indented first line, or by lines that are longer than
    any screen; lines that were broken to a width are joined again. What is not surely something else is
    a paragraph.

    Args:
        text: Canonical text (`core.text.clean`).

    Returns:
        Blocks whose texts are not empty and neither begin nor end with a blank.
    """
    text = text.rstrip()
    if not text:
        return Blocks(())
    are_spaced = "  " in text or "\xa0" in text
    even = text.strip("\n")
    chunks = _looked_through(even, are_spaced=are_spaced)
    if text.startswith("\n\n\n") or any(map(_is_uneven, chunks.odd.values())):
        even = _even(text)
        chunks = _looked_through(even, are_spaced=are_spaced)
    blocks = _parted(even, chunks)
    forms = {**blocks.forms, **headings(blocks)}
    if "/" in text and "://" in text:
        _add_links(blocks, forms)
    return Blocks.of_parts(blocks.text, blocks.starts, dict(sorted(forms.items())))


class _Chunks(NamedTuple):
    """What is set apart by empty lines.

    Attributes:
        lengths: The code points of each.
        odd: Those that are more than a paragraph as it is, by their indices, ascending; of a book few are.
        width: The width to which their lines were broken, as of `layout.line_width`.
    """

    lengths: array[int]
    odd: dict[int, str]
    width: int


def _looked_through(text: str, *, are_spaced: bool) -> _Chunks:
    """Looks through the chunks of a text, of which a long one is never in memory once more.

    Args:
        text: It begins and ends with no line break.
        are_spaced: Whether there may be several blanks between words.
    """
    lengths = array("I")
    odd: dict[int, str] = {}
    first: list[str] = []
    at = 0
    while at <= len(text):
        end = text.find(BLOCK_SEPARATOR, at + _PIECE)
        end = len(text) if end < 0 else end
        chunks = text[at:end].split(BLOCK_SEPARATOR)
        odd |= {
            index: chunk
            for index, chunk in enumerate(chunks, len(lengths))
            if "\n" in chunk
            or chunk[:1] in _LOOKED_AT
            or chunk[-1] in _BLANK
            or (are_spaced and ("  " in chunk or "\xa0" in chunk))
        }
        first += chunks[: SAMPLED - len(first)]
        lengths.extend(map(len, chunks))
        at = end + len(BLOCK_SEPARATOR)
    return _Chunks(lengths, odd, line_width(first))


def _is_uneven(chunk: str) -> bool:
    """Whether more than one empty line stands around it, or one of its lines ends in a blank."""
    return chunk[:1] in _EMPTY or chunk[-1] in _ENDS or " \n" in chunk or "\xa0\n" in chunk


def _even(text: str) -> str:
    """A text without blanks at the ends of its lines, and with one empty line in place of several."""
    if " \n" in text or "\xa0\n" in text:
        text = "\n".join(map(str.rstrip, text.split("\n")))
    return (_EMPTY_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip("\n")


def _parted(text: str, chunks: _Chunks) -> Blocks:
    """The blocks of a text without headings and links, which are what its chunks are but for the odd ones."""
    starts = _starts(chunks.lengths)
    lengths = array("I")
    forms: dict[int, Block] = {}
    pieces: list[str] = []
    kept = done = 0
    for at, chunk in chunks.odd.items():
        lengths += chunks.lengths[kept:at]
        found = [*_blocks(chunk, chunks.width)]
        forms |= {
            index: block._replace(text="")
            for index, block in enumerate(found, len(lengths))
            if block.kind is not _P
        }
        lengths.extend(len(block.text) for block in found)
        kept = at + 1
        if [block.text for block in found] != [chunk]:
            if starts[at] > done:
                pieces.append(text[done : starts[at] - len(BLOCK_SEPARATOR)])
            pieces += [block.text for block in found]
            done = starts[at] + len(chunk) + len(BLOCK_SEPARATOR)
    lengths += chunks.lengths[kept:]
    if done <= len(text):
        pieces.append(text[done:])
    return Blocks.of_parts(BLOCK_SEPARATOR.join(pieces) if done else text, _starts(lengths), forms)


def _starts(lengths: array[int]) -> array[int]:
    """Where the parts of a text begin that are so long."""
    starts = array("I", accumulate(map(len(BLOCK_SEPARATOR).__add__, lengths), initial=0))
    del starts[-1]
    return starts


def _blocks(chunk: str, width: int) -> Iterator[Block]:
    """What an odd chunk holds."""
    if chunk[0] in MARKS:
        yield from _lines(chunk.split("\n"), width)
    elif (chunk[0] in RULED or chunk[0].isspace()) and is_rule(chunk):
        return
    elif "\n" not in chunk:
        yield Block(_P, _BLANKS.sub(" ", chunk) if "  " in chunk or "\xa0" in chunk else chunk)
    elif _SET_APART.search(chunk) or not _is_one_paragraph(chunk, width):
        yield from _lines(chunk.split("\n"), width)
    else:
        yield Block(_P, _joined(chunk))


def _add_links(blocks: Blocks, forms: dict[int, Block]) -> None:
    at = blocks.text.find("://")
    while at >= 0:
        index = bisect_right(blocks.starts, at) - 1
        links = addresses(blocks[index].text)
        if links:
            forms[index] = forms.get(index, PLAIN)._replace(links=links)
        at = blocks.text.find("://", blocks.end(index))


def _is_one_paragraph(chunk: str, width: int) -> bool:
    """Whether the lines fill most of the width on average; short lines and long ones are looked at singly."""
    breaks = chunk.count("\n")
    if not width or len(chunk) > WIDEST * (breaks + 1):
        return False
    return chunk.rfind("\n") > 0.8 * width * breaks


def _joined(chunk: str) -> str:
    if "-\n" in chunk:
        chunk = _HYPHENATED.sub(_without_hyphen, chunk)
    line = chunk.replace("\n", " ")
    return _BLANKS.sub(" ", line).strip() if "  " in line or "\xa0" in line or line[:1] == " " else line


def _without_hyphen(match: re.Match[str]) -> str:
    following = match.string[match.end()]
    return "" if following.islower() else "-"


def _lines(lines: list[str], width: int) -> Iterator[Block]:
    """One chunk whose lines need a closer look."""
    if all(line.lstrip().startswith(">") for line in lines):
        inner = "\n".join(_QUOTED.sub("", line) for line in lines).strip("\n")
        for block in plain_blocks(inner):
            yield Block(BlockKind.QUOTE, block.text)
        return
    listed = items(lines)
    if listed:
        yield from listed
        return
    if is_table(lines):
        yield Block(BlockKind.CODE, "\n".join(line.rstrip() for line in lines).strip("\n"))
        return
    if any(map(is_rule, lines)):
        yield from _ruled(lines, width)
        return
    if is_verse(lines, width):
        yield Block(_P, "\n".join(_BLANKS.sub(" ", line.strip()) for line in lines))
        return
    for group in _groups(lines, width):
        text = _joined("\n".join(line.strip() for line in group))
        if text:
            indented = len(group) > 1 and min(_indent(line) for line in group) >= 2 and width
            yield Block(BlockKind.QUOTE if indented and is_filled(group) else _P, text)


def _ruled(lines: list[str], width: int) -> Iterator[Block]:
    """Lines between which others are drawn."""
    part: list[str] = []
    for line in (*lines, ""):
        if line and not is_rule(line):
            part.append(line)
        elif part:
            yield from _above(part, line.strip(), width)
            part = []


def _above(lines: list[str], rule: str, width: int) -> Iterator[Block]:
    """The lines above one that is drawn, which makes a heading of a short one."""
    *above, last = lines
    heading = last.strip()
    is_heading = (
        bool(heading) and rule[:1] in _UNDERLINES and len(last) <= HEADING and len(rule) <= len(last) + 4
    )
    others = above if is_heading else lines
    if others:
        yield from _lines(others, width)
    if is_heading:
        yield Block(BlockKind.HEADING, heading, level=_UNDERLINES[rule[0]])


def _groups(lines: list[str], width: int) -> Iterable[list[str]]:
    """The lines that make one paragraph each."""
    indents = [_indent(line) for line in lines]
    outer = min(indents)
    first = [indent > outer + 1 for indent in indents]
    if first[0] and any(indent == outer for indent in indents):
        return _split_before(lines, first)
    starts = [not continues(before, after, width) for before, after in pairwise(lines)]
    return _split_before(lines, [True, *starts])


def _split_before(lines: list[str], starts: list[bool]) -> list[list[str]]:
    groups: list[list[str]] = []
    for line, start in zip(lines, starts, strict=True):
        if start or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
