"""From one text to its next version: where the marks of the old one stand in the new one.

With the old text, a mark follows its paragraph where nothing near it changed (`unchanged`), else its own words: the
two texts are aligned once, token by token, and it goes where enough of its words went (`survival`), else to what
stands between its neighbours (`in_place`), else to new text that nothing else explains (`elsewhere`), else nowhere.
Without the old text its words are looked for by their looks and their context (`by_context`).
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from postil.anchoring.provenance.alignment import UNRELATED, Alignment
from postil.anchoring.provenance.by_context import ByContext
from postil.anchoring.provenance.elsewhere import Elsewhere
from postil.anchoring.provenance.in_place import between_neighbours, replacement
from postil.anchoring.provenance.inside_words import grown, letters_outside, literally, without_letters
from postil.anchoring.provenance.only_place import only_place, place_in_context
from postil.anchoring.provenance.sought import Sought
from postil.anchoring.provenance.survival import surviving
from postil.anchoring.provenance.tokens import Vocabulary
from postil.anchoring.provenance.twins import twins
from postil.anchoring.provenance.unchanged import Unchanged
from postil.core.pausing import unasked
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.anchoring.provenance.candidates import Candidate
    from postil.anchoring.provenance.tokens import Stretch, Tokens
    from postil.core.pausing import Pause
    from postil.core.snapshot import Snapshot
    from postil.core.target import Selector


LIKELY = 0.6
"""How much words must resemble an orphaned mark's to be shown as its likeliest place."""


class Verdict(NamedTuple):
    """What became of a mark.

    Attributes:
        state: `ANCHORED` and `MOVED` only where its literal words stand there; `AMBIGUOUS` and `ORPHANED`
            have no place.
        ranges: Where its pieces stand in the new text, in the order of the text.
        candidates: Places that a reader may choose from, the likeliest first: all of those between which an
            ambiguous mark cannot be told, or for an orphaned one what stands in its place, or what was refused.
    """

    state: Anchoring
    ranges: tuple[TextRange, ...] = ()
    candidates: tuple[tuple[TextRange, ...], ...] = ()


