"""A question that is quoted as a statement is told in each script, and a stop in each ends a sentence."""

from __future__ import annotations

import pytest

from tests.unit.anchoring.build import compared

DROPPED = [
    ("Is the ferry late? We wait.", "Is the ferry late. We wait.", "?"),
    ("船来了吗？我们等。", "船来了吗。我们等。", "？"),
    ("هل جاء المركب؟ ننتظر.", "هل جاء المركب. ننتظر.", "؟"),
    ("Ήρθε το πλοίο\u037e Περιμένουμε.", "Ήρθε το πλοίο. Περιμένουμε.", "\u037e"),
    ("船が来た！待とう。", "船が来た。待とう。", "！"),
]


@pytest.mark.parametrize(("source", "quote", "mark"), DROPPED)
def test_a_mark_that_was_dropped_or_put_in_is_told(source: str, quote: str, mark: str) -> None:
    assert [warning.partition(" after")[0] for warning in compared(source, quote).warnings] == [
        f"the source has “{mark}”"
    ]
    assert [warning.partition(" after")[0] for warning in compared(quote, source).warnings] == [
        f"the source has no “{mark}”"
    ]


def test_the_same_mark_in_another_width_is_typesetting() -> None:
    assert compared("船来了吗？我们等。", "船来了吗?我们等。").warnings == ()


@pytest.mark.parametrize(
    ("source", "quote"), [("船来了。不要走。", "船来了"), ("船が来た。ない。", "船が来た")]
)
def test_a_negation_of_the_next_sentence_takes_nothing_back(source: str, quote: str) -> None:
    assert compared(source, quote).warnings == ()
