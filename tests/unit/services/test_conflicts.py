from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from postil.core.changes import SOURCES, Change
from postil.core.codecs import encoded
from postil.core.errors import ChangedMeanwhile, WrongUse
from postil.core.model import Claim, Conflict, Evidence, Source, Stance
from postil.core.snapshot import TextRange
from postil.core.target import Selector
from postil.core.text import shown
from postil.services.marks import claims, evidence
from postil.services.marks.conflicts import about, decide, in_words, undecided, written_by
from postil.services.sources import sources
from postil.services.undo.undoing import undo
from tests.fakes import add_article, make_workspace
from tests.hostile import HOSTILE

if TYPE_CHECKING:
    from postil.core.model import JSON
    from postil.services.library.workspace import Workspace


class Stage:
    """A library with an article, a claim, a piece of evidence and two sources."""

    def __init__(self) -> None:
        self.workspace: Workspace = make_workspace()
        self.article = add_article(self.workspace).id
        claims.mark_claim(self.workspace, self.article, [TextRange(4, 11)], text="ours", note="mine")
        self.log = sources.add_source(self.workspace, {"type": "book", "title": "Log", "id": "log"})
        sources.add_source(self.workspace, {"type": "book", "title": "Diary", "id": "diary"})
        evidence.attach_evidence(
            self.workspace,
            self.article,
            self.claim,
            stance=Stance.SUPPORTS,
            quote="Forty boats.",
            source=self.log,
        )

    @property
    def claim(self) -> Claim:
        return self.workspace.annotated(self.article).live_claims[0]

    @property
    def piece(self) -> Evidence:
        return self.workspace.annotated(self.article).evidence[0]

    def dispute(self, record: Any, field: str, value: JSON) -> Conflict:
        """Lets another side have written a value into a field of a record."""
        conflict = Conflict(field, value, "2031-03-05T09:00:00.000000Z")
        home = SOURCES if isinstance(record, Source) else self.article
        after = replace(record, conflicts=(*record.conflicts, conflict))
        self.workspace.commit("meet", [Change(home, record, after)])
        return conflict


def test_the_other_value_is_kept_in_one_gesture_that_undo_takes_back() -> None:
    stage = Stage()
    conflict = stage.dispute(stage.claim, "text", "theirs")
    decide(stage.workspace, stage.article, stage.claim, conflict, keep_other=True)
    assert (stage.claim.text, stage.claim.conflicts) == ("theirs", ())
    undo(stage.workspace)
    assert (stage.claim.text, stage.claim.conflicts) == ("ours", (conflict,))


def test_the_value_that_stands_is_kept_and_the_conflict_goes() -> None:
    stage = Stage()
    conflict = stage.dispute(stage.claim, "text", "theirs")
    decide(stage.workspace, stage.article, stage.claim, conflict, keep_other=False)
    assert (stage.claim.text, stage.claim.conflicts) == ("ours", ())
    with pytest.raises(ChangedMeanwhile, match="decided elsewhere"):
        decide(stage.workspace, stage.article, stage.claim, conflict, keep_other=True)


def test_one_of_several_conflicts_is_decided_alone() -> None:
    stage = Stage()
    first = stage.dispute(stage.claim, "text", "theirs")
    second = stage.dispute(stage.claim, "tags", ["a", "b"])
    assert [item.conflict for item in undecided(stage.workspace)] == [first, second]
    decide(stage.workspace, stage.article, stage.claim, second, keep_other=True)
    assert (stage.claim.text, stage.claim.tags, stage.claim.conflicts) == ("ours", ("a", "b"), (first,))


def test_a_field_that_the_other_side_left_out_gets_its_default() -> None:
    stage = Stage()
    conflict = stage.dispute(stage.claim, "note", None)
    decide(stage.workspace, stage.article, stage.claim, conflict, keep_other=True)
    assert not stage.claim.note


def test_a_field_that_this_version_does_not_know_is_kept_beside_the_others() -> None:
    stage = Stage()
    decide(
        stage.workspace,
        stage.article,
        stage.claim,
        stage.dispute(stage.claim, "x-mood", {"is": 3}),
        keep_other=True,
    )
    assert stage.claim.extra == {"x-mood": {"is": 3}}
    gone = stage.dispute(stage.claim, "x-mood", None)
    decide(stage.workspace, stage.article, stage.claim, gone, keep_other=True)
    assert stage.claim.extra == {}


