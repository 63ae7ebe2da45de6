"""A hyphen before a blank, where the lines of a page became one: half a word, or one of two."""

from __future__ import annotations

import pytest

from postil.core.model import Check
from tests.unit.anchoring.build import checked, compared

BROKEN = "He asked the inter- national court of the pre- and post-war years for an un- safe harbour."
WHOLE = "He asked the international court of the preand years for an unsafe harbour."


@pytest.mark.parametrize("quote", ["the international court of", "the inter-\nnational court of"])
def test_a_word_broken_in_its_source_is_found(quote: str) -> None:
    assert checked(BROKEN, quote) is Check.TYPOGRAPHIC


@pytest.mark.parametrize("quote", ["the inter- national court of", "the inter-\nnational court of"])
def test_a_word_broken_in_the_quote_is_found(quote: str) -> None:
    assert checked(WHOLE, quote) is Check.TYPOGRAPHIC


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        (BROKEN, "court of the preand post-war years"),
        (WHOLE, "court of the pre- and years"),
        (BROKEN, "years for an safe harbour"),
        (WHOLE, "years for an safe harbour"),
        ("They sold 5- 6 boats a year to the town.", "They sold 56 boats a year"),
        ("They sold 56 boats a year to the town.", "They sold 5- 6 boats a year"),
    ],
)
def test_nothing_else_is_put_together(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.ALTERED


def test_the_quote_is_told_as_it_is() -> None:
    answer = compared(BROKEN, "the international court of")
    assert [piece.quote for piece in answer.pieces] == ["the international court of"]
