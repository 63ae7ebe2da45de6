from __future__ import annotations

import pytest

from postil.core.addresses import without_end

_ADDRESS = "https://quay.example/log"


@pytest.mark.parametrize("end", [".", ",", "?!", "…", ")", "’).", "”", "]", "*", "**.", "~"])
def test_what_closes_the_sentence_is_left_out(end: str) -> None:
    assert without_end(_ADDRESS + end) == _ADDRESS


@pytest.mark.parametrize("own", ["_(tide)", "[1]", "/", "?a=1"])
def test_a_bracket_that_was_opened_inside_is_kept(own: str) -> None:
    assert without_end(f"{_ADDRESS}{own}).") == _ADDRESS + own


def test_nothing_has_no_end() -> None:
    assert without_end("...") == ""
