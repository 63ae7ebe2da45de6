"""What Word shows of a document, where a converter would read more or less of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})


def drop_hidden(tree: etree._Element) -> None:
    """Takes out runs that are formatted as hidden (ECMA-376 Part 1, 17.3.2.41)."""
    for sign in list(tree.iter(f"{_WORD}vanish")):
        properties = sign.getparent()
        run = properties.getparent() if properties is not None else None
        outer = run.getparent() if run is not None else None
        if run is None or outer is None or run.tag != f"{_WORD}r" or sign.get(f"{_WORD}val") in _OFF:
            continue
        outer.remove(run)


def open_fields(tree: etree._Element) -> None:
    """Puts the results of simple fields, as the number of a table, in their places (17.16.19)."""
    for field in list(tree.iter(f"{_WORD}fldSimple")):
        outer = field.getparent()
        if outer is not None:
            at = outer.index(field)
            outer[at : at + 1] = [part for part in field if part.tag != f"{_WORD}fldData"]
