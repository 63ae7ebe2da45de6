from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from postil.core.json_values import LINEAGE, text
from postil.core.lineage import descended
from postil.core.merging import merged, merged_record
from postil.core.purging import is_purged

if TYPE_CHECKING:
    from postil.core.merging import Tables
    from postil.core.model import JSON

SCALARS = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, 1.0]) | st.text(max_size=3)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=1), inner, max_size=2), max_leaves=4)  # fmt: skip
NAMES = st.sampled_from(["note", "tags", "csl", "kind", "odd", "snapshots", "target"])
STAMPS = st.sampled_from(["2026-01-01", "2026-01-02", "2026-01-03"])


@st.composite
def records(draw: st.DrawFn) -> dict[str, JSON]:
    record: dict[str, JSON] = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    record["created"] = draw(st.sampled_from(["2025", "2026"]))
    record["modified"] = draw(STAMPS)
    if draw(st.booleans()):
        record["deleted"] = draw(STAMPS)
    if draw(st.booleans()):
        tags: list[JSON] = [*draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True))]
        record["tags"] = tags
    return record


KEYS = st.sampled_from(["1900000000000000001", "1900000000000000002", "7", "x"])
TABLES = st.dictionaries(st.sampled_from(["claims", "_default"]), st.dictionaries(KEYS, records() | VALUES, max_size=3), max_size=2)  # fmt: skip


@st.composite
def families(draw: st.DrawFn) -> tuple[Tables, Tables, Tables]:
    """A base and two versions that have all its records, changed or not."""
    base = draw(TABLES)

    def version() -> Tables:
        made: Tables = {name: dict(table) for name, table in draw(TABLES).items()}
        for name, table in base.items():
            for key, document in table.items():
                kept = made.setdefault(name, {})
                if key not in kept or draw(st.booleans()):
                    kept[key] = document
            made.setdefault(name, {})
        return made

    return base, version(), version()


@given(families())
def test_either_side_that_merges_comes_to_the_same(family: tuple[Tables, Tables, Tables]) -> None:
    base, ours, theirs = family
    assert json.dumps(merged(base, ours, theirs), sort_keys=True) == json.dumps(
        merged(base, theirs, ours), sort_keys=True
    )


@given(families())
def test_what_one_side_left_alone_is_the_other_side_s(family: tuple[Tables, Tables, Tables]) -> None:
    base, ours, _ = family
    assert text(merged(base, ours, ours)) == text(ours)
    assert text(merged(base, ours, base)) == text(ours)


@given(families())
def test_to_merge_again_changes_nothing(family: tuple[Tables, Tables, Tables]) -> None:
    base, ours, theirs = family
    once = merged(base, ours, theirs)
    assert text(merged(ours, once, ours)) == text(once)
    assert text(merged(theirs, once, theirs)) == text(once)


@given(families())
def test_nothing_that_a_side_wrote_is_missing(family: tuple[Tables, Tables, Tables]) -> None:
    base, ours, theirs = family
    whole = merged(base, ours, theirs)
    for side, other in ((ours, theirs), (theirs, ours)):
        for name, table in side.items():
            held = "\n".join(map(text, whole[name].values()))
            for key, document in table.items():
                before = base.get(name, {}).get(key)
                for written in _written(before, document, other.get(name, {}).get(key)):
                    assert written in held


def _written(before: JSON, document: JSON, beside: JSON) -> list[str]:
    """What a side wrote anew that must be found again, as it is written."""
    if isinstance(document, dict) and is_purged(document):
        return []
    if not isinstance(document, dict):
        return [] if text(before) == text(document) else [text(document)]
    old = before if isinstance(before, dict) else {}
    del beside
    apart = {"deleted", "modified", "tags", "csl", "conflicts", "snapshots", "target"}
    kept = [field for field in document if field not in apart]
    return [text(document[field]) for field in kept if text(old.get(field)) != text(document[field])]


@given(records(), records(), records())
def test_a_tag_that_was_added_stays_and_one_that_was_taken_off_goes(
    base: dict[str, JSON], ours: dict[str, JSON], theirs: dict[str, JSON]
) -> None:
    base["tags"], ours["tags"], theirs["tags"] = ["a", "b"], ["b", "ours"], ["a", "b", "theirs"]
    assert merged_record(base, ours, theirs)["tags"] == ["b", "ours", "theirs"]


def _without_lineage(document: dict[str, JSON]) -> dict[str, JSON]:
    return {name: value for name, value in document.items() if name != LINEAGE}


def _said(document: dict[str, JSON]) -> str:
    return text({**_without_lineage(document), "modified": ""})


