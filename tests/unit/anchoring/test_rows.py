"""Runs of equal tokens: which stand but once, and how they are put together where they follow each other."""

from __future__ import annotations

from postil.anchoring.provenance.rows import Gap, Run, between, common, grams, in_order, joined
from postil.core.pausing import unasked


def test_runs_that_follow_each_other_in_both_texts_are_one() -> None:
    assert list(joined([Run(0, 5, 3), Run(3, 8, 2), Run(4, 9, 8), Run(20, 25, 1)])) == [
        Run(0, 5, 12),
        Run(20, 25, 1),
    ]
    assert list(joined([Run(0, 5, 3), Run(3, 9, 2)])) == [Run(0, 5, 3), Run(3, 9, 2)]
    assert list(joined([])) == []


def test_what_stands_once_in_either_text_is_told_in_the_order_of_the_old_one() -> None:
    old, new = [1, 2, 3, 4, 1, 2, 5, 6], [5, 6, 3, 4, 0, 1, 2, 3]
    assert common(grams(old, 0, 8, 2), grams(new, 0, 8, 2), unasked) == [
        Run(1, 6, 2),
        Run(2, 2, 2),
        Run(6, 0, 2),
    ]
    assert common(grams(old, 0, 8, 2), grams(old, 0, 8, 2), unasked)[0] == Run(1, 1, 2)
    twice = [3, 4, 3, 4]
    assert common(grams(old, 0, 8, 2), grams(twice, 0, 4, 2), unasked) == []


def test_the_heaviest_chain_is_the_one_in_order() -> None:
    runs = [Run(0, 10, 3), Run(5, 0, 2), Run(8, 4, 2)]
    assert in_order(runs, unasked) == runs[1:]
    assert in_order(runs, unasked, lambda run: 9 if run == runs[0] else run.length) == runs[:1]


def test_gaps_are_what_is_between_runs_and_at_both_ends() -> None:
    assert list(between([Run(2, 1, 3), Run(5, 6, 1)], Gap(0, 9, 0, 9))) == [
        Gap(0, 2, 0, 1),
        Gap(5, 5, 4, 6),
        Gap(6, 9, 7, 9),
    ]
