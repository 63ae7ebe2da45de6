"""A plain text is read."""

from __future__ import annotations

from postil.core.digests import sha256
from postil.core.text import clean
from postil.ingest.document import Parsed, Received
from postil.ingest.encoding.decoding import decode, end_of
from postil.ingest.plain.blocks import plain_blocks
from postil.ingest.plain.gutenberg import book_in


def read(received: Received) -> Parsed:
    """Reads a plain text; its title is a heading's or the file's, which the door knows.

    Raises:
        BadInput: It is not text; the message has no subject.
    """
    decoded = decode(received.data, received.encoding, received.charset, whole=False)
    about, book = book_in(clean(decoded.text, decoded.utf8))
    text = book.rstrip()
    utf8 = _beginning(decoded.utf8, book[len(text) :]) if book is decoded.text else memoryview(b"")
    parsed = Parsed((), about, decoded.encoding, decoded.guessed)
    del decoded, book  # a long text is in memory as seldom as can be
    blocks = plain_blocks(text)
    is_as_it_was = utf8 and blocks.text is text
    return parsed._replace(blocks=blocks, digest=sha256(utf8).hexdigest() if is_as_it_was else "")


def _beginning(utf8: bytes, end: str) -> memoryview:
    """The bytes of a text without those of its end, which is no part of it any more."""
    return memoryview(utf8)[: end_of(utf8) - len(end.encode())]
