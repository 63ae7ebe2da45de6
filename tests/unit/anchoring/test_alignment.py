"""How much of two long texts is the same, and how much is there by chance."""

from __future__ import annotations

from random import Random

from postil.anchoring.provenance.alignment import STRANGE, UNRELATED, Alignment
from postil.anchoring.provenance.tokens import Vocabulary
from postil.core.snapshot import TextRange

SHARED = " ".join(f"bell{number}" for number in range(10))


def words(seed: int, count: int) -> list[str]:
    """So few different ones that some of them stand beside each other in any two texts."""
    random = Random(seed)  # noqa: S311 - the same words each time
    return [f"word{random.randrange(60)}" for _ in range(count)]


def test_of_long_texts_that_share_next_to_nothing_no_chance_words_are_linked() -> None:
    old, new = (" ".join([*words(seed, 4_000), SHARED, *words(seed + 2, 4_000)]) for seed in (1, 2))
    vocabulary = Vocabulary()
    assert Alignment(vocabulary.tokens(old), vocabulary.tokens(new)).kinship < STRANGE


def test_a_long_text_of_which_every_other_word_was_misread_is_the_same_text() -> None:
    old = [f"{word}{place % 97}" for place, word in enumerate(words(1, 8_000))]
    random = Random(3)  # noqa: S311 - likewise
    new = [f"i{word}" if random.random() < 0.5 else word for word in old]
    vocabulary = Vocabulary()
    assert Alignment(vocabulary.tokens(" ".join(old)), vocabulary.tokens(" ".join(new))).kinship > UNRELATED


def test_what_was_not_read_is_the_same() -> None:
    old, new = (" ".join([SHARED, *words(seed, 100)]) for seed in (1, 2))
    vocabulary = Vocabulary()
    ours, theirs = (vocabulary.tokens(text, [TextRange(len(SHARED), len(text))]) for text in (old, new))
    assert Alignment(ours, theirs).kinship >= len(SHARED) / len(old)
