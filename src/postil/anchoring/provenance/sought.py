"""A mark whose old text is not known: its words and what stood beside them, as tokens."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from postil.anchoring.provenance.alignment import Alignment
from postil.anchoring.provenance.candidates import Candidate, Words, candidate
from postil.anchoring.provenance.in_place import replacement
from postil.anchoring.provenance.survival import surviving
from postil.anchoring.provenance.tokens import Stretch
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from postil.anchoring.provenance.tokens import Tokens
    from postil.core.target import Selector

SLACK = 8
"""Tokens of a text that are compared with a mark and its context beyond as many as those have."""


class Sought:
    """A mark that is looked for in a text.

    Args:
        selector: Its words and what stood beside them.
        text: The text's tokens.

    Attributes:
        start: Where it stood, in code points.
        keys: Its words.
        all_keys: They and what stood beside them.
        weight: Their letters and digits.
        has_context: Whether it is known what stood beside them.
    """

    def __init__(self, selector: Selector, text: Tokens) -> None:
        read = text.vocabulary.tokens
        exact, prefix, suffix = map(read, (selector.exact, selector.prefix, selector.suffix))
        self._text = text
        self._selector = selector
        self._words = Words(exact.folded(), prefix.folded(), suffix.folded())
        self._beside = len(prefix), len(suffix)
        self.start = selector.start
        self.keys = exact.keys
        self.all_keys = [*prefix.keys, *exact.keys, *suffix.keys]
        self.weight = exact.weight(0, len(exact))
        self.has_context = bool(selector.prefix or selector.suffix)

    @property
    def own(self) -> str:
        """The mark's words, folded."""
        return self._words.own

    def at(self, place: Stretch) -> Candidate:
        """Reads a place of the text."""
        return candidate(self._words, self._text, place, self._beside)

    def aligned(self, place: Stretch) -> Stretch | None:
        """What became of the mark about a place, told by what became of its context.

        Returns:
            None where too little is left of it, or what is left stands beside the place.
        """
        old, mark = self._in_context
        if not mark.length:
            return None
        slack = mark.length + SLACK
        first = max(place.first - mark.first - slack, 0)
        there = Alignment(old, self._text.part(first, place.end + len(old) - mark.end + slack))
        found = surviving(there, mark) or replacement(there, mark)
        if found is None or first + found.first >= place.end or first + found.end <= place.first:
            return None
        return Stretch(first + found.first, first + found.end)

    @cached_property
    def _in_context(self) -> tuple[Tokens, Stretch]:
        """The mark between what stood beside it, and which of those tokens are its own."""
        prefix, exact, suffix = self._selector.prefix, self._selector.exact, self._selector.suffix
        tokens = self._text.vocabulary.tokens(prefix + exact + suffix)
        return tokens, tokens.within(TextRange(len(prefix), len(prefix) + len(exact)))
