"""The names of headings, by which links of the same Markdown text lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.snapshot import Block

_LEFT_OUT = pattern(r"[^\w\- ]")


def with_names(blocks: list[Block]) -> list[Block]:
    """Gives their names to the headings to which a link of the text leads; the others need none.

    A heading is called as GitHub and most programs that show Markdown call it: its words in lower case
    without punctuation, hyphens for blanks, and `-1`, `-2` behind those that another heading has.
    """
    wanted = {unquote(name): name for name in _led_to(blocks)}
    if not wanted:
        return blocks
    seen: dict[str, int] = {}
    named: list[Block] = []
    for block in blocks:
        name = ""
        if block.kind is BlockKind.HEADING:
            own = _LEFT_OUT.sub("", block.text.lower()).replace(" ", "-")
            number = seen.get(own, 0)
            seen[own] = number + 1
            name = wanted.get(f"{own}-{number}" if number else own, "")
        named.append(block._replace(name=name) if name else block)
    return named


def _led_to(blocks: Iterable[Block]) -> Iterable[str]:
    return (link.href[1:] for block in blocks for link in block.links if link.href.startswith("#"))
