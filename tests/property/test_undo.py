from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.core.changes import Change
from postil.core.errors import ChangedMeanwhile, WrongUse
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring
from postil.services.marks.claims import edit_claim, mark_claim, move_claim, rate_claim, trash_claims
from postil.services.marks.deciding import retire
from postil.services.marks.evidence import attach_evidence, edit_evidence, trash_evidence
from postil.services.marks.refreshing import take_in
from postil.services.marks.rereading import look_through
from postil.services.sources.sources import new_source
from postil.services.undo.undoing import redo, undo
from tests.fakes import (
    HARBOUR,
    MemoryLibrary,
    TestClock,
    TestIds,
    add_article,
    history_of,
    make_workspace,
    snapshot_of,
)

if TYPE_CHECKING:
    from postil.core.annotated import Annotated
    from postil.core.model import Article, Claim, Record
    from postil.services.library.workspace import Workspace

GESTURES = (
    "mark", "edit", "rate", "trash claim", "attach", "note", "trash evidence", "read again", "retire", "move",
)  # fmt: skip
TEXTS = (
    HARBOUR,
    snapshot_of("Forty boats stayed in.", "The harbour of Saltmarsh Quay closed on 9 March."),
    snapshot_of("Nobody knows the harbour of Saltmarsh Quay any more, as the mayor said."),
)
"""What the article is read as, one time or another."""

Choice = tuple[str, int]


def _seen(workspace: Workspace, library: MemoryLibrary, article: Article) -> tuple[object, ...]:
    """What a reader sees: everything that lives, without its stamps; the same in memory and on disk."""
    in_memory = _living(workspace.annotated(article.id)), tuple(_bare(s) for s in workspace.sources.values())
    on_disk = _living(library.read(article.id)), tuple(_bare(s) for s in library.sources() if not s.deleted)
    assert in_memory == on_disk
    return in_memory


def _living(annotated: Annotated) -> frozenset[Record]:
    records: tuple[Record, ...] = (annotated.article, *annotated.claims, *annotated.evidence)
    return frozenset(_bare(record) for record in records if not record.deleted)


def _bare(record: Record) -> Record:
    return replace(record, modified="")


def _place(workspace: Workspace, article: Article, claim: Claim, choice: Choice) -> bool:
    """Retires a claim whose place is in doubt, or puts it elsewhere; whether that changed anything."""
    name, number = choice
    if name == "move":
        ranges = [TextRange(number, number + 13)]
        return move_claim(workspace, article.id, claim, ranges).target != claim.target
    if claim.target.state is Anchoring.RETIRED or not workspace.annotated(article.id).is_in_doubt(claim):
        return False
    retire(workspace, article.id, claim)
    return True


def _act(workspace: Workspace, article: Article, choice: Choice) -> bool:
    """Does one gesture, if there is something to do it to; whether it was done."""
    name, number = choice
    annotated = workspace.annotated(article.id)
    claims = annotated.live_claims
    if name == "mark":
        mark_claim(workspace, article.id, [TextRange(number, number + 11)])
        return True
    if name == "read again":
        found = look_through(workspace, annotated.article, TEXTS[number % len(TEXTS)])
        return take_in(workspace, found).operation is not None
    if not claims:
        return False
    act = _place if name in {"retire", "move"} else _change
    return act(workspace, article, claims[number % len(claims)], choice)


def _change(workspace: Workspace, article: Article, claim: Claim, choice: Choice) -> bool:
    """Changes a claim or its evidence, if there is any; whether it did."""
    name, number = choice
    pieces = workspace.annotated(article.id).evidence_of(claim.id)
    match name:
        case "edit":
            edit_claim(workspace, article.id, claim, note=f"note {number} {workspace.clock()}")
        case "rate":
            rate_claim(workspace, article.id, claim, "disputed" if claim.rating == "refuted" else "refuted")
        case "trash claim":
            trash_claims(workspace, article.id, [claim])
        case "attach":
            known = workspace.sources.get(f"log{number % 3}")
            source = known or new_source(workspace, {"id": f"log{number % 3}", "title": "Log"})
            attach_evidence(
                workspace, article.id, claim, stance=Stance.SUPPORTS, quote=f"Quote {number}.", source=source
            )
        case _ if not pieces:
            return False
        case "note":
            edit_evidence(workspace, article.id, pieces[0], note=workspace.clock())
        case _:
            trash_evidence(workspace, article.id, pieces[0])
    return True


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(GESTURES), st.integers(0, 30)), max_size=12), st.data())
def test_undo_and_redo_walk_through_the_states_that_were(choices: list[Choice], data: st.DataObject) -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = add_article(workspace)
    states = [_seen(workspace, library, article)]
    states += [_seen(workspace, library, article) for choice in choices if _act(workspace, article, choice)]
    at = len(states) - 1
    for back in data.draw(st.lists(st.booleans(), max_size=30)):
        if back and at:
            undo(workspace)
            at -= 1
        elif not back and at < len(states) - 1:
            redo(workspace)
            at += 1
        assert _seen(workspace, library, article) == states[at]
    again = make_workspace(library, clock=TestClock())
    assert _seen(again, library, article) == states[at]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([*GESTURES, "undo", "redo"]), st.integers(0, 30)), max_size=20))
