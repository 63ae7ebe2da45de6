"""A mark whose old text is not known: its words, and what stood before and behind them.

Literal places come first, told apart by their context; then windows that read alike. A place is taken where
its context speaks for it, or where nothing else in the text reads nearly as much like the mark. Where two places
are equally good, neither is taken, unless one is much nearer to where the mark stood. How far the mark reaches
there, its context tells; both of its sides together also tell of words that hardly read like the mark any more.

Cost: once linear in the text; a mark then costs its literal places, and as `elsewhere` tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from postil.anchoring.provenance.candidates import apart, rivals
from postil.anchoring.provenance.resemblance import best_part
from postil.anchoring.provenance.tokens import Stretch
from postil.anchoring.provenance.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.anchoring.provenance.candidates import Candidate
    from postil.anchoring.provenance.sought import Sought
    from postil.anchoring.provenance.tokens import Tokens

CONVINCING = ((0.9, 0.55), (0.8, 0.6), (0.7, 0.75))
"""How much the words must resemble the mark's, and one of their sides the context; any of these pairs will do."""

MATCHLESS = 0.75
"""How much words must resemble the mark's, whatever stands beside them, if nothing else does nearly as much."""

NEARLY = 0.2
"""How much less everything else must resemble it."""

TELLING = 40
"""Letters and digits that such a mark has at least."""

SURE = 0.62
"""How much the context of literal words must be the same to look no further."""

BOTH = 0.8
"""How much both sides must resemble the context, whatever the words between them became."""

ALIKE = 0.9
"""How much words without a context must resemble the mark's."""

LONG = 30
"""Letters of words that need no context."""

UNIQUE = 12
"""The same where they stand there literally."""

FARTHER = 4
"""How many times as far off another place must be to leave equally good ones in no doubt."""

MOST = 8
"""Windows that are read for one mark."""

MOST_LITERAL = 200
"""Literal places that are read for one mark: the nearest ones."""


class ByContext:
    """A text in which marks of unknown texts are looked for."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def candidates(self, sought: Sought, *, only_literally: bool = False) -> list[Candidate]:
        """The places that read most like a mark, the best first, none overlapping another."""
        found = [sought.at(place) for place in self._literal(sought.keys, sought.start)]
        if not only_literally and not any(one.context >= SURE for one in found):
            windows = self._windows.for_words(sought.all_keys, MOST)
            places = {place for near in windows for place in self._alike(sought, near)}
            found += [sought.at(place) for place in places]
        return apart(sorted(found, key=lambda one: (one.rank, -self._distance(sought, one)), reverse=True))

    def taken(self, sought: Sought, candidates: list[Candidate]) -> list[Candidate]:
        """The places that may be taken for the mark's: none, one, or several between which it cannot be told."""
        reaching = [one if one.likeness == 1 else self._aligned(sought, one) or one for one in candidates[:1]]
        likely = candidates[:1] + [one for one in candidates[1:] if len(apart([*reaching, one])) > 1]
        if not self._is_convincing(sought, likely):
            found = [there for one in candidates if (there := self._aligned(sought, one))]
            return apart(one for one in found if min(one.before, one.behind) >= BOTH)
        nearest = self._distance(sought, candidates[0])
        return reaching + [
            one for one in rivals(likely)[1:] if self._distance(sought, one) <= nearest * FARTHER
        ]

    def _alike(self, sought: Sought, near: Stretch) -> Iterator[Stretch]:
        """The part of a window that reads most like the mark, and where that may be it, the best on its sides."""
        best, likeness = best_part(sought.own, self._tokens, near)
        yield best
        if likeness < CONVINCING[-1][0]:
            return
        for side in (Stretch(near.first, best.first), Stretch(best.end, near.end)):
            if side.length >= len(sought.keys) / 2:
                yield best_part(sought.own, self._tokens, side)[0]

    def _is_convincing(self, sought: Sought, candidates: list[Candidate]) -> bool:
        """Whether the first of some places is the mark's, by how it reads."""
        if not candidates:
            return False
        best, others = candidates[0], candidates[1:]
        if not sought.has_context:
            return sought.weight >= (UNIQUE if best.likeness == 1 else LONG) and best.likeness >= ALIKE
        if any(best.likeness >= like and best.context >= context for like, context in CONVINCING):
            return True
        nearly = max((one.likeness for one in others), default=0.0) > best.likeness - NEARLY
        return sought.weight >= TELLING and best.likeness >= MATCHLESS and not nearly

    def _aligned(self, sought: Sought, one: Candidate) -> Candidate | None:
        place = sought.aligned(one.place)
        return sought.at(place) if place else None

    def _distance(self, sought: Sought, one: Candidate) -> int:
        """How many code points a place is from where the mark stood."""
        starts = self._tokens.starts
        return abs(starts[one.place.first] - sought.start) if one.place.first < len(starts) else 0

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self._tokens, [Stretch(0, len(self._tokens))])

    @cached_property
    def _places(self) -> dict[int, list[int]]:
        places: defaultdict[int, list[int]] = defaultdict(list)
        for at, key in enumerate(self._tokens.keys):
            places[key].append(at)
        return places

    def _literal(self, keys: Sequence[int], start: int) -> Iterator[Stretch]:
        """The places where tokens stand in a row, those nearest to an offset where there are many."""
        if not keys:
            return
        rarest = min(range(len(keys)), key=lambda index: len(self._places.get(keys[index], ())))
        places = self._places.get(keys[rarest], [])
        near = bisect_left(places, bisect_left(self._tokens.starts, start))
        for at in places[max(near - MOST_LITERAL // 2, 0) : near + MOST_LITERAL // 2]:
            first = at - rarest
            if first >= 0 and self._tokens.keys[first : first + len(keys)] == keys:
                yield Stretch(first, first + len(keys))
