"""Which parts of a mail are its text, and the blocks they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import Block, BlockKind
from postil.core.text import clean
from postil.ingest.encoding.declared import decode_declared
from postil.ingest.formats import FORMATS
from postil.ingest.links import with_links
from postil.ingest.mail import headers
from postil.ingest.mail.flowed import mail_blocks
from postil.ingest.mail.message import charset_of, inside, payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.ingest.mail.message import Part

DEEPEST = 30
"""Parts in parts; what lies deeper is left out."""

MADE = 2
"""Addresses in a plain text that a program has put there for the links of a page."""

LONGEST_NOTICE = 250
"""Code points of the longest paragraph that only tells how the mail is seen, or got no more."""

_NOTICE = pattern(
    r"\bunsubscribe\b|\b(?:view|read|open) (?:this|it|the)?\s*(?:e-?mail|message|newsletter|post)?\s*(?:online|in (?:your|a|the) (?:web )?(?:browser|app))"
    r"|\b(?:manage|update|change) (?:your |my )?(?:e-?mail |subscription )*(?:preferences|settings|subscription)"
    r"|\babmelden\b|\babbestellen\b|im browser (?:ansehen|anzeigen|öffnen|lesen)|online-version"
    r"|se désabonner|désinscri(?:re|ption)|(?:voir|lire|afficher) .{0,30}(?:navigateur|en ligne)"
    r"|darse de baja|cancelar (?:la |mi )?suscripción|ver .{0,30}navegador|annulla l['’]iscrizione|disiscriver|nel browser"
    r"|uitschrijven|afmelden|in (?:je|uw) browser|отписаться|відписатися",
    re.IGNORECASE,
)
_FURNITURE = frozenset(("nav", "footer"))
"""Elements of a letter that a site sent to many: the ways to its pages, and how to get no more of them."""

_LOCKED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_ADDRESS = pattern(r"https?://\S+")
_WORD = pattern(r"\w+")


class Body:
    """Gathers the text of a mail.

    Args:
        asked: The encoding that the reader has named; it overrules what the parts say.

    Attributes:
        encoding: What its first text was decoded from; empty before one is.
        guessed: Whether the encoding of one of its texts was guessed.
        left_out: The names of the files that came with the mail.
        is_locked: Whether a part of it is encrypted, by PGP/MIME (RFC 3156) or S/MIME (RFC 8551).
        is_too_deep: Whether a part of it lies too deep in others.
    """

    def __init__(self, asked: str) -> None:
        self.encoding = ""
        self.guessed = False
        self.left_out: list[str] = []
        self.is_locked = False
        self.is_too_deep = False
        self._asked = asked

    def blocks(self, part: Part, depth: int = 0) -> list[Block]:
        """The blocks of a part's text: all of it that is shown in one go, and of its alternatives one."""
        kind = part.get_content_type()
        is_file = part.get_content_disposition() == "attachment" and kind != "message/rfc822"
        self.is_locked |= kind in _LOCKED
        self.is_too_deep |= depth > DEEPEST
        if depth > DEEPEST or is_file:
            kind = ""
        match kind:
            case "message/rfc822":
                return [block for message in inside(part) for block in self._forwarded(message, depth)]
            case "multipart/alternative":
                return self._alternative(inside(part), depth)
            case "text/html":
                return _walked(self._text(part))
            case "text/plain":
                return self._plain(part)
            case _ if kind and part.is_multipart():
                return [block for inner in inside(part) for block in self.blocks(inner, depth + 1)]
            case _:
                self.left_out.append(headers.file_name(part))
                return []

    def _alternative(self, parts: Sequence[Part], depth: int) -> list[Block]:
        """The plain words where they are as many as the page's, and were not made of it by a program that spells its links.

        Senders often say there only that there is a page.
        """
        plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
        if plain is not None and not FORMATS["html"].installed:
            return self._plain(plain)
        others = [part for part in parts if part is not plain]
        rich = next((found for part in reversed(others) if (found := self.blocks(part, depth + 1))), [])
        if plain is None:
            return rich
        text = self._text(plain)
        bare = _ADDRESS.sub("", text)
        made = len(_ADDRESS.findall(text)) >= MADE and any(block.links for block in rich)
        if rich and (
            made or 2 * _words(bare) < sum(_words(block.text) for block in rich) or 2 * len(bare) < len(text)
        ):
            return rich
        return self._plain(plain)

    def _plain(self, part: Part) -> list[Block]:
        flowed = str(part.get_param("format") or "").lower() == "flowed"
        joined = str(part.get_param("delsp") or "").lower() == "yes"
        return _without_notices(mail_blocks(clean(self._text(part)), flowed=flowed, joined=joined))

    def _forwarded(self, message: Part, depth: int) -> list[Block]:
        title = headers.words(message, "Subject")
        said = [f"{name}: {value}" for name in ("From", "Date") if (value := headers.words(message, name))]
        head = [Block(BlockKind.HEADING, title, level=2)] if title else []
        lines = [Block(BlockKind.PARAGRAPH, "\n".join(said))] if said else []
        return [*head, *with_links(lines), *self.blocks(message, depth + 1)]

    def _text(self, part: Part) -> str:
        decoded = decode_declared(payload(part), charset_of(part), self._asked)
        self.encoding = self.encoding or decoded.encoding
        self.guessed |= decoded.guessed
        return decoded.text


def _walked(text: str) -> list[Block]:
    page = FORMATS["html"]
    if not page.installed:
        page._replace(said="a mail set as a web page").reader()
    from postil.ingest.html.fragments import fragment_blocks

    return _without_notices(fragment_blocks(text, left_out=_FURNITURE))


def _without_notices(blocks: list[Block]) -> list[Block]:
    """The blocks without those that say where else a mail is seen or how to get no more, where others remain."""
    staying = [block for block in blocks if not _is_notice(block)]
    return staying or blocks


def _is_notice(block: Block) -> bool:
    return bool(block.links) and len(block.text) <= LONGEST_NOTICE and _NOTICE.search(block.text) is not None


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))