def test_another_quote_is_looked_up_again() -> None:
    stage = Stage()
    text = add_article(stage.workspace, title="The log", snapshot=_log()).id
    sources.link_document(stage.workspace, stage.workspace.source("log"), text)
    conflict = stage.dispute(stage.piece, "quote", "The gates were shut at noon.")
    decide(stage.workspace, stage.article, stage.piece, conflict, keep_other=True)
    assert stage.piece.check == "exact"
    assert stage.piece.target is not None


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("text", 7, "it is not a text"),
        ("priority", "high", "it is not a whole number"),
        ("priority", True, "it is not a whole number"),
        ("kind", "rumour", "not a word that this version knows"),
        ("tags", ["a", 1], "it is not a text"),
        ("tags", "a", "it is not a list"),
        ("target", {"snapshot": "x", "selectors": []}, "it has no selectors"),
        ("target", {"snapshot": "x"}, "selectors is missing"),
        ("target", None, "it must not be left out"),
        ("id", "1", "other things rely on"),
    ],
)
def test_a_value_that_the_field_cannot_have_is_refused_in_words(field: str, value: JSON, why: str) -> None:
    stage = Stage()
    conflict = stage.dispute(stage.claim, field, value)
    with pytest.raises(WrongUse, match=why):
        decide(stage.workspace, stage.article, stage.claim, conflict, keep_other=True)
    assert stage.claim.conflicts == (conflict,)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("source", "nobody", "no source has this key"),
        ("claim", "1", "no such claim"),
        ("quote", " ", "it is empty"),
        ("stance", None, "must not be left out"),
    ],
)
def test_evidence_is_not_left_standing_on_nothing(field: str, value: JSON, why: str) -> None:
    stage = Stage()
    conflict = stage.dispute(stage.piece, field, value)
    with pytest.raises(WrongUse, match=why):
        decide(stage.workspace, stage.article, stage.piece, conflict, keep_other=True)


def test_a_claim_is_not_put_into_another_text_nor_on_words_that_are_not_there() -> None:
    stage = Stage()
    lies = Selector(exact="lies", prefix="", suffix="", start=1, end=5)
    for target, why in (
        (replace(stage.claim.target, snapshot="0" * 64), "another text"),
        (replace(stage.claim.target, selectors=(lies,)), "words do not stand"),
    ):
        conflict = stage.dispute(
            stage.claim, "target", encoded(replace(stage.claim, target=target), "target")
        )
        with pytest.raises(WrongUse, match=why):
            decide(stage.workspace, stage.article, stage.claim, conflict, keep_other=True)


def test_what_meets_the_eye_at_a_claim() -> None:
    stage = Stage()
    stage.dispute(stage.claim, "text", "theirs")
    stage.dispute(stage.piece, "note", "theirs")
    stage.dispute(stage.workspace.source("log"), "csl", {"title": "The log"})
    stage.dispute(stage.workspace.source("diary"), "csl", {"title": "A diary"})
    found = about(stage.workspace, stage.article, stage.claim)
    assert [(item.kind, item.conflict.field) for item in found] == [
        ("claim", "text"),
        ("evidence", "note"),
        ("source", "csl"),
    ]
    assert found[2].ours == {"type": "book", "title": "Log"}
    assert not about(stage.workspace, stage.article, None)
    assert len(undecided(stage.workspace)) == 4


def test_who_wrote_which_value() -> None:
    stage = Stage()
    other = make_workspace(stage.workspace.library, creator="bob", clock=stage.workspace.clock)  # type: ignore[arg-type]
    before = stage.claim
    claims.edit_claim(other, stage.article, other.annotated(stage.article).live_claims[0], note="bob's")
    stage.workspace.forget()
    claims.edit_claim(stage.workspace, stage.article, before, note="ada's")
    (item,) = undecided(stage.workspace)
    assert (item.ours, item.conflict.value) == ("ada's", "bob's")
    assert written_by(stage.workspace.history(), item) == ("ada", "bob")


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_value_act_on_nothing(words: str) -> None:
    told = in_words([words, {"a": words}])
    assert shown(told) == told


def _log() -> Any:
    from tests.fakes import snapshot_of

    return snapshot_of("The gates were shut at noon.")
