"""Formulas of a Word document, written on the line as one types them: a converter would leave them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from postil.ingest.formulas import fraction, root, rows, scripted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def spell_formulas(tree: etree._Element) -> None:
    """Puts a run of text in the place of each formula."""
    for formula in list(tree.iter(f"{_MATH}oMath")):
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
    """The words of an object (ECMA-376 Part 1, 22.1.2), by the names of its children."""
    name = str(element.tag).removeprefix(_MATH)
    if made := _OBJECTS.get(name):
        yield made[0](*(_child(element, part) for part in made[1]))
        return
    match name:
        case "t":
            yield element.text or ""
        case "nary":
            sign = _told(element, "chr", "∫")
            yield scripted(sign, _child(element, "sub"), _child(element, "sup")) + _child(element, "e")
        case "d":
            inside = _told(element, "sepChr", "|").join(_words(part) for part in _children(element, "e"))
            yield f"{_told(element, 'begChr', '(')}{inside}{_told(element, 'endChr', ')')}"
        case "m":
            yield rows([[_words(part) for part in _children(row, "e")] for row in _children(element, "mr")])
        case "eqArr":
            yield rows([[_words(part)] for part in _children(element, "e")])
        case _ if not name.endswith("Pr"):  # the properties of an object are called as it is
            for child in element:
                yield from _spelled(child)


def _before(base: str, lowered: str, raised: str) -> str:
    return f"{scripted('', lowered, raised)}{base}"


_OBJECTS: dict[str, tuple[Callable[..., str], tuple[str, ...]]] = {
    "f": (fraction, ("num", "den")),
    "sSup": (scripted, ("e", "sub", "sup")),
    "sSub": (scripted, ("e", "sub", "sup")),
    "sSubSup": (scripted, ("e", "sub", "sup")),
    "sPre": (_before, ("e", "sub", "sup")),
    "limLow": (scripted, ("e", "lim")),
    "limUpp": (scripted, ("e", "sub", "lim")),
    "rad": (root, ("e", "deg")),
}
"""What is made of an object, and of which of its children; one that it has not is empty."""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{_MATH}{name}")


def _child(element: etree._Element, name: str) -> str:
    return "".join(map(_words, _children(element, name)))


def _words(element: etree._Element) -> str:
    return "".join(_spelled(element))


def _told(element: etree._Element, name: str, otherwise: str) -> str:
    """A sign that the properties of an object tell; it may be empty."""
    told = element.find(f"{_MATH}{str(element.tag).removeprefix(_MATH)}Pr/{_MATH}{name}")
    return otherwise if told is None else told.get(f"{_MATH}val", "")
