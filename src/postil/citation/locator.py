"""Places in a source as people type them: `p. 12`, `12-15`, `S. 5 f.`, `¶4`, `§ 2.1`, `12:34`."""

from __future__ import annotations

import re

from postil.core.model import Locator
from postil.core.patterns import pattern
from postil.core.text import copyable_line

# Each label with its short form for one place and for several, then the other ways to type it in the languages that
# many cite in. A word with a period is one only with it, and in these letters: `S. 5` is a page in German, while S5 may
# be the page itself and s. 5 a section in English.
_FORMS: dict[str, tuple[str, str, str]] = {
    "page": (
        "p.",
        "pp.",
        "p pp pg pgs page pages S. seite seiten pág págs pag pagg página páginas pagina pagine blz с. С. стр страница",
    ),
    "paragraph": (
        "¶",
        "¶¶",
        "¶ ¶¶ para paras par pars paragraph paragraphs abs absatz paragr paragraphe párr párrafo parágr абз",
    ),
    "section": ("§", "§§", "§ §§ sec secs sect section sections abschn abschnitt sección sez seção"),
    "chapter": (
        "ch.",
        "chs.",
        "ch chs chap chaps chapter chapters kap kapitel chapitre cap capítulo capitolo hfdst гл глава",
    ),
    "verse": ("v.", "vv.", "v vv verse verses"),
    "line": ("l.", "ll.", "l ll line lines Z. zeile zeilen ligne lignes línea regel"),
    "timestamp": ("at", "at", "at time timestamp"),
    "folio": ("fol.", "fols.", "fol fols folio folios"),
    "part": ("pt.", "pts.", "pt pts part parts"),
    "volume": ("vol.", "vols.", "vol vols volume volumes bd bde band bände t. T. tome tomo т. Т. том"),
    "issue": ("no.", "nos.", "no nos nr issue issues №"),
    "figure": ("fig.", "figs.", "fig figs figure figures abb"),
    "table": ("table", "tables", "table tables tbl tab tabelle tabla"),
    "note": ("n.", "nn.", "n nn fn note notes anm"),
    "column": ("col.", "cols.", "col cols column columns sp spalte"),
    "book": ("bk.", "bks.", "bk bks book books"),
    "appendix": ("app.", "apps.", "app apps appendix anhang"),
    "sub-verbo": ("s.v.", "s.v.", ""),
}
_LABELS = {word: label for label, (_, _, words) in _FORMS.items() for word in words.split()}

_ROMAN = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
_NUMBER = (
    rf"(?>(?:[A-Za-z]{{1,2}}-?)?[0-9]+(?:[.:/][0-9]+)*[a-z]{{0,2}}|{_ROMAN}|(?i:{_ROMAN})|[A-Za-z])(?![\w])"
)
_TO = r"\s?(?:-{1,3}|[‐-―−])\s?"
_RANGE = rf"{_NUMBER}(?:{_TO}{_NUMBER})?"
_FOLLOWING = r"(?:(?<=f)\.|\sff?\.?)?"
_VALUE = pattern(rf"{_RANGE}(?:(?:\s?[,;&]\s?|\sand\s){_RANGE})*{_FOLLOWING}\Z")
_TIME = r"[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]+)?"
_TIMES = pattern(rf"{_TIME}(?:{_TO}{_TIME})?\Z")
_PLAIN = rf"(?:(?:[A-Z]-?)?[0-9]+f{{0,2}}|{_ROMAN})(?!\w)"
_SPAN_OF_PAGES = rf"{_PLAIN}(?:{_TO}{_PLAIN})?"
_PAGES = pattern(rf"{_SPAN_OF_PAGES}(?:\s?,\s?{_SPAN_OF_PAGES})*{_FOLLOWING}\Z")
_LABELLED = pattern(r"(¶{1,2}|§{1,2}|№|[^\W\d_]+(?![^\W\d_]))(\.?)\s?(.+)")
_UNDER_A_WORD = pattern(r"(?:s\.\s?vv?\.|sub (?:verbo|voce)\b)\s?(.+)", re.IGNORECASE)
_SPAN = pattern(rf"((?<![\w:.]){_NUMBER}){_TO}(?={_NUMBER})")
_WHOLE = pattern(r"\b([A-Z]{1,2})-(?=[0-9])")
_SEVERAL = pattern(r"[–,;&]|\sand\s|[0-9]\s?ff?\.?\Z")


def parse_locator(text: str) -> Locator:
    """Reads a place as people type it.

    A bare number, roman or not, is a page, as CSL has it; `12:34` is a timestamp, and `s.v. mud` an entry of a
    dictionary. What is not understood, two labels among it, is kept as it was typed, without a label.

    Returns:
        The CSL label and the value, an en dash in each range; an empty locator for an empty text.
    """
    line = copyable_line(text)
    if _TIMES.match(line):
        return Locator("timestamp", _dashed(line))
    if under := _UNDER_A_WORD.fullmatch(line):
        return Locator("sub-verbo", under[1])
    if labelled := _LABELLED.fullmatch(line):
        word, period, value = labelled.groups()
        label = _LABELS.get(f"{word}{period}") or _LABELS.get(word.lower())
        if label and _VALUE.match(value):
            return Locator(label, _dashed(value))
    if _PAGES.match(line):
        return Locator("page", _dashed(line))
    return Locator("", line)


def locator_text(locator: Locator) -> str:
    """The short form of a place: `p. 12`, `pp. 12–15`, `¶ 4`, `§ 2.1`, `12:34`; what has no label is as typed."""
    value = copyable_line(locator.value)
    label = copyable_line(locator.label)
    if not value or not label or is_time(locator):
        return value
    one, several, _ = _FORMS.get(label, (label, label, ""))
    return f"{several if _SEVERAL.search(value) else one} {value}"


def is_time(locator: Locator) -> bool:
    """Whether a place is a time in a recording, told in figures."""
    return locator.label == "timestamp" and bool(_TIMES.match(copyable_line(locator.value)))


def with_whole_numbers(value: str) -> str:
    """A value in which a page such as A-12 has a hyphen that does not break: citation engines take others for ranges."""
    return _WHOLE.sub("\\g<1>\N{NON-BREAKING HYPHEN}", value)


def _dashed(value: str) -> str:
    return _SPAN.sub(r"\1–", value)
