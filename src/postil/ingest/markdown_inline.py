"""The text of one Markdown paragraph, and where its links are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.snapshot import Link
from postil.core.text import clean
from postil.ingest.links import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def inline_text(tokens: Sequence[Token]) -> tuple[str, tuple[Link, ...]]:
    """Joins a paragraph's inline tokens.

    Emphasis and tags leave only their words; a hard break is a newline; a picture is its alternative
    text; a footnote's mark is `[1]`. Every other run of blanks is one space.

    Returns:
        The text, and its links: those that lead to http, https, mailto or a relative place.
    """
    links: list[Link] = []
    pieces: list[str] = []
    length = 0
    opened: list[tuple[int, str]] = []
    for token in tokens:
        if token.type == "link_open":
            opened.append((length, str(token.attrGet("href") or "")))
        elif token.type == "link_close" and opened:
            start, href = opened.pop()
            links.append(Link(start, length, href))
        piece = _joining(_words(token), pieces[-1] if pieces else "\n")
        if piece:
            pieces.append(piece)
            length += len(piece)
    text = "".join(pieces)
    found = tuple(link for link in (_within(link, text) for link in links) if link)
    return _canonical(text.rstrip(), found)


def _words(token: Token) -> str:
    match token.type:
        case "text" | "code_inline" | "text_special":
            return _BLANKS.sub(" ", clean(token.content).replace("\n", " "))
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return _BLANKS.sub(" ", clean(inline_text(token.children or [])[0]))
        case "footnote_ref":
            return f"[{token.meta['id'] + 1}]"
        case _:
            return "\n" if _LINE_BREAK.match(token.content) else ""


def _joining(piece: str, before: str) -> str:
    """A piece without the blanks that would follow another blank."""
    return piece.lstrip() if before[-1] in " \n" else piece


def _within(link: Link, text: str) -> Link | None:
    """The link without blanks at its ends, or None where it is empty or leads where none may lead."""
    words = text[link.start : link.end]
    start = link.start + len(words) - len(words.lstrip())
    end = link.start + len(words.rstrip())
    href = clean(link.href).strip()
    scheme = _SCHEME.match(href)
    if start >= end or not href or (scheme and scheme[0].lower() not in _SAFE_SCHEMES):
        return None
    return Link(start, end, href)


def _canonical(text: str, links: tuple[Link, ...]) -> tuple[str, tuple[Link, ...]]:
    """Adds the addresses that stand in the words themselves; drops links of a text that had to change."""
    if clean(text) != text:
        return clean(text), ()
    if "://" not in text:
        return text, links
    spans = [(link.start, link.end) for link in links]
    bare = (
        link
        for link in addresses(text)
        if not any(start < link.end and link.start < end for start, end in spans)
    )
    return text, tuple(sorted((*links, *bare), key=lambda link: link.start))
