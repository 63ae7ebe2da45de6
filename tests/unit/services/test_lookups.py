"""Recorded answers are of works that do not exist, in the form in which the catalogues give them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput, NotFound, Stopped, WrongUse
from postil.core.pages import Page
from postil.ingest.fetching import fetching
from postil.services.sources.catalogues import wanted
from postil.services.sources.lookups import SECONDS, alone, look_up
from tests.web import PAGE, answer, leads_to, serving

if TYPE_CHECKING:
    from collections.abc import Callable

CROSSREF = {
    "indexed": {"date-parts": [[2031, 6, 2]], "timestamp": 1938124800000},
    "reference-count": 12,
    "publisher": "Quay Press",
    "issue": "3",
    "DOI": "10.1234/mud",
    "type": "journal-article",
    "page": "201-219",
    "title": "Mud in <i>tidal</i> harbours ",
    "volume": "12",
    "author": [
        {"given": "Inés", "family": "Holm", "sequence": "first", "affiliation": []},
        {"name": "Quay Office", "sequence": "additional"},
    ],
    "container-title": ["Coastal Works"],
    "ISSN": ["1234-5678", "8765-4321"],
    "issued": {"date-parts": [[2031, None, None]]},
    "link": [{"URL": "https://quay.example/pdf"}],
    "abstract": "<jats:p>Mud.</jats:p>",
}
PUBMED = {
    "source": "PubMed",
    "accessed": {"date-parts": [[2032, 1, 1]]},
    "id": "pmid:12345",
    "title": "Mud and lungs",
    "author": [{"family": "Reed", "given": "Tobias"}],
    "container-title": "Journal of harbour medicine",
    "container-title-short": "J Harb Med",
    "issued": {"date-parts": [["2031", "5"]]},
    "PMID": "12345",
    "type": "article-journal",
}
OPEN_LIBRARY = {
    "ISBN:9783161484100": {
        "url": "https://openlibrary.org/books/OL1M/Silt",
        "title": "Silt",
        "subtitle": "A history",
        "authors": [{"url": "https://openlibrary.org/authors/OL1A/T", "name": "Tobias van der Reed"}],
        "publishers": [{"name": "Quay Press"}, {"name": "Other"}],
        "publish_places": [{"name": "Saltmarsh"}],
        "publish_date": "March 2029",
    }
}
ARXIV = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
<title>arXiv Query</title><entry><id>http://arxiv.org/abs/3101.01234v2</id>
<title>Mud as a
  fluid</title><published>2031-01-05T10:00:00Z</published><author><name>Ines Holm</name></author>
<author><name>Tobias Reed</name></author><arxiv:doi>10.1234/fluid</arxiv:doi></entry></feed>"""
ARXIV_ERROR = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#x</id>
<title>Error</title><author><name>arXiv api core</name></author></entry></feed>"""


class Recorded:
    """Answers what was recorded, and remembers what it was asked."""

    def __init__(self, body: object) -> None:
        self.body = body if isinstance(body, str) else json.dumps(body)
        self.asked: list[tuple[str, str, float]] = []

    def __call__(
        self, origin: str, *, accept: str, seconds: float, allow_private: bool, stopped: Callable[[], bool]
    ) -> Page:
        self.asked.append((origin, accept, seconds))
        return Page(self.body.encode(), origin, origin, "text/html")


def test_a_doi_gives_what_csl_knows_and_no_more_of_a_date_than_is_told() -> None:
    fetch = Recorded(CROSSREF)
    item = look_up("https://doi.org/10.1234/MUD", fetch=fetch)
    assert fetch.asked == [
        ("https://doi.org/10.1234/MUD", "application/vnd.citationstyles.csl+json", SECONDS)
    ]
    assert item == {
        "type": "article-journal",
        "title": "Mud in <i>tidal</i> harbours",
        "author": [{"given": "Inés", "family": "Holm"}, {"literal": "Quay Office"}],
        "container-title": "Coastal Works",
        "volume": "12",
        "issue": "3",
        "page": "201-219",
        "publisher": "Quay Press",
        "ISSN": "1234-5678",
        "DOI": "10.1234/mud",
        "issued": {"date-parts": [[2031]]},
    }


def test_an_isbn_gives_the_edition() -> None:
    fetch = Recorded(OPEN_LIBRARY)
    item = look_up("ISBN 978-3-16-148410-0", fetch=fetch)
    assert "bibkeys=ISBN:9783161484100&" in fetch.asked[0][0]
    assert item == {
        "type": "book",
        "title": "Silt: A history",
        "author": [{"family": "Reed", "given": "Tobias", "non-dropping-particle": "van der"}],
        "publisher": "Quay Press",
        "publisher-place": "Saltmarsh",
        "ISBN": "9783161484100",
        "issued": {"date-parts": [[2029, 3]]},
    }


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2029", {"date-parts": [[2029]]}),
        ("March 7, 2029", {"date-parts": [[2029, 3, 7]]}),
        ("Mar 2029", {"date-parts": [[2029, 3]]}),
        ("about 2029", {"literal": "about 2029"}),
        ("", None),
    ],
)
def test_the_date_of_a_book_is_no_more_precise_than_its_catalogue(written: str, date: object) -> None:
    fetch = Recorded({"ISBN:9783161484100": {"title": "Silt", "publish_date": written}})
    assert look_up("9783161484100", fetch=fetch).get("issued") == date


@pytest.mark.parametrize(
    "typed",
    [
        "arXiv:3101.01234",
        "3101.01234v2",
        "https://arxiv.org/abs/3101.01234",
        "https://arxiv.org/pdf/3101.01234v1.pdf",
    ],
)
def test_an_arxiv_number_gives_the_preprint(typed: str) -> None:
    fetch = Recorded(ARXIV)
    item = look_up(typed, fetch=fetch)
    assert fetch.asked[0][0] == "https://export.arxiv.org/api/query?id_list=3101.01234&max_results=1"
    assert item == {
        "type": "article",
        "title": "Mud as a fluid",
        "author": [{"family": "Holm", "given": "Ines"}, {"family": "Reed", "given": "Tobias"}],
        "publisher": "arXiv",
        "number": "arXiv:3101.01234",
        "URL": "https://arxiv.org/abs/3101.01234",
        "DOI": "10.1234/fluid",
        "issued": {"date-parts": [[2031, 1, 5]]},
    }


def test_a_pmid_gives_the_article() -> None:
    fetch = Recorded(PUBMED)
    item = look_up("pmid: 12345", fetch=fetch)
    assert fetch.asked[0][0].endswith("format=csl&id=12345")
    assert item["container-title-short"] == "J Harb Med"
    assert item["issued"] == {"date-parts": [["2031", "5"]]}
    assert item["PMID"] == "12345"
    assert not {"source", "accessed", "id"} & item.keys()


def test_an_address_gives_what_its_page_says() -> None:
    item = look_up("https://quay.example/report", fetch=Recorded(PAGE))
    assert (item["type"], item["title"], item["language"]) == ("webpage", "The harbour report", "en")
    assert item["URL"] == "https://quay.example/report"


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("10.1234/mud", "{}"),
        ("10.1234/mud", "[]"),
        ("9783161484100", "{}"),
        ("pmid:1", '{"status": "error"}'),
        ("arXiv:3101.01234", ARXIV_ERROR),
        ("arXiv:3101.01234", "<feed xmlns='http://www.w3.org/2005/Atom'/>"),
    ],
)
def test_what_a_catalogue_does_not_know_is_told(typed: str, body: str) -> None:
    with pytest.raises(NotFound, match="does not know"):
        look_up(typed, fetch=Recorded(body))


@pytest.mark.parametrize(("typed", "body"), [("10.1234/mud", "<html>"), ("arXiv:3101.01234", "{")])
def test_an_answer_that_cannot_be_read_is_told(typed: str, body: str) -> None:
    with pytest.raises(BadInput, match="gave an answer that cannot be read"):
        look_up(typed, fetch=Recorded(body))


@pytest.mark.parametrize("typed", ["", "Mud", "12345", "978-3-16-148410-1", "ftp://quay.example"])
def test_what_nobody_can_look_up(typed: str) -> None:
    with pytest.raises(WrongUse, match="DOI"):
        wanted(typed)


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("doi:10.1234/mud", {"type": "document", "DOI": "10.1234/mud"}),
        ("978-3-16-148410-0", {"type": "book", "ISBN": "9783161484100"}),
        ("https://quay.example/a", {"type": "webpage", "URL": "https://quay.example/a"}),
        ("hep-th/9901001", None),
    ],
)
def test_a_number_alone_is_a_valid_item(typed: str, item: dict[str, object] | None) -> None:
    if item is None:
        with pytest.raises(WrongUse):
            alone(typed)
    else:
        assert alone(typed) == item


def test_a_site_is_asked_for_csl_and_its_redirect_followed() -> None:
    with serving() as site:
        site.pages["/10.1234/mud"] = leads_to("/works/mud")
        site.pages["/works/mud"] = answer(json.dumps(CROSSREF), media_type="application/json")

        def fetch(origin: str, *, allow_private: bool, **how: object) -> Page:
            return fetching.fetch(origin.replace("https://doi.org", site.url("")), allow_private=True, **how)  # type: ignore[arg-type]

        assert look_up("10.1234/mud", fetch=fetch)["volume"] == "12"
        assert all("Accept: application/vnd.citationstyles.csl+json\r\n" in head for head in site.asked)
        with pytest.raises(BadInput, match="is not there"):
            look_up("10.1234/silt", fetch=fetch)


def test_a_look_up_that_is_not_wanted_any_more_ends() -> None:
    with serving() as site:
        site.pages["/"] = lambda _line: site.closing.wait(5)
        with pytest.raises(Stopped):
            look_up(site.url(), allow_private=True, stopped=lambda: bool(site.asked))
