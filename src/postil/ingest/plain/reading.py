"""A plain text is read."""

from __future__ import annotations

from postil.core.text import clean
from postil.ingest.document import Parsed, Received
from postil.ingest.encoding.decoding import decode
from postil.ingest.plain.blocks import plain_blocks
from postil.ingest.plain.gutenberg import book_in


def read(received: Received) -> Parsed:
    """Reads a plain text; its title is a heading's or the file's, which the door knows.

    Raises:
        BadInput: It is not text; the message has no subject.
    """
    decoded = decode(received.data, received.encoding, received.charset)
    encoding, guessed = decoded.encoding, decoded.guessed
    about, text = book_in(clean(decoded.text, decoded.utf8))
    del decoded  # a long text is in memory as seldom as can be
    text = text.rstrip()
    return Parsed(plain_blocks(text), about, encoding, guessed)
