from __future__ import annotations

import pytest

from postil.core.errors import WrongUse
from postil.tui.commands.marking import _read

_RATINGS = ("unrated", "True", "False")
_FILLED = {"text": "", "kind": "", "speaker": "", "rating": "", "tags": "", "priority": "", "note": ""}


@pytest.mark.parametrize(("typed", "kept"), [("True", "True"), (" false ", "False"), ("", "unrated")])
def test_a_rating_is_kept_as_it_is_configured(typed: str, kept: str) -> None:
    assert _read({**_FILLED, "rating": typed}, _RATINGS)["rating"] == kept


def test_a_rating_that_is_not_configured_is_refused() -> None:
    with pytest.raises(WrongUse, match="not a rating"):
        _read({**_FILLED, "rating": "splendid"}, _RATINGS)
