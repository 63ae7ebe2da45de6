"""HTML inside another format, reduced to its words."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)|<[!?]")
_SILENT = ("script", "style", "template", "noscript", "svg", "math", "iframe", "object")
_INLINE_NAMES = (
    "a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q ruby rp rt s samp small span strong"
    " sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_NAMES.split())


def without_tags(source: str) -> str:
    """The text of HTML, with a newline wherever something other than an inline element begins or ends.

    Scripts, styles and comments are left out. Takes time proportional to the length whatever the source.
    """
    pieces: list[str] = []
    at = 0
    lowered = source.lower()
    while (tag := _TAG.search(source, at)) is not None:
        pieces.append(source[at : tag.start()])
        at = _after(lowered, tag)
        if at < 0:
            break
        name = (tag[1] or "").lower()
        if name not in _INLINE:
            pieces.append("\n")
    else:
        pieces.append(source[at:])
    return html.unescape("".join(pieces))


def _after(lowered: str, tag: re.Match[str]) -> int:
    """The offset after a tag, a comment or a silent element; -1 where it never ends."""
    name = (tag[1] or "").lower()
    if lowered.startswith("<!--", tag.start()):
        end = lowered.find("-->", tag.end())
        return end + 3 if end >= 0 else -1
    if name in _SILENT and lowered[tag.start() + 1] != "/":
        closing = lowered.find(f"</{name}", tag.end())
        end = lowered.find(">", closing) if closing >= 0 else -1
    else:
        end = lowered.find(">", tag.end())
    return end + 1 if end >= 0 else -1
