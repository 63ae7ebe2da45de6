from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change, Motion
from tests.fakes import operations_of
from tests.unit.storage.samples import (
    ARTICLE,
    NOON,
    SNAPSHOT,
    adding,
    article,
    claim,
    evidence,
    filled,
    key,
    noted,
    operation,
    reopened,
    source,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_source_of_a_key_and_its_evidence_get_another_key(tmp_path: Path) -> None:
    library = filled(tmp_path)
    done = library.apply(operation(4, adding(source(32)), adding(evidence(22, 11))))
    assert [
        getattr(change.after, "key", "") or getattr(change.after, "source", "") for change in done.changes
    ] == [
        "courier2031a",
        "courier2031a",
    ]
    again = reopened(library).apply(operation(5, adding(source(33)), adding(source(34))))
    assert [getattr(change.after, "key", "") for change in again.changes] == ["courier2031b", "courier2031c"]
    assert sorted(known.key for known in library.sources()) == [
        "courier2031", "courier2031a", "courier2031b", "courier2031c",
    ]  # fmt: skip


def test_keys_are_known_as_they_are_since_another_handle_changed_them(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(operation(4, adding(replace(source(32), key="ferry"))))
    (first, *_) = library.sources()
    reopened(library).apply(operation(5, Change(SOURCES, first, replace(first, key="tide"))))
    news = (
        replace(source(33), key=first.key),
        replace(source(34), key="tide"),
        replace(source(35), key="ferry"),
    )
    done = library.apply(operation(6, *map(adding, news)))
    assert [getattr(change.after, "key", "") for change in done.changes] == [first.key, "tidea", "ferrya"]


def test_an_undoing_is_done_once(tmp_path: Path) -> None:
    library = filled(tmp_path)
    gesture = noted(library, 11, "see the log", 50)
    library.apply(gesture)
    undoing = noted(library, 11, "", 51)._replace(motion=Motion.UNDO, of=gesture.id)
    assert reopened(library).apply(undoing).changes
    told = operations_of(library)
    assert library.apply(undoing._replace(id=key(500_052))).changes == ()
    assert operations_of(library) == told
    redoing = noted(library, 11, "see the log", 53)._replace(motion=Motion.REDO, of=gesture.id)
    assert library.apply(redoing).changes
    assert library.apply(undoing._replace(id=key(500_054))).changes


def test_evidence_for_a_claim_that_another_handle_trashed_brings_it_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    other = reopened(library)
    living = other.read(ARTICLE).claims[0]
    library.apply(operation(4, Change(ARTICLE, living, replace(living, deleted=NOON))))
    done = other.apply(operation(5, adding(evidence(22, 11))))
    assert [(change.after.id, change.after.deleted) for change in done.changes] == [
        (key(11), ""),
        (key(22), ""),
    ]
    for view in (library, other, reopened(library)):
        assert key(11) in [claim.id for claim in view.read(ARTICLE).live_claims]
        assert key(22) in [piece.id for piece in view.read(ARTICLE).evidence_of(key(11))]


def test_a_claim_that_was_purged_does_not_come_back_empty(tmp_path: Path) -> None:
    library = filled(tmp_path)
    living = library.read(ARTICLE).claims[0]
    empty = replace(living, deleted=NOON, target=replace(living.target, snapshot=""))
    library.apply(operation(4, Change(ARTICLE, living, empty)))
    done = reopened(library).apply(operation(5, adding(evidence(22, 11))))
    assert [change.after.id for change in done.changes] == [key(22)]


def test_a_text_of_a_living_article_does_not_become_another_one(tmp_path: Path) -> None:
    library = filled(tmp_path)
    twin = replace(article(2), snapshots=article(1).snapshots)
    assert library.apply(operation(4, adding(twin, key(2)), snapshots=(SNAPSHOT,))).changes == ()
    assert library.articles() == (ARTICLE,)
    marked = operation(5, adding(twin, key(2)), adding(claim(13), key(2)), snapshots=(SNAPSHOT,))
    assert len(library.apply(marked).changes) == 2


def test_a_quoted_source_is_not_trashed_and_a_trashed_one_comes_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    held = library.sources()[0]
    trashing = Change(SOURCES, held, replace(held, deleted=NOON))
    assert library.apply(operation(4, trashing)).changes == ()
    piece = library.read(ARTICLE).evidence[0]
    library.apply(operation(5, Change(ARTICLE, piece, replace(piece, deleted=NOON))))
    assert library.apply(operation(6, trashing)).changes
    library.apply(operation(7, adding(evidence(22, 12))))
    assert library.sources()[0].deleted == ""


def test_a_damaged_file_hides_no_quote_of_another(tmp_path: Path) -> None:
    library = filled(tmp_path)
    (tmp_path / "notes.json").write_text('{"article": "courier2031"', encoding="utf-8")
    held = library.sources()[0]
    trashing = Change(SOURCES, held, replace(held, deleted=NOON))
    assert library.apply(operation(4, trashing)).changes == ()
