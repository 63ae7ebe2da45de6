"""Bytes become text: marks of the encoding first, then UTF-8, then the likeliest old code page."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.ingest.encoding.charset import codec_of
from postil.ingest.sniffing import looks_binary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
"""Bytes from which an encoding is guessed."""

_MOST_BREAKS = 100

# Where ISO-2022-JP (RFC 1468) changes to a set of two bytes a character; the letters follow as ASCII.
_JAPANESE = pattern(rb"\x1b\$[@B][!-~]{2}")

_BINARY = "holds binary data, not text."
_NAME_IT = "If it is text, name its encoding with --encoding."


class Decoded(NamedTuple):
    """A text, the name of its encoding, and whether that was guessed from what the text looks like.

    Attributes:
        text: It may hold lone surrogates and controls.
        encoding: As Python calls it.
        guessed: Whether that was guessed.
        utf8: The bytes that it was decoded from, where these are its UTF-8, and perhaps line breaks behind it.
    """

    text: str
    encoding: str
    guessed: bool = False
    utf8: bytes = b""


def decode(data: bytes, encoding: str = "", declared: str = "", *, whole: bool = True) -> Decoded:
    """Decodes a file of unknown encoding.

    A byte order mark decides; then the zero bytes of UTF-16 and UTF-32; then the escapes of ISO-2022-JP;
    then UTF-8, also where a few bytes of it are damaged; then the encoding that was declared; then the code
    page in which the letters are those that languages use most.

    Args:
        data: The whole file.
        encoding: Overrules all of this; what it cannot decode becomes U+FFFD.
        declared: What the file itself, or what came with it, calls its encoding; one that is unknown is passed over.
        whole: Whether line breaks at the end are wanted. Of UTF-8 they are left out otherwise, as `end_of` tells, so
            that a long text need not be copied without them.

    Returns:
        The text, which may hold lone surrogates and controls, and what it was decoded from.

    Raises:
        BadInput: No encoding is called so, or the bytes are not text. The message has no subject.
    """
    if encoding:
        try:
            return Decoded(data.decode(encoding, "replace"), encoding)
        except (LookupError, UnicodeError) as error:
            raise BadInput("cannot be decoded as asked.", "Name an encoding such as cp1252.") from error
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name)
    wide = _by_zeros(data[:_SAMPLE])
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, guessed=True)
    if b"\x1b" in data and _JAPANESE.search(data) and data.isascii():
        return Decoded(data.decode("iso2022_jp_ext", "replace"), "iso2022_jp")
    try:
        text = str(memoryview(data)[: None if whole else end_of(data)], "utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data, codec_of(declared))
    if looks_binary(data, valid=True):
        raise BadInput(_BINARY, _NAME_IT)
    return Decoded(text, "utf-8", utf8=data)


def end_of(data: bytes) -> int:
    """Where the line breaks at the end of a text begin; some of them where they are many."""
    end = data[-_MOST_BREAKS:]
    return len(data) - len(end) + len(end.rstrip(b"\n"))


def _by_zeros(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: most characters of any text have zero bytes at the same places."""
    units = len(sample) // 4
    if units < 2 or 0 not in sample:
        return ""
    zeros = [sample[place : units * 4 : 4].count(0) / units for place in range(4)]
    if zeros[2] > 0.9 and zeros[3] > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if zeros[0] > 0.9 and zeros[1] > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return ""


def _not_quite_utf8(data: bytes, declared: str) -> Decoded:
    if looks_binary(data, valid=False):
        raise BadInput(_BINARY, _NAME_IT)
    try:
        paired = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return Decoded(paired.decode("utf-16-le", "replace"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    sound = len(text) - len(text.encode("ascii", "ignore")) - damaged
    if sound >= damaged:
        return Decoded(text, "utf-8", guessed=True)
    if declared:
        return Decoded(data.decode(declared, "replace"), declared)

    from postil.ingest.encoding.code_pages import likeliest

    name = likeliest(data[:_SAMPLE])
    if not name:
        raise BadInput(_BINARY, _NAME_IT)
    return Decoded(data.decode(name, "replace"), name, guessed=True)