class Revision:
    """Two versions of a text, compared once for all marks, when the first of them is placed.

    Args:
        old: The text in which the marks stand; None where it is not known.
        new: The text in which they are looked for.
        pause: Is called while the two are compared.
    """

    def __init__(self, old: Snapshot | None, new: Snapshot, pause: Pause = unasked) -> None:
        self._pause = pause
        self._old = "" if old is None else old.text
        self._new = new.text

    def place(self, selectors: Sequence[Selector]) -> Verdict:
        """Finds the place of a mark in the new text.

        Args:
            selectors: The mark's pieces in the old text, in its order; at least one.
        """
        verdicts = [self._piece(selector) for selector in selectors]
        ranges = sorted(piece for verdict in verdicts for piece in verdict.ranges)
        if any(one.end > other.start for one, other in pairwise(ranges)):
            return Verdict(Anchoring.ORPHANED, candidates=((TextRange(ranges[0].start, ranges[-1].end),),))
        worst = max(verdicts, key=lambda verdict: _GRAVITY.index(verdict.state))
        return Verdict(worst.state, tuple(ranges) if worst.state.has_place else (), worst.candidates)

    def _piece(self, selector: Selector) -> Verdict:
        here = selector.range
        if self._old[here.start : here.end] != selector.exact:  # it is not the text that it was taken from
            return self._by_looks(selector, only_literally=False)
        if self._old == self._new:
            return Verdict(Anchoring.ANCHORED, (here,))
        if unchanged := self._unchanged.place(here):
            return self._found(selector, unchanged, moved=False)
        if self._near_changes.kinship < UNRELATED:
            return self._by_looks(selector, only_literally=True)
        verdict = self._by_provenance(self._near_changes, selector)
        if not self._unchanged.is_read(here, verdict.ranges):
            verdict = self._by_provenance(self._in_full, selector)
        place = self._by_its_words(selector, verdict)
        return verdict if place is None else Verdict(Anchoring.MOVED, (place,))

    def _by_its_words(self, selector: Selector, verdict: Verdict) -> TextRange | None:
        """Where the words themselves say that a mark stands, if that is another place."""
        near = verdict.ranges[0] if verdict.ranges else None
        place = place_in_context(self._old, self._new, selector, near)
        if place is None and verdict.state not in {Anchoring.ANCHORED, Anchoring.MOVED}:
            place = only_place(self._old, self._new, selector)
        return place

    def _by_provenance(self, alignment: Alignment, selector: Selector) -> Verdict:
        mark = alignment.old.within(selector.range)
        if not mark.length:
            return Verdict(Anchoring.ORPHANED)
        found = surviving(alignment, mark) or replacement(alignment, mark)
        if found is not None:
            place = self._inside_words(alignment, selector, mark, found)
            verdict = self._found(selector, place, moved=_has_moved(alignment, mark))
            return _unless_twins(alignment, mark, found, verdict)
        elsewhere = Elsewhere(alignment)
        places = elsewhere.candidates(mark)
        if not places or not elsewhere.is_convincing(mark, places[0]):
            there = between_neighbours(alignment, mark)
            likely = ((alignment.new.range(there),),) if there else _likeliest(alignment.new, places)
            return Verdict(Anchoring.ORPHANED, candidates=likely)
        equal = elsewhere.rivals(mark, places)
        if len(equal) > 1:
            return Verdict(Anchoring.AMBIGUOUS, candidates=_offered(alignment.new, equal))
        return self._found(selector, alignment.new.range(equal[0].place), moved=True)

    def _by_looks(self, selector: Selector, *, only_literally: bool) -> Verdict:
        sought = Sought(selector, self._tokens)
        places = self._by_context.candidates(sought, only_literally=only_literally)
        taken = self._by_context.taken(sought, places)
        if not taken or (only_literally and taken[0].likeness < 1):
            return Verdict(Anchoring.ORPHANED, candidates=_likeliest(self._tokens, places))
        if len(taken) > 1:
            return Verdict(Anchoring.AMBIGUOUS, candidates=_offered(self._tokens, taken))
        return self._found(selector, self._tokens.range(taken[0].place), moved=False)

    def _found(self, selector: Selector, place: TextRange, *, moved: bool) -> Verdict:
        same = literally(self._new, place, selector)
        if same is None:
            return Verdict(Anchoring.CHANGED, (grown(self._new, place, selector),))
        return Verdict(Anchoring.MOVED if moved else Anchoring.ANCHORED, (same,))

    def _inside_words(
        self, alignment: Alignment, selector: Selector, mark: Stretch, found: Stretch
    ) -> TextRange:
        """A place in code points, where the mark's first and last words are whole no more than they were."""
        partners = alignment.partners
        before, behind = letters_outside(self._old, alignment.old, mark, selector.range)
        return without_letters(
            self._new,
            alignment.new.range(found),
            before if partners[mark.first] == found.first else 0,
            behind if partners[mark.end - 1] == found.end - 1 else 0,
        )

    @cached_property
    def _unchanged(self) -> Unchanged:
        return Unchanged(self._old, self._new, self._pause)

    @cached_property
    def _near_changes(self) -> Alignment:
        """The texts word by word, but for what stands far inside all that is unchanged."""
        read, same = self._vocabulary.tokens, self._unchanged
        alignment = self._aligned(read(self._old, same.read_of_old), read(self._new, same.read_of_new))
        if alignment.kinship < UNRELATED and self._old.isupper() != self._new.isupper():  # set in capitals
            caseless = Vocabulary(self._pause, case=False).tokens
            return self._aligned(caseless(self._old), caseless(self._new))
        return alignment

    @cached_property
    def _in_full(self) -> Alignment:
        """The texts word by word."""
        return self._aligned(self._vocabulary.tokens(self._old), self._tokens)

    def _aligned(self, old: Tokens, new: Tokens) -> Alignment:
        return Alignment(old, new, self._pause, self._unchanged.runs(old, new))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._pause)

    @cached_property
    def _tokens(self) -> Tokens:
        return self._vocabulary.tokens(self._new)

    @cached_property
    def _by_context(self) -> ByContext:
        return ByContext(self._tokens)


def _unless_twins(alignment: Alignment, mark: Stretch, found: Stretch, verdict: Verdict) -> Verdict:
    """What was found, or that it is for the reader to tell among its like."""
    if verdict.state is Anchoring.CHANGED:
        return verdict
    others = tuple((alignment.new.range(twin),) for twin in twins(alignment, mark, found))
    return Verdict(Anchoring.AMBIGUOUS, candidates=(verdict.ranges, *others)) if others else verdict


def _has_moved(alignment: Alignment, mark: Stretch) -> bool:
    return any(alignment.partners[at] >= 0 and alignment.is_moved(at) for at in range(*mark))


def _likeliest(tokens: Tokens, places: Sequence[Candidate]) -> tuple[tuple[TextRange, ...], ...]:
    """The best place, unless it is a coincidence to a reader too."""
    return _offered(tokens, [one for one in places[:1] if one.likeness >= LIKELY])


def _offered(tokens: Tokens, places: Sequence[Candidate]) -> tuple[tuple[TextRange, ...], ...]:
    return tuple((tokens.range(one.place),) for one in places if one.place.length)


_GRAVITY = (
    Anchoring.ANCHORED,
    Anchoring.MOVED,
    Anchoring.CHANGED,
    Anchoring.AMBIGUOUS,
    Anchoring.ORPHANED,
)
