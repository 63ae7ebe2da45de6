"""Two postils read one article again, each as another text: no reading is lost, and the latest one is current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st

from postil.core.json_values import text
from postil.core.merging import merged_record
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring
from postil.services.marks.claims import mark_claim
from postil.services.marks.refreshing import take_in
from postil.services.marks.rereading import look_through
from tests.fakes import (
    HARBOUR,
    MemoryLibrary,
    QueueWriter,
    TestClock,
    TestIds,
    add_article,
    make_workspace,
    snapshot_of,
)

if TYPE_CHECKING:
    from postil.services.library.workspace import Workspace

Written = dict[str, Any]

CLOSED, SAID, BOATS = (block.text for block in HARBOUR.blocks)
TEXTS = (
    snapshot_of(BOATS, CLOSED, SAID),
    snapshot_of("A notice was put up.", CLOSED.replace("3", "9"), BOATS),
    snapshot_of("Cows graze.", "It rains again."),
    snapshot_of(f"{CLOSED} {BOATS}", "The mayor said that the harbour closed for a year."),
    HARBOUR,
)

READS = [f"2026-01-{day:02}T00:00:00.000000Z" for day in range(1, 20)]
DIGESTS = st.sampled_from(["a", "b", "c", "d"])
READINGS = st.lists(
    st.builds(lambda one, at: {"snapshot": one, "read": at}, DIGESTS, st.sampled_from(READS)), max_size=3
)
STATES = st.sampled_from([state.value for state in Anchoring if state is not Anchoring.RETIRED])
MADE: Written = {"snapshot": "a", "selectors": [0]}


def in_turn(*readings: Written) -> list[Written]:
    """Readings in order of time, as one side has made them."""
    return sorted(
        {text(one): one for one in readings}.values(), key=lambda one: (one.get("read", ""), text(one))
    )


@st.composite
def marks(draw: st.DrawFn) -> tuple[Written, Written, Written]:
    """A mark, and what two sides made of it that read other texts."""
    reads = draw(st.permutations(READS))

    def side() -> Written:
        count = draw(st.integers(1, 3))
        found = [
            {
                "snapshot": draw(DIGESTS),
                "selectors": [draw(st.integers(0, 3))],
                "read": reads.pop(),
                "state": draw(STATES),
            }
            for _ in range(count)
        ]
        *history, now = [MADE, *in_turn(*found)]
        return {"target": {**now, "history": history}, "modified": draw(st.sampled_from(READS))}

    return {"target": MADE, "modified": ""}, side(), side()


def places(record: Written) -> list[Written]:
    now = {name: value for name, value in record["target"].items() if name != "history"}
    return [*record["target"].get("history", []), now]


@given(READINGS, READINGS, READINGS)
def test_readings_of_both_sides_are_kept_in_order_of_time(
    base: list[Written], ours: list[Written], theirs: list[Written]
) -> None:
    one, other = ({"snapshots": in_turn(*base, *more)} for more in (ours, theirs))
    before: Written = {"snapshots": in_turn(*base)}
    whole: Written = merged_record(before, one, other)  # type: ignore[arg-type]
    assert whole == merged_record(before, other, one)  # type: ignore[arg-type]
    assert "conflicts" not in whole
    known = in_turn(*base, *ours, *theirs)
    assert {kept["snapshot"] for kept in whole["snapshots"]} == {made["snapshot"] for made in known}
    assert whole["snapshots"][-1:] == known[-1:]


@given(marks())
def test_a_mark_that_both_sides_looked_for_has_all_its_places_and_no_conflict(
    sides: tuple[Written, Written, Written],
) -> None:
    base, one, other = sides
    whole: Written = merged_record(base, one, other)
    assert text(whole) == text(merged_record(base, other, one))
    assert "conflicts" not in whole
    kept, *both = ([{**place, "read": ""} for place in places(record)] for record in (whole, one, other))
    assert all(place in kept for side in both for place in side)
    reads = [place.get("read", "") for place in places(whole)]
    assert reads == sorted(reads)
    assert reads[-1] == max(places(one)[-1]["read"], places(other)[-1]["read"])


@given(marks())
def test_what_is_told_of_a_quote_goes_with_its_place(sides: tuple[Written, Written, Written]) -> None:
    base, one, other = sides
    one, other = ({**one, "check": "exact", "checked": "b"}, {**other, "check": "altered"})
    whole: Written = merged_record(base, one, other)
    later = max(one, other, key=lambda side: places(side)[-1]["read"])
    assert (whole["check"], whole.get("checked")) == (later["check"], later.get("checked"))


@given(marks())
def test_a_mark_that_a_reader_put_elsewhere_meanwhile_is_for_the_reader_to_decide(
    sides: tuple[Written, Written, Written],
) -> None:
    base, one, _ = sides
    by_hand: Written = {"snapshot": "a", "selectors": [7], "history": [MADE]}
    whole: Written = merged_record(base, one, {"target": by_hand, "modified": "2026"})
    values = [whole["target"], *(conflict["value"] for conflict in whole["conflicts"])]
    assert sorted(map(text, values)) == sorted(map(text, (one["target"], by_hand)))


@given(marks())
def test_a_reading_is_no_edit_that_beats_a_deletion(sides: tuple[Written, Written, Written]) -> None:
    base, one, _ = sides
    trashed = {**base, "deleted": "2026", "modified": "2026"}
    whole = merged_record(base, one, trashed)
    assert (whole["deleted"], whole["target"]) == ("2026", one["target"])
    assert "deleted" not in merged_record(base, {**one, "note": "seen"}, trashed)


Steps = st.lists(st.tuples(st.booleans(), st.sampled_from(range(len(TEXTS)))), min_size=1, max_size=5)


def read_as(workspace: Workspace, article: str, text: int) -> None:
    known = workspace.annotated(article).article
    take_in(workspace, look_through(workspace, known, TEXTS[text]))


@example(
    steps=[(True, 0), (True, 4), (False, 0), (True, 0)], in_order=True
)  # a text that comes back in between
@given(Steps, st.booleans())
def test_two_that_read_without_each_other_come_to_one_article(
    steps: list[tuple[bool, int]],
    in_order: bool,  # noqa: FBT001
) -> None:
    library, clock, ids = MemoryLibrary(), TestClock(), TestIds()
    start = make_workspace(library, clock=clock, make_id=ids)
    article = add_article(start).id
    for words in (CLOSED, SAID, BOATS):
        at = HARBOUR.text.index(words)
        mark_claim(start, article, [TextRange(at, at + len(words))])
    writers = [QueueWriter(library), QueueWriter(library)]
    both = [make_workspace(library, writer, clock=clock, make_id=ids) for writer in writers]
    for workspace in both:
        workspace.annotated(article)
        workspace.snapshot(HARBOUR.digest)
    for second, number in steps:
        read_as(both[second], article, number)
    made = {reading for workspace in both for reading in workspace.annotated(article).article.snapshots}
    for writer in writers[:: 1 if in_order else -1]:
        writer.flush()
    whole = library.held[article]
    assert not any(record.conflicts for record in (whole.article, *whole.claims))
    assert {reading.snapshot for reading in whole.article.snapshots} == {one.snapshot for one in made}
    assert whole.article.snapshot == max(made, key=lambda one: one.read).snapshot
    assert all(claim.target.places[0].snapshot == HARBOUR.digest for claim in whole.claims)
    fresh = make_workspace(library, clock=clock, make_id=ids)
    take_in(fresh, look_through(fresh, whole.article, fresh.text_of(whole.article)))
    now = fresh.annotated(article)
    assert all(now.stands(claim) or not claim.target.state.has_place for claim in now.claims)
    assert now.article.snapshots == whole.article.snapshots
