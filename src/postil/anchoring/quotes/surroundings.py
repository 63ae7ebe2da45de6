"""What stands around a passage and in its gaps, and what of it would change how a quote is read.

Lists of words and no grammar: this warns, and never decides whether a quote was found. Cost: the words looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.quotes.sentences import in_sentence, stops, stops_before
from postil.anchoring.quotes.telling_words import DOUBTS, NEGATIONS, TURNS, is_number, is_sign
from postil.anchoring.rewording import Run
from postil.core.comparison import Gap, Gravity
from postil.core.patterns import pattern
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.anchoring.quotes.words import Words

CONTEXT = 12
"""How many words before and behind a passage are shown."""

_NEAR = 4
_BLANKS = pattern(r"\s+")


def before(source: Words, first: int, offset: int) -> str:
    """The words right before a passage of which `first` is the first word, up to its offset."""
    start = source.starts[max(first - CONTEXT, 0)] if first else 0
    return _line(source.text[start:offset])


def after(source: Words, last: int, offset: int) -> str:
    """The words right behind a passage of which `last` is the word behind, from its end's offset on."""
    end = source.ends[min(last + CONTEXT, len(source)) - 1] if last < len(source) else len(source.text)
    return _line(source.text[offset:end])


def gap(source: Words, run: Run, mark: str) -> Gap:
    """What stands between two stretches; a run of one word at least."""
    start, end = source.starts[run.first], source.ends[run.last - 1]
    text = source.text[start:end]
    keys = source.keys[slice(*run)]
    negations = tuple(
        source.words(Run(run.first + first, run.first + last))
        for first, last in NEGATIONS.among(keys, source)
    )
    words = sum(not is_sign(key) for key in keys)
    return Gap(TextRange(start, end), text, mark, words, stops(source, run), negations)


def gravity(words: Words, run: Run) -> Gravity:
    """What the gravest of some words is about."""
    return min((_gravity(words, at) for at in range(*run)), default=Gravity.WORDS)


def warnings(source: Words, passage: Run) -> Iterator[str]:
    """What a quote's reader should know of the words right before and behind its passage."""
    following = _turn(source, passage.last)
    if following:
        yield f"the source goes on: “{following} …”"
    words = _doubt_before(source, passage.first)
    if words:
        yield f"the source leads in: “… {words}”"


def _gravity(words: Words, at: int) -> Gravity:
    key = words.keys[at]
    if is_number(key):
        return Gravity.NUMBER
    if NEGATIONS.leads(words.keys[at : at + _NEAR], words):
        return Gravity.NEGATION
    is_name = words.raw(at)[:1].isupper() and at > 0 and not stops_before(words, at) and key != "i"
    return Gravity.NAME if is_name else Gravity.WORDS


def _turn(source: Words, last: int) -> str:
    """The words behind a passage, where they take back or restrict what it says."""
    key, following = (source.keys[at] if at < len(source) else "" for at in (last, last + 1))
    stopped = stops_before(source, last)
    ahead = source.keys[last : last + _NEAR]
    conditional = not stopped and (key == "if" or (key == "only" and following in {"if", "when"}))
    even = not stopped and key in {"only", "even", "as"} and following in {"if", "when", "though", "long"}
    turned = TURNS.leads(ahead, source) or (not stopped and NEGATIONS.leads(ahead, source))
    if turned or conditional or even:
        return _line(source.words(Run(last, min(last + _NEAR, len(source)))))
    return ""


def _doubt_before(source: Words, first: int) -> str:
    """The words before a passage in its own sentence, where they deny or doubt it."""
    leading = in_sentence(source, first, -_NEAR)
    keys = source.keys[slice(*leading)]
    doubting = NEGATIONS.has(keys, source) or DOUBTS.has(keys, source)
    return _line(source.words(leading)) if doubting else ""


def _line(text: str) -> str:
    """A text with each run of blanks as one, also at its ends, where it touches what it surrounds."""
    return _BLANKS.sub(" ", text)
