"""What a quote says about itself: that it leaves words out, or puts others in.

As style guides have it (Chicago Manual of Style 13.50 to 13.62): an ellipsis, also in brackets, stands for
words of the source; `[T]he` is the source's `the`; `allow[s]` a word with another ending; `[sic]` and
`[emphasis added]` are the quoter's remarks; other words in brackets replace a few of the source's, or none.
None of them may put in a negation or a number, as `insertions` has it.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from postil.anchoring.quotes.insertions import keeps_denial, keeps_sense, keeps_sense_as_remark
from postil.anchoring.quotes.sentences import in_sentence
from postil.anchoring.quotes.words import JOINER, Words
from postil.anchoring.rewording import Run
from postil.core.patterns import pattern
from postil.core.words import SOLO

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS_WORDS = 250
"""How many words an ellipsis may stand for: about a page."""
BRACKET_WORDS = 8
"""How many words a bracket may stand for."""

_DOTS = r"(?:…|⋯|\.(?:\s?\.){2,})+\.?"
_OMITTED = rf"[\[(<（［〔]\s?(?:{_DOTS}|[中前後后]?略)\s?[\])>）］〕]"
_REMARK = (
    r"sic\b[.!]?|recte\b[^\]\[)(]{0,40}"
    r"|(?:my|our|original|author['’]s)?\s?(?:emphas[ie]s|italics?|bold|underlin\w+|translation)\b[^\]\[)(]{0,40}"
    r"|(?:internal\s)?(?:citations?|footnotes?|references?|quotation\smarks|notes?)\s"
    r"(?:omitted|removed|needed)\b[^\]\[)(]{0,40}"
    r"|(?:hervorheb\w+|kursiv\w*|c['’]est\s(?:moi|nous)\squi\ssoulign\w+|(?:je|nous)\ssoulign\w+|souligné\spar"
    r"|énfasis|cursivas?|grifos?|corsiv[oi]|cursivering|курсив|выделено|傍点|强调)\b[^\]\[)(]{0,40}"
)
_MARK = pattern(
    rf"(?P<dots>{_OMITTED}|{_DOTS})"
    rf"|[\[(]\s?(?P<remark>{_REMARK})\s?[\])]"
    rf"|(?<=(?P<stem>[^\W{SOLO}]))\[[^\W\d_]{{0,8}}\]"
    r"|\[(?P<other>[^\[\]]{0,200})\]",
    re.IGNORECASE,
)
_BEGINNING = pattern(rf"(?<!\w)\[([^\W\d_]+[-‐‑]?)\](?=['’]?[^\W\d_{SOLO}])")
_NUMBERED = pattern(r"(?:(?<!\S)|\d+)\[\d{1,3}\](?!\d)|\[\d{1,3}\]\d+")


class Gap(NamedTuple):
    """What stands between two stretches of a quote.

    Attributes:
        mark: The ellipsis or the bracket as it is written.
        most: How many words of the source it may stand for.
        stem: How the one word begins that it stands for, folded; empty where it may stand for any.
    """

    mark: str
    most: int
    stem: str = ""

    def may_be(self, source: Words, taken: Run) -> bool:
        """Whether the mark may stand for a run of the source; the source's own brackets are not the quoter's."""
        if self.most == BRACKET_WORDS and taken and "[" in source.between(taken.first):
            return False
        return (
            taken.last - taken.first <= self.most
            and (not self.stem or (bool(taken) and source.keys[taken.first].startswith(self.stem)))
            and self.keeps_sense(source, taken)
            and self.keeps_denial(source, taken)
        )

    def keeps_sense(self, source: Words, taken: Run) -> bool:
        """Whether the mark puts no negation and no number in the place of a run, or beside it."""
        return (
            keeps_sense(self.mark, source, taken) if self.most else keeps_sense_as_remark(self.mark, source)
        )

    def keeps_denial(self, source: Words, taken: Run) -> bool:
        """Whether the mark does not take away a negation that it stands for."""
        return not self.most or keeps_denial(self.mark, source, taken)


NOTHING = Gap("", 0)
"""No mark."""


class Reading(NamedTuple):
    """A quote, taken apart.

    Attributes:
        words: Its words.
        segments: The runs of them that are the source's own, none empty.
        gaps: What stands between two segments; one less than there are segments.
        lead: The mark before the first segment.
        trail: The mark behind the last.
    """

    words: Words
    segments: tuple[Run, ...]
    gaps: tuple[Gap, ...]
    lead: Gap = NOTHING
    trail: Gap = NOTHING

    @property
    def is_edited(self) -> bool:
        """Whether words are left out inside, or something in brackets was put in anywhere."""
        return bool(self.gaps) or "[" in self.lead.mark + self.trail.mark

    @property
    def keys(self) -> list[str]:
        """The folded words of all segments."""
        return [key for segment in self.segments for key in self.words.keys[segment.first : segment.last]]

    @property
    def borders(self) -> tuple[int, ...]:
        """Where in `keys` a segment begins, but for the first."""
        return tuple(accumulate(segment.last - segment.first for segment in self.segments[:-1]))

    def lead_keeps_sense(self, source: Words, first: int) -> bool:
        """Whether the mark before a passage may stand there: for words of its sentence before it, or for none."""
        return self.lead.keeps_sense(
            source, in_sentence(source, first, -BRACKET_WORDS)
        ) and self.lead.keeps_denial(source, in_sentence(source, first, -1))

    def trail_keeps_sense(self, source: Words, last: int) -> bool:
        """Whether the mark behind a passage may stand there."""
        return self.trail.keeps_sense(
            source, in_sentence(source, last, BRACKET_WORDS)
        ) and self.trail.keeps_denial(source, in_sentence(source, last, 1))

    def run(self, run: Run) -> Run:
        """The quote's own words for a run of `keys`, with the marks between them."""
        first, last = self._number(run.first), self._number(run.last - 1) + 1
        return Run(first, last) if run else Run(first, first)

    def _number(self, at: int) -> int:
        for segment in self.segments:
            if at < segment.last - segment.first:
                break
            at -= segment.last - segment.first
        return segment.first + at


