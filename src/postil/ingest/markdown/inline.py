"""The text of one Markdown paragraph, and where its links are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import Link
from postil.core.text import clean
from postil.ingest.links import settled
from postil.ingest.markdown.dialects import without_signs
from postil.ingest.markdown.tags import script_tag
from postil.ingest.scripts import SCRIPTS, as_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_BLANKS = pattern(r"[^\S\n]+")
_LINE_BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)


def inline_text(tokens: Sequence[Token]) -> tuple[str, tuple[Link, ...]]:
    """Joins a paragraph's inline tokens.

    Emphasis and tags leave only their words; a hard break is a newline; a picture is its alternative
    text; a footnote's mark is `[1]`; what `sup` and `sub` raise and lower is so still. Every other run of blanks is one space.

    Returns:
        The text, and its links: those that lead to http, https, mailto or a relative place, and its notes.
    """
    links: list[Link] = []
    pieces: list[str] = []
    length = 0
    opened: list[tuple[int, str]] = []
    script, begins = "", 0
    for token in tokens:
        if token.type == "link_open":
            opened.append((length, str(token.attrGet("href") or "")))
        elif token.type == "link_close" and opened:
            start, href = opened.pop()
            links.append(Link(start, length, href))
        piece = _joining(_words(token), pieces[-1] if pieces else "\n")
        if token.type == "footnote_ref":
            links.append(Link(length, length + len(piece), f"#{note_name(token)}"))
        elif token.type == "html_inline" and (tag := script_tag(token.content)):
            if tag.closes and tag.name == script:
                pieces[begins:] = [as_script("".join(pieces[begins:]), SCRIPTS[script])]
            script, begins = "" if tag.closes else tag.name, len(pieces)
        if piece:
            pieces.append(piece)
            length += len(piece)
    return settled("".join(pieces), links)


def note_name(token: Token) -> str:
    """The name of the note that a token begins or refers to: no heading is called so."""
    return f"^{token.meta['id'] + 1}"


def _words(token: Token) -> str:
    match token.type:
        case "text" | "code_inline" | "text_special" | "math_inline" | "math_inline_double":
            return _BLANKS.sub(" ", _content(token).replace("\n", " "))
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


def _content(token: Token) -> str:
    content = clean(token.content)
    if token.type == "text":
        return without_signs(content)
    return f"{token.markup}{content}{token.markup}" if token.type.startswith("math") else content


def _joining(piece: str, before: str) -> str:
    """A piece without the blanks that would follow another blank."""
    return piece.lstrip() if before[-1] in " \n" else piece
