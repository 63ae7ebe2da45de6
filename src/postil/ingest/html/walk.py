"""The elements of HTML become blocks, in the order in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from postil.core.snapshot import Block, BlockKind
from postil.ingest.html.inline import Words

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST_LEVEL = 6
"""The deepest level of an item; what lies deeper is set as deep as this."""

_SILENT_NAMES = (
    "applet area audio base button canvas datalist embed frame frameset head iframe input link map math meta"
    " noframes noscript object option param rp rt script select style svg template textarea title video"
)
_SILENT = frozenset(_SILENT_NAMES.split())
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr output q ruby rb s"
    " samp small span strike strong sub sup time tt u var wbr br"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})


def blocks_of(
    root: etree._Element, base: str = "", keep: Callable[[etree._Element], bool] | None = None
) -> list[Block]:
    """Walks over a tree of HTML or XHTML elements and makes a block of each paragraph that it would show.

    Scripts, forms and what is hidden are left out; a picture is its alternative text; emphasis leaves its
    words. However deep the tree, nothing is called by itself.

    Args:
        root: The element whose contents are read; of any namespace.
        base: The address to which relative links belong; links stay as they are without one.
        keep: Asked of each element; one that is not kept is left out with all that is in it.

    Returns:
        Blocks with clean texts that are not empty.
    """
    walk = _Walk(base)
    context = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in context:
        if event == "start":
            if _is_silent(element) or (keep is not None and not keep(element)):
                context.skip_subtree()
                walk.skipped.add(element)
            else:
                walk.enter(element)
        else:
            if event == "end" and element not in walk.skipped:
                walk.leave(element)
            walk.skipped.discard(element)
            if element is not root:
                walk.say(element.tail)
    walk.end_block()
    return walk.blocks


def name_of(element: etree._Element) -> str:
    """An element's local name in lower case, or nothing for a comment and its like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is_silent(element: etree._Element) -> bool:
    return name_of(element) in _SILENT or element.get("hidden") is not None


class _Walk:
    """Where in the nested elements the walk stands, and the blocks found so far."""

    def __init__(self, base: str) -> None:
        self.blocks: list[Block] = []
        self.skipped: set[etree._Element] = set()
        self._base = base
        self._words = Words()
        self._heading = 0
        self._quotes = 0
        self._set = 0
        self._captions = 0
        self._lists: list[int] = []
        """Of each open list, the number of its next item; 0 where it is not numbered."""
        self._marker = ""

    def say(self, words: str | None) -> None:
        """Words stand here."""
        if words:
            self._words.add(words, as_set=bool(self._set))

    def enter(self, element: etree._Element) -> None:
        """An element begins."""
        name = name_of(element)
        if name not in _INLINE:
            self.end_block()
        match name:
            case "br":
                self._words.end_line()
            case "img":
                self.say(element.get("alt"))
            case "a":
                self._words.open_link(urljoin(self._base, element.get("href") or ""))
            case "li":
                self._marker = self._numbered()
            case _:
                self._nest(name, 1)
        if name in _LISTS:
            self._lists.append(_first_number(element) if name == "ol" else 0)
        self.say(element.text)

    def leave(self, element: etree._Element) -> None:
        """An element ends."""
        name = name_of(element)
        if name == "a":
            self._words.close_link()
        if name not in _INLINE:
            self.end_block()
        if name in _LISTS and self._lists:
            self._lists.pop()
        if name == "li":
            self._marker = ""
        self._nest(name, -1)

    def end_block(self) -> None:
        """What has been said until here is a block."""
        text, links = self._words.taken()
        text = text.strip("\n")
        if text and not text.isspace():
            self.blocks.append(Block(self._kind(), text, self._level(), links, self._marker))
            self._marker = ""

    def _nest(self, name: str, step: int) -> None:
        if name in _HEADINGS:
            self._heading = _HEADINGS[name] if step > 0 else 0
        elif name == "blockquote":
            self._quotes += step
        elif name == "pre":
            self._set += step
        elif name in {"figcaption", "caption"}:
            self._captions += step

    def _numbered(self) -> str:
        if not self._lists or not self._lists[-1]:
            return "•"
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}."

    def _kind(self) -> BlockKind:
        if self._heading and not self._quotes:
            return BlockKind.HEADING
        if self._set:
            return BlockKind.CODE
        if self._captions:
            return BlockKind.CAPTION
        if self._quotes:
            return BlockKind.QUOTE
        return BlockKind.ITEM if self._lists else BlockKind.PARAGRAPH

    def _level(self) -> int:
        if self._heading and not self._quotes:
            return self._heading
        return min(len(self._lists), DEEPEST_LEVEL)


def _first_number(element: etree._Element) -> int:
    start = element.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
