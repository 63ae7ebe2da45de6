"""Places in a text to which its links lead: their blocks get a name, and the links lead to that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urldefrag

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from lxml import etree

    from postil.core.snapshot import Block, Link


class Found(NamedTuple):
    """A block as it was found.

    Attributes:
        block: The block, without a name.
        names: By which a link may lead to it.
        pictured: Whether its words are those that stand for pictures.
        parent: The element around the one that it is the text of, or around its words where these stand loose beside
            other blocks; None where that is not known.
        loose: Whether they do.
        own: The element that it is the text of.
    """

    block: Block
    names: tuple[str, ...] = ()
    pictured: bool = False
    parent: etree._Element | None = None
    loose: bool = False
    own: etree._Element | None = None


def named(found: Iterable[Found], base: str = "", others: Container[str] = ()) -> list[Block]:
    """Settles the names of blocks, and where links of the same text lead.

    Args:
        found: All blocks of the text that are to be read.
        base: The text's own address; a link to a place that is not to be read leads there. Without one its
            words stay, and lead nowhere.
        others: The names to which other parts of the same work lead.

    Returns:
        The blocks; one to which nothing leads has no name.
    """
    found = list(found)
    wanted = {link.href[1:] for block, *_ in found for link in block.links if link.href.startswith("#")}
    chosen = _chosen([one.names for one in found], wanted, others)
    known: dict[str, str] = {}
    for one, own in zip(found, chosen, strict=True):
        known |= {name: own for name in one.names if own and name not in known}
    return [
        one.block._replace(links=tuple(_leading(one.block.links, known, base)), name=own)
        for one, own in zip(found, chosen, strict=True)
    ]


def _chosen(all_names: Iterable[tuple[str, ...]], wanted: set[str], others: Container[str]) -> list[str]:
    """The name of each block; one that stands on several is the first one's."""
    chosen: list[str] = []
    taken: set[str] = set()
    for names in all_names:
        free = [name for name in names if name not in taken]
        from_outside = next((name for name in free if name in others), "")
        chosen.append(from_outside or next((name for name in free if name in wanted), ""))
        taken.update(free if chosen[-1] else ())
    return chosen


def _leading(links: tuple[Link, ...], known: dict[str, str], base: str) -> Iterator[Link]:
    for link in links:
        name = link.href[1:]
        if not link.href.startswith("#"):
            yield link
        elif name in known:
            yield link._replace(href=f"#{known[name]}")
        elif base and name:
            yield link._replace(href=f"{urldefrag(base)[0]}#{quote(name)}")
