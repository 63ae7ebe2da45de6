"""A Markdown text is read."""

from __future__ import annotations

from postil.core.text import clean
from postil.ingest.document import Parsed, Received
from postil.ingest.encoding.decoding import decode
from postil.ingest.markdown.blocks import markdown_blocks
from postil.ingest.markdown.front_matter import read_front_matter


def read(received: Received) -> Parsed:
    """Reads a Markdown text, with or without front matter.

    Raises:
        BadInput: It is not text, or nested too deeply; the message has no subject.
    """
    decoded = decode(received.data, received.encoding, received.charset)
    about, body = read_front_matter(clean(decoded.text))
    return Parsed(markdown_blocks(body), about, decoded.encoding, decoded.guessed)
