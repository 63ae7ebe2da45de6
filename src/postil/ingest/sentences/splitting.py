"""Where the sentences of a paragraph begin and end.

A sentence ends at its closing punctuation, inside a quotation too, but never between a quotation and the
words that say who spoke. A point ends none after an abbreviation or an initial, in a number or a date.
Note marks and closing quotation marks belong to the sentence before them; the number of a verse or of an
item to the one behind it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.sentences.abbreviations import Abbreviations, abbreviations
from postil.ingest.sentences.spoken import goes_on_at_once, is_attributed, is_attributed_at_once
from postil.ingest.sentences.years import ends_with_year

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 20_000
"""Code points at which a sentence is cut, at a blank where there is one."""

_CLOSERS = "\"'”’“‘»«›‹)\\]}」』】》）"
_STOPS = ".!?…‽؟۔।॥։።‼⁇⁈⁉"
_STOPS_CJK = "。！？｡"
_CLOSERS_CJK = "\"'”’)\\]」』】》）"
_CJK = "[\u3041-\u9fff]"
_LAST_BEFORE_CJK = "\u3000"
_BARE_NOTE = r"(?P<bare>(?:(?<=[^\W\d_]{3}[.!?])|(?<=[.!?][\"”’»]))\d{1,3}(?!\d))?+"
_RAISED = "\u00b9\u00b2\u00b3\u2070-\u2079"
# Marks as `[2]`, `[a]` and `[citation needed]`, the page in a source as of `[3]: 12`, a range as `[1]–[3]`.
_NOTES = (
    rf"(?:[ ]?\[\d{{1,3}}\]|\[[^\[\]\n]{{1,30}}\]|[{_RAISED}]|(?<=\]): ?\d{{1,4}}(?:[–-]\d{{1,4}})?+(?=[\[\s])"
    rf"|(?<=[\]{_RAISED}])[,–⁻-](?=[\[{_RAISED}]))*+"
)
_OPENERS = "\"'“”‘„‚«»‹›([{¿¡「『—–-"
_NEXT = pattern(rf"\s*(?P<open>[{re.escape(_OPENERS)}]*\s*)(?P<word>[^\W_]+|)")
_QUOTE_CLOSERS = frozenset("\"'”’“‘»«›‹」』")
_INITIALS = pattern(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_ROMAN = pattern(r"[IVXLC]+")
_ELIDED = pattern("^(?:[ldjnmtsc]|qu|un|dell|all|nell|sull|dall|quest)['’](?=\\w\\w)", re.IGNORECASE)
_ENDING_LIST = frozenset(("etc", "usw", "ecc", "enz", "itd", "itp", "т.д", "т.п", "т.ін", "a.m", "p.m"))
_AFTER_HOURS = pattern("(?:Eastern|Central|Mountain|Pacific|[A-Z]{2,4}|[A-Z][a-z]{2,5}day)\\b")
_FIRM = pattern("Inc|Corp|Ltd|LLC")  # behind a name that has a mark of its own
_STREET = pattern(r"[^\W\d_]+str")  # with its number, in German
_MONTH = pattern(r"\d{1,2}\.")
_CONTINUING = frozenset(".…!?,;:%/")
_PRONOUN = frozenset("I")  # which English writes as an initial
_BRACKETS = {"]": "[", ")": "("}
_LONGEST_TOKEN = 40
_LONGEST_QUOTED = 200


def sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """Divides a paragraph into sentences.

    Args:
        text: The text of one block.
        language: A language tag that chooses the abbreviations; otherwise those safe in most.

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


@lru_cache(maxsize=8)
def _candidate(stops: str, *, wide: bool) -> re.Pattern[str]:
    """Finds where a sentence may end: `end` before a blank, or `full` in Chinese and Japanese.

    Args:
        stops: The characters that may be an `end`.
        wide: Whether there may be a `full`; compiling that takes three times what the rest does.
    """
    full = (
        rf"(?<![{_STOPS_CJK}])(?P<full>(?:[{_STOPS_CJK}]|．(?!\d)|(?<={_CJK})[!?](?=[{_CLOSERS_CJK}]*{_CJK}))++)"
        rf"(?P<shut>[{_CLOSERS_CJK}]*+){_NOTES}(?=[^，、；])"
    )
    return re.compile(
        rf"(?<![{stops}])(?P<end>[{stops}]++)"
        rf"(?P<close>(?:[{_CLOSERS}]|[ \u00a0\u202f][»›](?!\w))*+)"
        rf"{_BARE_NOTE}{_NOTES}(?=\s|\Z)"
        rf"|{full if wide else '(?P<full>(?!))(?P<shut>)'}"
    )


