from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.json_values import LINEAGE
from postil.core.lineage import descended, is_by_hand, is_made_of, own_digest, versions

if TYPE_CHECKING:
    from postil.core.json_values import Document
    from postil.core.model import JSON

FIRST: Document = {"note": "wall", "modified": "1"}


def _edited(document: Document, note: str) -> Document:
    return descended({**document, "note": note}, document)


def test_a_version_lists_what_it_was_made_of_and_itself() -> None:
    second = _edited(FIRST, "quay")
    third = _edited(second, "mole")
    assert str(third[LINEAGE]).split() == [*map(own_digest, (FIRST, second, third))] == versions(third)
    assert is_made_of(third, FIRST)
    assert is_made_of(third, second)
    assert not is_made_of(second, third)
    assert not is_made_of(third, _edited(FIRST, "pier"))


def test_what_is_set_back_is_another_version() -> None:
    back = _edited(_edited(FIRST, "quay"), "wall")
    again = _edited(_edited(back, "quay"), "wall")
    assert len(set(versions(again))) == len(versions(again)) == 5


def test_what_was_merged_was_made_of_both() -> None:
    one, other = _edited(FIRST, "quay"), _edited(FIRST, "mole")
    both = descended({"note": "quay and mole"}, one, other)
    assert versions(both) == [*map(own_digest, (FIRST, one, other, both))]


def test_an_edit_by_hand_was_made_of_the_version_that_it_names() -> None:
    second = _edited(FIRST, "quay")
    by_hand = {**second, "note": "mole"}
    assert is_by_hand(by_hand)
    assert not is_by_hand(second)
    assert is_made_of(by_hand, second)
    assert own_digest(by_hand) not in versions(second)
    assert is_made_of(_edited(by_hand, "pier"), by_hand)


def test_a_long_list_keeps_the_last_and_what_both_sides_were() -> None:
    sides = [FIRST, _edited(FIRST, "other")]
    for number in range(100):
        sides = [_edited(side, f"{number}") for side in sides]
    both = descended({"note": "both"}, *sides)
    assert len(versions(both)) == len(versions(sides[0])) == 64
    assert all(is_made_of(both, side) for side in sides)
    assert not is_made_of(both, FIRST)


def test_a_list_that_is_none_counts_as_none() -> None:
    values: list[JSON] = [None, 3, "", ["a"], {}]
    for lineage in values:
        document: Document = {**FIRST, LINEAGE: lineage}
        assert versions(document) == [own_digest(document)]
        assert is_by_hand(document)
        assert is_made_of(_edited(document, "quay"), document)
