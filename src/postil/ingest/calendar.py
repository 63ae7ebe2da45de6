"""The calendar in a text: the names of its months, and the days that are written with them or in numbers."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = """
january januar jänner janvier janv enero gennaio janeiro januari январь января січень січня styczeń stycznia jänner يناير جانفي ledna ianuarie ιανουαρίου януари ינואר בינואר
february februar février févr febrero febbraio fevereiro februari февраль февраля февр лютий лютого luty lutego فبراير فيفري února februarie φεβρουαρίου февруари פברואר בפברואר
march märz mars marzo março maart март марта березень березня marzec marca مارس marts března martie maret μαρτίου מרץ במרץ
april avril abril aprile апрель апреля квітень квітня kwiecień kwietnia أبريل إبريل أفريل dubna aprilie απριλίου אפריל באפריל
may mai mayo maggio maio mei май мая травень травня maj maja مايو ماي května μαΐου מאי במאי
june juni juin junio giugno junho июнь июня червень червня czerwiec czerwca يونيو جوان června iunie ιουνίου юни יוני ביוני
july juli juillet juil julio luglio julho июль июля липень липня lipiec lipca يوليو جويلية července iulie ιουλίου юли יולי ביולי
august août agosto augustus август августа серпень серпня sierpień sierpnia أغسطس أوت augusti srpna agustus αυγούστου אוגוסט באוגוסט
september sept septembre septiembre settembre setembro сентябрь сент сентября вересень вересня wrzesień września سبتمبر září septembrie σεπτεμβρίου септември ספטמבר בספטמבר
october oktober octobre octubre ottobre outubro октябрь октября жовтень жовтня październik października أكتوبر října octombrie οκτωβρίου октомври אוקטובר באוקטובר
november novembre noviembre novembro ноябрь ноября нояб листопад листопада listopad listopada نوفمبر listopadu noiembrie νοεμβρίου ноември נובמבר בנובמבר
december dezember décembre diciembre dicembre dezembro декабрь декабря грудень грудня grudzień grudnia ديسمبر desember prosince decembrie δεκεμβρίου декември דצמבר בדצמבר
"""
MONTHS = tuple(tuple(line.split()) for line in _MONTHS.strip().splitlines())
"""The names of each month, in small letters: en, de, fr, es, it, pt, nl, ru, uk, pl, ar, sv, da, nb, cs, ro, id, el, bg, he; in Slavic ones the genitive too."""

_SHORTENED = 3
"""Letters of a month's name that stand for it."""

_THIS_CENTURY = 70
"""Years of two digits below it are of the twenty-first century."""

_YEAR = r"(?:19|20)\d\d(?!\d)"
_BEFORE = r"(?<![\d.:/-])"
_WORD = r"[^\W\d_]{3,12}"
_ORDINALS = "stndrdtherºª"
_DAY = rf"\d{{1,2}}[{_ORDINALS}]{{0,2}}"
_DAYS = pattern(
    rf"{_BEFORE}(?P<y1>(?:19|20)\d\d) ?[-./年년] ?(?P<m1>\d{{1,2}}) ?[-./月월] ?(?P<d1>\d{{1,2}})(?!\d)"
    rf"|{_BEFORE}(?P<d2>\d{{1,2}})(?P<s>[./-]) ?(?P<m2>\d{{1,2}})(?P=s) ?(?P<y2>{_YEAR}|(?<=\d\d[./]\d\d[./])\d\d(?![\d.:/-]))"
    rf"|{_BEFORE}(?P<d3>{_DAY})(?:[.-] ?| )(?:d[eo]l? |of )?(?P<m3>{_WORD})[.,]*[ -]?(?:d[eo]l? )?(?P<y3>{_YEAR}|(?<=[.-])\d\d(?!\d))"
    rf"|(?P<m4>{_WORD})\.?[ -](?P<d4>{_DAY}),? ?(?P<y4>{_YEAR})"
    rf"|(?P<y5>(?:19|20)\d\d)[ -](?P<m5>{_WORD})[. -](?P<d5>{_DAY})(?!\d)",
    re.IGNORECASE,
)


def day_in(words: str, *, month_first: bool = False) -> str:
    """The first day in time that a line tells, as `YYYY-MM-DD`; nothing where it tells none.

    Args:
        words: The line, as `Published 3 March 2021, updated 5.3.21`.
        month_first: Whether `3/5/2021` is in March, as in the United States.
    """
    return min(_days(words, month_first=month_first), default="")


def _days(words: str, *, month_first: bool) -> Iterator[str]:
    for match in _DAYS.finditer(words):
        told = {name[0]: value for name, value in match.groupdict().items() if value}
        month, day = month_of(told["m"]), int(told["d"].rstrip(_ORDINALS))
        if "s" in told and (month > len(MONTHS) or (month_first and told["s"] == "/" and day <= len(MONTHS))):
            month, day = day, month
        try:
            yield date(_with_century(int(told["y"])), month, day).isoformat()
        except ValueError:
            continue  # no day, as 31 June or the number of a version


def _with_century(year: int) -> int:
    return year if year > 99 else year + (2000 if year < _THIS_CENTURY else 1900)


@cache
def month_of(words: str) -> int:
    """The number of a month by its name, the name's first three letters, or its number; 0 for other words."""
    if words.isdecimal():
        return int(words)
    name = words.lower()
    exact = [number for number, names in enumerate(MONTHS, 1) if name in names]
    begun = {
        number
        for number, names in enumerate(MONTHS, 1)
        if len(name) == _SHORTENED and any(known.startswith(name) for known in names)
    }
    return exact[0] if exact else begun.pop() if len(begun) == 1 else 0
