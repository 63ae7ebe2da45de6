"""Words that a sentence quotes, and who speaks them according to the same sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from postil.ingest.attribution.names import NAME, named
from postil.ingest.attribution.phrases import phrases

FEWEST_WORDS = 3
"""Words of the shortest quotation; what is shorter is more often irony than speech."""

_QUOTED = re.compile(
    r"“([^“”]+)(?:”|\Z)|„([^„“”]+)(?:[“”]|\Z)|«[ \u00a0\u202f]?([^«»]+?)[ \u00a0\u202f]?(?:»|\Z)|»([^«»]+)(?:«|\Z)"
    r"|「([^「」]+)(?:」|\Z)|『([^『』]+)(?:』|\Z)|(?<!\w)\"([^\"]+)(?:\"(?!\w)|\Z)"
    r"|(?<!\w)‘((?:[^‘’]|’(?=\w))+)(?:’(?!\w)|\Z)"
)
_CLOSED_ONLY = re.compile(r"([^“”„«»\"「」]+)[”»\"」]")
_WORD = re.compile(r"\w+")
_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]{4}")
_HIDDEN = "\x00"
_WIDE_NAME = "[^\\s，。、；：！？「」『』“”\x00]"
_SPEAKS_WIDE = re.compile(
    rf"(?P<zh>{_WIDE_NAME}{{2,12}}?)(?:表示|指出|认为|強調|强调|回应|写道|说|說|称|道)[，：,:]?\x00"
    rf"|\x00と(?P<ja>{_WIDE_NAME}{{2,16}}?)(?:は|が|も)"
    rf"|(?P<jb>{_WIDE_NAME}{{2,16}}?)(?:は|が)、?\x00"
)
_SPEAKS_ARABIC = re.compile(
    r"(?:قال|قالت|أضاف|أضافت|صرح|صرّح|أكد|أكدت|كتب|كتبت|ذكر|ذكرت)\s+(?P<name>[^\s،.:\x00]+(?:\s+(?!إن|أن)[^\s،.:\x00]+){0,2})\s*:?\s*(?:إن|أن|،)?"
)


class Quotation(NamedTuple):
    """Quoted words: code points of the sentence, without the quotation marks, and their speaker's name."""

    start: int
    end: int
    speaker: str = ""


def quotation(sentence: str, language: str = "") -> Quotation | None:
    """The longest quotation of a sentence and its speaker; None where nothing is quoted.

    A quotation that began in the sentence before, or goes on in the next, counts as far as it stands here.
    Takes time proportional to the length.
    """
    found = [(match.span(match.lastindex or 0), match.span()) for match in _QUOTED.finditer(sentence)]
    begun = _CLOSED_ONLY.match(sentence)
    if begun and not any(start < begun.end() for _, (start, _) in found):
        found.append((begun.span(1), begun.span()))
    found = [(inner, outer) for inner, outer in found if _is_speech(sentence[slice(*inner)])]
    if not found:
        return None
    start, end = max((inner for inner, _ in found), key=lambda span: span[1] - span[0])
    return Quotation(start, end, _speaker(_without(sentence, [outer for _, outer in found]), language))


def _is_speech(words: str) -> bool:
    return len(_WORD.findall(words)) >= FEWEST_WORDS or _WIDE.search(words) is not None


def _without(sentence: str, spans: list[tuple[int, int]]) -> str:
    """The sentence with a mark in place of what is quoted, which tells nothing of who speaks."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [sentence[at:start], _HIDDEN]
            at = end
    return "".join([*pieces, sentence[at:]])


def _speaker(frame: str, language: str) -> str:
    for match in _patterns(language).finditer(frame):
        name = named(next(filter(None, match.groups()), ""))
        if name:
            return name
    wide = _SPEAKS_WIDE.search(frame)
    if wide:
        return next(filter(None, wide.groups()), "")
    arabic = _SPEAKS_ARABIC.search(frame)
    return arabic["name"] if arabic else ""


@lru_cache(maxsize=16)
def _patterns(language: str) -> re.Pattern[str]:
    """Finds a name that speaks: before a verb, with some words between commas; behind one; after `according to`."""
    known = phrases(language)
    verb = rf"(?:(?:has|had|have|also|later|then|hat|habe|auch|ha|a) )?(?:{known.said}|{known.reported})"
    aside = r"(?:,|, [^,\x00]{1,80},|[ \u00a0]\([^)\x00]{1,60}\))?"
    return re.compile(
        rf"({NAME}){aside}(?:,? (?:which|who|die|der|das|qui|que|che))? {verb}\b"
        rf"|\x00[\s,—–-]{{0,5}}{verb} (?:[^\W\d_]+[ ’']){{0,5}}?({NAME})"
        rf"|(?i:\b(?:{known.according}|{known.citing})) (?:[^\W\d_]+[ ’']){{0,4}}?({NAME})"
    )
