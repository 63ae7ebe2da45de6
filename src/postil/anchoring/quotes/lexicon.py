"""Words and phrases of several languages, looked for among folded words without knowing their language.

A word that says something else in another language counts unless the text has words of that language, and none
of those in which it counts. Scripts without blanks have a word for each character: theirs are phrases, and a longer one that says
nothing of the kind, as 非常 `very` for 非 `not`, goes before a shorter. Cost: a look-up or two a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.anchoring.quotes.words import Words
from postil.anchoring.rewording import Run

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

_MARKERS = {
    "cs": "je, se, že",
    "da": "og, det, på, til",
    "de": "der, die, das, und, ist, ein",
    "en": "the, and, of",
    "es": "el, los, las, una",
    "fr": "les, est, des, une, du, et, qui, je, vous, nous",
    "it": "che, di, della, gli, nel",
    "nl": "het, een, van",
    "pl": "się, jest, że",
    "pt": "uma, não, um, em, são",
    "sv": "och, att, det, på, till",
    "tr": "bir, ve, bu",
}  # words that most texts of a language have, and few of the languages with which it shares others


class Shared(NamedTuple):
    """The languages in which a word counts, and those in which it says something else."""

    here: str
    elsewhere: str

    def counts(self, text: Words) -> bool:
        """Whether it counts in a text."""
        return _is_in(text, self.here) or not _is_in(text, self.elsewhere)


class Lexicon:
    """Words and phrases that say the same kind of thing.

    Args:
        languages: Phrases with commas between them, by language.
        shared: Those of their words that say something else in another language.
        harmless: Phrases that hold one of the others and say nothing of the kind.
        shapes: What else a whole word may look like.
    """

    def __init__(
        self,
        languages: Mapping[str, str],
        shared: Mapping[str, Shared] | None = None,
        harmless: str = "",
        shapes: re.Pattern[str] | None = None,
    ) -> None:
        self._phrases = {phrase: True for words in languages.values() for phrase in _folded(words)}
        self._phrases |= dict.fromkeys(_folded(harmless), False)
        self._longest = {
            first: max(len(phrase) for phrase in self._phrases if phrase[0] == first)
            for first in {phrase[0] for phrase in self._phrases}
        }
        self._shared = shared or {}
        self._shapes = shapes

    def among(self, keys: Sequence[str], text: Words) -> Iterator[Run]:
        """The places of its words and phrases, ascending.

        Args:
            keys: Folded words.
            text: The text that tells which languages it is in.
        """
        at = 0
        while at < len(keys):
            length, counts = self._begins(keys, at, text)
            if counts:
                yield Run(at, at + length)
            at += length

    def has(self, keys: Sequence[str], text: Words) -> bool:
        """Whether any stands among some words."""
        return any(True for _ in self.among(keys, text))

    def leads(self, keys: Sequence[str], text: Words) -> bool:
        """Whether some words begin with one."""
        return bool(keys) and self._begins(keys, 0, text)[1]

    def _begins(self, keys: Sequence[str], at: int, text: Words) -> tuple[int, bool]:
        """How long a phrase is that begins at a word, one where none does, and whether it counts."""
        key = keys[at]
        if self._shapes and self._shapes.fullmatch(key):
            return 1, True
        key = key.rpartition("'")[2] or key  # d'aucun, qu'aucun
        for length in range(min(self._longest.get(key, 0), len(keys) - at), 0, -1):
            counts = self._phrases.get((key, *keys[at + 1 : at + length]))
            if counts is not None:
                shared = self._shared.get(key)
                return length, counts and (shared is None or shared.counts(text))
        return 1, False


def _is_in(text: Words, languages: str) -> bool:
    return any(text.has([marker]) for name in languages.split() for marker in _MARKERS[name].split(", "))


def _folded(phrases: str) -> list[tuple[str, ...]]:
    return [tuple(Words(phrase).keys) for phrase in phrases.split(", ") if phrase]
