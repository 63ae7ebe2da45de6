from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.citation.csl import DATE_FIELDS, NAME_FIELDS, TYPES
from postil.citation.fields import KNOWN, fields_of, lines_of, retyped
from postil.core.errors import WrongUse

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
NAMES = st.lists(
    st.one_of(
        st.fixed_dictionaries({"family": WORDS, "given": WORDS}),
        st.fixed_dictionaries({"literal": WORDS}),
        st.fixed_dictionaries({"family": WORDS, "given": WORDS, "suffix": WORDS}),
    ),
    max_size=3,
)
DATES = st.builds(
    lambda day: {"date-parts": [[day.year, day.month, day.day]]}, st.dates(min_value=date(1000, 1, 1))
)
FIELDS = {
    field: NAMES if field in NAME_FIELDS else DATES if field in DATE_FIELDS else WORDS
    for field in KNOWN
    if field != "type"
}
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(TYPES))}, optional={**FIELDS, "x-own": st.integers()}
)


@given(ITEMS)
def test_lines_that_nobody_touched_change_nothing(item: dict[str, object]) -> None:
    assert retyped(item, lines_of(item)) == {}  # type: ignore[arg-type]


@given(ITEMS, st.sampled_from(sorted(FIELDS)), WORDS)
def test_a_line_changes_its_own_field_only(item: dict[str, object], field: str, words: str) -> None:
    lines = lines_of(item)  # type: ignore[arg-type]
    assert set(retyped(item, {**lines, field: words})) <= {field}  # type: ignore[arg-type]
    emptied = retyped(item, {**lines, field: ""})  # type: ignore[arg-type]
    assert emptied == ({field: None} if lines[field] else {})


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_each_type_has_fields_that_a_form_can_show(kind: str) -> None:
    own = fields_of(kind)
    assert {"type", "title", "issued", "URL"} <= own <= set(KNOWN)


@pytest.mark.parametrize(
    ("kind", "some"),
    [
        ("article-journal", {"container-title", "volume", "issue", "page", "DOI"}),
        ("book", {"publisher", "publisher-place", "edition", "ISBN"}),
        ("chapter", {"container-title", "editor", "page"}),
        ("thesis", {"genre", "publisher"}),
        ("broadcast", {"container-title", "medium"}),
        ("legal_case", {"authority", "number"}),
        ("made up", {"container-title", "publisher"}),
    ],
)
def test_the_fields_of_a_type(kind: str, some: set[str]) -> None:
    assert some <= fields_of(kind)


def test_a_name_that_still_stands_there_keeps_all_its_parts() -> None:
    beethoven = {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}
    office = {"literal": "Quay Harbour Office"}
    item = {"type": "book", "title": "Mud", "author": [beethoven, office]}
    line = lines_of(item)["author"]  # type: ignore[arg-type]
    changed = retyped(item, {"author": f"Ada Wren; {line}"})  # type: ignore[arg-type]
    assert changed == {"author": [{"family": "Wren", "given": "Ada"}, beethoven, office]}


@pytest.mark.parametrize(
    ("date", "line"),
    [
        ({"date-parts": [[2031]]}, "2031"),
        ({"date-parts": [["2031", "05"]]}, "2031-05"),
        ({"date-parts": [[2031, 5, 7], [2031, 5, 9]]}, "2031-05-07/2031-05-09"),
        ({"date-parts": [[2031]], "circa": True}, "c. 2031"),
        ({"literal": "spring of the year"}, "spring of the year"),
    ],
)
def test_dates_are_no_more_precise_than_they_were(date: dict[str, object], line: str) -> None:
    item = {"title": "Mud", "issued": date}
    assert lines_of(item)["issued"] == line  # type: ignore[arg-type]


def test_what_has_no_type_gets_one_and_a_wrong_one_is_refused() -> None:
    assert retyped({}, {"title": "Mud"}) == {"title": "Mud", "type": "document"}
    assert retyped({}, {"URL": "https://port.example"})["type"] == "webpage"
    assert retyped({"type": "book", "title": "Mud"}, {"type": ""}) == {"type": "document"}
    with pytest.raises(WrongUse):
        retyped({}, {"type": "booklet", "title": "Mud"})
