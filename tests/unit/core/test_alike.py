from __future__ import annotations

import pytest

from postil.anchoring.fold import folded
from postil.citation.keys import make_key
from postil.core.alike import DASHES, DOUBLE_QUOTES, PLAIN_LETTERS, SINGLE_QUOTES
from postil.review.folding import fold
from postil.storage.files.slugs import slug
from postil.tui.widgets.found import Found


@pytest.mark.parametrize(("letter", "plain"), PLAIN_LETTERS.items())
def test_a_letter_is_spelled_the_same_everywhere(letter: str, plain: str) -> None:
    assert slug(f"x{letter}", ()) == f"x{plain}"
    assert make_key({"author": [{"literal": f"x{letter}"}]}, ()) == f"x{plain}"
    assert fold(letter) == plain


@pytest.mark.parametrize(("plain", "kin"), [("'", SINGLE_QUOTES), ('"', DOUBLE_QUOTES), ("-", DASHES)])
def test_typography_is_passed_over_in_quotes_and_in_searches(plain: str, kin: str) -> None:
    for character in kin:
        assert folded(character).text == plain
        assert Found(character, plain).after(0)
