from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput
from postil.interchange.bibliography.formats import sniff
from postil.interchange.bibliography.reading import read_bibliography
from postil.interchange.bibliography.writing import write_bibliography
from postil.pandoc import running

if TYPE_CHECKING:
    from postil.core.model import JSON

BIB = r"""
@string{qp = "Quay Press"}
@article{holm2031, author = {Holm, In{\'e}s and van der Meer, Jan and others}, title = {On {\"U}ber-mud and H$_2$O: A Survey of E. coli},
  journaltitle = {Waters}, date = {2031-22}, pages = {1--9}, doi = {10.1234/mud}}
@book{na, author = {Na{\"\i}f, A.}, title = {Tides Of The Quay}, publisher = qp, year = 1999}
"""
RIS = "\ufeff" + "\r\n".join(
    [
        *(
            "TY  - JOUR",
            "AU  - van der Meer, Jan",
            "AU  - Harbour Office,",
            "TI  - Mud",
            "   at night",
            "JO  - Waters",
        ),
        *(
            "PY  - 1998",
            "DA  - 1998///Summer",
            "SP  - 1",
            "EP  - 9",
            "SN  - 1234-5678",
            "XX  - left",
            "ER  - ",
            "",
        ),
    ]
)
ITEM: dict[str, JSON] = {
    "id": "holm2031",
    "type": "article-journal",
    "title": "Mud: A Survey",
    "author": [
        {"family": "Meer", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Harbour Office"},
    ],
    "container-title": "Waters",
    "volume": "12",
    "issued": {"date-parts": [[2031, 5, 7]]},
    "accessed": {"date-parts": [[2031, 6]]},
    "URL": "https://port.example/a_b",
    "page": "1-9",
}


def test_bibtex_is_read_as_it_was_meant() -> None:
    read = read_bibliography(BIB)
    article, book = read.items
    assert article["author"] == [
        {"family": "Holm", "given": "Inés"},
        {"family": "Meer", "given": "Jan", "dropping-particle": "van der"},
    ]
    assert article["title"] == "On Über-mud and H<sub>2</sub>O: A Survey of E. coli"
    assert article["issued"] == {"date-parts": [[2031]], "season": 2}
    assert book["author"] == [{"family": "Naïf", "given": "A."}]
    assert (book["title"], book["publisher"]) == ("Tides Of The Quay", "Quay Press")
    assert "language" not in article
    assert read.remarks == ("“and others” left out, which CSL cannot say: holm2031.",)


def test_a_language_that_is_named_stays() -> None:
    (item,) = read_bibliography("@book{a, title = {Ebbe}, langid = {german}}").items
    assert str(item["language"]).startswith("de")


def test_a_region_of_a_language_keeps_its_capitals() -> None:
    written = write_bibliography(
        [{"id": "mud", "type": "book", "title": "Schlick", "language": "de-AT"}], "biblatex"
    )
    (item,) = read_bibliography(written.text, "biblatex").items
    assert item["language"] == "de-AT"
    assert written.losses == ()


def test_what_cannot_be_read_or_stands_there_twice_is_told() -> None:
    remarks = read_bibliography("@book{a, title={A}}\n@book{a, title={B}}").remarks
    assert "more than once: a" in remarks[0]


def test_ris_is_read_with_lines_that_go_on() -> None:
    (item,) = read_bibliography(RIS).items
    assert item == {
        "type": "article-journal",
        "author": [
            {"family": "Meer", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "Harbour Office"},
        ],
        "title": "Mud at night",
        "container-title": "Waters",
        "issued": {"date-parts": [[1998]], "season": 2},
        "ISSN": "1234-5678",
        "page": "1-9",
    }


@pytest.mark.parametrize("kind", ["csl", "biblatex", "ris", "endnote"])
def test_what_is_written_is_read_again(kind: str) -> None:
    written = write_bibliography([ITEM], kind)
    (back,) = read_bibliography(written.text, kind).items
    assert back["title"] == ITEM["title"]
    assert back["issued"] == ITEM["issued"]
    assert sniff(written.text) is not None
    if kind != "biblatex":
        assert back == ITEM
        assert written.losses == ()


def test_what_a_format_cannot_carry_is_told() -> None:
    odd: dict[str, JSON] = {**ITEM, "scale": "1:5000"}
    assert write_bibliography([odd], "ris").losses == ("holm2031: scale",)
    assert "scale" in write_bibliography([odd], "biblatex").losses[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no bibliography"),
        ("Dear reader", "no bibliography"),
        ("{", "strict JSON"),
        ("[1]", "is an object"),
        ("@book{a, title = {A}", "cannot be read"),
        ("@book{a, title = {A\n@book{", "cannot be read"),
        ("<xml><records><record>", "damaged"),
        ('<xml>\n<!DOCTYPE a [<!ENTITY b "c">]></xml>', "damaged"),
    ],
)
def test_damage_is_told(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_bibliography(text)


def test_no_file_is_read_that_a_bibliography_names(tmp_path: object) -> None:
    del tmp_path
    read = read_bibliography("@book{a, title = {A \\input{/etc/hostname} B}}")
    assert "hostname" in json.dumps(read.items) or read.items[0]["title"] in {"A B", "A  B"}


def test_without_pandoc_ris_and_csl_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "pandoc", lambda: "")
    assert read_bibliography(RIS).items
    with pytest.raises(BadInput, match="pip install"):
        read_bibliography(BIB)
    with pytest.raises(BadInput, match="not installed"):
        write_bibliography([ITEM], "bibtex")
    assert read_bibliography(write_bibliography([ITEM], "endnote").text).items


