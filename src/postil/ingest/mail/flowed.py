"""The lines of a plain mail: whose words they are, and which of them belong together (RFC 3676)."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import NamedTuple

from postil.core.patterns import pattern
from postil.core.snapshot import Block, BlockKind
from postil.ingest.links import with_links
from postil.ingest.plain.blocks import plain_blocks

_QUOTED = pattern(r"(?:> ?)*>")
_ITEM = pattern(r"\s*(?:[-*•]|\d{1,3}[.)])\s")
_SIGNATURE_MARKS = frozenset(("-- ", "--"))


class Line(NamedTuple):
    """One line, or several that were one before they were broken.

    Attributes:
        depth: How many have quoted it, each with a `>`.
        text: Its words.
    """

    depth: int
    text: str


def mail_blocks(text: str, *, flowed: bool = False, joined: bool = False) -> list[Block]:
    """Makes blocks of the words of a plain mail: what it quotes is a quote, its signature stays as it is set.

    Args:
        text: Canonical text (`core.text.clean`).
        flowed: Whether a line that ends with a blank goes on in the next (`format=flowed`).
        joined: Whether that blank is no part of the words (`delsp=yes`).
    """
    lines = [_line(line, flowed=flowed) for line in text.split("\n")]
    blocks: list[Block] = []
    for depth, group in groupby(lines, key=lambda line: line.depth):
        run = list(group)
        whole = _unbroken(run, joined=joined) if flowed else run
        # Who has quoted lines that do not flow has quoted a mail that was broken to a width.
        found = _blocks([line.text for line in whole], each=len(whole) < len(run))
        blocks += [block._replace(kind=BlockKind.QUOTE) if depth else block for block in found]
    return blocks


def _line(line: str, *, flowed: bool) -> Line:
    marks = _QUOTED.match(line)
    depth = marks[0].count(">") if marks else 0
    rest = line[marks.end() :] if marks else line
    stuffed = rest[:1] == " " and (flowed or depth)
    return Line(depth, rest[1:] if stuffed else rest)


def _unbroken(lines: list[Line], *, joined: bool) -> list[Line]:
    """Lines of one depth, those that flow together as one."""
    found: list[Line] = []
    pieces: list[str] = []
    for line, is_last in zip(lines, [*([False] * (len(lines) - 1)), True], strict=True):
        goes_on = line.text.endswith(" ") and line.text not in _SIGNATURE_MARKS and not is_last
        pieces.append(line.text[:-1] if goes_on and joined else line.text)
        if not goes_on:
            found.append(Line(line.depth, "".join(pieces)))
            pieces = []
    return found


def _blocks(lines: list[str], *, each: bool) -> list[Block]:
    """The blocks of lines of one writer; with `each`, every line that is no item is a paragraph."""
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        mark = next((i for i in range(at, len(lines)) if lines[i] in _SIGNATURE_MARKS), len(lines))
        end = next((i for i in range(mark, len(lines)) if not lines[i].strip()), len(lines))
        blocks += plain_blocks(_set_apart(lines[at:mark]) if each else "\n".join(lines[at:mark]))
        signature = "\n".join(line.rstrip() for line in lines[mark:end])
        if signature:
            blocks += with_links([Block(BlockKind.PARAGRAPH, signature)])
        at = end
    return blocks


def _set_apart(lines: list[str]) -> str:
    """The lines with an empty one between those that are not items of one list."""
    pieces = lines[:1]
    for before, after in pairwise(lines):
        pieces.append("\n" if _ITEM.match(before) and _ITEM.match(after) else "\n\n")
        pieces.append(after)
    return "".join(pieces)
