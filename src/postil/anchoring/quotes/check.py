"""The door: a quote beside the text of its source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from postil.anchoring.describe import describe
from postil.anchoring.quotes import surroundings
from postil.anchoring.quotes.account import Part, account
from postil.anchoring.quotes.altered import altered
from postil.anchoring.quotes.chain import tightest
from postil.anchoring.quotes.conventions import read, with_numbers
from postil.anchoring.quotes.spellings import spellings
from postil.anchoring.quotes.spoken import joined
from postil.anchoring.quotes.words import Words, words_of
from postil.anchoring.rewording import Run
from postil.core.comparison import Comparison, Op, Piece
from postil.core.model import Check
from postil.core.pausing import unasked
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.anchoring.quotes.conventions import Reading
    from postil.core.pausing import Pause
    from postil.core.snapshot import Snapshot


def compare(quote: str, snapshot: Snapshot, pause: Pause = unasked) -> Comparison:
    """Compares a quote with the text of its source.

    The source's words are kept for the next quote: the first costs about 2 µs a word of the source, the
    following ones what their own length and a search through the source cost.

    Args:
        quote: The quoted words; blanks around them do not count.
        snapshot: The source's text.
        pause: Is called while the source's words are read, and before each longer search.

    Returns:
        Never `UNCHECKED`; of a quote that was not found, nothing but that.
    """
    quote, source = quote.strip(), words_of(snapshot.text, pause)
    place = _literal(quote, source)
    if place:
        return _exact(quote, snapshot, source, place)
    quote = with_numbers(quote, source.text)
    for spelling in spellings(quote, source):
        pause()
        answer = _found(spelling, snapshot, source)
        if answer:
            return answer
    pause()
    reading = read(quote, source.grouping)
    parts = altered(reading, source, pause)
    if parts:
        return account(Check.ALTERED, snapshot, source, reading.words, parts)
    return Comparison(Check.NOT_FOUND)


def _literal(quote: str, source: Words) -> TextRange | None:
    """The first place of a quote as it is written where it cuts no word."""
    if not quote or not source.has(Words(quote, grouping=source.grouping).keys):
        return None
    at = source.text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if not source.cuts(at) and not source.cuts(end):
            return TextRange(at, end)
        at = source.text.find(quote, source.behind(at))
    return None


def _exact(quote: str, snapshot: Snapshot, source: Words, place: TextRange) -> Comparison:
    run = source.within(place.start, place.end)
    return Comparison(
        Check.EXACT,
        describe(snapshot, [place]),
        (Piece(Op.SAME, quote, quote, place.start, place.end),),
        before=surroundings.before(source, run.first, place.start),
        after=surroundings.after(source, run.last, place.end),
        warnings=tuple(surroundings.warnings(source, run)),
    )


def _found(quote: str, snapshot: Snapshot, source: Words) -> Comparison | None:
    """A quote whose words all stand in the source, in order, with nothing between them that it hides."""
    words = Words(quote, grouping=source.grouping)
    if not words:
        return None
    whole = Run(0, len(words))
    run = next(source.line.find(words.keys), None)
    if run:
        return account(Check.TYPOGRAPHIC, snapshot, source, words, [Part(Op.SAME, run, whole)])
    reading = read(quote, source.grouping)
    runs = tightest(reading, source)
    if runs:
        check = Check.ELIDED if reading.is_edited else Check.TYPOGRAPHIC
        parts = list(_chained(runs, reading))
        return account(check, snapshot, source, reading.words, parts)
    runs = joined(words.keys, source)
    if runs:
        return account(Check.JOINED, snapshot, source, words, list(_joined(runs)))
    return None


def _chained(runs: Sequence[Run], reading: Reading) -> Iterator[Part]:
    segments = reading.segments
    if reading.lead.mark:
        yield Part(Op.ELIDED, Run(runs[0].first, runs[0].first), Run(0, 0), reading.lead.mark)
    yield Part(Op.SAME, runs[0], segments[0])
    for (one, two), (said, following), gap in zip(
        pairwise(runs), pairwise(segments), reading.gaps, strict=True
    ):
        yield Part(Op.ELIDED, Run(one.last, two.first), Run(said.last, said.last), gap.mark)
        yield Part(Op.SAME, two, following)
    if reading.trail.mark:
        yield Part(Op.ELIDED, Run(runs[-1].last, runs[-1].last), Run(0, 0), reading.trail.mark)


def _joined(runs: Sequence[Run]) -> Iterator[Part]:
    said = 0
    for at, run in enumerate(runs):
        if at:
            yield Part(Op.PASSED, Run(runs[at - 1].last, run.first), Run(said, said))
        length = run.last - run.first
        yield Part(Op.SAME, run, Run(said, said + length))
        said += length
