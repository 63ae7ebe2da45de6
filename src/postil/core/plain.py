"""A field's value as JSON and back, without the file that it lies in: for what a conflict holds."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from postil.core.model import Check, Directness, Evidence, Kind, Locator, Reading, Stance
from postil.core.target import Anchoring, Placement, Selector, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.model import JSON, Record

_WORDS = {kind.__name__: kind for kind in (Anchoring, Check, Directness, Kind, Stance)}


class Unfit(ValueError):
    """A JSON value is not what a field holds; the message says why, as the end of a sentence."""


def plain(value: object) -> JSON:
    """A field's value as JSON that shares nothing with it; parts leave out what is at its default."""
    match value:
        case StrEnum():
            return value.value
        case tuple():
            return [plain(item) for item in value]
        case Mapping():
            return deepcopy(dict(value))
        case _ if is_dataclass(value):
            members = [(item, getattr(value, item.name)) for item in fields(value)]
            return {item.name: plain(member) for item, member in members if member != item.default}
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(f"{type(value).__name__} is no value of a field")


def default_of(record: Record, name: str) -> object:
    """What a field holds that is left out.

    Raises:
        Unfit: It must not be left out.
    """
    item = next(item for item in fields(record) if item.name == name)
    if item.default is not MISSING:
        return item.default
    if item.default_factory is not MISSING:
        return item.default_factory()
    raise Unfit("it must not be left out")


def value_of(record: Record, name: str, value: JSON) -> object:
    """Reads the value of one field of a record.

    Args:
        record: A record of the kind.
        name: One of its fields.
        value: As a file holds it.

    Raises:
        Unfit: The field cannot hold it.
        KeyError: The record has no such field.
    """
    if value is None and not (isinstance(record, Evidence) and name == "target"):
        return default_of(record, name)
    kinds = {item.name: str(item.type) for item in fields(record)}
    return _read(kinds[name], value)


def _read(kind: str, value: JSON) -> object:
    if kind in _WORDS:
        return _word(_WORDS[kind], value)
    if kind not in _READERS:
        raise Unfit("it is not a field that is chosen")
    return _READERS[kind](value)


def _word(kind: type[StrEnum], value: JSON) -> StrEnum:
    if not isinstance(value, str) or value not in {member.value for member in kind}:
        raise Unfit("it is not a word that this version knows")
    return kind(value)


def _text(value: JSON) -> str:
    if not isinstance(value, str):
        raise Unfit("it is not a text")
    return value


def _number(value: JSON) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unfit("it is not a whole number")
    return value


def _items(value: JSON) -> list[JSON]:
    if not isinstance(value, list):
        raise Unfit("it is not a list")
    return value


def _object(value: JSON) -> dict[str, JSON]:
    if not isinstance(value, dict):
        raise Unfit("it is not an object")
    return deepcopy(value)


def _part(kind: type[Any]) -> Callable[[JSON], Any]:
    def read(value: JSON) -> Any:
        kinds = {item.name: str(item.type) for item in fields(kind)}
        members = {name: _read(kinds[name], part) for name, part in _object(value).items() if name in kinds}
        try:
            made = kind(**members)
        except TypeError:
            raise Unfit("a part of it is missing") from None
        if isinstance(made, Selector) and not 0 <= made.start <= made.end:
            raise Unfit("it is not a range")
        if isinstance(made, Target | Placement) and not made.selectors:
            raise Unfit("it has no place")
        return made

    return read


_READERS: dict[str, Callable[[JSON], object]] = {
    "str": _text,
    "int": _number,
    "tuple[str, ...]": lambda value: tuple(map(_text, _items(value))),
    "Mapping[str, JSON]": _object,
    "tuple[Selector, ...]": lambda value: tuple(map(_part(Selector), _items(value))),
    "tuple[Placement, ...]": lambda value: tuple(map(_part(Placement), _items(value))),
    "tuple[Reading, ...]": lambda value: tuple(map(_part(Reading), _items(value))),
    "Target": _part(Target),
    "Target | None": lambda value: None if value is None else _part(Target)(value),
    "Locator": _part(Locator),
}
