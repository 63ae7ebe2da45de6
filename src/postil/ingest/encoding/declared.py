"""Bytes become text by the encoding that was named beside them, unless they are in another."""

from __future__ import annotations

from codecs import lookup

from postil.ingest.encoding.decoding import Decoded, decode

# What senders mean by a name: the larger code page that holds all that the smaller one has (WHATWG Encoding, 4.2).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Python's own notations; no text comes in them, and some take quadratic time.
_NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"))


def decode_declared(data: bytes, charset: str, encoding: str = "") -> Decoded:
    """Decodes bytes beside which an encoding was named, as in a header of a mail.

    Args:
        data: The whole text.
        charset: The name; unknown ones count as none, and so does one by which the bytes are not well-formed.
        encoding: What the reader has named, which overrules everything.

    Raises:
        BadInput: No encoding is called as the reader said, or the bytes are not text. The message has no subject.
    """
    name = "" if encoding else _known(charset)
    if not name or not data:
        return decode(data, encoding)
    try:
        data.decode()
    except UnicodeDecodeError:
        pass
    else:
        name = "utf-8" if not name.startswith(("iso2022", "hz", "utf-16", "utf-32", "utf-7")) else name
    try:
        return Decoded(data.decode(name), name)
    except UnicodeError:
        return decode(data)


def _known(charset: str) -> str:
    """Python's name of an encoding of texts, or nothing."""
    try:
        found = lookup(charset.strip()).name
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if found in _NO_CHARSETS else _MEANT.get(found, found)
