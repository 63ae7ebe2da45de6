from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.codecs import Unreadable, decoded, encoded, fields_of
from postil.core.model import Article, Claim, Conflict, Evidence, Stance
from tests.unit.storage.samples import article, claim, evidence, source, target

if TYPE_CHECKING:
    from postil.core.model import JSON, Record

CONFLICT = Conflict("note", {"a": [1]}, "2031-03-05T09:00:00.000000Z")


@pytest.mark.parametrize(
    "record", [article(), claim(1), replace(evidence(2, 1), target=target()), source(3)], ids=repr
)
def test_each_field_of_a_record_is_read_back_alone(record: Record) -> None:
    record = replace(record, conflicts=(CONFLICT,))
    for name in fields_of(type(record)):
        value = encoded(record, name)
        assert decoded(type(record), name, value) == getattr(record, name)
    assert not {"id", "extra"} & fields_of(type(record)).keys()


def test_what_is_left_out_is_at_its_default() -> None:
    assert decoded(Claim, "tags", None) == ()
    assert decoded(Evidence, "target", None) is None
    assert encoded(replace(evidence(2, 1), target=None), "target") is None
    with pytest.raises(Unreadable, match="must not be left out"):
        decoded(Article, "title", None)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("stance", "shouts", "'shouts' is not a word"),
        ("locator", {"label": 1}, "label: it is not a text"),
        ("target", {"snapshot": "a", "selectors": []}, "it has no selectors"),
        ("conflicts", [{}], "field is missing"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused(name: str, value: JSON, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        decoded(Evidence, name, value)


def test_a_value_shares_nothing_with_its_record() -> None:
    record = source(1)
    value = encoded(record, "csl")
    assert isinstance(value, dict)
    value["title"] = "changed"
    assert record.title == "The Courier"
    assert encoded(replace(evidence(2, 1), stance=Stance.DISPUTES), "stance") == "disputes"
