from __future__ import annotations

import pytest

from postil.anchoring.boundaries import Unit, move_end, move_start
from postil.anchoring.graphemes import boundary_after, is_boundary
from postil.core.snapshot import TextRange

TEXT = "One dog barked. Two cats slept. 👩\u200d🚀🇺🇦🇸🇪 e\u0323\u0307x"
SENTENCES = [(0, 15), (16, 31), (32, len(TEXT))]


@pytest.mark.parametrize(
    ("unit", "steps", "words"),
    [
        ("character", 1, "dog "),
        ("character", -1, "do"),
        ("word", 1, "dog barked"),
        ("word", 2, "dog barked. Two"),
        ("word", -1, "dog"),
        ("sentence", 1, "dog barked."),
        ("sentence", 2, "dog barked. Two cats slept."),
        ("character", -9, "d"),
    ],
)
def test_the_end_moves(unit: Unit, steps: int, words: str) -> None:
    piece = move_end(TEXT, TextRange(4, 7), unit, steps, SENTENCES)
    assert TEXT[piece.start : piece.end] == words


@pytest.mark.parametrize(
    ("unit", "steps", "words"),
    [
        ("character", -1, " cats"),
        ("word", -1, "Two cats"),
        ("word", -2, "barked. Two cats"),
        ("sentence", -1, "Two cats"),
        ("sentence", -2, "One dog barked. Two cats"),
        ("sentence", 1, "cats"),
        ("character", 9, "s"),
    ],
)
def test_the_start_moves(unit: Unit, steps: int, words: str) -> None:
    piece = move_start(TEXT, TextRange(20, 24), unit, steps, SENTENCES)
    assert TEXT[piece.start : piece.end] == words


def test_no_character_is_cut() -> None:
    at, found = 32, []
    while at < len(TEXT):
        after = boundary_after(TEXT, at)
        found.append(TEXT[at:after])
        at = after
    assert found == ["👩\u200d🚀", "🇺🇦", "🇸🇪", " ", "e\u0323\u0307", "x"]


def test_the_ends_of_a_text_are_boundaries() -> None:
    assert is_boundary("\u0301", 0)
    assert is_boundary("\u0301", 1)
