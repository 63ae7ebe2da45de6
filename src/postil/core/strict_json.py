"""JSON from outside, read without what its standard leaves open (RFC 8259, sections 4, 6 and 9)."""

from __future__ import annotations

import json
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING

from postil.core.text import shortened, shown

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from postil.core.model import JSON

DEPTH = 64
"""How deep lists and objects may lie in each other."""

NAN = "NaN"
"""What no JSON holds and Python's reader hands over: it can stand for a value that need not be read."""


class Malformed(ValueError):
    """A text is not strict JSON; the message says why, as the end of a sentence."""


def parse(
    text: str, depth: int = DEPTH, known: Sequence[object] = (), in_common: Container[str] = ()
) -> JSON:
    """Reads one JSON value.

    Args:
        text: The JSON.
        depth: The most lists and objects that may lie in each other.
        known: What stands for each `NaN` of the text, in order, where it holds so many and no more.
        in_common: The keys under which many objects have the same words, which are in memory once then.

    Raises:
        Malformed: It is not JSON, nests too deeply, has a key twice in one object, or a number that is
            not finite.
    """
    rest = iter(known)
    words: dict[str, str] = {}

    def sharing(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
        members = _object(pairs)
        for key, value in pairs:
            if key in in_common and type(value) is str:
                members[key] = words.setdefault(value, value)
        return members

    def constant(word: str) -> object:
        return _finite(word) if word != NAN or (value := next(rest, None)) is None else value

    try:
        value: JSON = json.loads(
            text,
            object_pairs_hook=sharing if in_common else _object,
            parse_float=_finite,
            parse_constant=constant,
        )
    except RecursionError:
        raise _too_deep(depth) from None
    except Malformed:
        raise
    except ValueError as error:
        raise Malformed(str(error)) from None
    if next(rest, None) is not None:
        raise Malformed("less stands in it than was put there")
    measure(value, depth)
    return value


def measure(value: object, depth: int = DEPTH) -> None:
    """Looks how deep lists and objects lie in each other, in a value as `json` makes it.

    Raises:
        Malformed: Deeper than `depth`.
    """
    level = [value]
    for _ in range(depth + 1):
        objects = [each for each in level if type(each) is dict]
        lists = [each for each in level if type(each) is list]
        if not objects and not lists:
            return
        inside = chain(chain.from_iterable(map(dict.values, objects)), chain.from_iterable(lists))
        level = [each for each in inside if type(each) is not str]
    raise _too_deep(depth)


def _too_deep(depth: int) -> Malformed:
    return Malformed(f"it is nested more than {depth} deep")


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    members = dict(pairs)
    if len(members) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Malformed(f"the key “{shown(shortened(twice, 60))}” stands twice in one object")
    return members


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise Malformed(f"{shortened(digits, 20)} is not a finite number")
    return number
