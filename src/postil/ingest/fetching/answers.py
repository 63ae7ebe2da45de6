"""What a site answers: whether that is the page, how it is packed, and how much of it may come."""

from __future__ import annotations

import re
import zlib
from codecs import lookup
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LARGEST = 25 * 1024 * 1024
"""Bytes of the largest page, as it comes and once it is unpacked."""

PACKED = "gzip, deflate"
"""The ways of packing that are asked for, and unpacked here with a limit."""

_UNPACKED = frozenset({"", "identity", "none", "utf-8"})
"""What tells that an answer is not packed; the last two are none that RFC 9110 knows, and some servers write them."""

_OF_INTEREST = ("last-modified", "etag", "content-language", "date")
_LONGEST_HEADER = 500

_BROWSER = "Open it in a browser, save the page as a file, and open that."
_LATER = "Try again later."
_STATUSES: Mapping[int, tuple[str, str]] = {
    401: ("asks for a name and a password, which postil does not give", _BROWSER),
    402: ("asks for money first", _BROWSER),
    403: ("is not shown to postil", _BROWSER),
    404: ("is not there", "Check the address; an archive of the web may have a copy."),
    407: ("is behind a proxy that asks for a password", _BROWSER),
    410: ("was taken away for good", "An archive of the web may have a copy."),
    429: ("was asked for too often", _LATER),
    451: ("is withheld for legal reasons", "An archive of the web may have a copy."),
}
_CHARSET = pattern(r';\s*charset\s*=\s*"?\s*([\w.:-]{1,40})', re.ASCII | re.IGNORECASE)
_MEDIA_TYPE = pattern(r"\s*([\w.+-]{1,60}/[\w.+-]{1,60})", re.ASCII)
_LARGE = f"is larger than {LARGEST // 1024**2} MB."
_DOWNLOAD = "Download it with a browser, and open the file."


def refused(status: int, headers: Mapping[str, str]) -> BadInput:
    """Why a status that is not 200 is no page, in words; the message has no subject."""
    if status >= 500:
        return BadInput(f"did not come, since the site has trouble of its own ({status}).", _LATER)
    what, hint = _STATUSES.get(status, ("is not given out", _BROWSER))
    wait = headers.get("retry-after", "")
    if status == 429 and wait.isascii() and wait.isdecimal() and len(wait) < 6:
        hint = f"The site asks to wait {int(wait)} seconds."
    return BadInput(f"{what} ({status}).", hint)


def media_type(headers: Mapping[str, str]) -> str:
    """What an answer is called, in lower case, or an empty string."""
    found = _MEDIA_TYPE.match(headers.get("content-type", ""))
    return found[1].lower() if found else ""


def charset(headers: Mapping[str, str]) -> str:
    """The encoding that an answer names, where it is one that Python knows; else an empty string."""
    found = _CHARSET.search(headers.get("content-type", ""))
    try:
        return lookup(found[1]).name if found else ""
    except LookupError:
        return ""


def of_interest(headers: Mapping[str, str]) -> dict[str, str]:
    """What of an answer's head is kept with the page, harmless to show."""
    return {name: shown(headers[name])[:_LONGEST_HEADER] for name in _OF_INTEREST if name in headers}


def told_length(headers: Mapping[str, str]) -> int:
    """The bytes that are announced, 0 where nothing is.

    Raises:
        BadInput: They are too many; the message has no subject.
    """
    length = headers.get("content-length", "")
    told = int(length) if length.isascii() and length.isdecimal() and len(length) < 20 else 0
    if told > LARGEST:
        raise BadInput(_LARGE, _DOWNLOAD)
    return told


def unpacked(parts: Iterable[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    """Unpacks an answer as it comes, and never more of it than is wanted.

    Yields:
        Its bytes, in parts of any length, `LARGEST` at most in all.

    Raises:
        BadInput: It is too large, damaged, or packed in a way that was not asked for; the message has no subject.
    """
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in _UNPACKED:
        yield from _limited(parts)
    elif packing in {"gzip", "x-gzip", "deflate"}:
        yield from _limited(_inflated(_limited(parts), packing))
    else:
        raise BadInput(f"came packed as “{shown(packing[:40])}”, which postil did not ask for.", _DOWNLOAD)


def _limited(parts: Iterable[bytes]) -> Iterator[bytes]:
    total = 0
    for part in parts:
        total += len(part)
        if total > LARGEST:
            raise BadInput(_LARGE, _DOWNLOAD)
        yield part


def _inflated(parts: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """Unpacks in pieces, so that what is asked for next decides how far a bomb can unfold."""
    unpacking = None
    try:
        for part in parts:
            rest = part
            while rest:
                if unpacking is None or (unpacking.eof and _GZIP.startswith(rest[:2])):
                    unpacking = zlib.decompressobj(_window(rest, packing))
                if unpacking.eof:
                    break  # what stands behind it belongs to nothing
                yield unpacking.decompress(rest, _PIECE)
                rest = unpacking.unused_data or unpacking.unconsumed_tail
    except zlib.error as error:
        raise BadInput("came damaged: it cannot be unpacked.", _LATER) from error
    if unpacking is not None and not unpacking.eof:
        raise BadInput("was cut off on its way.", _LATER)


_PIECE = 1024 * 1024
_GZIP = b"\x1f\x8b"
"""How each member of a gzip stream begins, of which there may be several (RFC 1952, 2.2)."""


def _window(begin: bytes, packing: str) -> int:
    """How zlib is to read a stream: some servers send “deflate” without the head that RFC 9110 wants."""
    if packing != "deflate":
        return 16 + zlib.MAX_WBITS
    return zlib.MAX_WBITS if begin[:1] == b"\x78" else -zlib.MAX_WBITS