def test_one_broken_entry_keeps_no_other_out() -> None:
    text = (
        "@string{qp = {Quay Press}}\n@book{mud, title = {Mud}, publisher = qp}\n\n"
        "@article{broken, title={No end\n\n@book{silt, title = {Silt}}\n@book{comma, title = {A} year = 2031}\n"
        "@book{sand,\n title = {Sand}}\n@book{title = {Nothing}}\n"
    )
    read = read_bibliography(text)
    assert [item["title"] for item in read.items] == ["Mud", "Silt", "Sand"]
    assert read.items[0]["publisher"] == "Quay Press"
    assert read.unread == 3
    assert read.remarks[0] == (
        "3 of 6 entries could not be read: broken (line 4), comma (line 7), one without a key (line 10)."
    )


def test_an_item_that_is_no_object_keeps_no_other_out() -> None:
    read = read_bibliography('[{"title": "Mud"}, 7, "Silt"]')
    assert (len(read.items), read.unread) == (1, 2)
    assert read.remarks == ("2 items left out, no object: number 2, 3.",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "Provider: Quay Press\nContent: text/plain\n\n"])
def test_ris_is_known_by_its_records_whatever_stands_before_them(before: str, end: str) -> None:
    text = f"{before}TY  - BOOK\nTI  - Mud\nER  - \n".replace("\n", end)
    assert read_bibliography(text).items == [{"type": "book", "title": "Mud"}]


def test_bibtex_is_read_with_any_ends_of_lines() -> None:
    text = "@book{mud,\r title = {Mud}}\r@book{silt,\r title = {Silt}}\r"
    assert [item["id"] for item in read_bibliography(text).items] == ["mud", "silt"]


def test_fields_that_are_left_out_are_told() -> None:
    bib = """@book{a, title = {A, file = {x}}, file = "{:/tmp/a.pdf:PDF}", x-custom = {y}}
    @book{b, title = "B, note = z", File = {b.pdf}}"""
    assert read_bibliography(bib).remarks == ("Fields left out: file (2), x-custom (1).",)
    ris = "TY  - ODD\nTI  - Mud\nUR  - https://port.example\nUR  - https://quay.example\nU1  - x\nL1  - file:///a.pdf\nER  - "
    read = read_bibliography(ris)
    assert read.items == [{"type": "document", "title": "Mud", "URL": "https://port.example"}]
    assert read.remarks == ("Fields left out: TY (1), UR (1), U1 (1), L1 (1).",)


@pytest.mark.parametrize(
    ("lines", "full", "short"),
    [
        ("JO  - Wat.\nJF  - Waters", "Waters", "Wat."),
        ("JF  - Waters\nJO  - Wat.", "Waters", "Wat."),
        ("JA  - Wat.\nJO  - Waters", "Waters", "Wat."),
        ("JA  - Wat.\nT2  - Waters", "Waters", "Wat."),
        ("JO  - Waters\nJF  - Waters", "Waters", None),
        ("JA  - Wat.", "Wat.", None),
    ],
)
def test_the_full_name_of_a_journal_counts(lines: str, full: str, short: str | None) -> None:
    (item,) = read_bibliography(f"TY  - JOUR\n{lines}\nER  - ").items
    assert (item["container-title"], item.get("container-title-short")) == (full, short)


def test_a_link_is_the_address_of_a_record_that_has_no_other() -> None:
    (item,) = read_bibliography(
        "TY  - BOOK\nL1  - https://a.example/x.pdf\nLK  - https://a.example\nER  - "
    ).items
    assert item["URL"] == "https://a.example"


def test_bibtex_is_written_with_the_fields_that_such_files_have() -> None:
    item: dict[str, JSON] = {
        "id": "mud",
        "type": "book",
        "title": "Mud and a survey of DNA",
        "DOI": "10.1234/a_b%c#(d)",
        "ISBN": "978-0-306-40615-7",
        "ISSN": "1234-5678",
        "language": "en",
        "abstract": "50 % {mud} & ~sand^2",
        "keyword": "mud & sand, a_b",
    }
    written = write_bibliography([item], "bibtex")
    assert "doi = {10.1234/a_b%c#(d)}" in written.text
    assert r"keywords = {mud \& sand, a\_b}" in written.text
    assert written.losses == ()
    assert "keywords" in write_bibliography([item], "biblatex").text
