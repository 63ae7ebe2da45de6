"""From one text to its next version: where the marks of the old one stand in the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.anchoring.anchor import anchor
from postil.core.target import Anchoring, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.snapshot import Snapshot, TextRange
    from postil.core.target import Selector


class Verdict(NamedTuple):
    """What became of a mark.

    Attributes:
        state: `AMBIGUOUS` and `ORPHANED` have no place.
        ranges: Where its pieces stand in the new text, in the order of the text.
        candidates: Places that a reader may choose from, the likeliest first: all of those between which an
            ambiguous mark cannot be told, or the one that was refused for an orphaned one.
    """

    state: Anchoring
    ranges: tuple[TextRange, ...] = ()
    candidates: tuple[tuple[TextRange, ...], ...] = ()


class Revision:
    """Two versions of a text, compared once for all marks.

    Args:
        old: The text in which the marks stand; None where it is not known.
        new: The text in which they are looked for.
    """

    def __init__(self, old: Snapshot | None, new: Snapshot) -> None:
        self._old = old
        self._new = new

    def place(self, selectors: Sequence[Selector]) -> Verdict:
        """Finds the place of a mark in the new text.

        Args:
            selectors: The mark's pieces in the old text, in its order.
        """
        found = anchor(self._new, Target(self._old.digest if self._old else "", tuple(selectors)))
        if found is None:
            return Verdict(Anchoring.ORPHANED)
        return Verdict(Anchoring.ANCHORED, tuple(selector.range for selector in found.selectors))
