"""Places in a source as people type them: `p. 12`, `12-15`, `¶4`, `§ 2.1`, `12:34`."""

from __future__ import annotations

import re

from postil.core.model import Locator
from postil.core.text import copyable_line

# Each label with its short form for one place and for several, then the other ways to type it.
_FORMS: dict[str, tuple[str, str, str]] = {
    "page": ("p.", "pp.", "p pp pg pgs page pages"),
    "paragraph": ("¶", "¶¶", "¶ ¶¶ para paras par pars paragraph paragraphs"),
    "section": ("§", "§§", "§ §§ sec secs sect section sections"),
    "chapter": ("ch.", "chs.", "ch chs chap chaps chapter chapters"),
    "verse": ("v.", "vv.", "v vv verse verses"),
    "line": ("l.", "ll.", "l ll line lines"),
    "timestamp": ("at", "at", "at time timestamp"),
    "folio": ("fol.", "fols.", "fol fols folio folios"),
    "part": ("pt.", "pts.", "pt pts part parts"),
    "volume": ("vol.", "vols.", "vol vols volume volumes"),
    "issue": ("no.", "nos.", "no nos nr issue issues"),
    "figure": ("fig.", "figs.", "fig figs figure figures"),
    "note": ("n.", "nn.", "n nn fn note notes"),
    "column": ("col.", "cols.", "col cols column columns"),
    "book": ("bk.", "bks.", "bk bks book books"),
}
_LABELS = {word: label for label, (_, _, words) in _FORMS.items() for word in words.split()}

_ROMAN = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
_NUMBER = (
    rf"(?>(?:[A-Za-z]{{1,2}}-?)?[0-9]+(?:[.:/][0-9]+)*[a-z]{{0,2}}|{_ROMAN}|(?i:{_ROMAN})|[A-Za-z])(?![\w])"
)
_TO = r"\s?(?:-{1,3}|[‐-―−])\s?"
_RANGE = rf"{_NUMBER}(?:{_TO}{_NUMBER})?"
_VALUE = re.compile(rf"{_RANGE}(?:(?:\s?[,;&]\s?|\sand\s){_RANGE})*\Z")
_TIME = r"[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]+)?"
_TIMES = re.compile(rf"{_TIME}(?:{_TO}{_TIME})?\Z")
_PLAIN = rf"(?:[A-Z]?[0-9]+|{_ROMAN})(?![\w])"
_PAGES = re.compile(rf"{_PLAIN}(?:(?:{_TO}|\s?,\s?){_PLAIN})*\Z")
_LABELLED = re.compile(r"(¶{1,2}|§{1,2}|[A-Za-z]+(?![A-Za-z]))\.?\s?(.+)")
_SPAN = re.compile(rf"((?<![\w:.]){_NUMBER}){_TO}(?={_NUMBER})")
_SEVERAL = re.compile(r"[–,;&]|\sand\s|[0-9]ff?\Z")


def parse_locator(text: str) -> Locator:
    """Reads a place as people type it.

    A bare number, roman or not, is a page, as CSL has it; `12:34` is a timestamp. What is not
    understood is kept as it was typed, without a label.

    Returns:
        The CSL label and the value, an en dash in each range; an empty locator for an empty text.
    """
    line = copyable_line(text)
    if _TIMES.match(line):
        return Locator("timestamp", _dashed(line))
    labelled = _LABELLED.fullmatch(line)
    label = _LABELS.get(labelled[1].lower()) if labelled else None
    if labelled and label and _VALUE.match(labelled[2]):
        return Locator(label, _dashed(labelled[2]))
    if _PAGES.match(line):
        return Locator("page", _dashed(line))
    return Locator("", line)


def locator_text(locator: Locator) -> str:
    """The short form of a place: `p. 12`, `pp. 12–15`, `¶ 4`, `§ 2.1`, `12:34`; what has no label is as typed."""
    value = copyable_line(locator.value)
    label = copyable_line(locator.label)
    if not value or not label or (label == "timestamp" and _TIMES.match(value)):
        return value
    one, several, _ = _FORMS.get(label, (label, label, ""))
    return f"{several if _SEVERAL.search(value) else one} {value}"


def _dashed(value: str) -> str:
    return _SPAN.sub(r"\1–", value)
