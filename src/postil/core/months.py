"""The names of the months in twenty languages."""

from __future__ import annotations

from functools import cache

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
