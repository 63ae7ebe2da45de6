"""A bracket may explain; what it puts in that turns a quote into something else is told."""

from __future__ import annotations

import pytest

from postil.anchoring.quotes.check import compare
from postil.core.comparison import Comparison, Op
from postil.core.model import Check
from postil.core.snapshot import Block, BlockKind, Snapshot

TEXT = Snapshot([
    Block(
        BlockKind.PARAGRAPH,
        "At the quay people had signed that 1,200 people came. The rate rose 5 percent in a year of rain. "
        "The two boats were safe for all of them. They could walk to the old mill and did not stay. "
        "In 1990[3] the miller left.",
    )
])  # fmt: skip

ALTERED = [
    ("people had signed that [not] 1,200 people", "[not]"),
    ("[Not] The rate rose 5 percent", "[Not]"),
    ("The rate rose 5 percent [never]", "[never]"),
    ("The two boats were[n’t] safe", "[n’t]"),
    ("The two boats were […not…] safe", "[…not…]"),
    ("The two boats were [sic not] safe", "[sic not]"),
    ("The two boats were [emphasis added not] safe", "[emphasis added not]"),
    ("The two boats were (emphasis added not) safe", "(emphasis added not)"),
    ("The two boats [were not] safe", "[were not]"),
    ("The two boats were [un]safe for all", "unsafe"),
    ("The two boats were [un-]safe for all", "un"),
    ("They could[n’t] walk to the old", "[n’t]"),
    ("They could[not] walk to the old", "could[not]"),
    ("The rate rose [7] percent in a year", "[7]"),
    ("The rate rose [seven] percent in a year", "[seven]"),
    ("The rate rose 5[0] percent in a year", "[0]"),
    ("The rate rose [1]5 percent in a year", "[1]"),
    ("The rate rose 5 [million] percent in a year", "[million]"),
    ("The rate rose 5 [$] percent in a year", "[$]"),
    ("In 1990[7] the miller left", "[7]"),
]

FOUND = [
    "[he] rose 5 percent in a year",
    "[I]n a year of rain",
    "people [on the quay] had signed",
    "The rate [fell] 5 percent",
    "were safe [sic] for all",
    "were safe [emphasis added] for all",
    "were safe [emphasis mine, not in the original] for all",
    "The two [...] were safe",
    "They could walk[ed] to the old mill",
    "the old mill and did [never] stay",
    "In 1990[3] the miller",
    "In 1990 the miller",
    "The rate[7] rose 5 percent",
]


def check(quote: str) -> Comparison:
    return compare(quote, TEXT)


@pytest.mark.parametrize(("quote", "told"), ALTERED)
def test_a_bracket_puts_in_no_negation_and_no_number(quote: str, told: str) -> None:
    answer = check(quote)
    assert answer.check is Check.ALTERED
    assert told in [difference.quote for difference in answer.differences]


@pytest.mark.parametrize("quote", FOUND)
def test_a_bracket_that_explains_is_found(quote: str) -> None:
    assert check(quote).check.found


@pytest.mark.parametrize(
    ("quote", "warning"),
    [
        ("in [1907] of rain", "[1907] puts in “1907”"),
        ("The rate rose 5 percent [recte 7] in a year", "[recte 7] puts in “7”"),
    ],
)
def test_a_number_for_words_without_one_is_told(quote: str, warning: str) -> None:
    answer = check(quote)
    assert answer.check is Check.ELIDED
    assert warning in answer.warnings


def test_a_mark_before_the_passage_may_stand_for_words_of_its_sentence() -> None:
    assert check("[In 1907] rose 5 percent").check is Check.ELIDED
    assert check("[In 1907] The rate rose 5 percent").check is Check.ALTERED


def test_what_was_put_in_is_told_where_it_stands() -> None:
    answer = check("people had signed that [not] 1,200 people")
    assert [(piece.op, piece.quote) for piece in answer.pieces] == [
        (Op.SAME, "people had signed that"),
        (Op.ADDED, "[not]"),
        (Op.SAME, "1,200 people"),
    ]