def _ends(text: str, start: int, known: Abbreviations) -> Iterator[int]:
    wide = not text.isascii() and max(text) > _LAST_BEFORE_CJK
    for match in _candidate(_STOPS + known.stops, wide=wide).finditer(text, start):
        end = match.end()
        if match["full"]:
            ends = not (match["shut"] and _goes_on(text, start, match))
        else:
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
    ahead = text[following.end() : following.end() + 1]
    stray = match["bare"] and not _is_noted(text, match, start, word, known)
    if (
        stray
        or word[:1].islower()
        or (not word and ahead in _CONTINUING and following["open"][-1:] not in {"[", "("})
    ):
        return False
    mark, closed = match["end"], match["close"]
    if closed[:1] in _BRACKETS and text[match.start() - 1 : match.start()] == _BRACKETS[closed[0]]:
        return False  # [...] stands for words that were left out
    caseless = word.lower() == word.upper() and word[:1].isalpha()
    if not _QUOTE_CLOSERS.isdisjoint(closed):
        # Where it matters English sets a comma and not a point before the words that tell who spoke.
        may_tell = (caseless or mark != ".") and word not in known.starters
        return not (may_tell and is_attributed(text, following.start("word")))
    if mark == ".":
        return closed != "" or not _belongs_on(text, match.start(), start, following, known)
    return not (caseless and set(mark) == {"…"}) and not (mark == "!" and _FIRM.fullmatch(word))


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a Chinese or Japanese sentence goes on behind a quotation: who spoke, or what came after `她说“不。”`."""
    if is_attributed_at_once(text, match.end()):
        return True
    near = max(start, match.start() - _LONGEST_QUOTED)
    opened = max(text.rfind(opener, near, match.start()) for opener in "“「『‘")
    return opened > near and text[opened - 1].isalpha() and goes_on_at_once(text, match.end())


def _is_noted(text: str, match: re.Match[str], start: int, word: str, known: Abbreviations) -> bool:
    """Whether a number that is joined to the end of a sentence is a raised mark: `so.12 But`, not `sec.12 Act`."""
    token, _ = _tokens(text[max(start, match.start() - _LONGEST_TOKEN) : match.start()])
    short = known.bound | known.numeric | known.final
    return (not word or word[0].isupper()) and token.islower() and token.isalpha() and token not in short


def _belongs_on(text: str, point: int, start: int, following: re.Match[str], known: Abbreviations) -> bool:
    """Whether the point before `following` is an abbreviation's, an initial's or a number's."""
    token, before = _tokens(text[max(start, point - _LONGEST_TOKEN) : point])
    word = following["word"]
    starts = word in known.starters and not (
        len(word) == 1 and text[following.end() : following.end() + 1] == "."
    )
    if token.isdigit():
        begins_item = point - len(token) == start and len(token) <= 3
        dated = len(token) == 4 and _MONTH.match(text, following.start("word")) is not None
        return begins_item or dated or (known.ordinals and len(token) <= 2 and not starts)
    pair = _together(before, token)
    lowered = pair if pair in known.final or pair in known.bound else token.lower()
    if lowered in known.bound:
        return True
    if lowered in known.numeric and len(word) > 1 and _ROMAN.fullmatch(word):
        return True
    if not word or word[0].isdigit():
        named = _INITIALS.fullmatch(token) and ("." in token or following["open"][-1:] == "(")
        known_one = lowered in known.numeric or lowered in known.final or _STREET.fullmatch(lowered)
        return bool(known_one or named)
    if lowered in _ENDING_LIST:
        return _AFTER_HOURS.match(word) is not None
    initials = _INITIALS.fullmatch(token) and not (token in _PRONOUN and before.islower())
    short = lowered in known.final or initials or (known.ordinals and _ROMAN.fullmatch(token))
    return bool(short) and not starts and not ends_with_year(text, start, point, word)


def _tokens(before: str) -> tuple[str, str]:
    """The word before a point, without what precedes it in brackets or as an article; and the word before that."""
    *others, last = before.rsplit(None, 2)[-2:] or [""]
    token = last.lstrip(_OPENERS).rpartition("—")[2].rpartition("(")[2]
    if "'" in token or "’" in token:
        token = _ELIDED.sub("", token)
    return token, others[0].lstrip(_OPENERS) if others else ""


def _together(first: str, last: str) -> str:
    """Two short words as one abbreviation that is set with a blank, in small letters: `т. д`, `z. B`."""
    short = len(last) <= 4 and len(first) <= 4 and first[-1:] == "."
    return f"{first}{last}".lower() if short else ""


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, start + len(text[start:cut].rstrip())
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end
