"""Which words that stand on both sides of a gap are the same, and which are there by chance."""

from __future__ import annotations

import pytest

from postil.anchoring.provenance.comparison import credible_runs
from postil.anchoring.provenance.tokens import Vocabulary

REPLACED = "makes the old quay seem friendly {} steer for from the sea"
REPLACING = "brought a message for every captain {} towards their winter harbour"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("and easy to", "and an easy way", []),
        ("and considerably easier to", "and an considerably easier way", ["and", "considerably easier"]),
    ],
)
def test_a_few_words_that_only_vouch_for_each_other_are_a_coincidence(
    old: str, new: str, same: list[str]
) -> None:
    assert _same(REPLACED.format(old), REPLACING.format(new)) == same


def test_a_few_words_are_the_same_where_little_else_was_replaced() -> None:
    assert _same("friendly and easy to steer", "kindly and an easy way to steer") == [
        "and",
        "easy",
        "to steer",
    ]


def _same(old: str, new: str) -> list[str]:
    vocabulary = Vocabulary()
    ours, theirs = vocabulary.tokens(old), vocabulary.tokens(new)
    runs = credible_runs(ours, range(len(ours)), theirs, range(len(theirs)))
    return [ours.folded(run.old, run.old_end) for run in runs]
