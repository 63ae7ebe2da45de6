"""Where the sentences of a paragraph begin and end.

A sentence ends at its closing punctuation, inside a quotation too, but never between a quotation and the
words that say who spoke. A point ends none after an abbreviation or an initial, in a number or a date.
Note marks and closing quotation marks belong to the sentence before them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.ingest.sentences.abbreviations import Abbreviations, abbreviations

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 20_000
"""Code points at which a sentence is cut, at a blank where there is one."""

_CLOSERS = "\"'”’“‘»«›‹)\\]}」』】》）"
_STOPS = ".!?…‽؟۔।॥։።‼⁇⁈⁉"
_STOPS_CJK = "。！？｡"
_CLOSERS_CJK = "\"'”’)\\]」』】》）"
_CANDIDATE = re.compile(
    rf"(?<![{_STOPS}])(?P<end>[{_STOPS}]++)"
    rf"(?P<close>(?:[{_CLOSERS}]|[ \u00a0\u202f][»›])*+)"
    rf"(?:[ ]?\[\d{{1,3}}\]|[\u00b9\u00b2\u00b3\u2070-\u2079])*+(?=\s|\Z)"
    rf"|(?<![{_STOPS_CJK}])(?P<full>[{_STOPS_CJK}]++)(?P<shut>[{_CLOSERS_CJK}]*+)(?=[^，、；])"
)
_OPENERS = "\"'“‘„‚«»‹›([{¿¡「『—–-"
_NEXT = re.compile(rf"\s*(?P<open>[{re.escape(_OPENERS)}]*\s*)(?P<word>[^\W_]+|)")
_QUOTE_CLOSERS = frozenset("\"'”’“‘»«›‹」』")
_ATTRIBUTED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Prince|Princess|Count|Countess|King|Queen|General|President|Sen|Rep|Gov)\.? )?"
    r"[^\W\d_][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2} "
    r"(?:said|says|asked|asks|replied|answered|added|cried|shouted|exclaimed|whispered|murmured|muttered|inquired"
    r"|wondered|wrote|writes|remarked|observed|continued|declared|demanded|insisted|told|yelled|called|snapped"
    r"|sighed|repeated|began|suggested|explained|noted|recalled|quipped|joked|growled|screamed|laughed)\b"
)
_ATTRIBUTED_CJK = re.compile(r"[^。！？，、；：\s]{0,6}[说說道问問答喊]|と|って")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]+")
_ENDING_LIST = frozenset(("etc", "usw", "ecc", "enz", "itd", "itp", "т.д", "т.п", "т.ін", "a.m", "p.m"))
_AFTER_HOURS = re.compile("(?:Eastern|Central|Mountain|Pacific|[A-Z]{2,4}|[A-Z][a-z]{2,5}day)\\b")
_CONTINUING = frozenset(".…!?,;:%/")
_LONGEST_TOKEN = 40


def sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """Divides a paragraph into sentences.

    Args:
        text: The text of one block.
        language: A language tag that chooses the abbreviations; otherwise those safe in all languages.

    Returns:
        Spans (start, end) in code points, in order; between them and around them are blanks only. None
        is empty or longer than `LONGEST`. Takes time proportional to the length.
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for end in _ends(text, start, abbreviations(language)):
        spans.extend(_capped(text, start, end))
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    return spans


def _ends(text: str, start: int, known: Abbreviations) -> Iterator[int]:
    for match in _CANDIDATE.finditer(text, start):
        if match["full"]:
            end = match.end("shut")
            ends = not (match["shut"] and _ATTRIBUTED_CJK.match(text, match.end()))
        else:
            end = match.end()
            ends = _ends_sentence(text, match, start, known)
        if ends:
            yield end
            start = end
            while start < len(text) and text[start].isspace():
                start += 1
    last = len(text.rstrip())
    if last > start:
        yield last


def _ends_sentence(text: str, match: re.Match[str], start: int, known: Abbreviations) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    word = following["word"]
    if word[:1].islower() or (not word and text[following.end() : following.end() + 1] in _CONTINUING):
        return False
    mark = match["end"]
    if mark == ".":
        return match["close"] != "" or not _belongs_on(text, match.start(), start, following, known)
    quoted = not _QUOTE_CLOSERS.isdisjoint(match["close"])
    return not (
        quoted and word not in known.starters and _ATTRIBUTED.match(text, following.start("word")) is not None
    )


def _belongs_on(text: str, point: int, start: int, following: re.Match[str], known: Abbreviations) -> bool:
    """Whether the point before `following` is an abbreviation's, an initial's or a number's."""
    before = text[max(start, point - _LONGEST_TOKEN) : point].rsplit(None, 1)
    token = before[-1].lstrip(_OPENERS) if before else ""
    token = token.rpartition("—")[2]
    word = following["word"]
    starts = word in known.starters and not (
        len(word) == 1 and text[following.end() : following.end() + 1] == "."
    )
    if token.isdigit():
        begins_item = point - len(token) == start and len(token) <= 3
        return begins_item or (known.ordinals and len(token) <= 2 and not starts)
    lowered = token.lower()
    if lowered in known.bound:
        return True
    if not word or word[0].isdigit():
        return lowered in known.numeric or lowered in known.final
    if lowered in _ENDING_LIST:
        return _AFTER_HOURS.match(word) is not None
    short = (
        lowered in known.final or _INITIALS.fullmatch(token) or (known.ordinals and _ROMAN.fullmatch(token))
    )
    return bool(short) and not starts


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, start + len(text[start:cut].rstrip())
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end
