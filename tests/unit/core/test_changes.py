from __future__ import annotations

from dataclasses import replace

from postil.core.changes import Change, carried_over, contradicted, put_sources
from postil.core.model import Claim, Conflict, Source
from postil.core.target import Selector, Target

TARGET = Target("0" * 64, (Selector("harbour", "", "", 4, 11),))
BASE = Claim(id="1", target=TARGET, text="base", note="base", modified="1")


def test_fields_of_both_sides_are_kept() -> None:
    change = Change("a", BASE, replace(BASE, text="ours", modified="3"))
    after = carried_over(change, replace(BASE, note="theirs", modified="2"))
    assert (after.text, after.note, after.modified, after.conflicts) == ("ours", "theirs", "3", ())  # type: ignore[attr-defined]


def test_of_one_field_ours_stands_and_theirs_is_a_conflict() -> None:
    change = Change("a", BASE, replace(BASE, text="ours", modified="3"))
    current = replace(BASE, text="theirs", modified="2")
    after = carried_over(change, current)
    assert after.conflicts == (Conflict("text", "theirs", "2"),)
    assert carried_over(change, after) == after  # also when it is applied again
    same = replace(BASE, text="ours", modified="2")
    assert carried_over(change, same).conflicts == ()


def test_conflicts_of_both_sides_are_merged_and_never_contradict() -> None:
    old, new = Conflict("note", "old"), Conflict("note", "new")
    before = replace(BASE, conflicts=(old,))
    decided = Change("a", before, replace(before, conflicts=()))
    current = replace(BASE, conflicts=(old, new))
    assert carried_over(decided, current).conflicts == (new,)
    assert contradicted(decided, current) == ()


def test_an_edit_beats_a_deletion_and_a_purge_but_taking_to_the_trash_makes_no_conflict() -> None:
    change = Change("a", BASE, replace(BASE, text="ours"))
    trashed = replace(BASE, note="theirs", deleted="2")
    after = carried_over(change, trashed)
    assert (after.deleted, after.text, after.note) == ("", "ours", "theirs")  # type: ignore[attr-defined]
    purged = Claim(id="1", target=Target("", (Selector("", "", "", 0, 0),)), deleted="2")
    back = carried_over(change, purged)
    assert (back.deleted, back.target, back.note) == ("", TARGET, "base")  # type: ignore[attr-defined]
    gone = Change("a", BASE, replace(BASE, text="", deleted="3"))
    assert carried_over(gone, replace(BASE, text="theirs")).conflicts == ()


def test_the_lines_of_a_source_are_fields_of_their_own_but_for_a_purge() -> None:
    mud = Source(id="1", key="mud", csl={"title": "Mud", "publisher": "Quay"})
    dated = replace(mud, csl={**mud.csl, "language": "nl"}, modified="2")
    change = Change("sources", mud, replace(mud, csl={"title": "Silt"}, modified="3"))
    after = carried_over(change, dated)
    assert (after.csl, after.conflicts) == ({"title": "Silt", "language": "nl"}, ())  # type: ignore[attr-defined]
    assert contradicted(change, dated) == ()
    assert carried_over(change, after) == after
    other = replace(mud, csl={**dated.csl, "title": "Sand"})
    assert contradicted(change, other) == ("csl",)
    purge = Change("sources", mud, replace(mud, csl={}, deleted="3"))
    assert contradicted(purge, dated) == ("csl",)
    assert carried_over(purge, dated).csl == {}  # type: ignore[attr-defined]


def test_the_bibliography_is_itself_where_nothing_new_comes() -> None:
    log, minutes = Source(id="1", key="log"), Source(id="2", key="minutes")
    held = (log, minutes)
    assert put_sources(held, [minutes]) is held
    other, third = replace(log, document="9"), Source(id="3", key="survey")
    assert put_sources(held, [third, other]) == (other, minutes, third)
