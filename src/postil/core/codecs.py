"""A field's value as JSON and back: whatever is at its default is left out, what is unknown is handed back."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from postil.core.model import Check, Conflict, Directness, Kind, Locator, Reading, Stance
from postil.core.target import Anchoring, Placement, Selector, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from postil.core.json_values import Document
    from postil.core.model import JSON, Record

_T = TypeVar("_T")
_APART = frozenset({"id", "extra"})


class Unreadable(ValueError):
    """JSON is not what its place promises; the message says why, and of what has fields, in which one."""


class _Codec(NamedTuple):
    """How a field's value becomes JSON, and how it is read again; reading raises `Unreadable`."""

    encode: Callable[[Any], JSON]
    decode: Callable[[JSON], object]


class Field(NamedTuple):
    """One field of a record, or of a part of one.

    Attributes:
        codec: Its value as JSON that shares nothing with it, and back.
        default: What it holds where it is left out; `MISSING` where it must not be.
    """

    codec: _Codec
    default: object


def encoded(record: Record, name: str) -> JSON:
    """The value of one field of a record.

    Raises:
        KeyError: It has no such field among its `fields_of`.
    """
    return fields_of(type(record))[name].codec.encode(getattr(record, name))


def decoded(kind: type[Record], name: str, value: JSON) -> object:
    """Reads the value of one field of a kind of record; None is one that is left out.

    Raises:
        Unreadable: The field cannot hold it.
        KeyError: There is no such field among its `fields_of`.
    """
    known = fields_of(kind)[name]
    if value is not None:
        return known.codec.decode(value)
    if known.default is MISSING:
        raise Unreadable("it must not be left out")
    return known.default


def encode_fields(value: object) -> Document:
    """Writes a record or a part of one, as far as its fields are known."""
    document: Document = {}
    for name, known in fields_of(type(value)).items():
        member = getattr(value, name)
        if known.default is MISSING or member != known.default:
            document[name] = known.codec.encode(member)
    return document


def decode_fields(kind: type, document: Document) -> tuple[dict[str, object], Document]:
    """Reads the values of a document's fields by name, and what else there is.

    Raises:
        Unreadable: A field has the wrong shape.
    """
    decoders = _decoders_of(kind)
    values: dict[str, object] = {}
    unknown: Document = {}
    try:
        for name, value in document.items():
            if decode := decoders.get(name):
                values[name] = decode(value)
            else:
                unknown[name] = value
    except Unreadable as error:
        raise Unreadable(f"{name}: {error}") from None
    return values, unknown


def made(kind: type[_T], values: Mapping[str, Any]) -> _T:
    """Makes a record or a part of one.

    Raises:
        Unreadable: A field that must be there is missing.
    """
    try:
        return kind(**values)
    except TypeError:
        required = [name for name, known in fields_of(kind).items() if known.default is MISSING]
        absent = ", ".join(name for name in required if name not in values)
        raise Unreadable(f"{absent} is missing") from None


_KNOWN: dict[type, Mapping[str, Field]] = {}
_DECODERS: dict[type, Mapping[str, Callable[[JSON], object]]] = {}


def fields_of(kind: type) -> Mapping[str, Field]:
    """The fields of a kind of record or part, by name, but for a record's id and what is kept as unknown."""
    if kind not in _KNOWN:
        found = {}
        for item in fields(kind):
            if item.name not in _APART:
                default = item.default if item.default_factory is MISSING else item.default_factory()
                found[item.name] = Field(_CODECS[str(item.type)], default)
        _KNOWN[kind] = found
    return _KNOWN[kind]


def _decoders_of(kind: type) -> Mapping[str, Callable[[JSON], object]]:
    """What reads each field of a kind, at one look-up: thousands of records are read before the first paint."""
    if kind not in _DECODERS:
        _DECODERS[kind] = {name: known.codec.decode for name, known in fields_of(kind).items()}
    return _DECODERS[kind]


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


def _part(kind: type[_T], check: Callable[[_T], object] = lambda _: None) -> _Codec:
    def decode_part(value: JSON) -> object:
        if not isinstance(value, dict):
            raise Unreadable("it is not an object")
        part = made(kind, decode_fields(kind, value)[0])
        check(part)
        return part

    return _Codec(cast("Callable[[Any], JSON]", encode_fields), decode_part)


def _several(one: _Codec) -> _Codec:
    def encode_all(values: tuple[object, ...]) -> JSON:
        return [one.encode(value) for value in values]

    decode_one = one.decode

    def decode_all(value: JSON) -> object:
        return tuple([decode_one(item) for item in _list(value)])

    return _Codec(encode_all, decode_all)


def _optional(one: _Codec) -> _Codec:
    return _Codec(
        lambda value: None if value is None else one.encode(value),
        lambda value: None if value is None else one.decode(value),
    )


def _check_range(selector: Selector) -> None:
    if not 0 <= selector.start <= selector.end:
        raise Unreadable(f"{selector.start}..{selector.end} is not a range")


def _check_selectors(place: Target | Placement) -> None:
    if not place.selectors:
        raise Unreadable("it has no selectors")


_STRING = _Codec(str, _text)
_TARGET = _part(Target, _check_selectors)
_CODECS: dict[str, _Codec] = {
    "str": _STRING,
    "int": _Codec(int, _whole),
    "tuple[str, ...]": _several(_STRING),
    "Mapping[str, JSON]": _Codec(lambda value: deepcopy(dict(value)), _object),
    "tuple[Selector, ...]": _several(_part(Selector, _check_range)),
    "tuple[Placement, ...]": _several(_part(Placement, _check_selectors)),
    "tuple[Reading, ...]": _several(_part(Reading)),
    "tuple[Conflict, ...]": _several(_part(Conflict)),
    "JSON": _Codec(deepcopy, deepcopy),
    "Target": _TARGET,
    "Target | None": _optional(_TARGET),
    "Locator": _part(Locator),
    **{kind.__name__: _word(kind) for kind in (Anchoring, Check, Directness, Kind, Stance)},
}
