"""The mark of a note behind a word is none of the source's words; a power is, and what a quoter put in."""

from __future__ import annotations

import pytest

from postil.core.model import Check
from tests.unit.anchoring.build import checked

NOTES = [
    ("The quay grew fast.¹ It has a mill.", "The quay grew fast. It has a mill."),
    ("The quay grew fast,¹² and it has a mill.", "The quay grew fast, and it has a mill."),
    ("The “quay”¹ grew fast.", "The “quay” grew fast."),
    ("The quay grew by 5 %.¹ It has a mill.", "The quay grew by 5 %. It has a mill."),
    ("港口发展很快¹，有磨坊。", "港口发展很快，有磨坊。"),
    ("港口发展²很快。", "港口发展很快。"),
    ("The quay[note 3] grew fast.", "The quay grew fast."),
    ("The quay[citation needed] grew fast.", "The quay grew fast."),
    ("The quay[12, 13] grew fast.", "The quay grew fast."),
    ("The quay grew fast.[12–14] It has a mill.", "The quay grew fast. It has a mill."),
    ("Der Kai[Anm. 1] wuchs rasch.", "Der Kai wuchs rasch."),
    ("港が[注 1]成長した。", "港が成長した。"),
    ("港が［１］成長した。", "港が成長した。"),
    ("这座港口〔1〕发展很快。", "这座港口发展很快。"),
    ("The quay was built in 1871[a] and grew fast.", "The quay was built in 1871 and grew fast."),
    ("The quay grew fast.[b] It has a mill.", "The quay grew fast. It has a mill."),
    ("The quay① grew fast.", "The quay grew fast."),
    ("港口发展很快①。有磨坊。", "港口发展很快。有磨坊。"),
]

WORDS = [
    ("The quay [12, 13] grew fast.", "The quay grew fast."),
    ("It took 5[12, 13] boats.", "It took 5 boats."),
    ("The quay[s] grew fast.", "The quay grew fast."),
    ("It is (a + b)² at the quay.", "It is (a + b) at the quay."),
    ("It took 10² boats.", "It took 10 boats."),
    ("港口有10平方米²那么大。", "港口有10平方米那么大。"),
    ("The 1980[s] saw the quay grow.", "The 1980 saw the quay grow."),
    ("如图①所示，港口很大。", "如图②所示，港口很大。"),
]


@pytest.mark.parametrize(("source", "quote"), NOTES)
def test_the_mark_of_a_note_is_typesetting(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.TYPOGRAPHIC
    assert checked(source, source) is Check.EXACT


@pytest.mark.parametrize(("source", "quote"), WORDS)
def test_what_only_looks_like_one_is_not(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.ALTERED
