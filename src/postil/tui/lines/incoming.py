"""A bibliography that comes in, as lines: what is new, what is known and by what, and what merging would fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.fields import line_of
from postil.core.quoting import counted
from postil.core.text import shown
from postil.tui.source_fields import label, told
from postil.tui.widgets.wrapping import column, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.services.sources.importing import Incoming
    from postil.services.sources.recognising import Met
    from postil.tui.lines.plain_markdown import Line
    from postil.tui.looks.glyphs import Glyphs

NAME = 13
"""Cells of a field's name."""

LEAST = 20
"""Cells of a text at least."""


def summary(incoming: Incoming) -> str:
    """What is in a bibliography: `3 new, 2 known (1 tells more), 1 unreadable`."""
    known = len(incoming.met) - incoming.new
    more = (
        f" ({incoming.richer} {'tells' if incoming.richer == 1 else 'tell'} more)" if incoming.richer else ""
    )
    parts = [f"{incoming.new} new", f"{known} known{more}"]
    return ", ".join([*parts, *([f"{incoming.unread} unreadable"] if incoming.unread else [])])


def lines(incoming: Incoming, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """Sets it entry by entry: what is told more of known sources first, then what is new.

    Args:
        incoming: What was read.
        width: Cells.
        glyphs: The glyphs of this terminal.
    """
    richer = [one for one in incoming.met if one.more]
    new = [one for one in incoming.met if one.known is None]
    same = [one for one in incoming.met if one.known and not one.more]
    yield from _part("Known; merging fills in", richer, width, glyphs)
    yield from _part("New", new, width, glyphs)
    yield from _part("Known, and nothing to fill in", same, width, glyphs)
    for remark in incoming.remarks:
        yield from _wrapped(shown(remark), 0, "caption", width)


def _part(heading: str, entries: Sequence[Met], width: int, glyphs: Glyphs) -> Iterator[Line]:
    if not entries:
        return
    yield [(f"{heading} ({counted(len(entries), 'entry', 'entries')})", "title")]
    for one in entries:
        yield from _wrapped(shown(one.name), 1, "", width)
        if one.known:
            yield from _wrapped(f"is “{shown(one.known.key)}”: {one.why}", 3, "dim", width)
        for field in one.more:
            yield from _field(field, line_of(field, one.item[field]), width, glyphs)
    yield []


def _field(field: str, line: str, width: int, glyphs: Glyphs) -> Iterator[Line]:
    value = shown(told(field, line)) or "…"
    for number, (start, end) in enumerate(wrap(value, max(width - NAME - 5, LEAST))):
        head = (column(label(field) if number == 0 else "", NAME), "dim")
        sign = glyphs.supports if number == 0 else " "
        yield [("   ", ""), head, (f"{sign} ", "added"), (value[start:end], "added")]


def _wrapped(text: str, indent: int, look: str, width: int) -> Iterable[Line]:
    for start, end in wrap(text, max(width - indent, LEAST)):
        yield [(" " * indent, ""), (text[start:end], look)]
