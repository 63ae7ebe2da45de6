"""Tables of a Word document in which a row begins behind the first column."""

from __future__ import annotations

from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def fill_skipped_columns(tree: etree._Element) -> None:
    """Puts an empty cell where a row leaves out its first columns (`gridBefore`), which a converter overlooks."""
    for skipped in list(tree.iter(f"{_WORD}gridBefore")):
        properties = skipped.getparent()
        if properties is None or properties.tag != f"{_WORD}trPr":
            continue
        columns = skipped.get(f"{_WORD}val", "0")
        if columns.isdecimal() and int(columns[:4]):
            cell = etree.Element(f"{_WORD}tc")
            span = etree.SubElement(etree.SubElement(cell, f"{_WORD}tcPr"), f"{_WORD}gridSpan")
            span.set(f"{_WORD}val", columns[:4])
            etree.SubElement(cell, f"{_WORD}p")
            properties.addnext(cell)
