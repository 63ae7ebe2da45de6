"""What a sentence suggests about a claim on it: who says so, what sort of statement it is, where it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from postil.core.attribution import Suggestion
from postil.core.model import Kind
from postil.ingest.attribution.mentions import mentions
from postil.ingest.attribution.names import NAME, named
from postil.ingest.attribution.phrases import phrases
from postil.ingest.attribution.quotations import quotation

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
    if len(sentence) > LONGEST:
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


def _indirect(sentence: str, language: str) -> str:
    """Whose words a sentence gives without quoting them: `Ines Holm said that …`."""
    match = _saying(language).search(sentence)
    return named(next(filter(None, match.groups()), "")) if match else ""


@lru_cache(maxsize=16)
def _saying(language: str) -> re.Pattern[str]:
    known = phrases(language)
    return re.compile(
        rf"({NAME})(?:,|, [^,]{{1,80}},)? (?:(?:has|had|also|hat|ha|a) )?(?:{known.said}|{known.reported})(?: [^\W\d_]+){{0,2}}? ?{known.that}\b"
        rf"|(?i:\b(?:{known.according})) (?:(?!in |im |from )[^\W\d_]+[ ’']){{0,4}}?({NAME})"
    )
