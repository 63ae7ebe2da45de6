"""Where a mark stands, in the words of the W3C's Web Annotation.

Offsets count code points of a snapshot's canonical text.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from postil.core.snapshot import TextRange
from postil.core.values import dataclass


class Anchoring(StrEnum):
    """What became of a mark's place."""

    ANCHORED = "anchored"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"
    RETIRED = "retired"
    """The reader knows that the words are gone from the text; claim and evidence are kept."""

    @property
    def is_settled(self) -> bool:
        """Whether a reader need not look at it."""
        return self in _SETTLED

    @property
    def has_place(self) -> bool:
        """Whether the mark stands in the text as it was read last."""
        return self in _PLACED


# Tuples: a member is found in them by its identity, which takes a tenth of the time of its hash.
_SETTLED = (Anchoring.ANCHORED, Anchoring.MOVED, Anchoring.RETIRED)
_PLACED = (Anchoring.ANCHORED, Anchoring.MOVED, Anchoring.CHANGED)


@dataclass(frozen=True, slots=True)
class Selector:
    """One stretch of text, described so that it can be found again (W3C Web Annotation)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    @property
    def range(self) -> TextRange:
        """The code points it was taken from."""
        return TextRange(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a mark stood in one snapshot before it was anchored in another."""

    snapshot: str
    selectors: tuple[Selector, ...]
    state: Anchoring = Anchoring.ANCHORED
    read: str = ""
    """As a target's."""

    @property
    def exact(self) -> str:
        """The words that stood there; separate pieces are joined by ` … `."""
        return " … ".join(selector.exact for selector in self.selectors)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a mark stands: one or more selectors against one snapshot.

    A mark that has no place in the newest text keeps the last one it had.
    """

    snapshot: str
    selectors: tuple[Selector, ...]
    state: Anchoring = Anchoring.ANCHORED
    history: tuple[Placement, ...] = ()
    """Where it stood before, the place it was made at first. Nothing is ever taken out of it."""
    read: str = ""
    """When the text was read that brought it here, as a stamp; empty where a reader put it here."""

    @property
    def confirmed(self) -> Placement:
        """The last place of which neither postil nor the reader was in doubt; else the first of all."""
        sure = {Anchoring.ANCHORED, Anchoring.MOVED}
        return next((place for place in reversed(self.places) if place.state in sure), self.places[0])

    def anchored_anew(
        self, snapshot: str, selectors: tuple[Selector, ...], state: Anchoring, *, read: str = ""
    ) -> Target:
        """The target at another place; where it stood so far is appended to its history."""
        return Target(snapshot, selectors, state, self.places, read)

    def without_place(self, state: Anchoring, *, read: str = "") -> Target:
        """The target in a text that has no place for it: it keeps the last one, as its history does."""
        if self.state.has_place:
            return self.anchored_anew(self.snapshot, self.selectors, state, read=read)
        return self if state is self.state else replace(self, state=state, read=read)

    def stands_in(self, snapshot: str) -> bool:
        """Whether its offsets are those of a text."""
        return self.state.has_place and self.snapshot == snapshot

    def is_in_doubt(self, text: str) -> bool:
        """Whether a reader has to look at it in an article whose newest text is `text`, a snapshot's digest.

        It has no place there, or one that nobody has confirmed, or nobody has looked for it there yet.
        """
        known = self.state_in(text)
        return known is None or not known.is_settled

    def state_in(self, text: str) -> Anchoring | None:
        """What became of the mark in that text; None where nobody has looked for it there yet."""
        return None if self.state.has_place and self.snapshot != text else self.state

    @property
    def places(self) -> tuple[Placement, ...]:
        """All places it ever had, the present one last."""
        return (*self.history, Placement(self.snapshot, self.selectors, self.state, self.read))

    @property
    def exact(self) -> str:
        """The marked words; separate pieces are joined by ` … `."""
        return " … ".join(selector.exact for selector in self.selectors)
