"""Either end of a range moves by characters, words or sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, TypeAlias

from postil.anchoring.graphemes import boundary_after, boundary_before, is_boundary
from postil.core.snapshot import TextRange
from postil.core.words import words_around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Unit: TypeAlias = Literal["character", "word", "sentence"]
Spans: TypeAlias = "Sequence[tuple[int, int]]"

_Step: TypeAlias = "Callable[[int, int], int | None]"

_START, _END = 0, 1


def move_start(text: str, piece: TextRange, unit: Unit, steps: int, sentences: Spans = ()) -> TextRange:
    """Moves the first boundary of a range.

    Args:
        text: The text that the range counts code points of.
        piece: The range; not empty.
        unit: What a step is: to the next beginning of a character as readers see it, of a word, or of
            one of the `sentences`.
        steps: How many; backwards where negative. Stops early where there is no further place.
        sentences: Spans of the text in order; needed for the unit `sentence` only.

    Returns:
        A range that is not empty and does not cut a character.
    """
    step = _stepper(text, unit, sentences, _START)
    return TextRange(_moved(step, piece.start, steps, lambda at: at < piece.end), piece.end)


def move_end(text: str, piece: TextRange, unit: Unit, steps: int, sentences: Spans = ()) -> TextRange:
    """Moves the last boundary of a range, as `move_start` does the first, to ends instead of beginnings."""
    step = _stepper(text, unit, sentences, _END)
    return TextRange(piece.start, _moved(step, piece.end, steps, lambda at: at > piece.start))


def _moved(step: _Step, at: int, steps: int, may: Callable[[int], bool]) -> int:
    for _ in range(abs(steps)):
        following = step(at, steps)
        if following is None or not may(following):
            break
        at = following
    return at


def _stepper(text: str, unit: Unit, sentences: Spans, side: int) -> _Step:
    """What one step is: from an offset and a direction to the next place, if there is one."""

    def step(at: int, direction: int) -> int | None:
        if unit == "character":
            return _character(text, at, direction)
        if unit == "word":
            return _word(text, at, direction, side)
        return _sentence(sentences, at, direction, side)

    return step


def _character(text: str, at: int, direction: int) -> int | None:
    if direction > 0:
        return boundary_after(text, at) if at < len(text) else None
    return boundary_before(text, at) if at else None


def _word(text: str, at: int, direction: int, side: int) -> int | None:
    for span in words_around(text, at, direction):
        place = span[side]
        if (place > at if direction > 0 else place < at) and is_boundary(text, place):
            return place
    return None


def _sentence(sentences: Spans, at: int, direction: int, side: int) -> int | None:
    places = [span[side] for span in sentences]
    index = bisect_right(places, at) if direction > 0 else bisect_left(places, at) - 1
    return places[index] if 0 <= index < len(places) else None
