from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import BadInput
from postil.core.text import clean_line
from postil.interchange.bibliography.entries import bare, entries, is_balanced
from postil.interchange.bibliography.formats import sniff
from postil.interchange.bibliography.reading import read_bibliography
from postil.interchange.bibliography.writing import _completed, write_bibliography
from postil.pandoc import running

if TYPE_CHECKING:
    from pathlib import Path

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
        "custom": {"ris": {"XX": ["left"]}},
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


@pytest.mark.parametrize("kind", ["ris", "endnote"])
def test_of_people_what_is_told_is_written_and_no_more(kind: str) -> None:
    people: list[JSON] = [{}, {"literal": ""}, {"given": "Ines"}, {"family": "Pike", "suffix": "Jr."}]
    written = write_bibliography([{"id": "mud", "type": "book", "author": people}], kind)
    (back,) = read_bibliography(written.text, kind).items
    assert back["author"] == people[2:]


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


def test_no_file_is_read_that_a_bibliography_names(tmp_path: Path) -> None:
    (tmp_path / "log.tex").write_text("gates", encoding="utf-8")
    read = read_bibliography(f"@book{{a, title = {{A \\input{{{tmp_path}/log}} B}}}}")
    assert [item["id"] for item in read.items] == ["a"]
    assert "gates" not in json.dumps(read.items)


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
        "3 of 6 entries could not be read: broken (line 4), which does not end; "
        "comma (line 7), whose braces, commas or signs are wrong; one without a key (line 10)."
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


def test_fields_that_csl_has_no_place_for_are_kept_and_written_again() -> None:
    bib = """@book{a, title = {A, file = {x}}, file = "{:/tmp/a.pdf:PDF}", x-custom = {y}}
    @book{b, title = "B, note = z", File = {b.pdf}}"""
    read = read_bibliography(bib)
    own = [item["custom"] for item in read.items]
    assert own == [{"bibtex": {"file": "{:/tmp/a.pdf:PDF}", "x-custom": "y"}}, {"bibtex": {"file": "b.pdf"}}]
    assert read.remarks == ()
    for kind in ("bibtex", "biblatex"):
        written = write_bibliography(read.items, kind)
        assert [item["custom"] for item in read_bibliography(written.text, kind).items] == own
    assert "custom" in write_bibliography(read.items, "ris").losses[0]


def test_tags_that_csl_has_no_place_for_are_kept_and_written_again() -> None:
    ris = "TY  - ODD\nTI  - Mud\nUR  - https://port.example\nUR  - https://quay.example\nU1  - x\nL1  - file:///a.pdf\nER  - "
    read = read_bibliography(ris)
    own = {"UR": ["https://quay.example"], "U1": ["x"], "L1": ["file:///a.pdf"]}
    assert read.items == [
        {"type": "document", "title": "Mud", "URL": "https://port.example", "custom": {"ris": own}}
    ]
    assert read.remarks == ("Fields left out: TY (1).",)
    assert read_bibliography(write_bibliography(read.items, "ris").text).items == read.items


OWN = st.dictionaries(
    st.from_regex(r"x[a-z0-9_:+-]{0,6}", fullmatch=True),
    st.text(st.sampled_from('ab{}\\"%,=@ \n#'), max_size=12),
    max_size=3,
)


@given(OWN)
def test_no_value_of_a_field_of_its_own_escapes_from_it(own: dict[str, str]) -> None:
    items: list[dict[str, JSON]] = [
        {"id": "a", "type": "book", "title": "A", "custom": {"bibtex": dict(own)}},
        {"id": "b", "type": "book", "title": "B"},
    ]
    works = list(
        entries(_completed("@book{a,\n  title = {A},\n}\n\n@book{b,\n  title = {B},\n}\n", items, "biblatex"))
    )
    assert [(entry.key, entry.is_whole) for entry in works] == [("a", True), ("b", True)]
    written = {name: value for name, value in works[0].fields.items() if name != "title"}
    wanted = {
        name: f"{{{clean_line(value)}}}" for name, value in own.items() if is_balanced(clean_line(value))
    }
    assert {name: bare(value) for name, value in written.items()} == {
        name: bare(value) for name, value in wanted.items()
    }
    assert works[1].fields == {"title": "{B}"}


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
