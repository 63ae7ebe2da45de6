"""The rows of a list of links: the words, the host or the file, the paragraph, and the whole address."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from postil.core.text import shown
from postil.tui.lines.columns import Column
from postil.tui.safe_addresses import host_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from postil.core.snapshot import Link, Snapshot
    from postil.tui.looks.glyphs import Glyphs


class LinkRow(NamedTuple):
    """A row.

    Attributes:
        place: Where the link begins in the canonical text.
        words: The words that lead.
        target: The address or the path that they lead to, with everything that is in it; not fit to be shown.
        paragraph: The number of its paragraph.
    """

    place: int
    words: str
    target: str
    paragraph: int


def link_rows(
    snapshot: Snapshot, links: Iterable[tuple[int, Link]], target_of: Callable[[str], str]
) -> tuple[LinkRow, ...]:
    """The rows of some links.

    Args:
        snapshot: The text.
        links: Each with the index of its block.
        target_of: Gives what a link leads to, of its `href`.
    """
    text, starts = snapshot.text, snapshot.starts
    return tuple(
        LinkRow(
            starts[block] + link.start,
            " ".join(text[starts[block] + link.start : starts[block] + link.end].split()),
            target_of(link.href),
            snapshot.paragraph_number(block),
        )
        for block, link in links
    )


def _leads_to(row: LinkRow, _glyphs: Glyphs) -> tuple[str, str]:
    """The host in ASCII, so that none looks like another; of a file its name."""
    return host_shown(row.target) or shown(PurePath(row.target).name), "link-word"


COLUMNS: Sequence[Column[LinkRow]] = (
    Column("", 0, 0, lambda row, _: (row.words, "")),
    Column("", 30, 60, _leads_to),
    Column("", 7, 40, lambda row, glyphs: (f"{glyphs.pilcrow} {row.paragraph}", "dim"), right=True),
)