def test_any_mixture_keeps_memory_and_disk_the_same_and_ends_at_the_beginning(choices: list[Choice]) -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = add_article(workspace)
    start = _seen(workspace, library, article)
    for choice in choices:
        if choice[0] in {"undo", "redo"}:
            try:
                (undo if choice[0] == "undo" else redo)(workspace)
            except WrongUse:
                continue
        elif not workspace.annotated(article.id).article.deleted:
            _act(workspace, article, choice)
        _seen(workspace, library, article)
    last = start
    while not workspace.annotated(article.id).article.deleted:
        last = _seen(workspace, library, article)
        undo(workspace)
    assert last == start


def _two(library: MemoryLibrary) -> tuple[Workspace, Workspace]:
    clock, ids = TestClock(), TestIds()
    return (
        make_workspace(library, creator="ada", clock=clock, make_id=ids),
        make_workspace(library, creator="ben", clock=clock, make_id=ids),
    )


def _noted(library: MemoryLibrary) -> tuple[Workspace, Workspace, Article, Claim]:
    ada, ben = _two(library)
    article = add_article(ada)
    claim = mark_claim(ada, article.id, [TextRange(4, 11)])
    claim = edit_claim(ada, article.id, claim, note="mine")
    ben.forget()
    return ada, ben, article, claim


def test_undo_refuses_to_overwrite_a_later_change_of_the_same_field() -> None:
    library = MemoryLibrary()
    ada, ben, article, claim = _noted(library)
    edit_claim(ben, article.id, claim, note="his")
    ada.forget()
    before = library.read(article.id)
    with pytest.raises(ChangedMeanwhile, match=r"“his”.*would be “”"):
        undo(ada)
    assert library.read(article.id) == before


def test_undo_lets_a_later_change_of_another_field_survive() -> None:
    library = MemoryLibrary()
    ada, ben, article, claim = _noted(library)
    edit_claim(ben, article.id, claim, speaker="The mayor")
    ada.forget()
    undo(ada)
    known = library.read(article.id).claims[0]
    assert (known.note, known.speaker) == ("", "The mayor")


def test_the_gestures_of_others_are_not_undone() -> None:
    library = MemoryLibrary()
    ada, ben, article, claim = _noted(library)
    edit_claim(ben, article.id, claim, speaker="The mayor")
    ada.forget()
    assert undo(ada).label == "edit claim"
    assert library.read(article.id).claims[0].speaker == "The mayor"


def test_an_article_with_marks_of_others_stays_when_its_adding_is_undone() -> None:
    library = MemoryLibrary()
    ada, ben = _two(library)
    article = add_article(ada)
    mark_claim(ben, article.id, [TextRange(4, 11)])
    ada.forget()
    with pytest.raises(WrongUse):
        undo(ada)
    assert not library.read(article.id).article.deleted


def test_a_source_that_was_quoted_again_stays_when_its_first_quote_is_undone() -> None:
    library = MemoryLibrary()
    ada, ben, article, claim = _noted(library)
    source = new_source(ada, {"id": "log", "title": "Log"})
    attach_evidence(ada, article.id, claim, stance=Stance.SUPPORTS, quote="Shut.", source=source)
    ben.forget()
    attach_evidence(ben, article.id, claim, stance=Stance.DISPUTES, quote="Open.", source=ben.source("log"))
    ada.forget()
    undo(ada)
    annotated = library.read(article.id)
    assert [piece.quote for piece in annotated.evidence_of(claim.id)] == ["Open."]
    assert not library.sources()[0].deleted


def test_what_somebody_has_trashed_already_is_passed_over() -> None:
    library = MemoryLibrary()
    ada, ben = _two(library)
    article = add_article(ada)
    edited = mark_claim(ada, article.id, [TextRange(4, 11)])
    claim = mark_claim(ada, article.id, [TextRange(0, 11)])
    ben.forget()
    trash_claims(ben, article.id, [claim])
    ada.forget()
    undo(ada)
    assert {known.id: bool(known.deleted) for known in library.read(article.id).claims} == {
        claim.id: True,
        edited.id: True,
    }


def test_an_earlier_gesture_is_undone_by_its_id() -> None:
    library = MemoryLibrary()
    ada, _, article, claim = _noted(library)
    rate_claim(ada, article.id, claim, "disputed")
    gesture = next(known for known in history_of(ada) if known.label == "edit claim")
    undo(ada, gesture.id)
    known = library.read(article.id).claims[0]
    assert (known.note, known.rating) == ("", "disputed")
    with pytest.raises(ChangedMeanwhile, match="already"):
        undo(ada, gesture.id)
    redo(ada, gesture.id)
    assert library.read(article.id).claims[0].note == "mine"


def test_there_may_be_nothing_to_undo_or_redo() -> None:
    workspace = make_workspace()
    for step in (undo, redo):
        with pytest.raises(WrongUse, match="nothing"):
            step(workspace)


def test_an_undo_that_sets_nothing_is_not_recorded() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    operation = workspace.commit("nothing", [Change(article.id, article, article)])
    assert operation.changes == ()
    assert len(history_of(workspace)) == 1
