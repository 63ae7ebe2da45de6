"""What the shape of lines tells: how wide they were set, whether they go on, whether they are a list."""

from __future__ import annotations

import re
from itertools import pairwise

from postil.core.snapshot import Block, BlockKind

WIDEST = 120
"""Code points of the longest line that was broken to a width; a longer one is a paragraph of its own."""

NARROWEST = 30
"""Code points of the narrowest such width."""

MARKS = frozenset(" >*-\u2022\u2023\u25e60123456789") | {""}
"""What a chunk may begin with that is a quote, a list or indented."""

_SAMPLED_CHUNKS = 400
_BULLET = re.compile(r"\s*([-*\u2022\u2023\u25e6])\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,3})([.)])\s+(?=\S)")
_COLUMNS = re.compile(r"\S(?: {3,}|\s*\|\s*)\S")
_ENDS = frozenset('.!?…:”"’»)]。！？')


def line_width(chunks: list[str]) -> int:
    """The width to which the lines of a text were broken, in code points; 0 where they were not."""
    lengths: list[int] = []
    closed = 0
    for chunk in chunks[:_SAMPLED_CHUNKS]:
        lines = chunk[: WIDEST * 40].split("\n")[:40]
        lengths.extend(len(line) for line in lines[:-1])
        closed += sum(line[-1:] in _ENDS for line in lines[:-1])
    lengths.sort()
    if closed >= 0.8 * len(lengths) or lengths[len(lengths) // 2] > WIDEST:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    return width if NARROWEST <= width <= WIDEST else 0


def continues(before: str, after: str, width: int) -> bool:
    """Whether a line was broken only because the next word did not fit, or in the middle of a sentence."""
    if len(before) > WIDEST:
        return False
    word = after.split(None, 1)[:1]
    if width and len(before) + 1 + len(word[0] if word else "") > width:
        return True
    following = after.lstrip()[:1]
    return following.islower() and before[-1:] not in _ENDS


def is_filled(lines: list[str]) -> bool:
    """Whether all lines but the last are about as long as the longest, as in set prose."""
    longest = max(map(len, lines))
    return all(
        len(before) + 1 + len(after.split(None, 1)[0]) > longest * 0.9 for before, after in pairwise(lines)
    )


def is_table(lines: list[str]) -> bool:
    """Whether every line has columns; at least three lines are needed to be sure."""
    return len(lines) >= 3 and all(_COLUMNS.search(line) for line in lines)


def items(lines: list[str]) -> list[Block]:
    """The items of a list of at least two; an empty list where the lines are something else.

    Bullets must all be the same, numbers must count up; other lines carry the item before them on.
    """
    found: list[tuple[str, list[str], int]] = []
    for line in lines:
        marker, rest = _marker(line)
        if marker:
            found.append((marker, [rest], len(line) - len(line.lstrip())))
        elif not found:
            return []
        else:
            found[-1][1].append(line)
    if len(found) < 2 or not _is_sequence([marker for marker, _, _ in found]):
        return []
    outer = min(indent for _, _, indent in found)
    return [
        Block(
            BlockKind.ITEM,
            " ".join(" ".join(text).split()),
            level=1 if indent < outer + 2 else 2,
            marker="•" if marker in "-*" else marker,
        )
        for marker, text, indent in found
    ]


def _marker(line: str) -> tuple[str, str]:
    match = _BULLET.match(line) or _NUMBER.match(line)
    return (match[0].strip(), line[match.end() :]) if match else ("", "")


def _is_sequence(markers: list[str]) -> bool:
    if not markers[0][0].isdigit():
        return len(set(markers)) == 1
    if not all(marker[0].isdigit() for marker in markers):
        return False
    numbers = [int(marker[:-1]) for marker in markers]
    return all(after == before + 1 for before, after in pairwise(numbers))
