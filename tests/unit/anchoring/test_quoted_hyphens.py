"""A hyphen before a blank, where the lines of a page became one: half a word, or one of two."""

from __future__ import annotations

import pytest

from postil.anchoring.quotes.check import compare
from postil.core.model import Check
from postil.core.snapshot import Block, BlockKind, Snapshot


def compared(source: str, quote: str) -> Check:
    return compare(quote, Snapshot([Block(BlockKind.PARAGRAPH, source)])).check


BROKEN = "He asked the inter- national court of the pre- and post-war years for an un- safe harbour."
WHOLE = "He asked the international court of the preand years for an unsafe harbour."


@pytest.mark.parametrize("quote", ["the international court of", "the inter-\nnational court of"])
def test_a_word_broken_in_its_source_is_found(quote: str) -> None:
    assert compared(BROKEN, quote) is Check.TYPOGRAPHIC


@pytest.mark.parametrize("quote", ["the inter- national court of", "the inter-\nnational court of"])
def test_a_word_broken_in_the_quote_is_found(quote: str) -> None:
    assert compared(WHOLE, quote) is Check.TYPOGRAPHIC


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
    assert compared(source, quote) is Check.ALTERED


def test_the_quote_is_told_as_it_is() -> None:
    answer = compare("the international court of", Snapshot([Block(BlockKind.PARAGRAPH, BROKEN)]))
    assert [piece.quote for piece in answer.pieces] == ["the international court of"]
