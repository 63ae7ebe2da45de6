"""What a name looks like in a running text: words with capitals, and what joins them."""

from __future__ import annotations

import re

_UPPER = "".join(chr(code) for code in range(0x41, 0x588) if chr(code).isupper())
_TITLES = "Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gen|Gov|Lt|Col|Sgt|Capt|Adm|Rev|St|Hr|Fr|Sr|Sra|Mme|M"
_WORD = rf"(?:(?:{_TITLES})\. (?=[{_UPPER}])|(?:[{_UPPER}]\.)+(?=[ -])|[{_UPPER}][^\W_]{{0,40}}(?:[’'&-][{_UPPER}][^\W_]{{0,40}}){{0,4}})"
_JOINED = r"(?:of|for|the|and|de|da|do|del|della|di|du|des|van|von|der|den|vom|zu|ter|al|el|bin|la|le|y|e)"

NAME = rf"(?<![^\W_]){_WORD}(?:(?:[ \u00a0]?(?<=[ \u00a0.])|[ \u00a0](?:{_JOINED}[ \u00a0]){{1,2}}|-){_WORD}){{0,7}}"
"""Matches a name of up to eight words, as `Maj. Gen. Hans van der Holm` or `Ministry of the Interior`."""

_FIRST_WORDS = (
    "A An The He She It They We I You This That These Those There Here His Her Its Their Our My Your One Some Many Most"
    " Others And But So Yet If When While As In On At By For From To Of Or No Not What Who Which Both Each All"
    " Er Sie Es Wir Ich Man Der Die Das Ein Eine Und Aber Doch Dies Diese Dieser Il Elle Ils Elles On Nous Vous Je Le La"
    " Les Un Une Et Mais Ce Cette Él Ella Ellos Y Pero El Los Las Lui Lei Egli Loro Ma E Lo Gli Ele Ela Eles Elas Mas O"
    " Os As Hij Zij Ze Wij Het Een De En Maar On Ona Ono Oni Ale I To Он Она Оно Они Мы Я Вы И Но А Это Він Вона Воно"
    " Вони Ми Ви Але Й Це"
)
_NO_NAMES = frozenset(_FIRST_WORDS.split())


def named(words: str) -> str:
    """A name without the pronoun, article or conjunction with which a sentence begins; nothing if that is all."""
    name = words.strip()
    while name and (first := re.split(r"[ \u00a0]", name, maxsplit=1))[0] in _NO_NAMES:
        if first[0] == "The" and len(first) > 1:
            return name
        name = first[1].strip() if len(first) > 1 else ""
    return name
