"""A mark whose old text is not known: its words, and what stood before and behind them.

Literal places come first, told apart by their context; then windows that read alike. Where two places are
equally good, neither is taken, unless one is much nearer to where the mark stood.

Cost: once linear in the text; a mark then costs its literal places, and as `elsewhere` tells.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from postil.anchoring.provenance.candidates import Candidate, Words, apart, candidate, rivals
from postil.anchoring.provenance.resemblance import best_part
from postil.anchoring.provenance.tokens import Stretch
from postil.anchoring.provenance.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.anchoring.provenance.tokens import Tokens
    from postil.core.target import Selector

CONVINCING = ((1.0, 0.5), (0.9, 0.45), (0.8, 0.5), (0.7, 0.75))
"""How much the words must resemble the mark's, and one of their sides the context; any of these pairs will do."""

SURE = 0.62
"""How much the context of literal words must be the same to look no further."""

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

    def candidates(self, selector: Selector, *, only_literally: bool = False) -> list[Candidate]:
        """The places that read most like a mark, the best first, none overlapping another."""
        tokens = self._tokens
        exact, prefix, suffix = map(
            tokens.vocabulary.tokens, (selector.exact, selector.prefix, selector.suffix)
        )
        words = Words(exact.folded(), prefix.folded(), suffix.folded())
        beside = len(prefix), len(suffix)
        found = [
            candidate(words, tokens, place, beside) for place in self._literal(exact.keys, selector.start)
        ]
        if not only_literally and not any(one.context >= SURE for one in found):
            windows = self._windows.for_words([*prefix.keys, *exact.keys, *suffix.keys], MOST)
            places = {best_part(words.own, tokens, near)[0] for near in windows}
            found += [candidate(words, tokens, place, beside) for place in places]
        return apart(sorted(found, key=lambda one: (one.rank, -self._distance(selector, one)), reverse=True))

    def is_convincing(self, selector: Selector, one: Candidate) -> bool:
        """Whether a place may be taken for the mark's."""
        if not (selector.prefix or selector.suffix):
            weight = self._tokens.weight(*one.place)
            return weight >= (UNIQUE if one.likeness == 1 else LONG) and one.likeness >= ALIKE
        return any(one.likeness >= like and one.context >= context for like, context in CONVINCING)

    def undecided(self, selector: Selector, candidates: list[Candidate]) -> list[Candidate]:
        """The best place and those that are as good and not much farther off."""
        nearest = self._distance(selector, candidates[0])
        return [one for one in rivals(candidates) if self._distance(selector, one) <= nearest * FARTHER]

    def _distance(self, selector: Selector, one: Candidate) -> int:
        """How many code points a place is from where the mark stood."""
        starts = self._tokens.starts
        return abs(starts[one.place.first] - selector.start) if one.place.first < len(starts) else 0

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self._tokens, [Stretch(0, len(self._tokens))])

    @cached_property
    def _places(self) -> dict[int, list[int]]:
        places: dict[int, list[int]] = {}
        for at, key in enumerate(self._tokens.keys):
            places.setdefault(key, []).append(at)
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
