"""Where marks that were made in earlier texts stand in a newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.revision import Revision, Verdict
from postil.core.errors import LibraryError
from postil.core.pausing import unasked
from postil.core.target import Anchoring

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.pausing import Pause
    from postil.core.snapshot import Snapshot
    from postil.core.target import Selector, Target


class Whereabouts:
    """Looks for marks in one text, and remembers what it found.

    Each earlier text is compared with the new one once, which may take seconds for a book; a mark after
    that takes next to nothing. Made of values that never change, so that a thread may do the work and
    another ask for what it has come to.

    Args:
        text: The text to look in.
        read: Gives an earlier text by its digest; raises `LibraryError` where it is missing.
        pause: Is called while texts are compared.

    Attributes:
        text: The text to look in.
    """

    def __init__(self, text: Snapshot, read: Callable[[str], Snapshot], pause: Pause = unasked) -> None:
        self.text = text
        self._pause = pause
        self._read = read
        self._revisions: dict[str, Revision] = {}
        self._verdicts: dict[tuple[str, tuple[Selector, ...]], Verdict] = {}

    def of(self, target: Target) -> Verdict:
        """What becomes of a mark, seen from the last place that was beyond doubt."""
        place = target.confirmed
        known = (place.snapshot, place.selectors)
        if known not in self._verdicts:
            self._verdicts[known] = self._look(*known)
        return self._verdicts[known]

    def _look(self, digest: str, selectors: tuple[Selector, ...]) -> Verdict:
        if digest == self.text.digest:  # a text that came back
            return Verdict(Anchoring.ANCHORED, tuple(selector.range for selector in selectors))
        if digest not in self._revisions:
            self._revisions[digest] = Revision(self._text(digest), self.text, self._pause)
        return self._revisions[digest].place(selectors)

    def _text(self, digest: str) -> Snapshot | None:
        try:
            return self._read(digest)
        except LibraryError:  # `postil doctor` tells of it; the selectors alone have to do
            return None
