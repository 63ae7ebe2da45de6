"""What the shape of lines tells: how wide they were set, whether they go on, whether they are a list."""

from __future__ import annotations

from itertools import pairwise

from postil.core.patterns import pattern
from postil.core.snapshot import Block, BlockKind

WIDEST = 120
"""Code points of the longest line that was broken to a width; a longer one is a paragraph of its own."""

NARROWEST = 30
"""Code points of the narrowest such width."""

LONGEST_VERSE, MOST_VERSES = 60, 200
"""Code points of the longest line of verse, an address or the like, whose lines stay as they are; and the most lines."""

MARKS = frozenset(" >*-\u2022\u2023\u25e60123456789") | {""}
"""What a chunk may begin with that is a quote, a list or indented."""

RULED = frozenset("-=_~*")
"""What a drawn line begins with."""

SAMPLED = 400
"""Chunks at the beginning of a text that tell how wide it was set."""

_BULLET = pattern(r"\s*([-*\u2022\u2023\u25e6])\s+(?=\S)")
_NUMBER = pattern(r"\s*(?:\(\d{1,3}\)|\(?[a-z]\)|\d{1,3}[.)])\s+(?=\S)")
_SPOKEN = pattern(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s|[^\W\d_a-z][^\W\d_a-z .'’-]{1,25}:\s")
"""How a line of a transcript begins: with a time, or a name in capitals."""

_RULE = pattern(r"([-=_~*])(?:[ ]?\1){2,}|[-=_~* ]{3,}")
_COLUMNS = pattern(r"\S(?: {3,}|\s*\|\s*)\S")
_FULL_STOPS = frozenset(".!?…。！？")
_ENDS = frozenset('.!?…:”"’»)]。！？')


def line_width(chunks: list[str]) -> int:
    """The width to which the lines of a text were broken, in code points; 0 where they were not."""
    lengths: list[int] = []
    closed = 0
    for chunk in chunks[:SAMPLED]:
        lines = chunk[: WIDEST * 40].split("\n")[:40]
        lengths.extend(len(line) for line in lines[:-1])
        closed += sum(line[-1:] in _ENDS for line in lines[:-1])
    lengths.sort()
    if closed >= 0.8 * len(lengths) or lengths[len(lengths) // 2] > WIDEST:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    return width if NARROWEST <= width <= WIDEST else 0


_DRAWN = ("---", "===", "___", "***")
"""How a line ends that is a title between two drawn ones, as `---- Forwarded message ---`."""


def continues(before: str, after: str, width: int) -> bool:
    """Whether a line was broken only because the next word did not fit, or in the middle of a sentence."""
    if len(before) > WIDEST or before.endswith(_DRAWN) or _SPOKEN.match(after):
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


def is_rule(line: str) -> bool:
    """Whether a line is drawn, and has no words."""
    return _RULE.fullmatch(line.strip()) is not None


def is_verse(lines: list[str], width: int) -> bool:
    """Whether lines are broken where they mean to be: three or more, all short, and most end no sentence."""
    longest = max(map(len, map(str.strip, lines)))
    if not 3 <= len(lines) <= MOST_VERSES or longest > LONGEST_VERSE or (width and longest > width * 0.9):
        return False
    if any(continues(before, after, width) for before, after in pairwise(lines)):
        return False
    return sum(line.rstrip()[-1:] in _FULL_STOPS for line in lines) * 2 <= len(lines)


def items(lines: list[str]) -> list[Block]:
    """The items of a list of at least two; an empty list where the lines are something else.

    At each depth bullets must all be the same, numbers and letters must count up; other lines carry the item
    before them on.
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
    outer = min((indent for _, _, indent in found), default=0)
    depths = [1 if indent < outer + 2 else 2 for _, _, indent in found]
    if len(found) < 2 or not all(
        _is_sequence([marker for (marker, *_), at in zip(found, depths, strict=True) if at == depth])
        for depth in (1, 2)
    ):
        return []
    return [
        Block(
            BlockKind.ITEM,
            " ".join(" ".join(text).split()),
            level=depth,
            marker="•" if marker in "-*" else marker,
        )
        for (marker, text, _), depth in zip(found, depths, strict=True)
    ]


def _marker(line: str) -> tuple[str, str]:
    match = _BULLET.match(line) or _NUMBER.match(line)
    return (match[0].strip(), line[match.end() :]) if match else ("", "")


def _is_sequence(markers: list[str]) -> bool:
    """Whether markers are of one list, or of several that follow each other: a number or a letter begins anew at its first."""
    for before, after in pairwise(markers):
        one, other = before.strip("(.)"), after.strip("(.)")
        counted = one.isalnum() and other.isalnum()
        if counted and other not in {"1", "a"} and _place(other) != _place(one) + 1:
            return False
        if not counted and not other.isalnum() and one != other:
            return False
        if one.isalnum() != other.isalnum() and other not in {"1", "a"} and other.isalnum():
            return False
    return True


def _place(number: str) -> int:
    return int(number) if number.isdecimal() else ord(number)
