"""What a sentence suggests about a claim on it: who says so, what sort of statement it is, where it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from postil.core.attribution import Suggestion
from postil.core.model import Kind
from postil.ingest.attribution.mentions import mentions
from postil.ingest.attribution.names import name_behind, named_at, names_in
from postil.ingest.attribution.phrases import phrases
from postil.ingest.attribution.quotations import quotation
from postil.ingest.attribution.telling import PLACING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.snapshot import Link

LONGEST = 2_000
"""Code points of the longest sentence that is looked at; a longer one is no sentence."""

_COUNTED = re.compile(
    r"\d[\d.,]*[ \u00a0]?(?:%|‰|percent\b|per cent\b|Prozent\b|pour cent\b|por ciento\b|per cento\b|процент"
    r"|(?:thousand|million|billion|trillion|Millionen|Milliarden|millions?|milliards?|millones|milioni|miliardi"
    r"|milhões|miljoen|miljard|тыс|млн|млрд|миллион|миллиард)\b)|[$€£¥]\s?\d|\d[ \u00a0]?[€£¥]",
    re.IGNORECASE,
)

_POINTING = re.compile(
    r"\W*(?:read (?:more|also|next)|see also|related|more on this|mehr zum thema|lesen sie auch|siehe auch|lire aussi|voir aussi"
    r"|à lire|leer más|lea también|ver también|leggi anche|leia (?:mais|também)|lees ook|czytaj (?:też|także)"
    r"|читайте также|читайте також)\b.{0,20}?[:→»]",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[.!?…。！？؟।](?!\d)[\W\d]*\Z")
_WORD = re.compile(r"[^\W\d_]+")


def suggestion(
    sentence: str,
    links: Sequence[Link] = (),
    note: Callable[[str], str] = lambda _: "",
    language: str = "",
) -> Suggestion | None:
    """Looks for a speaker and a source in a sentence; None where it names neither.

    Patterns only: it proposes, and the reader decides. Takes time proportional to the length.

    Args:
        sentence: Its text.
        links: The links in it; their offsets are its own.
        note: The words of the note to which a `#name` leads, or nothing.
        language: A language tag.
    """
    if len(sentence) > LONGEST or _is_pointer(sentence, links):
        return None
    quoted = quotation(sentence, language)
    mention = next(mentions(sentence, links, note, language), None)
    speaker = (quoted.speaker if quoted else _indirect(sentence, language)) or ""
    if not speaker and mention is None:
        return None
    kind = (
        Kind.QUOTATION if quoted and speaker else Kind.STATISTIC if _COUNTED.search(sentence) else Kind.FACT
    )
    return Suggestion(kind, speaker, mention)


def _is_pointer(sentence: str, links: Sequence[Link]) -> bool:
    """Whether a line only leads elsewhere, or names what it leads to: `Read more: …`, a heading, a row of a table."""
    if _POINTING.match(sentence):
        return True
    if not links or _STOPPED.search(sentence):
        return False
    kept, at = [], 0
    for link in sorted(links):
        kept.append(sentence[at : link.start])
        at = max(at, link.end)
    return not any(word[0].lower() == word[0] for word in _WORD.findall(" ".join([*kept, sentence[at:]])))


def _indirect(sentence: str, language: str) -> str:
    """Whose words a sentence gives without quoting them: `Ines Holm said that …`, `As Ines Holm said, …`."""
    known = _saying(language)
    begun = known.as_told.match(sentence)
    found = [
        (span[0], span)
        for span in names_in(sentence)
        if known.saying.match(sentence, span[1])
        or (
            begun and sentence.count(" ", begun.end(), span[0]) <= 3 and known.ending.match(sentence, span[1])
        )
    ]
    for match in known.leading.finditer(sentence):
        behind = name_behind(sentence, match.end())
        if behind and PLACING.isdisjoint(behind[0]):
            found.append((match.start(), behind[1]))
    return next(filter(None, (named_at(sentence, span) for _, span in sorted(found))), "")


class _Saying(NamedTuple):
    """What makes a name the speaker's: behind it a verb and `that`; before it a phrase; or `as` and a verb around it."""

    saying: re.Pattern[str]
    leading: re.Pattern[str]
    as_told: re.Pattern[str]
    ending: re.Pattern[str]


@lru_cache(maxsize=16)
def _saying(language: str) -> _Saying:
    known = phrases(language)
    had = "(?:(?:has|had|also|hat|ha|a) )?"
    verb = rf"(?:{known.said}|{known.reported})"
    return _Saying(
        saying=re.compile(rf"(?:,|, [^,]{{1,80}},)? {had}{verb}(?: [^\W_]+){{0,3}}? ?{known.that}\b"),
        leading=re.compile(
            rf"\b(?:{known.according})(?= )|\A\W*(?:{known.as_told}) {had}{verb}(?= )", re.IGNORECASE
        ),
        as_told=re.compile(rf"\W*(?:{known.as_told})\b", re.IGNORECASE),
        ending=re.compile(rf" (?:[^\s,]+ ){{0,5}}?{verb}\b"),
    )
