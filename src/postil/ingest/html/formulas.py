"""Formulas in MathML (MathML Core, W3C 2025) are spelled on the line, and so are pictures of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from postil.core.patterns import pattern
from postil.ingest.formulas import fraction, root, rows, scripted
from postil.ingest.html.names import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_UNSEEN = dict.fromkeys(range(0x2061, 0x2065))
"""The signs for `times` and the like that are there for programs."""

_NO_WORDS = frozenset({"annotation", "annotation-xml", "mphantom", "mprescripts", "none"})
_OF_FIRST = frozenset({"semantics", "maction"})
_THIN = pattern(r"0+(?:\.0+)?\s*[a-z%]*", re.IGNORECASE)
_STYLED = pattern(r"\{\\(?:displaystyle|textstyle)\s+(.*)\}", re.DOTALL)


def formula(math: etree._Element) -> str:
    """A formula on one line; what is said to stand for it where nothing is in it."""
    spelled: dict[etree._Element, str] = {}
    for _, element in etree.iterwalk(math, events=("end",)):
        parts = [spelled.pop(child, "") for child in element]
        spelled[element] = _spelled(element, parts)
    return " ".join(spelled[math].split()) or without_style(math.get("alttext") or "")


def without_style(words: str) -> str:
    """TeX without the group around all of it that only tells how large it is set."""
    styled = _STYLED.fullmatch(words.strip())
    return styled[1].strip() if styled else words


def pictured(picture: etree._Element) -> etree._Element | None:
    """The formula, hidden before a picture of it, that the picture shows; None for any other picture."""
    before = picture.getprevious()
    if before is None or not picture.get("alt"):
        return None
    formulas = (inner for inner in before.iter() if name_of(inner) == "math")
    return next((one for one in formulas if one.get("alttext") == picture.get("alt")), None)


def _spelled(element: etree._Element, parts: Sequence[str]) -> str:
    """The words of an element, those of its children being known."""
    name = name_of(element)
    if name in _NO_WORDS:
        return ""
    if parts and name in _OF_FIRST:
        return parts[0]
    if made := _OF_PARTS.get((name, len(parts))):
        return made(*parts)
    if name == "mfenced":
        inside = (element.get("separators") or ",")[:1].join(parts)
        return f"{element.get('open') or '('}{inside}{element.get('close') or ')'}"
    if name == "mfrac" and len(parts) == 2:
        is_thin = _THIN.fullmatch((element.get("linethickness") or "").strip())
        return f"({parts[0]} over {parts[1]})" if is_thin else fraction(*parts)
    own = (element.text or "").translate(_UNSEEN)
    words = f"{own if own.strip() else ''}{''.join(parts)}".strip()
    return _OF_ROW[name](words, parts) if name in _OF_ROW else words


def _over(base: str, above: str) -> str:
    """A base with an accent, or with what else is set above it."""
    return f"{base}{above}" if len(above) == 1 and not above.isalnum() else scripted(base, raised=above)


_OF_PARTS: dict[tuple[str, int], Callable[..., str]] = {
    ("msup", 2): lambda base, above: scripted(base, raised=above),
    ("msub", 2): scripted,
    ("munder", 2): scripted,
    ("mover", 2): _over,
    ("msubsup", 3): scripted,
    ("munderover", 3): scripted,
    ("mroot", 2): root,
}
"""What is made of an element that has as many children."""

_OF_ROW: dict[str, Callable[[str, Sequence[str]], str]] = {
    "mspace": lambda _words, _parts: " ",
    "msqrt": lambda words, _parts: root(words),
    "mtable": lambda _words, parts: rows([[part] for part in parts]),
    "mtr": lambda _words, parts: rows([list(parts)]),
}
"""What is made of an element with any number of children, out of all words in it or of each child's."""
