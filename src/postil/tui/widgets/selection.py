"""A selection that is moved by keys: two ends, one of which moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.anchoring.boundaries import Unit
    from postil.core.snapshot import TextRange


class Selection(NamedTuple):
    """Code points of a text, and which end the keys move.

    Attributes:
        range: What is selected; never empty.
        at_start: Whether the start moves, and not the end.
    """

    range: TextRange
    at_start: bool = False

    def swapped(self) -> Selection:
        """The same words, with the other end moving."""
        return self._replace(at_start=not self.at_start)

    def moved(
        self, text: str, unit: Unit, steps: int, *, sentences: Sequence[tuple[int, int]] = ()
    ) -> Selection:
        """The selection after its moving end went `steps` units on (back, when negative).

        Args:
            text: The canonical text.
            unit: What a step is.
            steps: How many.
            sentences: The sentences around, for steps by sentence.
        """
        from postil.anchoring.boundaries import move_end, move_start

        move = move_start if self.at_start else move_end
        return self._replace(range=move(text, self.range, unit, steps, sentences=sentences))
