"""Stretches of a text in which some words may stand: pairs of neighbouring tokens vote for them.

Cost: once linear in the tokens looked at; a search then costs its pairs and the places where each stands.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.anchoring.provenance.tokens import Tokens

COMMON = 40
"""Places after which a pair says nothing."""


class Windows:
    """Where each pair of neighbours stands in some stretches of a text.

    Args:
        tokens: The text.
        rooms: The stretches, in order, none overlapping another.
    """

    def __init__(self, tokens: Tokens, rooms: Sequence[Stretch]) -> None:
        self._rooms = rooms
        self._places: dict[tuple[int, int], list[tuple[int, int]]] = {}
        keys = tokens.keys
        for number, room in enumerate(rooms):
            for at in range(room.first, room.end - 1):
                self._places.setdefault((keys[at], keys[at + 1]), []).append((number, at))

    def for_words(self, keys: Sequence[int], most: int) -> Iterator[Stretch]:
        """The windows that got the most votes, each three times as long as the words where there is room.

        Args:
            keys: The words.
            most: How many windows.
        """
        length = len(keys)
        votes: Counter[tuple[int, int]] = Counter()
        for shift, pair in enumerate(pairwise(keys)):
            places = self._places.get(pair, ())
            if len(places) <= COMMON:
                votes.update(
                    {(number, max(at - shift, self._rooms[number].first) // length) for number, at in places}
                )
        for (number, window), _ in votes.most_common(most):
            room = self._rooms[number]
            near = Stretch(max(room.first, (window - 1) * length), min(room.end, (window + 3) * length))
            if near.first < near.end:
                yield near
