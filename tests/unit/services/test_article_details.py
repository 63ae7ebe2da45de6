from __future__ import annotations

import pytest

from postil.citation.csl import item_of_article
from postil.core.errors import WrongUse
from postil.core.model import Article
from postil.services.articles.details import details_of, doubts_about, fields_of

ARTICLE = Article(
    id="1",
    title="The Quay [/b]",
    authors=("Nell [Ferry]", "Tar & Co."),
    published="2026-03",
    container="Gazette",
    url="https://gazette.example/",
    language="en-GB",
    doi="10.1000/182",
    isbn="9780306406157",
)


def test_the_lines_of_an_article_make_its_fields() -> None:
    lines = details_of(ARTICLE)
    assert lines["authors"] == "Nell [Ferry]; Tar & Co."
    fields = fields_of(lines)
    assert fields == {name: getattr(ARTICLE, name) for name in fields}
    assert not [*doubts_about(lines)]


def test_only_what_is_given_is_a_field() -> None:
    assert fields_of({"doi": "https://doi.org/10.1000/1", "authors": " ; A ;"}) == {
        "doi": "10.1000/1",
        "authors": ("A",),
    }


def test_a_title_is_needed() -> None:
    with pytest.raises(WrongUse):
        fields_of({"title": " "})


def test_a_date_is_kept_as_a_day_however_it_is_typed() -> None:
    assert fields_of({"published": "12 March 2026"}) == {"published": "2026-03-12"}
    assert fields_of({"published": "spring 2026"}) == {"published": "spring 2026"}
    assert fields_of({"published": ""}) == {"published": ""}


@pytest.mark.parametrize(
    ("name", "line", "word"),
    [
        ("published", "spring 2026", "date"),
        ("published", "2026-13", "date"),
        ("url", "gazette.example", "address"),
        ("language", "English language", "language"),
        ("doi", "10/182", "DOI"),
        ("isbn", "978-0-306-40615-8", "ISBN"),
    ],
)
def test_what_looks_wrong_is_told(name: str, line: str, word: str) -> None:
    (doubt,) = doubts_about({name: line})
    assert word in doubt


@pytest.mark.parametrize("date", ["2026", "2026-03", "2026-03-05", ""])
def test_a_date_is_a_day_a_month_or_a_year(date: str) -> None:
    assert not [*doubts_about({"published": date})]


def test_the_citation_of_an_article_has_its_numbers() -> None:
    item = item_of_article(ARTICLE)
    assert (item["DOI"], item["ISBN"], item["language"]) == ("10.1000/182", "9780306406157", "en-GB")
