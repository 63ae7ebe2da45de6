"""Formulas of a Word document, written on the line as one types them: a converter would leave them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# ECMA-376 Part 1, 22.1.2: which children an object has, and what is typed before, between and behind them.
_BETWEEN = {
    "f": ("num", "/", "den"),
    "sSup": ("e", "^", "sup"),
    "sSub": ("e", "_", "sub"),
}
_LEFT_OUT = frozenset({"rPr", "ctrlPr", "fPr", "sSupPr", "sSubPr", "radPr", "oMathParaPr"})


def spell_formulas(root: etree._Element) -> None:
    """Puts a run of text in the place of each formula."""
    for formula in list(root.iter(f"{_MATH}oMath")):
        words = "".join(_spelled(formula)).strip()
        parent = formula.getparent()
        if parent is None:
            continue
        run = etree.Element(f"{_WORD}r")
        text = etree.SubElement(run, f"{_WORD}t", {_SPACE: "preserve"})
        text.text, run.tail = words, formula.tail
        if parent.tag == f"{_MATH}oMathPara":
            parent.addprevious(run)
            parent.remove(formula)
        else:
            parent.replace(formula, run)


def _spelled(element: etree._Element) -> Iterator[str]:
    name = str(element.tag).removeprefix(_MATH)
    if name == "t":
        yield element.text or ""
    elif name in _BETWEEN:
        before, sign, behind = _BETWEEN[name]
        yield f"{_grouped(element, before)}{sign}{_grouped(element, behind)}"
    elif name == "rad":
        yield f"√{_grouped(element, 'e')}"
    elif name == "d":
        yield f"({''.join(_inside(element))})"
    elif name not in _LEFT_OUT:
        yield from _inside(element)


def _inside(element: etree._Element) -> Iterator[str]:
    for child in element:
        yield from _spelled(child)


def _grouped(element: etree._Element, name: str) -> str:
    """A child's words, in brackets where they are more than one sign or number."""
    child = element.find(f"{_MATH}{name}")
    words = "".join(_inside(child)) if child is not None else ""
    return words if len(words) == 1 or words.isalnum() else f"({words})"
