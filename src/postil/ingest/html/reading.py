"""A page of HTML is read."""

from __future__ import annotations

from lxml import etree

from postil.core.text import clean_line
from postil.ingest.document import About, Parsed, Received
from postil.ingest.encoding.decoding import decode
from postil.ingest.html.walk import blocks_of


def read(received: Received) -> Parsed:
    """Reads a page.

    Raises:
        BadInput: It is not text; the message has no subject.
    """
    decoded = decode(received.data, received.encoding, received.charset)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(decoded.text.encode("utf-8", "replace"), parser)
    if root is None:
        return Parsed([], encoding=decoded.encoding, guessed=decoded.guessed)
    about = About(title=clean_line(root.findtext(".//title") or ""))
    return Parsed(blocks_of(root, received.url), about, decoded.encoding, decoded.guessed)
