from __future__ import annotations

from dataclasses import replace

import pytest

from postil.core.annotated import Annotated
from postil.core.model import Stance
from postil.review.ledger import State
from postil.review.rows import Row, Sort, rows, sorted_rows
from tests.unit.review.build import ARTICLE, SOURCES, claim, evidence, row


def test_rows_are_the_living_claims_in_text_order_with_what_they_quote() -> None:
    annotated = Annotated(
        ARTICLE,
        (claim("3", start=9), claim("1", start=5), claim("2", start=1, deleted="2024")),
        (
            evidence(id="52", source="board2020", of="1"),
            evidence(id="51", of="1"),
            evidence(id="53", of="1"),
            evidence(id="54", source="unknown", of="1"),
            evidence(id="55", of="3", deleted="2024"),
        ),
    )
    first, second = rows(annotated, SOURCES, lambda one: one.start * 10)
    assert (first.claim.id, first.paragraph, first.article) == ("1", 50, ARTICLE)
    assert [piece.id for piece in first.evidence] == ["51", "52", "53", "54"]
    assert [source.key for source in first.sources] == ["ashdown2022", "board2020"]
    assert (second.claim.id, second.evidence, second.sources) == ("3", (), ())
    assert second.headline is State.UNSOURCED


def test_a_row_was_modified_when_its_evidence_was() -> None:
    assert (
        row(claim(modified="2024-02"), evidence(modified="2024-03"), evidence(modified="2024-01")).modified
        == "2024-03"
    )
    assert row(claim(modified="2024-02")).modified == "2024-02"


def listed() -> list[Row]:
    earlier, later = (
        replace(ARTICLE, id=key, title=title)
        for key, title in (("1", "Zander fishing"), ("2", "anchor chains"))
    )
    return [
        row(claim("4", start=4, rating="refuted", modified="2024-04", priority=2), article=later),
        row(claim("1", start=9, rating="odd", modified="2024-03", priority=0), article=earlier),
        row(
            claim("3", start=3, rating="supported", modified="2024-01", priority=2),
            evidence(of="3"),
            evidence(Stance.DISPUTES, "board2020", of="3"),
            article=later,
        ),
        row(claim("2", start=2, modified="2024-02", priority=1), evidence(of="2"), article=earlier),
    ]


@pytest.mark.parametrize(
    ("sort", "forwards", "backwards"),
    [
        (Sort.TEXT, "2134", "4312"),
        (Sort.STATE, "1423", "3214"),
        (Sort.MODIFIED, "4123", "3214"),
        (Sort.RATING, "2341", "1432"),
        (Sort.ARTICLE, "3421", "2134"),
        (Sort.PRIORITY, "3421", "1234"),
    ],
)
def test_rows_are_sorted(sort: Sort, forwards: str, backwards: str) -> None:
    assert "".join(one.claim.id for one in sorted_rows(listed(), sort)) == forwards
    assert "".join(one.claim.id for one in sorted_rows(listed(), sort, reverse=True)) == backwards


def test_ratings_are_sorted_as_they_are_configured() -> None:
    by_rating = sorted_rows(listed(), Sort.RATING, ratings=("refuted", "odd"))
    assert "".join(one.claim.id for one in by_rating) == "4132"


def test_equals_stay_in_the_order_of_the_text() -> None:
    same = [row(claim(str(number), start=9 - number)) for number in range(1, 6)]
    same = [replace(one, claim=replace(one.claim, priority=1)) for one in same]
    for backwards in (False, True):
        ordered = sorted_rows(same, Sort.PRIORITY, reverse=backwards)
        assert [one.claim.id for one in ordered] == ["5", "4", "3", "2", "1"]
