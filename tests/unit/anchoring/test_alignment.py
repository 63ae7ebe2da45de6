"""How much of two texts is the same."""

from __future__ import annotations

from random import Random

from postil.anchoring.provenance.alignment import Alignment
from postil.anchoring.provenance.tokens import Vocabulary
from postil.core.snapshot import TextRange

SHARED = " ".join(f"bell{number}" for number in range(10))


def words(seed: int, count: int) -> list[str]:
    """So few different ones that some of them stand beside each other in any two texts."""
    random = Random(seed)  # noqa: S311 - the same words each time
    return [f"word{random.randrange(60)}" for _ in range(count)]


def test_what_was_not_read_is_the_same() -> None:
    old, new = (" ".join([SHARED, *words(seed, 100)]) for seed in (1, 2))
    vocabulary = Vocabulary()
    ours, theirs = (vocabulary.tokens(text, [TextRange(len(SHARED), len(text))]) for text in (old, new))
    assert Alignment(ours, theirs).kinship >= len(SHARED) / len(old)
