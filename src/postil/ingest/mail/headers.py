"""What the headers of a mail say: who wrote, when, about what."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64, a2b_qp
from email.utils import parsedate_to_datetime
from itertools import groupby
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import clean_line, shortened
from postil.ingest.document import About
from postil.ingest.encoding.declared import decode_declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.ingest.mail.message import Part

_LONGEST = 400
"""Code points after which a subject or a name is shortened."""

_MOST_AUTHORS = 20
# RFC 2047, section 2; blanks between two encoded words are not shown (6.2).
_WORD = r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?="
_ENCODED = pattern(_WORD, re.IGNORECASE)
_ADJACENT = pattern(rf"{_WORD}(?:\s*{_WORD})*+", re.IGNORECASE)
_MAILBOX = pattern(r'(?:"(?:[^"\\]|\\.)*+"|\([^()]*\)|<[^<>]*>|[^",(<])+')
_ADDRESS = pattern(r"<([^<>]*)>")
_ESCAPED = pattern(r"\\(.)")
_COMMENT = pattern(r"\(([^()]*)\)")


def about(message: Part) -> About:
    """A mail's subject as the title, its senders as the authors, and the day on which it was sent."""
    return About(
        title=shortened(words(message, "Subject"), _LONGEST),
        authors=tuple(_names(_raw(message, "From")))[:_MOST_AUTHORS],
        published=_day(words(message, "Date")),
        language=words(message, "Content-Language").partition(",")[0].strip(),
    )


def words(message: Part, name: str) -> str:
    """A header in one clean line, its encoded words decoded; empty where there is none."""
    return clean_line(_decoded(_raw(message, name)))


def file_name(part: Part) -> str:
    """What the file in a part is called, or nothing."""
    try:
        return clean_line(_decoded(part.get_filename("")))
    except ValueError:  # a name that RFC 2231 encodes in what is no encoding of texts
        return ""


def _raw(message: Part, name: str) -> str:
    """The first header of a name as it was written; its 8-bit bytes, which no standard allows, decoded."""
    for found, value in message.raw_items():
        if found.lower() == name.lower():
            data = str(value).encode("utf-8", "surrogateescape")
            return _text(data, "cp1252")
    return ""


def _text(data: bytes, charset: str) -> str:
    try:
        return decode_declared(data, charset).text
    except BadInput:  # a header that is no text is no reason to refuse the letter
        return data.decode("utf-8", "replace")


def _decoded(value: str) -> str:
    return _ADJACENT.sub(_run_decoded, value)


def _run_decoded(run: re.Match[str]) -> str:
    """Encoded words as text; those of one encoding together, since some senders cut a character in two."""
    words = ((charset.lower(), _bytes(kind, content)) for charset, kind, content in _ENCODED.findall(run[0]))
    same = groupby(words, key=lambda word: word[0])
    return "".join(_text(b"".join(data for _, data in found), charset) for charset, found in same)


def _bytes(kind: str, content: str) -> bytes:
    data = content.encode("utf-8", "replace")
    if kind in "qQ":
        return a2b_qp(data, header=True)
    try:
        return a2b_base64(data + b"==")
    except Error:
        return data


def _names(senders: str) -> Iterator[str]:
    """The name of each mailbox, or its address where it has none."""
    for mailbox in _MAILBOX.findall(senders):
        address = _ADDRESS.search(mailbox)
        comment = _COMMENT.search(mailbox)
        name = mailbox[: address.start()] if address else ""
        told = (name, comment[1] if comment else "", address[1] if address else mailbox)
        said = next((words for words in map(_unquoted, told) if words), "")
        if said:
            yield shortened(said, _LONGEST)


def _unquoted(name: str) -> str:
    name = name.strip().removeprefix('"').removesuffix('"')
    return clean_line(_decoded(_ESCAPED.sub(r"\1", name)))


def _day(date: str) -> str:
    """The sender's day as `YYYY-MM-DD`, or the words of a date that follows no rule."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return shortened(date, 60)
