"""Which paragraphs of a text are others than those of the text before it."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from postil.core.pausing import paused, unasked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.pausing import Pause
    from postil.core.snapshot import Snapshot

LEAST_SHARE = 0.25
"""The share of its words that a paragraph has in common with what it was before."""

LEAST_SHARE_ELSEWHERE = 0.5
"""The same where that stood elsewhere."""

MOST_PAIRS = 2_500
"""Pairs of paragraphs that are compared by their words; of more, each is taken for what stood in its turn beside the
same neighbour, and none for one that stood elsewhere."""

NEAR = 20
"""Paragraphs that are gone back through, and places of the same words among which the nearest is taken."""

_Name = tuple[str, int]
"""A paragraph that both texts have: its words, and the how-manieth with the same words it is."""


class Rewrite(StrEnum):
    """What became of a paragraph."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


class Rewritten(NamedTuple):
    """A paragraph that is not as it was.

    Attributes:
        block: Its index in the new text; for a removed one that of the block before which it stood, or
            of the last.
        rewrite: What became of it.
        before: Its words in the old text; empty for a new one.
    """

    block: int
    rewrite: Rewrite
    before: str = ""


class _Run(NamedTuple):
    """Neighbouring blocks that the other text has not, with the kept ones before and after them."""

    before: _Name | None
    after: _Name | None
    blocks: list[int]


def rewritten(old: Snapshot, new: Snapshot, pause: Pause = unasked) -> tuple[Rewritten, ...]:
    """Compares two texts paragraph by paragraph, in linear time.

    A paragraph is the same wherever it stands and however its blanks are set. One is a changed one where a
    paragraph with many of its words stood beside the same neighbour, or one with most of them elsewhere.

    Args:
        old: One text.
        new: The other.
        pause: Is called on the way.

    Returns:
        What is not as it was, in the order of the new text.
    """
    was, now = (_words(text, pause) for text in (old, new))
    gone, fresh = _runs(was, now, pause), _runs(now, was, pause)
    behind = {run.before: run for run in gone}
    ahead = {run.after: run for run in gone}
    pairs: dict[int, int] = {}
    replaced: set[int] = set()
    for run in paused(fresh, pause):
        places = [place for place in (behind.get(run.before), ahead.get(run.after)) if place]
        former = {block for place in places for block in place.blocks} - replaced
        own = _pairs(run.blocks, sorted(former), now, was)
        pairs |= own
        replaced.update(own.values())
    alone = [block for run in fresh for block in run.blocks if block not in pairs]
    left = [block for run in gone for block in run.blocks if block not in replaced]
    if len(alone) * len(left) <= MOST_PAIRS:
        pairs |= _pairs(alone, left, now, was, LEAST_SHARE_ELSEWHERE)
    found = [
        Rewritten(block, Rewrite.CHANGED, old.blocks[pairs[block]].text)
        if block in pairs
        else Rewritten(block, Rewrite.NEW)
        for run in fresh
        for block in run.blocks
    ]
    found += _removed(gone, set(pairs.values()), now, old)
    return tuple(sorted(found))


def same_place(old: Snapshot, new: Snapshot, offset: int, changes: Iterable[Rewritten] = ()) -> int:
    """Where one is in a new text who was at an offset of the old one.

    In the paragraph with the same words, or at the beginning of what it was changed into; as far behind the
    nearest one before it that is kept; else as far through the text.

    Args:
        old: The text from before.
        new: The other one.
        offset: In code points of the old text.
        changes: What is known to be other in the new text.
    """
    there = len(new.text) * offset // max(len(old.text), 1)
    here = old.block_at(offset)
    own = old.blocks[here].text
    changed = next(
        (one.block for one in changes if one.rewrite is Rewrite.CHANGED and one.before == own), None
    )
    if changed is not None:
        return new.starts[changed]
    for block in range(here, max(here - NEAR, -1), -1):
        words = old.blocks[block].text
        starts = islice(_starts(new, words), NEAR) if words else ()
        start = min(starts, key=lambda at: abs(at - there), default=None)
        if start is not None:
            follows = min(new.block_at(start) + here - block, len(new.blocks) - 1)
            return start + offset - old.starts[block] if block == here else new.starts[follows]
    return there


def _starts(text: Snapshot, words: str) -> Iterator[int]:
    """Where paragraphs of some words begin."""
    at = text.text.find(words)
    while at >= 0:
        block = text.block_at(at)
        if text.starts[block] == at and text.blocks.length(block) == len(words):
            yield at
        at = text.text.find(words, at + len(words))


def _pairs(
    fresh: Sequence[int],
    former: Sequence[int],
    now: Sequence[str],
    was: Sequence[str],
    least: float = LEAST_SHARE,
) -> dict[int, int]:
    """What each block of a run was before, as far as it can be told by the words that both have."""
    if len(fresh) * len(former) > MOST_PAIRS:
        return dict(zip(fresh, former, strict=False))
    words = {block: set(was[block].split()) for block in former}
    pairs: dict[int, int] = {}
    for block in fresh:
        own = set(now[block].split())
        shares = [
            (len(own & theirs) / max(len(own), len(theirs), 1), -one)
            for one, theirs in words.items()
            if one not in pairs.values()
        ]
        share, one = max(shares, default=(0.0, 0))
        if share >= least:
            pairs[block] = -one
    return pairs


def _removed(
    gone: Iterable[_Run], replaced: set[int], now: Sequence[str], old: Snapshot
) -> Iterator[Rewritten]:
    places = {name: block for block, name in enumerate(_named(now))}
    last = len(now) - 1
    for run in gone:
        follows = places[run.before] + 1 if run.before else places[run.after] if run.after else last
        for block in run.blocks:
            if block not in replaced:
                yield Rewritten(min(follows, last), Rewrite.REMOVED, old.blocks[block].text)


def _words(text: Snapshot, pause: Pause) -> list[str]:
    return [" ".join(block.text.split()) for block in paused(text.blocks, pause)]


def _named(words: Sequence[str]) -> Iterator[_Name]:
    """Each block's words, and the how-manieth with these words it is."""
    seen: Counter[str] = Counter()
    for said in words:
        yield said, seen[said]
        seen[said] += 1


def _runs(words: Sequence[str], others: Sequence[str], pause: Pause) -> list[_Run]:
    """The runs of blocks whose words do not stand in the other text, or not so often."""
    theirs = Counter(others)
    runs: list[_Run] = []
    run = _Run(None, None, [])
    for block, name in enumerate(paused(_named(words), pause)):
        if name[1] >= theirs[name[0]]:
            run.blocks.append(block)
        else:
            if run.blocks:
                runs.append(run._replace(after=name))
            run = _Run(name, None, [])
    return [*runs, run] if run.blocks else runs
