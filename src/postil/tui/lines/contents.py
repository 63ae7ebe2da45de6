"""The rows of a table of contents: headings, each with its place and the claims under it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from postil.core.quoting import counted
from postil.core.structure import sections
from postil.tui.lines.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.snapshot import Snapshot
    from postil.core.structure import Section
    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.widgets.marks import Marks

INDENT = 2
"""Cells by which a heading is set in under another."""

DEEPEST = 6
"""How many headings above one show in its indent."""


class Entry(NamedTuple):
    """A row.

    Attributes:
        section: The heading and what stands under it.
        paragraph: The number of the first paragraph under it.
        claims: How many claims begin under it, or under the headings below it.
    """

    section: Section
    paragraph: int
    claims: int


def _title(entry: Entry, _glyphs: Glyphs) -> tuple[str, str]:
    depth = entry.section.depth
    return " " * INDENT * min(depth, DEEPEST) + entry.section.title, "" if depth else "title"


COLUMNS: Sequence[Column[Entry]] = (
    Column("", 0, 0, _title),
    Column(
        "",
        11,
        50,
        lambda entry, _: (counted(entry.claims, "claim") if entry.claims else "", "dim"),
        right=True,
    ),
    Column("", 7, 30, lambda entry, glyphs: (f"{glyphs.pilcrow} {entry.paragraph}", "dim"), right=True),
)


def entries(snapshot: Snapshot, claims: Marks) -> tuple[Entry, ...]:
    """The rows of a text.

    Args:
        snapshot: The text.
        claims: Its claims by their places; one of several pieces counts where its first begins.
    """
    starts = claims.firsts
    return tuple(
        Entry(
            section,
            snapshot.paragraph_from(section.block),
            bisect_left(starts, section.end) - bisect_left(starts, section.start),
        )
        for section in sections(snapshot)
    )


def found(rows: Sequence[Entry], words: str) -> Sequence[Entry]:
    """The rows in whose headings every word occurs; upper and lower case are the same."""
    wanted = words.casefold().split()
    return [row for row in rows if all(word in row.section.title.casefold() for word in wanted)]