def read(quote: str, grouping: str) -> Reading:
    """Takes a quote apart by its own marks; those before its first and behind its last words stand for none.

    Args:
        quote: The quote.
        grouping: The mark that parts thousands in its source.
    """
    text = _BEGINNING.sub(_begun, quote)
    words = Words(text, grouping=grouping)
    segments: list[Run] = []
    gaps: list[Gap] = []
    at = 0
    pending: Gap | None = None
    for start, end, gap in (*_marks(text), (len(text), len(text), None)):
        segment = words.within(at, start)
        if segment:
            gaps.append(pending or NOTHING)
            segments.append(segment)
            pending = None
        if gap:
            pending = gap if pending is None else Gap(f"{pending.mark} {gap.mark}", pending.most + gap.most)
        at = end
    lead = gaps[0] if gaps else NOTHING
    return Reading(words, tuple(segments), tuple(gaps[1:]), lead, pending or NOTHING)


def with_numbers(quote: str, source: str) -> str:
    """A quote in which a number in brackets is a word, where it is that of no note.

    That of a note stands right behind a word, or stands so in the source too.
    """
    return _NUMBERED.sub(
        lambda match: match[0] if match[0] in source else match[0].replace("]", f"{JOINER}]"), quote
    )


def _begun(match: re.Match[str]) -> str:
    """The beginning of a word without its brackets; a script that knows no case has whole words there."""
    beginning = match[1]
    return match[0] if beginning.upper() == beginning.lower() else f"{JOINER}{beginning}{JOINER}"


def _marks(text: str) -> Iterator[tuple[int, int, Gap | None]]:
    """The marks as (start, end, gap); the first and the last word stay the source's own, whatever ending follows."""
    first, last = _ends(text)
    for match in _MARK.finditer(text):
        mark = match[0]
        if match["dots"]:
            yield match.start(), match.end(), Gap(mark, ELLIPSIS_WORDS)
        elif match["remark"]:
            yield match.start(), match.end(), Gap(mark, 0)
        elif match["stem"]:
            start = match.start()
            while start and (text[start - 1].isalnum() or text[start - 1] == JOINER):
                start -= 1
            if first < start and match.end() <= last:
                stem = text[start : match.start()].replace(JOINER, "").casefold()
                yield start, match.end(), Gap(text[start : match.end()], 1, stem)
            else:
                yield match.start(), match.end(), Gap(mark, 0)
        else:
            yield match.start(), match.end(), Gap(mark, BRACKET_WORDS)


def _ends(text: str) -> tuple[int, int]:
    """Where the first and the last letter stand that are not in a mark: those of the source's own words."""
    plain = _MARK.sub(lambda match: " " * len(match[0]), text)
    letters = [at for at, character in enumerate(plain) if character.isalnum()]
    return (letters[0], letters[-1]) if letters else (len(text), 0)
