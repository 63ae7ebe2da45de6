"""Two sources that are to be one, as lines: what each has in each field, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.quoting import counted
from postil.core.text import shown
from postil.tui.source_fields import label, told
from postil.tui.widgets.wrapping import column, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postil.services.sources.joining import Joined
    from postil.tui.lines.plain_markdown import Line
    from postil.tui.looks.glyphs import Glyphs

NAME = 13
"""Cells of a field's name."""

LEAST = 20
"""Cells of a value at least."""


def lines(
    keys: tuple[str, str], joined: Iterable[Joined], quoted: int, width: int, glyphs: Glyphs
) -> Iterator[Line]:
    """Sets them field by field: what comes in with `+`, what goes with `−`.

    Args:
        keys: Those of the source that stays and of the one that goes to the trash.
        joined: What `services.joining.joined_fields` gave.
        quoted: How many pieces of evidence quote the one that goes.
        width: Cells.
        glyphs: The glyphs of this terminal.
    """
    for one in joined:
        if one.kept:
            look = "" if one.kept == one.other or not one.other else "title"
            yield from _row(label(one.field), " ", told(one.field, one.kept), look, width)
        if one.other and one.other != one.kept:
            sign, look = (glyphs.disputes, "removed") if one.kept else (glyphs.supports, "added")
            name, value = "" if one.kept else label(one.field), told(one.field, one.other)
            yield from _row(name, sign, value, look, width)
    yield []
    end = f"{counted(quoted, 'piece', 'pieces')} of evidence of “{shown(keys[1])}” will quote “{shown(keys[0])}”."
    if quoted:
        yield from ([(end[first:last], "")] for first, last in wrap(end, max(width, LEAST)))
    yield [(f"{glyphs.supports} comes in", "added"), ("   ", ""), (f"{glyphs.disputes} goes", "removed")]


def _row(name: str, sign: str, value: str, look: str, width: int) -> Iterator[Line]:
    words = shown(value)
    for number, (start, end) in enumerate(wrap(words, max(width - NAME - 2, LEAST))):
        head = (column(name if number == 0 else "", NAME), "dim")
        yield [head, (f"{sign if number == 0 else ' '} ", look), (words[start:end], look)]
