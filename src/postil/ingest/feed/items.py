"""What every kind of feed tells, and the blocks that its items make."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.core.snapshot import Block, BlockKind, Link
from postil.core.text import clean_line
from postil.ingest.html.fragments import fragment_blocks
from postil.ingest.links import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.ingest.document import About

LONGEST_WAY_ON = 200
"""Code points of the longest line that only leads to the page of an item."""

_EMPTY_LINES = pattern(r"\n\s*\n")


class Item(NamedTuple):
    """One item of a feed.

    Attributes:
        about: What it says about itself.
        html: Its text as HTML.
        base: The address to which its links belong.
    """

    about: About
    html: str
    base: str


def item_blocks(items: Sequence[Item]) -> list[Block]:
    """The items as sections, each under its title, which leads to where it was published."""
    blocks: list[Block] = []
    for number, item in enumerate(items, start=1):
        title = item.about.title
        if title:
            text, links = settled(title, [Link(0, len(title), item.about.url)])
            blocks.append(Block(BlockKind.HEADING, text, level=2, links=links))
        if len(items) > 1 and (said := _byline(item.about)):
            blocks.append(Block(BlockKind.PARAGRAPH, said))
        blocks += apart(_without_way_on(fragment_blocks(item.html, item.base), item.about.url), number)
    return blocks


def _without_way_on(blocks: list[Block], url: str) -> list[Block]:
    """The blocks of an item without a last line that leads to its own page: `Continue reading`, `… appeared first on …`."""
    *others, last = blocks or [Block(BlockKind.PARAGRAPH, "")]
    leads_on = any(url and link.href.rstrip("/") == url.rstrip("/") for link in last.links)
    return others if others and leads_on and len(last.text) <= LONGEST_WAY_ON else blocks


def _byline(about: About) -> str:
    """Who wrote an item, and when; of a single one the whole text tells that."""
    return ", ".join(filter(None, ("; ".join(about.authors), about.published)))


def apart(blocks: Sequence[Block], number: int) -> list[Block]:
    """Blocks whose names, and the links to them, no other item shares: many a site numbers its notes anew in each.

    Args:
        blocks: The blocks of one item.
        number: The item's number.
    """
    found = []
    for block in blocks:
        links = tuple(
            link._replace(href=f"#{number}-{link.href[1:]}") if link.href.startswith("#") else link
            for link in block.links
        )
        found.append(block._replace(links=links, name=block.name and f"{number}-{block.name}"))
    return found


def about_all(feed: About, items: Sequence[Item]) -> About:
    """What the text of a feed says about itself: of a single item what that says, with the feed around it."""
    if len(items) != 1:
        return feed
    own = items[0].about
    return own._replace(
        authors=own.authors or feed.authors,
        container=own.container or feed.title,
        language=own.language or feed.language,
    )


def plain_html(text: str) -> str:
    """Plain text as HTML, its empty lines as the borders of paragraphs."""
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in _EMPTY_LINES.split(text))


def words_of(html: str) -> str:
    """The words of a short piece of HTML in one clean line."""
    return clean_line(" ".join(block.text for block in fragment_blocks(html)))
