"""Which words say by themselves where they stand."""

from __future__ import annotations

import pytest

from postil.anchoring.describe import describe
from postil.anchoring.provenance.only_place import only_place, place_in_context
from postil.core.snapshot import TextRange
from tests.unit.anchoring.build import snapshot

OLD = snapshot("Nobody waits.", "The ferry made two crossings a day. “Nobody waits!” he said.", "Lowick")


@pytest.mark.parametrize(
    ("words", "new"),
    [
        (
            "The ferry made two crossings a day.",
            "He knew. The ferry made two crossings a day. Nobody else did.",
        ),
        ("“Nobody waits!”", "She was late. “Nobody waits!” he said."),
        ("Lowick", "Saltby\nLowick\nFenmouth"),
        ("ferry made two crossings a day. “Nobody", "A ferry made two crossings a day. “Nobody knew."),
    ],
)
def test_a_sentence_a_line_and_many_words_do(words: str, new: str) -> None:
    assert _place(words, new) == TextRange(new.index(words), new.index(words) + len(words))


@pytest.mark.parametrize(
    ("words", "new"),
    [
        ("two crossings a day", "Since the war two crossings a day were made."),
        ("Lowick", "They went to Lowick."),
        ("Lowick", "Saltby"),
        ("Lowick", "Lowick\nSaltby\nLowick"),
        ("Nobody waits", "Nobody waits"),
        ("ferry made two crossings a day. “Nobody", "The aeroferry made two crossings a day. “Nobody knew."),
    ],
)
def test_a_few_words_a_part_of_a_word_and_what_stands_there_twice_do_not(words: str, new: str) -> None:
    assert _place(words, new) is None


def test_what_stands_in_many_places_is_known_by_its_context() -> None:
    here, there = "Quill was heard first. He denied it all.", "Maddox rose. He denied it all. She left."
    old, new = snapshot(here, there), snapshot(there, here)
    start = len(here) - len("He denied it all.")
    mark = describe(old, [TextRange(start, len(here))]).selectors[0]
    place = place_in_context(old.text, new.text, mark)
    assert place == TextRange(len(new.text) - len("He denied it all."), len(new.text))
    assert place_in_context(old.text, new.text, mark, TextRange(13, 30)) == place
    assert place_in_context(old.text, new.text, mark, place) is None
    assert place_in_context(old.text, snapshot(there, here, here).text, mark) is None
    assert place_in_context(snapshot(here, here, there).text, new.text, mark) is None


def _place(words: str, new: str) -> TextRange | None:
    at = OLD.text.index(words)
    return only_place(OLD.text, new, describe(OLD, [TextRange(at, at + len(words))]).selectors[0])
