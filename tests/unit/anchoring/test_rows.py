"""Runs of equal tokens, put together where they follow each other."""

from __future__ import annotations

from postil.anchoring.provenance.rows import Run, joined


def test_runs_that_follow_each_other_in_both_texts_are_one() -> None:
    assert list(joined([Run(0, 5, 3), Run(3, 8, 2), Run(4, 9, 8), Run(20, 25, 1)])) == [
        Run(0, 5, 12),
        Run(20, 25, 1),
    ]
    assert list(joined([Run(0, 5, 3), Run(3, 9, 2)])) == [Run(0, 5, 3), Run(3, 9, 2)]
    assert list(joined([])) == []
