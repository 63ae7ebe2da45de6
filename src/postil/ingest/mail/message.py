"""Bytes become a message and its parts, within limits."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.policy import Policy

LARGEST = 64_000_000
"""Bytes of the largest mail that is read; providers carry up to 50 MB."""

PARTS = 1_000
"""The most parts of one mail."""

_MOST_WORK = 20_000_000
"""Lines times boundaries: each line is compared with the boundaries of all parts that it is in."""

_LONGEST_HEADER = 16_384
"""Code points of a header that are looked at."""

_BOUNDARY = pattern(rb"boundary", re.IGNORECASE)
SPLIT_UP = "Save the part that you want to read as a file and open that."

Part = Message


class _Headers(Compat32):
    """The standard library's oldest policy, which raises nothing and decodes nothing, with a limit."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def message_of(data: bytes) -> Part:
    """Reads the structure of a mail; nothing is decoded yet.

    Raises:
        BadInput: It is larger, has more parts, or nests deeper than any mail does; the message has no subject.
    """
    if len(data) > LARGEST:
        raise BadInput(f"is a mail of more than {LARGEST // 1_000_000} MB.", SPLIT_UP)
    if data.count(b"\n") * sum(1 for _ in _BOUNDARY.finditer(data)) > _MOST_WORK:
        raise BadInput("is a mail of parts in parts, too many to be read.", SPLIT_UP)
    policy = _Headers()
    found = 0

    def new_part(policy: Policy[Part] = policy) -> Part:
        nonlocal found
        found += 1
        if found > PARTS:
            raise BadInput(f"is a mail of more than {PARTS:,} parts.", SPLIT_UP)
        return Message(policy)

    try:
        return BytesParser(new_part, policy=policy).parsebytes(data.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError:
        raise BadInput("is a mail in which parts lie too deep in each other.", SPLIT_UP) from None


def inside(part: Part) -> list[Part]:
    """The parts of a multipart, or the message in a message part; none for others."""
    held = part.get_payload() if part.is_multipart() else []
    parts = [inner for inner in held if isinstance(inner, Message)]
    if parts and part.get_content_type() == "message/rfc822" and not parts[0].keys():
        return [_undone(part, parts[0])]
    return parts


def _undone(part: Part, held: Part) -> Part:
    """A message that was encoded as a file is, against RFC 2046, section 5.2.1, so that the parser saw no header."""
    held["Content-Transfer-Encoding"] = str(part.get("Content-Transfer-Encoding", ""))
    return message_of(payload(held))


def all_parts(message: Part) -> Iterator[Part]:
    """A message and all that it holds, in order, however deep."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(inside(part)))


def payload(part: Part) -> bytes:
    """The bytes of a part that holds no others, after base64 and quoted-printable are undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def charset_of(part: Part) -> str:
    """The encoding that a part names for its text, or nothing."""
    named = part.get_param("charset")
    return named[2] if isinstance(named, tuple) else named or ""
