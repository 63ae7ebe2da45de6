"""Two rows of words side by side: which are the same, and which took the place of others.

The longest common subsequence (Hyyrö 2004, bit-parallel, by rapidfuzz). Cost: O(ab / 64).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_WORDS = 5_000
"""Words of a text that are compared one by one; longer ones differ as a whole."""


class Run(NamedTuple):
    """Words `first` to `last` (exclusive) of a text."""

    first: int
    last: int

    def __bool__(self) -> bool:
        return self.first < self.last


class Step(NamedTuple):
    """Words of the source, and the quote's words in their place: equal ones where `same`."""

    same: bool
    source: Run
    quote: Run


class Rewording(NamedTuple):
    """Words that took the place of others; either may be empty."""

    before: str
    after: str


def rewordings(before: str, after: str) -> tuple[Rewording, ...]:
    """Compares two texts word by word as they are written, blanks aside.

    Returns:
        The stretches of words that differ, in order; none where the words are the same.
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MOST_WORDS:
        return () if old == new else (Rewording(" ".join(old), " ".join(new)),)
    steps = without_strays(side_by_side(old, new, Run(0, len(old))))
    return tuple(
        Rewording(" ".join(old[slice(*step.source)]), " ".join(new[slice(*step.quote)]))
        for step in steps
        if not step.same
    )


def side_by_side(source: Sequence[str], quote: Sequence[str], window: Run) -> list[Step]:
    """A stretch of a source's words beside those of a quote, all of both, in order."""
    steps: list[Step] = []
    for step in Indel.opcodes(source[window.first : window.last], quote):
        same = step.tag == "equal"
        taken = Run(window.first + step.src_start, window.first + step.src_end)
        said = Run(step.dest_start, step.dest_end)
        if steps and not same and not steps[-1].same:
            last = steps.pop()
            taken, said = Run(last.source.first, taken.last), Run(last.quote.first, said.last)
        steps.append(Step(same, taken, said))
    return steps


def without_strays(steps: Sequence[Step]) -> Iterator[Step]:
    """One change instead of two around a single word, where that is shared by chance only."""
    held: Step | None = None
    for at, step in enumerate(steps):
        stray = (
            step.same
            and step.quote.last - step.quote.first == 1
            and 0 < at < len(steps) - 1
            and all(
                min(_size(other.source), _size(other.quote)) > 1 for other in (steps[at - 1], steps[at + 1])
            )
        )
        if step.same and not stray:
            if held:
                yield held
            yield step
            held = None
        elif held:
            held = held._replace(
                source=Run(held.source.first, step.source.last), quote=Run(held.quote.first, step.quote.last)
            )
        else:
            held = step._replace(same=False)
    if held:
        yield held


def _size(run: Run) -> int:
    return run.last - run.first
