"""Records as JSON objects: the model's own field names, whatever is at its default left out.

A record's id is its key in the table and is not repeated inside. Fields that this version does not know
are kept in `extra` and written back where they stood.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from postil.core.model import (
    Article,
    Check,
    Claim,
    Conflict,
    Directness,
    Evidence,
    Kind,
    Locator,
    Reading,
    Record,
    Source,
    Stance,
)
from postil.core.target import Anchoring, Placement, Selector, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from postil.core.model import JSON
    from postil.storage.canonical import Document

TABLES: Mapping[type[Record], str] = {
    Article: "article",
    Claim: "claims",
    Evidence: "evidence",
    Source: "sources",
}
"""The table that each sort of record is kept in."""

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")
_APART = frozenset({"id", "extra"})


class Unreadable(ValueError):
    """A document is not the record that its table promises; the message names the field and why."""


class _Codec(NamedTuple):
    """How a field's value becomes JSON, and how it is read again; reading raises `Unreadable`."""

    encode: Callable[[Any], JSON]
    decode: Callable[[JSON], object]


class _Field(NamedTuple):
    codec: _Codec
    default: object


def encode(record: Record) -> Document:
    """Writes a record as a JSON object that shares nothing with it; the id is left to the key."""
    document = _encode(record)
    known = _fields_of(type(record))
    for name, value in record.extra.items():
        if name not in known:
            document[name] = deepcopy(value)
    return document


def decode(kind: type[_R], key: str, document: JSON) -> _R:
    """Reads a record from the document under `key`.

    Raises:
        Unreadable: A field is missing or has the wrong shape.
    """
    if not isinstance(document, dict):
        raise Unreadable("it is not an object")
    values, extra = _decode(kind, document)
    return _made(kind, {"id": key, **values, "extra": extra})


def rewritten(document: JSON, current: _R, after: _R) -> Document:
    """Encodes a changed record over its document: a field that did not change stays as it was written.

    What other programs put inside an untouched field, where `extra` does not reach, thereby survives.
    """
    fresh = encode(after)
    if isinstance(document, dict):
        for name in fresh.keys() & document.keys() & _fields_of(type(after)).keys():
            if getattr(current, name) == getattr(after, name):
                fresh[name] = document[name]
    return fresh


def _encode(value: object) -> Document:
    document: Document = {}
    for name, known in _fields_of(type(value)).items():
        member = getattr(value, name)
        if known.default is MISSING or member != known.default:
            document[name] = known.codec.encode(member)
    return document


def _decode(kind: type, document: Document) -> tuple[dict[str, object], Document]:
    known = _fields_of(kind)
    values: dict[str, object] = {}
    unknown: Document = {}
    for name, value in document.items():
        if name not in known:
            unknown[name] = value
            continue
        try:
            values[name] = known[name].codec.decode(value)
        except Unreadable as error:
            raise Unreadable(f"{name}: {error}") from None
    return values, unknown


def _made(kind: type[_T], values: Mapping[str, Any]) -> _T:
    try:
        return kind(**values)
    except TypeError:
        required = [name for name, known in _fields_of(kind).items() if known.default is MISSING]
        absent = ", ".join(name for name in required if name not in values)
        raise Unreadable(f"{absent} is missing") from None


_KNOWN: dict[type, Mapping[str, _Field]] = {}


def _fields_of(kind: type) -> Mapping[str, _Field]:
    if kind not in _KNOWN:
        found = {}
        for item in fields(kind):
            if item.name not in _APART:
                default = item.default if item.default_factory is MISSING else item.default_factory()
                found[item.name] = _Field(_CODECS[str(item.type)], default)
        _KNOWN[kind] = found
    return _KNOWN[kind]


def _text(value: JSON) -> str:
    if not isinstance(value, str):
        raise Unreadable("it is not a text")
    return value


def _whole(value: JSON) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable("it is not a whole number")
    return value


def _list(value: JSON) -> list[JSON]:
    if not isinstance(value, list):
        raise Unreadable("it is not a list")
    return value


def _object(value: JSON) -> Document:
    if not isinstance(value, dict):
        raise Unreadable("it is not an object")
    return deepcopy(value)


def _word(kind: type[StrEnum]) -> _Codec:
    words = {member.value: member for member in kind}

    def decode_word(value: JSON) -> StrEnum:
        if not isinstance(value, str) or value not in words:
            raise Unreadable(f"{str(value)[:40]!r} is not a word that this version knows")
        return words[value]

    return _Codec(str, decode_word)


def _part(kind: type) -> _Codec:
    def decode_part(value: JSON) -> object:
        if not isinstance(value, dict):
            raise Unreadable("it is not an object")
        return _sound(_made(kind, _decode(kind, value)[0]))

    return _Codec(cast("Callable[[Any], JSON]", _encode), decode_part)


def _several(one: _Codec) -> _Codec:
    def encode_all(values: tuple[object, ...]) -> JSON:
        return [one.encode(value) for value in values]

    def decode_all(value: JSON) -> object:
        return tuple(one.decode(item) for item in _list(value))

    return _Codec(encode_all, decode_all)


def _optional(one: _Codec) -> _Codec:
    return _Codec(
        lambda value: None if value is None else one.encode(value),
        lambda value: None if value is None else one.decode(value),
    )


def _sound(part: object) -> object:
    match part:
        case Selector(start=start, end=end) if not 0 <= start <= end:
            raise Unreadable(f"{start}..{end} is not a range")
        case Target(selectors=()) | Placement(selectors=()):
            raise Unreadable("it has no selectors")
        case _:
            return part


_STRING = _Codec(str, _text)
_CODECS: dict[str, _Codec] = {
    "str": _STRING,
    "int": _Codec(int, _whole),
    "tuple[str, ...]": _several(_STRING),
    "Mapping[str, JSON]": _Codec(lambda value: deepcopy(dict(value)), _object),
    "tuple[Selector, ...]": _several(_part(Selector)),
    "tuple[Placement, ...]": _several(_part(Placement)),
    "tuple[Reading, ...]": _several(_part(Reading)),
    "tuple[Conflict, ...]": _several(_part(Conflict)),
    "JSON": _Codec(deepcopy, deepcopy),
    "Target": _part(Target),
    "Target | None": _optional(_part(Target)),
    "Locator": _part(Locator),
    **{kind.__name__: _word(kind) for kind in (Anchoring, Check, Directness, Kind, Stance)},
}
