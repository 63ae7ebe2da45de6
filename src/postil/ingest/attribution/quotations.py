"""Words that a sentence quotes, and who speaks them according to the same sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.ingest.attribution.phrases import HAD, phrases
from postil.ingest.attribution.speakers import speaker_behind, speakers_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST_WORDS = 3
"""Words of the shortest quotation, but for one that a comma joins to its speaker; others are more often irony."""

_QUOTED = pattern(
    r"“([^“”]+)(?:”|\Z)|„([^„“”]+)(?:[“”]|\Z)|«[ \u00a0\u202f]?([^«»]+?)[ \u00a0\u202f]?(?:»|\Z)|»([^«»]+)(?:«|\Z)"
    r"|「([^「」]+)(?:」|\Z)|『([^『』]+)(?:』|\Z)|(?<!\w)\"(?=\S)([^\"]+)(?:\"(?!\w)|\Z)"
    r"|(?<!\w)‘((?:[^‘’]|’(?=\w))+)(?:’(?!\w)|\Z)"
)
_CLOSED_ONLY = pattern(r"([^“”„«»\"「」]+)[”»\"」]")
_JOINED = pattern(r"[,，—–]|[ \u00a0][—–]")
_ENDED = frozenset(",，.!?…。！？")
_WORD = pattern(r"\w+")
_WIDE = pattern("[\u3040-\u30ff\u4e00-\u9fff]{4}")
_HIDDEN = "\x00"
_WIDE_NAME = "[^\\s，。、；：！？「」『』“”\x00]"
_SAYS_WIDE = "表示|指出|认为|強調|强调|回应|写道|说|說|称|道"
_SPEAKS_WIDE = pattern(
    rf"(?P<zh>{_WIDE_NAME}{{2,12}}?)(?:{_SAYS_WIDE})[，：,:]?\x00"
    rf"|\x00(?![他她它我你]们?(?:{_SAYS_WIDE}))(?P<zb>(?!有人){_WIDE_NAME}{{2,12}}?)(?:{_SAYS_WIDE})"
    rf"|\x00と(?P<ja>{_WIDE_NAME}{{2,16}}?)(?:は|が|も)"
    rf"|(?P<jb>{_WIDE_NAME}{{2,16}}?)(?:は|が)、?\x00"
)
_SPEAKS_ARABIC = pattern(
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
    found = quoted(sentence)
    begun = _CLOSED_ONLY.match(sentence)
    if begun and not any(start < begun.end() for _, (start, _) in found):
        found.append((begun.span(1), begun.span()))
    speech = [spans for spans in found if _is_speech(sentence[slice(*spans[0])])]
    joined = [spans for spans in found if spans in speech or _is_joined(sentence, *spans)]
    if not joined:
        return None
    start, end = max((inner for inner, _ in joined), key=lambda span: span[1] - span[0])
    frames = (_without(sentence, [outer for _, outer in hidden]) for hidden in (joined, speech) if hidden)
    speaker = next(filter(None, (_speaker(frame, language) for frame in frames)), "")
    return Quotation(start, end, speaker) if speech or speaker else None


def quoted(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """All that stands in quotation marks, in order: its code points without the marks, and with them."""
    return [(match.span(match.lastindex or 0), match.span()) for match in _QUOTED.finditer(text)]


def speakers(
    text: str, sentences: Sequence[tuple[int, int]], told: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """Who speaks the sentences that do not tell it, since another of the same quotation does.

    Args:
        text: The block.
        sentences: Its sentences.
        told: The speaker that each of them tells, or an empty string.

    Returns:
        The number of each such sentence, with the speaker.
    """
    if not any(told):
        return
    starts, ends = [start for start, _ in sentences], [end for _, end in sentences]
    for _, (start, end) in quoted(text):
        inside = range(bisect_right(ends, start), bisect_left(starts, end))
        speaker = next((told[at] for at in inside if told[at]), "")
        for at in inside if speaker else ():
            if not told[at]:
                yield at, speaker


def _is_speech(words: str) -> bool:
    return len(_WORD.findall(words)) >= FEWEST_WORDS or _WIDE.search(words) is not None


def _is_joined(sentence: str, inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Whether a comma or a dash, and not the sentence, goes on with quoted words: `“No,” said …`."""
    return sentence[inner[1] - 1] in _ENDED or _JOINED.match(sentence, outer[1]) is not None


def _without(sentence: str, spans: list[tuple[int, int]]) -> str:
    """The sentence with a mark in place of what is quoted, which tells nothing of who speaks."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [sentence[at:start], _HIDDEN]
            at = end
    return "".join([*pieces, sentence[at:]])


def _speaker(frame: str, language: str) -> str:
    known = _patterns(language)
    found = [
        (speaker.start, speaker.name)
        for speaker in speakers_in(frame, language)
        if known.speaking.match(frame, speaker.end)
    ]
    found += [
        (match.start(), behind[1].name)
        for match in known.leading.finditer(frame)
        if (behind := speaker_behind(frame, match.end(), language))
    ]
    if found:
        return min(found)[1]
    wide = _SPEAKS_WIDE.search(frame)
    if wide:
        return next(filter(None, wide.groups()), "")
    arabic = _SPEAKS_ARABIC.search(frame)
    return arabic["name"] if arabic else ""


class _Patterns(NamedTuple):
    """What makes a name the speaker's: behind it a verb, perhaps with words between commas; before it a verb or a phrase."""

    speaking: re.Pattern[str]
    leading: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    known = phrases(language)
    verb = rf"{HAD}(?:{known.said}|{known.reported})"
    aside = r"(?:,|, [^,\x00]{1,80},|[ \u00a0]\([^)\x00]{1,60}\))?"
    return _Patterns(
        speaking=re.compile(rf"{aside}(?:,? (?:which|who|die|der|das|qui|que|che))? {verb}\b"),
        leading=re.compile(
            rf"\x00[\s,—–-]{{0,5}}{verb}(?= )|(?i:\b(?:{known.according}|{known.citing}))(?= )"
        ),
    )
