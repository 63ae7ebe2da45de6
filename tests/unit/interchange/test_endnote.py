from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import BadInput
from postil.interchange.bibliography.endnote import document, records
from postil.interchange.bibliography.reading import read_bibliography
from postil.interchange.bibliography.writing import write_bibliography

RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record><database name="quay.enl" path="/quay.enl">quay.enl</database><rec-number>17</rec-number>
<foreign-keys><key app="EN" db-id="x">17</key></foreign-keys><ref-type name="Journal Article">17</ref-type><contributors>
<authors><author><style face="normal" font="default" size="100%">Holm, Ines</style></author>
<author><style>van der Meer, Jan</style></author><author>Harbour Office,</author></authors></contributors>
<titles><title><style face="normal">On </style><style face="italic">mud</style></title><secondary-title>Waters</secondary-title></titles>
<periodical><full-title>Waters</full-title><abbr-1>Wat.</abbr-1></periodical><pages>737-738</pages><volume>12</volume>
<number>4</number><keywords><keyword><style>mud</style></keyword><keyword>tides</keyword></keywords>
<dates><year><style>2031</style></year><pub-dates><date>Apr 25</date></pub-dates></dates><isbn>1234-5678</isbn>
<electronic-resource-num><style>10.1234/mud</style></electronic-resource-num><urls><related-urls>
<url><style>https://port.example/mud</style></url><url>https://quay.example</url></related-urls></urls><custom1>Mine</custom1>
<label>17</label></record></records></xml>"""


def test_a_record_of_endnote_is_read_with_all_that_it_tells() -> None:
    read = read_bibliography(RECORD)
    assert read.items == [
        {
            "type": "article-journal",
            "title": "On mud",
            "author": [
                {"family": "Holm", "given": "Ines"},
                {"family": "Meer", "given": "Jan", "non-dropping-particle": "van der"},
                {"literal": "Harbour Office"},
            ],
            "container-title": "Waters",
            "container-title-short": "Wat.",
            "page": "737-738",
            "volume": "12",
            "issue": "4",
            "ISSN": "1234-5678",
            "DOI": "10.1234/mud",
            "URL": "https://port.example/mud",
            "keyword": "mud, tides",
            "issued": {"date-parts": [[2031, 4, 25]]},
        }
    ]
    assert read.remarks == ("Fields left out: urls/related-urls/url (1), custom1 (1), label (1).",)


@pytest.mark.parametrize(
    ("dates", "issued"),
    [
        ("<year>2031</year>", {"date-parts": [[2031]]}),
        ("<year>2031</year><pub-dates><date>2031-04</date></pub-dates>", {"date-parts": [[2031, 4]]}),
        ("<year>2031</year><pub-dates><date>7 March</date></pub-dates>", {"date-parts": [[2031, 3, 7]]}),
        ("<pub-dates><date>March 7, 2031</date></pub-dates>", {"date-parts": [[2031, 3, 7]]}),
        ("<year>2031</year><pub-dates><date>Spring</date></pub-dates>", {"date-parts": [[2031]]}),
        ("<year>2031</year><pub-dates><date>7. März</date></pub-dates>", {"date-parts": [[2031, 3, 7]]}),
        ("<year>2031</year><pub-dates><date>Market day</date></pub-dates>", {"date-parts": [[2031]]}),
        ("<year>2031</year><pub-dates><date>Market</date></pub-dates>", {"date-parts": [[2031]]}),
        ("<year>in press</year>", {"literal": "in press"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_told(dates: str, issued: object) -> None:
    (item,) = records(f"<xml><records><record><dates>{dates}</dates></record></records></xml>", Counter())
    assert item["issued"] == issued


@pytest.mark.parametrize(
    "before", ['<!DOCTYPE xml [<!ENTITY a "b">]>', "<?xml version='1.0'?>\n<!DOCTYPE xml SYSTEM 'a.dtd' [ ]>"]
)
def test_no_entity_is_put_in(before: str) -> None:
    with pytest.raises(BadInput, match="entities"):
        list(
            records(f"{before}<xml><records><record><volume>&a;</volume></record></records></xml>", Counter())
        )


def test_elements_that_lie_deep_in_each_other_are_no_harm() -> None:
    deep = "<a>" * 50_000 + "mud" + "</a>" * 50_000
    left: Counter[str] = Counter()
    assert [*records(f"<xml><records><record>{deep}</record></records></xml>", left)] == [
        {"type": "document"}
    ]
    assert list(left) == ["a/a/a/a/a"]


def test_what_is_written_says_what_is_lost() -> None:
    written = write_bibliography(
        [{"id": "17", "type": "map", "title": "Quays", "scale": "1:5000"}], "endnote"
    )
    assert written.losses == ("17: id, scale",)


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(LINES, LINES)
def test_any_words_come_back_as_a_line_has_them(title: str, key: str) -> None:
    text = document([{"id": key, "type": "book", "title": f"a{title}b"}])
    (item,) = records(text, Counter())
    assert (item["type"], str(item["title"])[0]) == ("book", "a")  # an escape in it may take the b along
    assert list(records(document([item]), Counter())) == [item]
