"""The encoding that a page declares."""

from __future__ import annotations

import codecs
import re

from postil.core.patterns import pattern

SEARCHED = 8_192
"""Bytes in which a declaration is looked for."""

_DECLARED = pattern(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = pattern(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)

# Browsers read these as what they are written in mostly (WHATWG Encoding, "names and labels").
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}


def declared_charset(data: bytes) -> str:
    """What a page's own declaration calls its encoding; nothing where there is none."""
    head = data[:SEARCHED]
    declared = _XML.match(head) or _DECLARED.search(head)
    return declared[1].decode("ascii") if declared else ""


def codec_of(charset: str) -> str:
    """The name by which Python decodes what a page or an answer declares; empty for one that it does not know.

    UTF-16 and UTF-32 are told by their bytes, never by a declaration that could be read without them.
    """
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):
        return ""
    if name.startswith(("utf", "idna", "punycode")) or not _is_of_text(name):
        return ""
    return _MEANT.get(name, name)


def _is_of_text(name: str) -> bool:
    try:
        b"a".decode(name)
    except LookupError:  # as of `rot13`, which makes text of text
        return False
    return True
