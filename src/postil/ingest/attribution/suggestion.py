"""What a sentence suggests about a claim on it: who says so, what sort of statement it is, where it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from postil.core.attribution import Suggestion
from postil.core.model import Kind
from postil.core.patterns import pattern
from postil.ingest.attribution.mentions import mentions
from postil.ingest.attribution.names import bare
from postil.ingest.attribution.phrases import HAD, phrases
from postil.ingest.attribution.quotations import quotation
from postil.ingest.attribution.speakers import Speaker, speaker_behind, speakers_in
from postil.ingest.attribution.telling import PLACING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.snapshot import Link

LONGEST = 2_000
"""Code points of the longest sentence that is looked at; a longer one is no sentence."""

_COUNTED = pattern(
    r"\d[\d.,]*[ \u00a0]?(?:%|‰|percent\b|per cent\b|Prozent\b|pour cent\b|por ciento\b|per cento\b|процент"
    r"|(?:thousand|million|billion|trillion|Millionen|Milliarden|millions?|milliards?|millones|milioni|miliardi"
    r"|milhões|miljoen|miljard|тыс|млн|млрд|миллион|миллиард)\b)|[$€£¥]\s?\d|\d[ \u00a0]?[€£¥]",
    re.IGNORECASE,
)

_POINTING = pattern(
    r"\W*(?:read (?:more|also|next)|see also|related|more on this|mehr zum thema|lesen sie auch|siehe auch|lire aussi|voir aussi"
    r"|à lire|leer más|lea también|ver también|leggi anche|leia (?:mais|também)|lees ook|czytaj (?:też|także)"
    r"|читайте также|читайте також)\b.{0,20}?[:→»]",
    re.IGNORECASE,
)
_COMMA_BEFORE = pattern(r",(?: \w+)? ?\Z")
_END = pattern(r"(?: [^,;:]{1,60})?[.!?]?\W*")
_STOPPED = pattern(r"[.!?…。！？؟।](?!\d)[\W\d]*\Z")
_NEVER = pattern(r"(?!)")
_WORD = pattern(r"[^\W\d_]+")


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
    sentence = bare(sentence).text
    begun = known.as_told.match(sentence)
    found = [
        (speaker.start, speaker.name)
        for speaker in speakers_in(sentence, language)
        if known.saying.match(sentence, speaker.end)
        or (
            begun
            and sentence.count(" ", begun.end(), speaker.start) <= 3
            and known.ending.match(sentence, speaker.end)
        )
        or (speaker.unnamed and _is_clause(sentence, speaker, known))
    ]
    for match in known.leading.finditer(sentence):
        behind = speaker_behind(sentence, match.end(), language)
        if behind and PLACING.isdisjoint(behind[0]):
            found.append((match.start(), behind[1].name))
    for match in known.inverted.finditer(sentence):
        behind = speaker_behind(sentence, match.end(), language)
        if behind and behind[1].unnamed and _END.fullmatch(sentence, behind[1].end):
            found.append((match.start(), behind[1].name))
    return min(found)[1] if found else ""


def _is_clause(sentence: str, speaker: Speaker, known: _Saying) -> bool:
    """Whether a speaker and a verb of saying stand before or behind all else: `Officials say`, or `police said` at its end."""
    says = known.said.match(sentence, speaker.end)
    if says is None:
        return False
    before = sentence[: speaker.start]
    if len(_WORD.findall(before)) <= 1 and not before.strip().endswith(","):
        return len(_WORD.findall(sentence[says.end() :])) > 1
    return _COMMA_BEFORE.search(before) is not None and _END.fullmatch(sentence, says.end()) is not None


class _Saying(NamedTuple):
    """What makes somebody the speaker.

    Attributes:
        saying: Behind a name: a verb and `that`.
        leading: Before it.
        as_told: Before it, with `ending` behind it.
        ending: A verb.
        said: Behind one without a name, a verb that needs no `that`.
        inverted: Before one without a name, at the end.
    """

    saying: re.Pattern[str]
    leading: re.Pattern[str]
    as_told: re.Pattern[str]
    ending: re.Pattern[str]
    said: re.Pattern[str]
    inverted: re.Pattern[str]


@lru_cache(maxsize=16)
def _saying(language: str) -> _Saying:
    known = phrases(language)
    verb = rf"(?:{known.said}|{known.reported})"
    return _Saying(
        saying=re.compile(rf"(?:,|, [^,]{{1,80}},)? {HAD}{verb}(?: [^\W_]+){{0,3}}? ?{known.that}\b"),
        leading=re.compile(
            rf"\b(?:{known.according})(?= )|\A\W*(?:{known.as_told}) {HAD}{verb}(?= )", re.IGNORECASE
        ),
        as_told=re.compile(rf"\W*(?:{known.as_told})\b", re.IGNORECASE),
        ending=re.compile(rf" (?:[^\s,]+ ){{0,5}}?{verb}\b"),
        said=re.compile(rf" {HAD}(?:{known.plainly})\b") if known.plainly else _NEVER,
        inverted=re.compile(rf", {HAD}(?:{known.said})(?= )"),
    )
