"""A class made by `values.dataclass` is what the standard library makes of it."""

from __future__ import annotations

import dataclasses
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from postil.core import annotated, model, settings, snapshot, target, values

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = [
    *(model.Locator, model.Conflict, model.Record, model.Reading, model.Article, model.Claim),
    *(model.Evidence, model.Source, target.Selector, target.Placement, target.Target),
    *(settings.Settings, snapshot.TextRange, annotated.Annotated),
]


class Tides:
    """Classes of each kind, made by a decorator."""

    def __init__(self, made_by: Callable[..., Callable[[type], Any]]) -> None:
        @made_by(frozen=True, slots=True, kw_only=True)
        class Tide:
            """The sea at a time."""

            name: str
            height: int = 0
            seen: dict[str, int] = field(default_factory=dict, hash=False)

        @made_by(frozen=True, slots=True, kw_only=True)
        class Spring(Tide):
            """A high one."""

            moon: str = "full"

            @property
            def words(self) -> str:
                return f"{self.name} at {self.moon} moon"

        @made_by(frozen=True, slots=True, order=True)
        class Hours:
            """From one hour to another."""

            start: int
            end: int = 24

            def __post_init__(self) -> None:
                if self.start > self.end:
                    raise ValueError("they end before they begin")

        @made_by(frozen=True)
        class Day:
            """One with what is worked out once."""

            tides: tuple[str, ...] = ()
            name: str = ""

            @cached_property
            def count(self) -> int:
                return len(self.tides)

        self.day: Any = Day
        self.tide: Any = Tide
        self.spring: Any = Spring
        self.hours: Any = Hours


OURS, THEIRS = Tides(values.dataclass), Tides(dataclasses.dataclass)
both = pytest.mark.parametrize("tides", [OURS, THEIRS], ids=["ours", "theirs"])


def _made(tides: Tides) -> list[Any]:
    return [
        tides.tide(name="neap"),
        tides.tide(name="neap", height=3, seen={"quay": 1}),
        tides.spring(name="ebb", moon="new"),
        tides.spring(name="ebb", height=9),
        tides.hours(3),
        tides.hours(3, 9),
        tides.hours(end=9, start=2),
        tides.day(("ebb", "flood")),
        tides.day(name="Monday"),
    ]


def test_values_look_and_hash_alike() -> None:
    for ours, theirs in zip(_made(OURS), _made(THEIRS), strict=True):
        assert repr(ours) == repr(theirs)
        assert hash(ours) == hash(theirs)
        assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
        assert type(ours).__match_args__ == type(theirs).__match_args__


@both
def test_values_are_equal_by_their_class_and_fields(tides: Tides) -> None:
    made, again = _made(tides), _made(tides)
    places = range(len(made))
    assert [[made[at] == again[other] for other in places] for at in places] == [
        [at == other for other in places] for at in places
    ]
    assert tides.tide(name="ebb", height=1) != tides.spring(name="ebb", height=1)
    assert tides.hours(1, 2) != (1, 2)


@both
def test_values_are_ordered_where_that_is_asked_for(tides: Tides) -> None:
    hours = tides.hours
    assert sorted([hours(3, 9), hours(3), hours(1, 2)]) == [hours(1, 2), hours(3, 9), hours(3)]
    assert hours(1, 2) <= hours(1, 2) < hours(1, 3) <= hours(2, 3)
    assert hours(2, 3) >= hours(1, 3) > hours(1, 2)
    with pytest.raises(TypeError):
        sorted([hours(1, 2), (1, 3)])
    with pytest.raises(TypeError):
        sorted([tides.tide(name="ebb"), tides.tide(name="flood")])


@both
def test_values_are_changed_by_making_others(tides: Tides) -> None:
    ebb = tides.spring(name="ebb")
    assert replace(ebb, moon="new").words == "ebb at new moon"
    with pytest.raises(FrozenInstanceError):
        ebb.name = "flood"
    with pytest.raises(FrozenInstanceError):
        del ebb.name
    assert ebb.name == "ebb"
    assert not hasattr(ebb, "__dict__")
    day = tides.day(("ebb", "flood"))
    assert (day.count, replace(day, tides=()).count, day.count) == (2, 0, 2)
    with pytest.raises(FrozenInstanceError):
        day.name = "Monday"


def test_each_value_gets_a_default_of_its_own() -> None:
    assert OURS.tide(name="ebb").seen is not OURS.tide(name="flood").seen


@both
def test_values_are_refused_that_cannot_be(tides: Tides) -> None:
    with pytest.raises(ValueError, match="they end before they begin"):
        tides.hours(3, 2)


@both
@pytest.mark.parametrize(
    ("kind", "given", "named"),
    [
        ("tide", (), {}),
        ("tide", ("ebb",), {}),
        ("tide", (), {"name": "ebb", "depth": 2}),
        ("hours", (1, 2, 3), {}),
        ("hours", (1,), {"start": 1}),
    ],
)
def test_fields_are_refused_that_are_none(
    tides: Tides, kind: str, given: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError):
        getattr(tides, kind)(*given, **named)


@pytest.mark.parametrize("kind", MADE)
def test_no_field_asks_for_what_is_not_made(kind: Any) -> None:
    assert all(each.init and each.repr and each.compare for each in fields(kind))