@given(records(), records(), records())
def test_a_version_takes_the_place_of_those_that_it_was_made_of(
    base: dict[str, JSON], ours: dict[str, JSON], news: dict[str, JSON]
) -> None:
    theirs = descended({**news, "note": "seen"}, ours)
    assert merged_record(base, ours, theirs) == (ours if text(theirs) == text(base) else theirs)
    later = descended({**theirs, "note": "again"}, theirs)
    assert merged_record(base, later, ours) == merged_record(base, ours, later) == later
    assert merged_record(later, later, theirs) == merged_record(later, theirs, later) == theirs
    both = merged_record(ours, later, descended({**news, "note": "elsewhere"}, ours))
    assert merged_record(base, both, theirs) == both


def test_an_edit_beats_a_deletion() -> None:
    base: dict[str, JSON] = {"note": "", "modified": "1"}
    trashed: dict[str, JSON] = {**base, "deleted": "3", "modified": "3"}
    edited: dict[str, JSON] = {**base, "note": "seen", "modified": "2"}
    assert _without_lineage(merged_record(base, trashed, edited)) == {"note": "seen", "modified": "3"}
    assert merged_record(base, trashed, {**base, "modified": "2"})["deleted"] == "3"


PURGED: dict[str, JSON] = {
    "created": "2025",
    "deleted": "2026-01-04",
    "modified": "2026-01-04",
    "target": {"snapshot": "", "selectors": [{"exact": "", "start": 0, "end": 0}]},
}


@given(records(), records())
def test_of_a_record_that_one_side_purged_all_or_nothing_lives(
    base: dict[str, JSON], kept: dict[str, JSON]
) -> None:
    assume(not is_purged(kept))
    made = merged_record(base, PURGED, kept)
    assert text(made) == text(merged_record(base, kept, PURGED))
    assert _said(made) in {_said(side) for side in (PURGED, kept)}


def test_an_edit_and_coming_out_of_the_trash_beat_a_purge() -> None:
    base: dict[str, JSON] = {"note": "wall", "target": {"snapshot": "a"}, "modified": "2026-01-01"}
    trashed: dict[str, JSON] = {**base, "deleted": "2026-01-02", "modified": "2026-01-02"}
    assert merged_record(base, base, PURGED) == PURGED
    for unchanged in ({**base, "modified": "2026-01-02"}, trashed):
        assert _without_lineage(merged_record(base, unchanged, PURGED)) == PURGED
    edited: dict[str, JSON] = {**base, "note": "quay", "modified": "2026-01-02"}
    met = _without_lineage(merged_record(base, edited, PURGED))
    assert met == {**edited, "modified": PURGED["modified"]}
    back: dict[str, JSON] = {**base, "modified": "2026-01-03"}
    met = _without_lineage(merged_record(trashed, back, PURGED))
    assert met == {**base, "modified": PURGED["modified"]}


def test_words_that_whoever_purged_had_not_seen_beat_a_purge_also_where_they_wait_for_a_decision() -> None:
    base: dict[str, JSON] = {"note": "wall", "target": {"snapshot": "a"}, "modified": "2026-01-01"}
    conflict: JSON = {"field": "note", "value": "quay", "modified": "2026-01-01"}
    met = merged_record(base, {**base, "conflicts": [conflict]}, PURGED)
    assert (met["note"], met["conflicts"]) == ("wall", [conflict])


def test_a_field_that_both_changed_keeps_both_values() -> None:
    base: dict[str, JSON] = {"note": "", "modified": "1"}
    ours: dict[str, JSON] = {"note": "ours", "modified": "3"}
    theirs: dict[str, JSON] = {"note": "theirs", "modified": "2"}
    conflict = {"field": "note", "value": "theirs", "modified": "2"}
    once = merged_record(base, ours, theirs)
    assert _without_lineage(once) == {"note": "ours", "modified": "3", "conflicts": [conflict]}
    decided: dict[str, JSON] = {"note": "theirs", "modified": "4"}
    assert merged_record(once, decided, once) == decided


def test_a_source_is_merged_by_the_fields_of_its_item() -> None:
    base: dict[str, JSON] = {"csl": {"title": "Tide", "URL": "http://a"}, "modified": "1"}
    ours: dict[str, JSON] = {"csl": {"title": "Tides", "URL": "http://a"}, "modified": "2"}
    theirs: dict[str, JSON] = {"csl": {"title": "Tide", "URL": "http://b", "DOI": "10/x"}, "modified": "3"}
    assert _without_lineage(merged_record(base, ours, theirs)) == {
        "csl": {"title": "Tides", "URL": "http://b", "DOI": "10/x"},
        "modified": "3",
    }


def test_two_records_that_were_made_under_one_id_are_both_kept() -> None:
    key = "1900000000000000001"
    one: Tables = {"claims": {key: {"note": "one", "created": "2026-01-01", "creator": "ines"}}}
    two: Tables = {"claims": {key: {"note": "two", "created": "2026-01-02", "creator": "paul"}}}
    whole = merged({}, one, two)["claims"]
    assert whole[key] == one["claims"][key]
    assert sorted(map(text, whole.values())) == sorted(
        map(text, [*one["claims"].values(), *two["claims"].values()])
    )
    assert all(other.isdecimal() and len(other) == len(key) for other in whole)
