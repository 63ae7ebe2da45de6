from __future__ import annotations

import pytest

from postil.core.changes import SOURCES, Change, Operation
from postil.core.model import Article, Claim, Evidence, Source, Stance
from postil.core.snapshot import TextRange
from postil.core.target import Selector, Target
from postil.services.library.operation_words import in_words
from postil.services.marks.claims import mark_claim
from tests.fakes import HARBOUR, add_article, history_of, make_workspace

ARTICLE = Change("1", None, Article(id="1", title="The harbour report"))
CLAIM = Change("1", None, Claim(id="2", target=Target("", (Selector("it closed", "", "", 0, 9),))))
EVIDENCE = Change("1", None, Evidence(id="3", claim="2", stance=Stance.SUPPORTS, quote="Shut.", source="log"))
LOG = Change(SOURCES, None, Source(id="4", key="log", csl={"title": "Harbour log"}))
TIDE = Change(SOURCES, None, Source(id="5", key="tide"))


@pytest.mark.parametrize(
    ("label", "changes", "told"),
    [
        ("trash article", (ARTICLE, LOG), "trash article: “The harbour report”"),
        ("read again", (ARTICLE, CLAIM, EVIDENCE), "read again: “The harbour report”"),
        ("rename source", (LOG, EVIDENCE), "rename source: “Harbour log”"),
        ("merge sources", (LOG, EVIDENCE, TIDE), "merge sources"),
        ("attach source", (TIDE, EVIDENCE), "attach source: “Shut.”"),
        ("mark claim", (ARTICLE, CLAIM), "mark claim: “it closed”"),
        ("rate claim", (ARTICLE, CLAIM), "rate claim: “it closed”"),
        ("check quotes", (EVIDENCE,), "check quotes: “Shut.”"),
        ("add 2 sources", (LOG, TIDE), "add 2 sources"),
        ("change from outside", (LOG,), "change from outside: “Harbour log”"),
    ],
)
def test_an_operation_is_told_by_what_it_was_done_to(
    label: str, changes: tuple[Change, ...], told: str
) -> None:
    assert in_words(Operation("9", label, "", "ada", changes)) == told


def test_a_gesture_is_told_in_one_line_without_signs_for_line_breaks() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    assert "\n" in HARBOUR.text
    mark_claim(workspace, article.id, [TextRange(0, len(HARBOUR.text))])
    told = in_words(history_of(workspace)[-1])
    assert told.startswith("mark claim: “")
    assert "␤" not in told
    assert "\n" not in told
