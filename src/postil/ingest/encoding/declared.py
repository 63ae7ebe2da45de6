"""Bytes become text by the encoding that a mail named beside them, unless they are in another."""

from __future__ import annotations

from codecs import lookup

from postil.ingest.encoding.decoding import Decoded, decode

# Encodings that write every character as ASCII, so that no byte shows that there is one (RFC 1843, 1557, 2152).
_SEVEN_BITS = frozenset(("hz", "iso2022_kr", "utf-7"))


def decode_declared(data: bytes, charset: str, encoding: str = "") -> Decoded:
    """Decodes bytes beside which an encoding was named, as in a header of a mail.

    Args:
        data: The whole text.
        charset: The name; unknown ones count as none, and so does one by which the bytes are not well-formed.
        encoding: What the reader has named, which overrules everything.

    Raises:
        BadInput: No encoding is called as the reader said, or the bytes are not text. The message has no subject.
    """
    if not encoding and data.isascii() and _known(charset) in _SEVEN_BITS:
        return Decoded(data.decode(charset, "replace"), _known(charset))
    return decode(data, encoding, charset)


def _known(charset: str) -> str:
    """Python's name of an encoding, or nothing."""
    try:
        return lookup(charset.strip()).name
    except (LookupError, ValueError):
        return ""
