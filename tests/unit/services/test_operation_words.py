from __future__ import annotations

from postil.core.snapshot import TextRange
from postil.services.claims import mark_claim
from postil.services.operation_words import in_words
from tests.fakes import HARBOUR, add_article, history_of, make_workspace


def test_a_gesture_is_told_in_one_line_without_signs_for_line_breaks() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    assert "\n" in HARBOUR.text
    mark_claim(workspace, article.id, [TextRange(0, len(HARBOUR.text))])
    told = in_words(history_of(workspace)[-1])
    assert told.startswith("mark claim: “")
    assert "␤" not in told
    assert "\n" not in told
