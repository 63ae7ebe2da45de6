"""An engine of few words, in place of the real one: every state is met by a text that is easy to write."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from postil.anchoring.revision import Verdict
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from postil.core.snapshot import Snapshot
    from postil.core.target import Selector

ALIKE, REMINDING = 0.6, 0.3


class PlainEngine:
    """Finds sentences by their words.

    Words that stand once are anchored, or moved where other words stand before and behind them; words that
    stand more than once are ambiguous; a sentence with most of the words is the changed one, and one with
    some of them the candidate of an orphan.
    """

    made = 0

    def __init__(self, old: Snapshot | None, new: Snapshot, pause: object = None) -> None:
        del old, pause
        self._new = new.text
        PlainEngine.made += 1

    def place(self, selectors: Sequence[Selector]) -> Verdict:
        (selector,) = selectors
        found = [TextRange(*at.span()) for at in re.finditer(re.escape(selector.exact), self._new)]
        if len(found) > 1:
            return Verdict(Anchoring.AMBIGUOUS, (), tuple((place,) for place in found))
        if found:
            stays = self._is_beside(found[0], selector)
            return Verdict(Anchoring.ANCHORED if stays else Anchoring.MOVED, tuple(found))
        likeness, place = max(self._likeness(selector.exact, at) for at in self._sentences())
        if likeness >= ALIKE:
            return Verdict(Anchoring.CHANGED, (place,))
        return Verdict(Anchoring.ORPHANED, (), ((place,),) if likeness >= REMINDING else ())

    def _is_beside(self, place: TextRange, selector: Selector) -> bool:
        before, after = self._new[: place.start], self._new[place.end :]
        prefix, suffix = selector.prefix[-12:], selector.suffix[:12]
        return bool((prefix and before.endswith(prefix)) or (suffix and after.startswith(suffix)))

    def _sentences(self) -> list[TextRange]:
        return [TextRange(*at.span()) for at in re.finditer(r"[^.\n ][^.\n]*\.?", self._new)]

    def _likeness(self, words: str, place: TextRange) -> tuple[float, TextRange]:
        other = self._new[place.start : place.end]
        return SequenceMatcher(None, words.split(), other.split(), autojunk=False).ratio(), place


def install(patch: pytest.MonkeyPatch) -> None:
    """Puts it in the place of the real one."""
    patch.setattr("postil.services.marks.whereabouts.Revision", PlainEngine)
