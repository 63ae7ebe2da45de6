r"""JSON as the library's files hold it: one way to write a value, and a strict way to read one.

UTF-8, `\n`, sorted keys, one field a line, a final newline; so that a difference between two versions of
a file shows what changed and nothing else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias, cast

from postil.core import strict_json
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from postil.core.model import JSON

DEPTH = strict_json.DEPTH
"""How deep lists and objects may lie in each other."""

LIMIT = 256 * 1024 * 1024
"""The bytes that a file of the library may have."""

IN_COMMON = frozenset({"checked", "claim", "created", "creator", "modified", "read", "snapshot", "source"})
"""The fields in which thousands of records of a file may say the same."""

Document: TypeAlias = "dict[str, JSON]"
Tables: TypeAlias = "dict[str, dict[str, JSON]]"
"""A TinyDB file: documents by id, by table; a document that is no object is kept as it is."""

_BOM = b"\xef\xbb\xbf"
_INDENT = b"\n  "
_APART = b"," + _INDENT
# No string holds a line end, and what lies deeper stands further in.
_BORDER = pattern(_APART + b'(?=")')


Malformed = strict_json.Malformed
"""The bytes are not what the library writes; the message says why."""


def lines(value: JSON) -> bytes:
    """Encodes a value in many lines, one field a line, without a final newline.

    Raises:
        ValueError: It holds a number that JSON does not know.
    """
    return _bytes(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False))


def line(value: JSON) -> bytes:
    """Encodes a value in one line without blanks and without a final newline.

    Raises:
        ValueError: It holds a number that JSON does not know.
    """
    text = json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False, allow_nan=False)
    return _bytes(text)


def member(key: str, document: JSON) -> bytes:
    """Encodes a document with its key as it stands in a table of a file."""
    return b"%b: %b" % (lines(key), lines(document).replace(b"\n", b"\n  "))


def joined(members: Iterable[bytes]) -> bytes:
    """Members of a table, one after the other."""
    return _APART.join(members)


def members(run: bytes) -> list[bytes]:
    """The members that `joined` put together; of other bytes, anything."""
    return cut(run, 1)[1]


def cut(run: bytes, length: int) -> tuple[int, list[bytes]]:
    """How many members `joined` put together, and parts of `length` of them each; of other bytes, anything."""
    starts = [0, *(border.end() for border in _BORDER.finditer(run))]
    firsts = starts[::length]
    ends = [*(first - len(_APART) for first in firsts[1:]), len(run)]
    return len(starts), [run[first:end] for first, end in zip(firsts, ends, strict=True)]


def pieces(tables: Iterable[tuple[str, Iterable[bytes]]]) -> list[bytes]:
    """A file's bytes, of the members of its tables or of runs of them; the same as `encode_tables` when all are sorted."""
    found: list[bytes] = []
    for name, runs in tables:
        found += (b",\n " if found else b"{\n ", lines(name), b": {")
        apart = _INDENT
        for run in runs:
            found += (apart, run)
            apart = _APART
        found.append(b"}" if apart is _INDENT else b"\n }")
    return [*found, b"\n}\n"] if found else [b"{}\n"]


def taken_apart(data: bytes, tables: Iterable[str]) -> dict[str, list[bytes]]:
    """The run of all members of some tables in a file's bytes, as `pieces` wrote them; of other bytes, anything."""
    found: dict[str, list[bytes]] = {}
    end = 0
    for name in sorted(tables):
        head = b"\n %b: {" % lines(name)
        start = data.find(head, end) + len(head)
        end = start if data.startswith(b"}", start) else data.find(b"\n }", start)
        found[name] = [data[start:end].removeprefix(_INDENT)] if end > start else []
    return found


def decode(data: bytes, limit: int = LIMIT, depth: int = DEPTH, in_common: Container[str] = ()) -> JSON:
    """Reads one JSON value strictly.

    Args:
        data: UTF-8; a byte order mark is passed over.
        limit: The most bytes that are taken.
        depth: The most lists and objects that may lie in each other.
        in_common: As for `strict_json.parse`.

    Raises:
        Malformed: Too long, not UTF-8, not JSON, nested too deeply, a key twice in one object, or a
            number that is not finite.
    """
    return strict_json.parse(text_of(data, limit), depth, in_common=in_common)


def text_of(data: bytes, limit: int = LIMIT) -> str:
    """The text of JSON from outside.

    Raises:
        Malformed: Too long, or not UTF-8.
    """
    if len(data) > limit:
        raise Malformed(f"it has {len(data)} bytes, more than {limit}")
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start} is not UTF-8") from None


def decode_tables(data: bytes) -> Tables:
    """Reads the bytes of a TinyDB file.

    Raises:
        Malformed: As `decode`, or it is not an object of objects.
    """
    value = decode(data, in_common=IN_COMMON)
    if not isinstance(value, dict):
        raise Malformed("it is not an object of tables")
    for name, table in value.items():
        if not isinstance(table, dict):
            raise Malformed(f"its table “{name}” is not an object")
    return cast("Tables", value)


def encode_tables(tables: Tables) -> bytes:
    """Writes a TinyDB file's tables as they lie on disk."""
    return lines(cast("JSON", tables)) + b"\n"


def _bytes(text: str) -> bytes:
    # A lone surrogate can stand inside a string only, where its escape means the same.
    return text.encode("utf-8", "backslashreplace")
