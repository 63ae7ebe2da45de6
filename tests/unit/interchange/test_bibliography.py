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
    assert read.remarks == ()


def test_a_language_that_is_named_stays() -> None:
    (item,) = read_bibliography("@book{a, title = {Ebbe}, langid = {german}}").items
    assert str(item["language"]).startswith("de")


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


def test_endnotes_xml_is_read() -> None:
    xml = (
        "<?xml version='1.0'?><xml><records><record><ref-type name='Book'>6</ref-type><contributors><authors><author>"
        "Holm, Ines</author></authors></contributors><titles><title>Mud</title></titles><dates><year>2031</year></dates>"
        "</record></records></xml>"
    )
    (item,) = read_bibliography(xml).items
    assert (item["title"], item["author"]) == ("Mud", [{"family": "Holm", "given": "Ines"}])


@pytest.mark.parametrize("kind", ["csl", "biblatex", "ris"])
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
        ("@book{a, title = {\\input{/etc/passwd}}}\n@book{", "cannot be read"),
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
    with pytest.raises(BadInput, match="not written"):
        write_bibliography([ITEM], "endnote")
