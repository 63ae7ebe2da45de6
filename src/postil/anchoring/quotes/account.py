"""What is told of a match: quote and source side by side, differences, gaps, surroundings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from postil.anchoring.describe import describe
from postil.anchoring.quotes import surroundings
from postil.anchoring.quotes.insertions import own_words, put_in
from postil.anchoring.quotes.punctuation import changed_marks
from postil.anchoring.quotes.words import JOINER, PARTER, Words
from postil.anchoring.rewording import Run
from postil.core.alike import PLAIN_TYPOGRAPHY
from postil.core.comparison import Comparison, Difference, Op, Piece
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.model import Check
    from postil.core.snapshot import Snapshot

_MARKS = 8
_UNSEEN = str.maketrans("", "", JOINER + PARTER)


class Part(NamedTuple):
    """A run of the source's words beside a run of the quote's.

    Attributes:
        op: What became of the words.
        source: Empty where the quote added some; it then tells where they would stand.
        quote: Empty where the quote has none.
        mark: What the quote has for words that it elides.
    """

    op: Op
    source: Run
    quote: Run
    mark: str = ""


def account(
    check: Check, snapshot: Snapshot, source: Words, quote: Words, parts: Sequence[Part]
) -> Comparison:
    """Tells of a match.

    Args:
        check: What it is called.
        snapshot: The source.
        source: The source's words.
        quote: The quote's words.
        parts: In the order of the quote; one of them at least has words of the source.
    """
    runs = [part.source for part in parts if part.source]
    passage = Run(min(run.first for run in runs), max(run.last for run in runs))
    gaps = [part for part in parts if part.op in {Op.ELIDED, Op.PASSED} and part.source]
    return Comparison(
        check,
        describe(snapshot, _with_marks(list(_ranges(source, parts)), source, quote)),
        tuple(_piece(part, source, quote) for part in parts),
        tuple(sorted(_differences(parts, source, quote), key=lambda difference: difference.gravity)),
        tuple(surroundings.gap(source, part.source, part.mark) for part in gaps),
        surroundings.before(source, passage.first, source.starts[passage.first]),
        surroundings.after(source, passage.last, source.ends[passage.last - 1]),
        tuple(_warnings(source, quote, parts, passage)),
    )


def _piece(part: Part, source: Words, quote: Words) -> Piece:
    """A part in words; words that were added stand behind what is before them."""
    if part.source:
        start, end = source.starts[part.source.first], source.ends[part.source.last - 1]
    else:
        start = end = source.ends[part.source.first - 1] if part.source.first else 0
    return Piece(part.op, source.text[start:end], _said(part, quote), start, end)


def _said(part: Part, quote: Words) -> str:
    """The quote's words for a part, or its mark, without the characters that a spelling was made with."""
    return (part.mark or quote.words(part.quote)).translate(_UNSEEN)


def _ranges(source: Words, parts: Iterable[Part]) -> Iterator[TextRange]:
    """The stretches of the source that are quoted, in its order: one for what no gap interrupts."""
    taken = sorted(part.source for part in parts if part.source and part.op not in {Op.ELIDED, Op.PASSED})
    held = taken[0]
    for run in taken[1:]:
        if run.first <= held.last:
            held = Run(held.first, max(held.last, run.last))
        else:
            yield TextRange(source.starts[held.first], source.ends[held.last - 1])
            held = run
    yield TextRange(source.starts[held.first], source.ends[held.last - 1])


def _with_marks(ranges: list[TextRange], source: Words, quote: Words) -> list[TextRange]:
    """Stretches with the punctuation around the quote, as far as it stands around them too."""
    first, last = ranges[0], ranges[-1]
    head = _common(quote.between(0)[::-1], source.text[max(first.start - _MARKS, 0) : first.start][::-1])
    tail = _common(quote.between(len(quote)), source.text[last.end : last.end + _MARKS])
    ranges[0] = TextRange(first.start - head, first.end)
    ranges[-1] = TextRange(ranges[-1].start, last.end + tail)
    return ranges


def _common(one: str, other: str) -> int:
    """How many marks two texts begin with that are the same but for typography."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        plain = (PLAIN_TYPOGRAPHY.get(mark, mark) for mark in (mine, theirs))
        if mine.isspace() or len({*plain}) > 1:
            break
        length += 1
    return length


def _differences(parts: Iterable[Part], source: Words, quote: Words) -> Iterator[Difference]:
    for part in parts:
        if part.op.differs:
            words = own_words(part.mark, source) if part.mark else quote
            said = Run(0, len(words)) if part.mark else part.quote
            gravest = min(surroundings.gravity(source, part.source), surroundings.gravity(words, said))
            yield Difference(gravest, part.op, source.words(part.source), _said(part, quote))


def _of_mark(source: Words, part: Part) -> Iterator[str]:
    """What a mark takes away, or puts in, that a reader would look for."""
    mark = part.mark.translate(_UNSEEN)
    negations = surroundings.gap(source, part.source, part.mark).negations if part.source else ()
    if negations:
        yield f"{mark} leaves out “{'”, “'.join(negations)}”"
    brought = put_in(part.mark, source, part.source)
    if brought:
        yield f"{mark} puts in “{'”, “'.join(brought)}”"


def _warnings(source: Words, quote: Words, parts: Sequence[Part], passage: Run) -> Iterator[str]:
    for part in parts:
        if part.op is Op.ELIDED:
            yield from _of_mark(source, part)
    own = sum(part.source.last - part.source.first for part in parts if part.op is Op.SAME)
    if sum(len(own_words(part.mark, source)) for part in parts if part.mark.startswith("[")) > own:
        yield "more words are the quoter’s, in brackets, than the source’s"
    firsts = [part.source.first for part in parts if part.op is Op.SAME]
    if any(one > two for one, two in pairwise(firsts)):
        yield "the parts stand in another order"
    yield from surroundings.warnings(source, passage)
    yield from (
        mark
        for part in parts
        if part.op is Op.SAME
        for mark in changed_marks(source, part.source, quote, part.quote)
    )
