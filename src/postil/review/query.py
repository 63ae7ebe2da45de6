"""The small query language of the ledger.

Words, “phrases”, `name:value`, `#tag`, and `-` before any of them.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from postil.core.ids import stamp
from postil.core.model import Kind, Stance
from postil.core.patterns import pattern
from postil.core.target import Anchoring
from postil.review.folding import fold
from postil.review.ledger import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.review.searchable import Searchable

    Test = Callable[[Searchable, str], bool]

STATES: Mapping[str, State] = {
    "unsourced": State.UNSOURCED,
    "contested": State.CONTESTED,
    "settled": State.SETTLED,
    "changed": State.CHANGED,
    "single": State.SINGLE,
    "secondary": State.SECONDARY,
    "unchecked": State.UNCHECKED,
    "altered": State.ALTERED,
    "unrated": State.UNRATED,
}
"""The words after `is:` for what is derived, without `rated`, which is the opposite of `unrated`."""

PLACES: Mapping[str, Anchoring] = {
    state.value: state for state in Anchoring if state.value not in {"anchored", "changed"}
}
"""The words after `is:` for what became of a mark's place, as far as the states above do not say it."""
_SHOWN = {"lost": "orphaned"}
"""What the screen calls a state, where that is another word."""

_TERM = pattern(
    r'(?P<negated>-)?(?:(?P<name>[A-Za-z]+):|(?P<hash>#(?=\S)))?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))'
)
_NUMBER = pattern(r"(>=|<=|>|<|=)?([+-]?[0-9]{1,9})")
_COMPARED: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_DATE = pattern(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2}(?:T[0-9:.]*Z?)?)?)?")
_AGO = pattern(r"([0-9]{1,4})([hdwmy])")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asked for.

    Attributes:
        text: As it was typed.
        tests: One for each term; a row is shown when all hold.
        problems: What was not understood and is searched for literally, a sentence each.
    """

    text: str
    tests: tuple[Test, ...] = ()
    problems: tuple[str, ...] = ()

    def filtered(self, entries: Iterable[Searchable], now: str) -> list[Searchable]:
        """The rows asked for, in their order.

        Args:
            entries: Rows, each with its folded text.
            now: The stamp from which `since:7d` counts back.
        """
        kept = list(entries)
        for test in self.tests:
            kept = [entry for entry in kept if test(entry, now)]
        return kept


@dataclass(frozen=True, slots=True)
class _Term:
    """A name, what stands after its colon, whether that was quoted and is meant as a whole; the known ratings."""

    name: str
    value: str
    whole: bool
    ratings: Sequence[str]


class _NotUnderstood(ValueError):
    """A term means nothing; the words say why."""


def parse(text: str, ratings: Sequence[str] = ()) -> Query:
    """Reads a query, finished or not.

    Words and "quoted phrases" are searched literally, case and accents aside; a quote that is still open
    goes to the end. A term that is not understood is searched for as it was typed, and told in `problems`;
    nothing is ever raised, since every text is the beginning of a query.

    Args:
        text: As it was typed.
        ratings: The words that `rating:` understands; all where none are told.
    """
    tests: list[Test] = []
    problems: list[str] = []
    for found in _TERM.finditer(text):
        typed = found[0].removeprefix(found["negated"] or "")
        try:
            name = "tag" if found["hash"] else found["name"]
            test = _test(typed, name, found["phrase"], found["word"] or "", ratings)
        except _NotUnderstood as problem:
            problems.append(str(problem))
            test = _literal(typed)
        if test:
            tests.append(_not(test) if found["negated"] else test)
    return Query(text, tuple(tests), tuple(problems))


def _test(typed: str, name: str | None, phrase: str | None, word: str, ratings: Sequence[str]) -> Test | None:
    """The test of one term; None where it has nothing to search for."""
    value = word if phrase is None else phrase
    reader = _READERS.get((name or "").lower())
    if reader is None:
        if phrase is None and typed[:-1].lower() in _READERS and typed.endswith(":"):
            raise _lacking(typed[:-1], ratings)
        if name and not value.startswith("//"):  # the address of a page is what it is
            raise _NotUnderstood(f"{name}: is not a field; known: {', '.join(_READERS)}")
        return _literal(f"{name}:{value}" if name else value)
    if not fold(value):
        raise _lacking(str(name), ratings)
    return reader(_Term(str(name).lower(), value, phrase is not None, ratings))


def _lacking(name: str, ratings: Sequence[str]) -> _NotUnderstood:
    """Says that a name has nothing behind its colon, and what could stand there."""
    known = ", ".join(_known(name.lower(), ratings))
    return _NotUnderstood(f"{name}: needs a value{known and f'; known: {known}'}")


def _known(name: str, ratings: Sequence[str]) -> Sequence[str]:
    """The values that a name understands; none where it takes any words."""
    if name == "is":
        return (*STATES, "rated", "conflicting", *PLACES)
    return {"kind": tuple(Kind), "stance": tuple(Stance), "rating": ratings}.get(name, ())


def _literal(value: str) -> Test | None:
    """A search through everything; None where nothing is left to search for."""
    wanted = fold(value)
    return (lambda entry, _: wanted in entry.text) if wanted else None


def _not(test: Test) -> Test:
    return lambda entry, now: not test(entry, now)


def _holding(term: _Term) -> Test:
    wanted = fold(term.value)
    return lambda entry, _: any(wanted in known for known in entry.values(term.name))


def _beginning(term: _Term) -> Test:
    wanted = fold(term.value)
    if term.whole:
        return lambda entry, _: wanted in entry.values(term.name)
    return lambda entry, _: any(known.startswith(wanted) for known in entry.values(term.name))


def _one_of(term: _Term) -> Test:
    known = _known(term.name, term.ratings)
    wanted = fold(term.value)
    words = [fold(word) for word in known]
    if words and not any(word == wanted if term.whole else word.startswith(wanted) for word in words):
        raise _NotUnderstood(f"{term.name}:{term.value} is not a {term.name}; known: {', '.join(known)}")
    return _beginning(term)


def _state(term: _Term) -> Test:
    word = _SHOWN.get(term.value.lower(), term.value.lower())
    if word == "rated":
        return lambda entry, _: State.UNRATED not in entry.row.states
    if word == "conflicting":
        return lambda entry, _: entry.row.conflicting
    if place := PLACES.get(word):
        return lambda entry, _: entry.row.place is place
    if word not in STATES:
        raise _NotUnderstood(f"is:{term.value} is not a state; known: {', '.join(_known('is', ()))}")
    state = STATES[word]
    return lambda entry, _: state in entry.row.states


def _priority(term: _Term) -> Test:
    found = _NUMBER.fullmatch(term.value)
    if not found:
        raise _NotUnderstood(f"priority:{term.value} is not a number; known: 2, >=2, <2")
    compared, number = _COMPARED[found[1] or "="], int(found[2])
    return lambda entry, _: compared(entry.row.claim.priority, number)


def _since(term: _Term) -> Test:
    if _DATE.fullmatch(term.value):
        return lambda entry, _: entry.row.modified >= term.value
    found = _AGO.fullmatch(term.value.lower())
    if not found:
        raise _NotUnderstood(f"since:{term.value} is not a time; known: 2026-03, 2026-03-05, 7d, 2w, 3m")
    hours = int(found[1]) * _HOURS[found[2]]
    return lambda entry, now: entry.row.modified >= _before(now, hours)


@lru_cache(maxsize=64)
def _before(now: str, hours: int) -> str:
    """The stamp of some hours ago, or an empty string, which is before everything, where there is none."""
    try:
        return stamp(datetime.fromisoformat(now) - timedelta(hours=hours))
    except OverflowError:
        return ""


_READERS: Mapping[str, Callable[[_Term], Test]] = {
    "is": _state,
    "rating": _one_of,
    "tag": _beginning,
    "source": _holding,
    "article": _holding,
    "speaker": _holding,
    "kind": _one_of,
    "stance": _one_of,
    "since": _since,
    "priority": _priority,
    "note": _holding,
}
