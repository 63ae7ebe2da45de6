"""What a name looks like in a running text: words with capitals, and what joins them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

# Latin with its extensions, Greek, Cyrillic, Armenian: a class of few ranges is compiled in a fraction of the time.
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƏƠƯȘȚΆ-ΏΑ-ΫЀ-ЯҐҒҚҢҮҰҲҺӘӨԱ-Ֆ"
"""Capital letters, as between the brackets of a regular expression."""
_TITLES = "Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gen|Gov|Lt|Col|Sgt|Capt|Adm|Rev|St|Hr|Fr|Sr|Sra|Mme|M"
_WORD = rf"(?=[{UPPER}])(?:(?:{_TITLES})\. (?=[{UPPER}])|(?:[^\W\d_]\.)+(?=[ -])|[^\W_]{{1,41}}(?:[’'&-](?=[{UPPER}])[^\W_]{{1,41}}){{0,4}})"
_JOINED = r"(?:of|for|the|and|de|da|do|del|della|di|du|des|van|von|der|den|vom|zu|ter|al|el|bin|la|le|y|e)"

NAME = rf"(?<![^\W_]){_WORD}(?:(?:[ \u00a0]?(?<=[ \u00a0.])|[ \u00a0](?:{_JOINED}[ \u00a0]){{1,2}}|-){_WORD}){{0,7}}"
_DEFINITE = "The Der Die Das Le La Les El Los Las Il Lo Gli O Os De Het"
_ARTICLES = frozenset(_DEFINITE.split())
_FIRST_WORDS = (
    "A An I As He She It They We You This That These Those There Here His Her Its Their Our My Your One Some Many Most"
    " Others And But So Yet If When While In On At By For From To Of Or No Not What Who Which Both Each All According"
    " Er Sie Es Wir Ich Man Ein Eine Und Aber Doch Dies Diese Dieser Dem Den Des Einer Einem Laut Gemäß Nach Wie Bei Im Il Elle Ils Elles On Nous"
    " Vous Je Un Une Et Mais Ce Cette Selon Comme Él Ella Ellos Y Pero En Según Como Lui Lei Egli Loro Ma E Secondo Come"
    " Ele Ela Eles Elas Mas Segundo Conforme Hij Zij Ze Wij Een En Maar Volgens Zoals Ona Ono Oni Ale To Według Zdaniem"
    " Jak Он Она Оно Они Мы Я Вы И Но А Это По Согласно Как В Він Вона Воно Вони Ми Ви Але Й Це За Згідно Як У"
)
_NONAMES = frozenset(_FIRST_WORDS.split()) | _ARTICLES
_PAPERS = pattern(
    r"(?:Le (?:Monde|Figaro|Parisien|Point|Temps|Soir|Devoir)|La (?:Croix|Presse|Tribune|Stampa|Repubblica|Nación|Vanguardia"
    r"|Razón|Jornada)|Les Échos|El (?:País|Mundo|Periódico|Universal|Tiempo|Comercio|Diario)|Il (?:Sole|Giornale|Post|Foglio"
    r"|Fatto|Messaggero|Manifesto)|O (?:Globo|Estado)|Der (?:Spiegel|Standard|Tagesspiegel)|Die (?:Zeit|Welt|Presse"
    r"|Tageszeitung)|De (?:Telegraaf|Standaard|Morgen|Volkskrant)|Het (?:Parool|Laatste))\b"
)
_MARK = pattern(r"[„“«\"‚›]")
_BLANK = pattern(r"[ \u00a0]")


def names_in(text: str) -> list[tuple[int, int]]:
    """Where names stand, of up to eight words: `Maj. Gen. Hans van der Holm`, `Ministry of the Interior`."""
    return [match.span() for match in _name().finditer(text)]


class Bare(NamedTuple):
    """A text without some of its characters.

    Attributes:
        text: It.
        left_out: Where these stand in the whole text, ascending.
    """

    text: str
    left_out: Sequence[tuple[int, int]]

    def place(self, offset: int) -> int:
        """Where in the whole text that stands which stands here at an offset."""
        for start, end in self.left_out:
            if start <= offset:
                offset += end - start
        return offset


def bare(text: str) -> Bare:
    """A text without the quotation marks around a name, as they stand around those of media: `„Hafenbote“`."""
    found = _quoted_name().finditer(text) if _MARK.search(text) else ()
    left_out = [
        gap for match in found for gap in ((match.start(), match.start(1)), (match.end(1), match.end()))
    ]
    ends = [0, *(end for _, end in left_out)]
    starts = [*(start for start, _ in left_out), len(text)]
    return Bare("".join(text[end:start] for end, start in zip(ends, starts, strict=True)), left_out)


def name_at(text: str, at: int) -> tuple[int, int] | None:
    """Where a name stands that begins at an offset."""
    match = _name().match(text, at)
    return match.span() if match else None


def name_behind(text: str, at: int) -> tuple[list[str], tuple[int, int]] | None:
    """The first name behind an offset with at most five small words before it; these words, and where it stands."""
    match = _name_behind().match(text, at)
    return (match[1].split(), match.span(2)) if match else None


# Compiled once for all that looks for names, which takes a millisecond each, and only where a text asks for it.
@cache
def _name() -> re.Pattern[str]:
    return re.compile(NAME)


@cache
def _quoted_name() -> re.Pattern[str]:
    return re.compile(rf"[„“«\"‚›][ \u00a0\u202f]?({NAME})[ \u00a0\u202f]?[“”»\"‘‹](?![^\W_])")


@cache
def _name_behind() -> re.Pattern[str]:
    return re.compile(rf" ?((?:[^\W\d_]+[ ’']){{0,5}}?)({NAME})")


def named(words: str, *, begins: bool = True) -> str:
    """A name without the pronoun, article or conjunction with which a sentence begins; nothing if that is all.

    Args:
        words: What looks like a name.
        begins: Whether the sentence begins with it, and so with a capital; elsewhere an article that has one
            is a part of the name, as in `Le Monde`.
    """
    name = words.strip()
    while name:
        first, _, rest = _BLANK.sub(" ", name, count=1).partition(" ")
        if first not in _NONAMES and not first.islower():
            break
        if rest and first in _ARTICLES and (first == "The" or not begins or _PAPERS.match(name)):
            break
        begins = begins and first in _ARTICLES
        name = rest.strip()
    return name


def named_at(sentence: str, span: tuple[int, int]) -> str:
    """As `named`, of a name that stands in a sentence."""
    return named(sentence[slice(*span)], begins=not any(map(str.isalnum, sentence[: span[0]])))
