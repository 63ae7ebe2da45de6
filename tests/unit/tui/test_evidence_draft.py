from __future__ import annotations

from postil.core.model import Stance
from postil.tui.widgets.evidence_draft import Draft

DRAFT = Draft(
    Stance.DISPUTES,
    "Not one boat\nhas returned.",
    "Mud",
    "p. 3",
    "a note",
    "primary",
    ("", "Ada Wren", "2031", "", ""),
    entry='{"title": "Mud"}',
)


def test_a_draft_comes_back_as_it_was_kept() -> None:
    assert Draft.of_words(DRAFT.words) == DRAFT


def test_a_damaged_one_is_none() -> None:
    assert Draft.of_words({**DRAFT.words, "stance": "likes"}) is None
    assert Draft.of_words({}) is None
    assert Draft.of_words({"quote": "words"}) is None


def test_what_acts_does_not_come_back() -> None:
    hostile = "a\x1b[31mred\x1b]52;c;eA==\x07\u202eb\nc"
    back = Draft.of_words({**DRAFT.words, "quote": hostile, "note": hostile, "author": hostile})
    assert back is not None
    for words in (back.quote, back.note, back.about["author"]):
        assert "\x1b" not in words
        assert "\u202e" not in words
    assert "\n" in back.quote
    assert "\n" not in back.note
