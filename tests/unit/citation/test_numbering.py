from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from postil.citation.numbering import OPEN, SEPARATOR, opened, told, with_marked_numbers


@pytest.mark.parametrize(
    ("element", "marked"),
    [
        ('<text variable="citation-number"/>', '<text variable="citation-number" prefix="|" suffix="|"/>'),
        (
            "<text suffix='>' prefix=\"[\"\n variable = 'citation-number' />",
            "<text suffix='|>' prefix=\"[|\" variable='citation-number' />",
        ),
        (
            '<number variable="citation-number"></number>',
            '<number variable="citation-number" prefix="|" suffix="|"></number>',
        ),
    ],
)
def test_a_style_marks_its_number(element: str, marked: str) -> None:
    assert (
        with_marked_numbers(f"<layout>{element}</layout>").replace(SEPARATOR, "|")
        == f"<layout>{marked}</layout>"
    )
    ET.fromstring(with_marked_numbers(element))  # noqa: S314 - written here


@pytest.mark.parametrize(
    "other",
    [
        '<text variable="citation-label"/>',
        '<text macro="citation-number"/>',
        '<key variable="citation-number"/>',
        '<text value="1" prefix="variable=&quot;citation-number&quot;"/>',
    ],
)
def test_and_nothing_else(other: str) -> None:
    assert with_marked_numbers(other) == other


def test_the_number_alone_is_left_open_and_told() -> None:
    mark = SEPARATOR
    line = opened(
        f"1 [{mark}1{mark}, p. 1] <sup>{mark}<i>1</i>{mark}</sup> 1\N{RIGHT-TO-LEFT OVERRIDE}{mark}1"
    )
    assert line.count(OPEN) == 2
    assert told(line, 12) == "1 [12, p. 1] <sup><i>12</i></sup> 1\N{REPLACEMENT CHARACTER}1"
