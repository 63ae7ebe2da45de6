"""What follows from an article's records is kept up as if it were worked out anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.annotated import Annotated
from postil.core.model import Article, Claim, Evidence, Reading, Record, Source, Stance
from postil.core.target import Anchoring, Selector, Target

TRASHED = st.sampled_from(["", "", "2031-05-04T12:00:00.000000Z"])
TEXTS = st.sampled_from(["one", "two"])
ARTICLE = Article(id="1", title="The wall", snapshots=(Reading("one", ""),))


def claim(number: int, start: int, text: str, state: Anchoring, deleted: str) -> Claim:
    place = Target(text, (Selector("x", "", "", start, start + 2),), state)
    return Claim(id=f"1{number}", target=place, deleted=deleted)


def piece(number: int, of: int, deleted: str) -> Evidence:
    return Evidence(
        id=f"2{number}", claim=f"1{of}", stance=Stance.SUPPORTS, source="courier", quote="", deleted=deleted
    )


RECORDS = st.one_of(
    st.builds(claim, st.integers(0, 5), st.integers(0, 3), TEXTS, st.sampled_from(Anchoring), TRASHED),
    st.builds(piece, st.integers(0, 5), st.integers(0, 5), TRASHED),
    st.builds(lambda text: replace(ARTICLE, snapshots=(Reading(text, ""),)), TEXTS),
)


def everything(annotated: Annotated) -> list[object]:
    """All that follows from the records."""
    grouped = {claim: pieces for claim, pieces in annotated.evidence_by_claim.items() if pieces}
    return [
        annotated.live_claims, annotated.claims_by_id, annotated.in_doubt,
        grouped, annotated.evidence_by_id, annotated.live_evidence,
    ]  # fmt: skip


@given(st.lists(st.lists(RECORDS, max_size=4), max_size=6), st.booleans())
def test_what_is_kept_up_is_what_would_be_worked_out(steps: list[list[Record]], many: bool) -> None:  # noqa: FBT001
    annotated = Annotated(ARTICLE)
    for records in steps:
        everything(annotated)
        more = [claim(6 + at, at % 3, "one", Anchoring.MOVED, "") for at in range(40 * many)]
        annotated = annotated.updated([*records, *more])
        anew = Annotated(annotated.article, annotated.claims, annotated.evidence)
        assert everything(annotated) == everything(anew)


@given(st.lists(RECORDS, max_size=8))
def test_records_keep_their_places_and_new_ones_come_behind(records: list[Record]) -> None:
    annotated = Annotated(ARTICLE).updated(records)
    ids = [record.id for record in records]
    for held, kind in ((annotated.claims, Claim), (annotated.evidence, Evidence)):
        assert [record.id for record in held] == [
            key for key in dict.fromkeys(ids) if isinstance(last(records, key), kind)
        ]
        assert all(record is last(records, record.id) for record in held)


def last(records: list[Record], key: str) -> Record:
    return next(record for record in reversed(records) if record.id == key)


def test_no_news_leave_the_same() -> None:
    held = Annotated(ARTICLE).updated([claim(1, 0, "one", Anchoring.ANCHORED, "")])
    assert held.updated(held.claims) is held
    assert held.updated([ARTICLE]) is held


def test_a_source_is_not_kept_with_an_article() -> None:
    with pytest.raises(TypeError, match="Source"):
        Annotated(ARTICLE).updated([Source(id="3", key="courier")])
