from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.container import Container
from postil.core.errors import WrongUse
from postil.core.snapshot import TextRange
from postil.review.ledger import State
from postil.review.rows import Sort
from postil.services.articles import articles
from postil.services.marks import claims
from postil.services.review.ledger import Ledger
from postil.services.undo import undoing
from tests.fakes import history_of

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import Claim
    from postil.services.library.workspace import Workspace


def marked(folder: Path) -> tuple[Workspace, list[tuple[str, Claim]]]:
    workspace = Container(str(folder / "annotations"), may_create=True).workspace
    made = []
    for number in (1, 2):
        file = folder / f"{number}.txt"
        file.write_text(f"The mill burnt {number} times.\n\nThe quay sank.\n", encoding="utf-8")
        article = articles.add_text(workspace, str(file)).article
        for start, end in ((0, 8), (26, 34)):
            made.append(
                (article.id, claims.mark_claim(workspace, article.id, [TextRange(start, end)], tags=["mill"]))
            )
    return workspace, made


def test_questions_are_answered_from_what_was_read(tmp_path: Path) -> None:
    workspace, made = marked(tmp_path)
    ledger = Ledger.read(workspace)
    assert ledger.complete
    assert len(ledger) == 4
    assert ledger.counts[State.UNSOURCED] == 4
    assert [row.claim for row in ledger.ask("", workspace.clock())] == [claim for _, claim in made]
    assert [row.paragraph for row in ledger.rows] == [1, 2, 1, 2]
    claims.rate_claims(workspace, made[:1], "refuted")
    assert not ledger.ask("rating:refuted", workspace.clock())
    ledger = ledger.renewed(workspace, [made[0][0]])
    (row,) = ledger.ask("rating:refuted", workspace.clock())
    assert (row.claim.id, row.paragraph) == (made[0][1].id, 1)


def test_a_rating_is_known_where_it_is_configured_or_a_claim_has_it(tmp_path: Path) -> None:
    workspace, made = marked(tmp_path)
    claims.rate_claims(workspace, made[:1], "odd", ("unrated", "odd"))
    claims.rate_claims(workspace, made[1:2], "wahr", ("unrated", "wahr"))
    ledger, ratings = Ledger.read(workspace), ("wahr", "unrated")
    ordered = ledger.ask("", workspace.clock(), Sort.RATING, ratings=ratings)
    assert [row.claim.rating for row in ordered] == ["wahr", "unrated", "unrated", "odd"]
    assert not ledger.problems("rating:wahr rating:odd", ratings)
    assert ledger.problems("rating:supported", ratings)


def test_what_is_known_is_taken_over_and_the_text_is_not_read_again(tmp_path: Path) -> None:
    workspace, made = marked(tmp_path)
    before = Ledger.read(workspace)
    claims.rate_claims(workspace, made[:1], "refuted")
    workspace.library.snapshot = lambda _: pytest.fail("a text was read")  # type: ignore[method-assign, assignment]
    after = Ledger.read(workspace, before)
    assert [row.paragraph for row in after.rows] == [1, 2, 1, 2]
    assert after.rows[0].claim.rating == "refuted"
    assert after.rows[1] is before.rows[1]


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    workspace, _ = marked(tmp_path)
    ledger = Ledger.read(workspace, stopped=lambda number: number == 1)
    assert not ledger.complete
    assert len(ledger) == 2
    assert len(articles.listed(workspace, lambda number: number == 1)) == 1


def test_many_claims_of_several_articles_are_one_gesture(tmp_path: Path) -> None:
    workspace, made = marked(tmp_path)
    operations = len(history_of(workspace))
    claims.tag_claims(workspace, made, add=["quay", "quay"], remove=["mill"])
    assert len(history_of(workspace)) == operations + 1
    assert {row.claim.tags for row in Ledger.read(workspace).rows} == {("quay",)}
    undoing.undo(workspace)
    assert {row.claim.tags for row in Ledger.read(workspace).rows} == {("mill",)}
    claims.trash_marked(
        workspace,
        [
            (article, row.claim)
            for article, row in zip(
                [article for article, _ in made], Ledger.read(workspace).rows, strict=True
            )
        ],
    )
    assert len(Ledger.read(workspace)) == 0
    assert undoing.undo(workspace).label == "trash 4 claims"
    assert len(Ledger.read(workspace)) == 4


def test_an_unknown_rating_changes_nothing(tmp_path: Path) -> None:
    workspace, made = marked(tmp_path)
    operations = len(history_of(workspace))
    with pytest.raises(WrongUse, match="is not a rating"):
        claims.rate_claims(workspace, made, "splendid")
    assert len(history_of(workspace)) == operations
