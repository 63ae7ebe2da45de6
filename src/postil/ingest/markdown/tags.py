"""HTML inside another format, reduced to its words."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.ingest.scripts import SCRIPTS, as_script

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = pattern(r"</?([a-zA-Z][a-zA-Z0-9-]*)|<[!?]")
_HEADING = pattern(r"h([1-6])")
_SILENT = ("script", "style", "template", "noscript", "svg", "math", "iframe", "object")
# ASCII, since `ſ` and `K` are other cases of letters of these names, and no HTML.
_CLOSING = {name: pattern(f"</{name}", re.ASCII | re.IGNORECASE) for name in _SILENT}
_INLINE_NAMES = (
    "a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q ruby rp rt s samp small span strong"
    " sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE_NAMES.split())
"""The elements between which words are not parted."""


class Tag(NamedTuple):
    """Code points `start` to `end` of a source: a tag, a comment, or a silent element with all that is in it.

    Attributes:
        start: Where its `<` is.
        end: The offset behind its `>`.
        name: Its element in lower case; empty for a comment and its like.
        closes: Whether it is a closing tag.
    """

    start: int
    end: int
    name: str
    closes: bool


def tags(source: str) -> Iterator[Tag]:
    """The tags of HTML, in order.

    What begins like a tag or a comment and is never closed is text, to the end. Takes time proportional to
    the length whatever the source.
    """
    at = 0
    while (tag := _TAG.search(source, at)) is not None:
        at = _after(source, tag)
        if at < 0:
            return
        yield Tag(tag.start(), at, (tag[1] or "").lower(), source[tag.start() + 1] == "/")


def without_tags(source: str) -> str:
    """The text of HTML, with a newline wherever something other than an inline element begins or ends.

    Scripts, styles and comments are left out; what is raised or lowered is so still, where Unicode can set it.
    """
    pieces: list[str] = []
    opened, begins, at = "", 0, 0
    for tag in tags(source):
        pieces.append(html.unescape(source[at : tag.start]))
        at = tag.end
        if tag.name in SCRIPTS:
            if tag.closes and tag.name == opened:
                pieces[begins:] = [as_script("".join(pieces[begins:]), SCRIPTS[opened])]
            opened, begins = "" if tag.closes else tag.name, len(pieces)
        elif tag.name not in INLINE:
            pieces.append("\n")
    pieces.append(html.unescape(source[at:]))
    return "".join(pieces)


def lines_of(source: str) -> Iterator[tuple[int, str]]:
    """The lines of HTML as `without_tags` parts them, each with its level where it is of a heading, else 0."""
    level, at = 0, 0
    for tag in tags(source):
        if heading := _HEADING.fullmatch(tag.name):
            yield from ((level, line) for line in without_tags(source[at : tag.start]).split("\n"))
            level, at = 0 if tag.closes else int(heading[1]), tag.end
    yield from ((level, line) for line in without_tags(source[at:]).split("\n"))


def script_tag(source: str) -> Tag | None:
    """The tag that a source is, if it raises or lowers what follows it, or ends that."""
    tag = next(tags(source), None)
    return tag if tag and tag.name in SCRIPTS and tag.end == len(source) else None


def _after(source: str, tag: re.Match[str]) -> int:
    """The offset after a tag, a comment or a silent element; -1 for a tag or comment that never ends."""
    if source.startswith("<!--", tag.start()):
        end = source.find("-->", tag.end())
        return end + 3 if end >= 0 else -1
    end = source.find(">", tag.end()) + 1
    closing = _CLOSING.get((tag[1] or "").lower())
    if not end or closing is None or source[tag.start() + 1] == "/" or source.endswith("/>", tag.end(), end):
        return end or -1
    closed = closing.search(source, end)
    return (closed and source.find(">", closed.end()) + 1) or len(source)
