from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.citation.csl import make_item
from postil.citation.reference import Citation, in_text, plain, reference, short_reference
from postil.core.model import Locator

if TYPE_CHECKING:
    from postil.core.model import JSON

NEWS = make_item(
    kind="article-newspaper",
    title="Dredging begins at “last”",
    container="Saltmarsh Courier",
    date="2022-03-07",
    url="https://courier.example/a_b",
)
PAPER = make_item(
    kind="article-journal",
    title="Silt in tidal harbours",
    authors=["Watson, James D.", "Francis Crick"],
    date="1953-04-25",
    container="Estuary",
    volume="171",
    issue="4356",
    page="737-738",
    DOI="doi:10.1000/silt",
)
BOOK = make_item(
    kind="book",
    title="Who owns the quay?",
    authors=["Ashdown, Ruth", "B. Pike", "C. Pike", "D. Pike"],
    date="2019",
    publisher="Pike & Co.",
    publisher_place="Saltmarsh Quay",
)


@pytest.mark.parametrize(
    ("item", "locator", "text"),
    [
        (
            NEWS,
            Locator("paragraph", "4"),
            "“Dredging begins at ‘last’”. Saltmarsh Courier, 7 March 2022, ¶ 4. https://courier.example/a_b",
        ),
        (
            PAPER,
            Locator(),
            (
                "James D. Watson and Francis Crick. “Silt in tidal harbours”. Estuary 171 (4356), 25 April 1953,"
                " pp. 737–738. https://doi.org/10.1000/silt"
            ),
        ),
        (
            BOOK,
            Locator("page", "12"),
            "Ruth Ashdown et al. Who owns the quay? Saltmarsh Quay: Pike & Co., 2019, p. 12.",
        ),
        (
            make_item(kind="book", title="Out", authors=["Ashdown, Ruth"], publisher="Pike & Co."),
            Locator(),
            "Ruth Ashdown. Out. Pike & Co.",
        ),
        (
            make_item(
                kind="chapter", title="Silt.", container="Harbours", authors=["R. A.", "B. C.", "D. E."]
            ),
            Locator(),
            "R. A., B. C. and D. E. “Silt.” In Harbours.",
        ),
        (
            make_item(title="Notice", authors=["{Harbour Board}"], container="Harbour Board", date="2020"),
            Locator(),
            "Harbour Board. “Notice”. 2020.",
        ),
        (
            make_item(title="Tides", url="https://t.example", accessed="2024-05-02"),
            Locator(),
            "Tides, accessed 2 May 2024. https://t.example",
        ),
        (make_item(title="Only"), Locator(), "Only."),
        (make_item(title="Only"), Locator("page", "3"), "Only, p. 3."),
        (make_item(title="Why?"), Locator("page", "3"), "Why? p. 3."),
        (make_item(url="https://t.example/x"), Locator(), "https://t.example/x"),
        ({}, Locator("page", "3"), "p. 3."),
        ({}, Locator(), ""),
    ],
)
def test_references_read_as_a_person_writes_them(item: dict[str, JSON], locator: Locator, text: str) -> None:
    assert reference(item, locator) == text


def test_editors_and_directors_are_named_as_such() -> None:
    people: JSON = [{"family": "Pike"}, {"family": "Rook"}]
    assert reference({"editor": people, "title": "Harbours"}) == "Pike and Rook (editors). Harbours."
    assert reference({"director": [{"family": "Pike"}], "title": "Tide"}) == "Pike (director). Tide."


@pytest.mark.parametrize(
    ("item", "short", "inside"),
    [
        (NEWS, "Saltmarsh Courier 2022", "Saltmarsh Courier, 7 March 2022, ¶ 4"),
        (PAPER, "Watson & Crick 1953", "Watson & Crick, 1953, ¶ 4"),
        (BOOK, "Ashdown et al. 2019", "Ashdown et al., 2019, ¶ 4"),
        (make_item(title="Only", date="3/10/22"), "Only 3/10/22", "Only, 3/10/22, ¶ 4"),
        (make_item(publisher="Pike & Co."), "Pike & Co.", "Pike & Co., ¶ 4"),
        (make_item(url="https://www.t.example/x"), "t.example", "t.example, ¶ 4"),
        (make_item(url="https://[x"), "", "¶ 4"),
        (make_item(ISBN="0306406152"), "ISBN 0306406152", "ISBN 0306406152, ¶ 4"),
        ({}, "", "¶ 4"),
    ],
)
def test_short_forms_name_who_answers_for_it(item: dict[str, JSON], short: str, inside: str) -> None:
    assert short_reference(item) == short
    assert in_text(item, Locator("paragraph", "4")) == inside


def test_a_citation_has_all_that_is_copied() -> None:
    assert plain(PAPER, Locator("page", "737")) == Citation(
        "(Watson & Crick, 1953, p. 737)",
        "James D. Watson and Francis Crick. “Silt in tidal harbours”. Estuary 171 (4356), 25 April 1953, p. 737."
        " https://doi.org/10.1000/silt",
        "https://doi.org/10.1000/silt",
        locator=Locator("page", "737"),
    )


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({"ISBN": "0306406152", "type": "book"}, "ISBN 0306406152."),
        ({"PMID": 12345}, "PMID 12345."),
        ({"author": [{"family": "Pike"}], "ISSN": "1234-5678"}, "Pike. ISSN 1234-5678."),
        ({"title": "Tide", "ISBN": "0306406152"}, "Tide."),
        ({"DOI": "10.1000/silt", "PMID": "12345"}, "https://doi.org/10.1000/silt"),
    ],
)
def test_a_number_stands_for_a_title_where_there_is_nothing_else(item: dict[str, JSON], text: str) -> None:
    assert reference(item) == text
