from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.citation import citeproc, styles
from postil.citation.citeproc import Formatted, Wanted, format_bibliography, format_citations
from postil.citation.numbering import OPEN
from postil.citation.styles import WELL_KNOWN, Manner, find_style, matching_styles, style_names
from postil.core.errors import BadInput, NotFound
from postil.core.model import Locator
from postil.pandoc import running

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from postil.citation.styles import Style
    from postil.core.model import JSON

SURVEY: dict[str, JSON] = {
    "type": "report",
    "title": "Survey of the tidal harbour",
    "author": [{"family": "Holm", "given": "Ines"}, {"family": "Reed", "given": "Tobias"}],
    "issued": {"date-parts": [[2031, 1, 7]]},
    "publisher": "Harbour Office",
}
TALK: dict[str, JSON] = {
    "type": "broadcast",
    "title": "Mud at night",
    "author": [{"literal": "Quay Radio"}],
    "issued": {"date-parts": [[2030]]},
}
PAGE = Locator("page", "12–15")

OWN_STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
  <info><title>House style</title><id>house</id><updated>2031-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="[" suffix="]"><text variable="title"/><text variable="locator" prefix=" at "/></layout></citation>
  <bibliography><layout><text variable="title"/><text variable="publisher" prefix=": "/></layout></bibliography>
</style>
"""


def set_in(
    wanted: Sequence[Wanted], style: Style, *, locale: str = "", writer: str = "plain"
) -> list[Formatted]:
    """Sets citations in the style's own language, as plain text."""
    return format_citations(wanted, style, locale=locale, writer=writer)


@pytest.mark.parametrize(
    ("name", "mark", "entry"),
    [
        ("apa", "(Holm & Reed, 2031, pp. 12–15)",
         "Holm, I., & Reed, T. (2031). Survey of the tidal harbour. Harbour Office."),
        ("mla", "(Holm and Reed 12–15)",
         "Holm, Ines, and Tobias Reed. Survey of the Tidal Harbour. Harbour Office, 7 Jan. 2031."),
        ("ieee", f"[{OPEN}, pp. 12–15]", f"[{OPEN}] I. Holm and T. Reed, “Survey of the tidal harbour,” Harbour Office, Jan. 2031."),
        ("oscola", "Ines Holm and Tobias Reed, ‘Survey of the Tidal Harbour’ (Harbour Office 2031) 12–15.",
         "Holm I and Reed T, ‘Survey of the Tidal Harbour’ (Harbour Office 2031)"),
    ],
)  # fmt: skip
def test_a_citation_is_set_in_a_style(name: str, mark: str, entry: str) -> None:
    (found,) = set_in([Wanted(SURVEY, PAGE)], find_style(name))
    assert (found.mark, found.entry) == (mark, entry)


def test_each_citation_stands_for_itself() -> None:
    both = [Wanted(SURVEY, PAGE), Wanted(SURVEY, PAGE), Wanted(TALK, Locator("timestamp", "00:12:34"))]
    first, again, talk = set_in(both, find_style("chicago-notes"))
    assert first == again
    assert "00:12:34" in talk.mark
    marks = [one.mark for one in set_in(both, find_style("vancouver"))]
    assert marks[0] == marks[1]
    assert all(OPEN in mark for mark in marks)


@pytest.mark.parametrize(
    ("locator", "told"),
    [
        (Locator(), "(Holm & Reed, 2031)"),
        (Locator("timestamp", "00:12:34"), "(Holm & Reed, 2031, 00:12:34)"),
        (Locator("section", "2.1"), "(Holm & Reed, 2031, Section 2.1)"),
        (Locator("", "the blue volume"), "(Holm & Reed, 2031, the blue volume)"),
        (Locator("", "leaf 3 of 4"), "(Holm & Reed, 2031, leaf 3 of 4)"),
        (Locator("", "mid-page 3"), "(Holm & Reed, 2031, mid-page 3)"),
        (Locator("page", "3} and {4"), "(Holm & Reed, 2031, pp. 3) and (4)"),
        (Locator("page", "A-12"), "(Holm & Reed, 2031, p. A‑12)"),
        (Locator("page", "A-12–A-14"), "(Holm & Reed, 2031, pp. A‑12–A‑14)"),
        (Locator("page", "12-14"), "(Holm & Reed, 2031, pp. 12–14)"),
        (Locator("page", "12ff."), "(Holm & Reed, 2031, p. 12ff.)"),
        (Locator("table", "2"), "(Holm & Reed, 2031, table 2)"),
        (Locator("sub-verbo", "mud-flat"), "(Holm & Reed, 2031, Sub verbo mud-flat)"),
    ],
)
def test_places_are_set_as_they_were_meant(locator: Locator, told: str) -> None:
    (found,) = set_in([Wanted(SURVEY, locator)], find_style("apa"))
    assert found.mark == told


def test_other_writers_set_what_is_in_italics() -> None:
    wanted = [Wanted(SURVEY, PAGE)]
    (html,) = set_in(wanted, find_style("apa"), writer="html")
    assert "<em>Survey of the tidal harbour</em>" in html.markup
    (latex,) = set_in(wanted, find_style("apa"), writer="latex")
    assert r"\emph{Survey of the tidal harbour}" in latex.markup


def test_a_list_of_works_is_in_the_order_of_the_style_and_names_each_once() -> None:
    entries = format_bibliography([TALK, SURVEY, TALK], find_style("apa"), locale="", writer="plain")
    assert [one.entry.split(" ")[0] for one in entries][:2] == ["Holm,", "Quay"]


def test_seasons_and_people_of_one_name_are_set() -> None:
    item: dict[str, JSON] = {
        "type": "article-journal",
        "title": "Tides",
        "author": [{"family": "王明"}],
        "container-title": "Waters",
        "issued": {"date-parts": [[1998]], "season": "2"},
    }
    (found,) = set_in([Wanted(item, Locator())], find_style("mla"))
    assert "Summer 1998" in found.entry
    assert found.entry.startswith("王明. ")


@pytest.mark.parametrize(
    "hostile", ["*x* $y$ `z`", "[@other]", "<script>x()</script>", "\\input{x}", "a\x1b[31mb", "{}" * 50]
)
def test_a_hostile_title_is_set_and_nothing_else(hostile: str) -> None:
    item: dict[str, JSON] = {"type": "book", "title": hostile, "author": [{"literal": "Holm"}]}
    (found,) = set_in([Wanted(item, Locator())], find_style("apa"))
    assert found.mark.startswith("(Holm, n.d.")
    assert not {"\x1b", "\x00"} & set(found.entry)


def test_what_is_no_address_or_no_date_of_a_calendar_is_set_as_it_stands() -> None:
    item: dict[str, JSON] = {**SURVEY, "URL": "javascript:alert(1)", "issued": {"literal": "12 BC"}}
    (found,) = set_in([Wanted(item, Locator())], find_style("apa"))
    assert found.mark == "(Holm & Reed, 12 BC)"
    assert "javascript" not in found.entry


def test_a_number_alone_is_set_as_a_title() -> None:
    (told,) = set_in([Wanted({"type": "book", "ISBN": "0306406152"}, Locator())], find_style("apa"))
    assert "ISBN 0306406152" in told.mark
    assert "ISBN 0306406152" in told.entry


@pytest.mark.parametrize(
    ("locale", "place"), [("de-DE", "S. 12–15"), ("fr-FR", "p. 12‑15"), ("nl-NL", "pp. 12-15")]
)
def test_places_are_named_in_the_language_that_is_set(locale: str, place: str) -> None:
    (found,) = set_in([Wanted(SURVEY, PAGE)], find_style("apa"), locale=locale)
    assert found.mark.replace("\xa0", " ").endswith(f", 2031, {place})")


def test_every_well_known_style_is_there_and_says_how_it_cites() -> None:
    manners = {name: find_style(name).manner for name in WELL_KNOWN}
    assert {name for name, manner in manners.items() if manner is Manner.NOTE} == {"chicago-notes", "oscola"}
    numeric = {"ieee", "vancouver", "nature", "ama"}
    assert {name for name, manner in manners.items() if manner is Manner.NUMERIC} == numeric
    assert style_names()[: len(WELL_KNOWN)] == tuple(WELL_KNOWN)


def test_a_style_of_the_readers_own_goes_first(tmp_path: Path) -> None:
    (tmp_path / "apa.csl").write_text(OWN_STYLE, encoding="utf-8")
    style = find_style("apa", tmp_path)
    assert (style.title, style.locale) == ("House style", "en-GB")
    (found,) = set_in([Wanted(SURVEY, PAGE)], style)
    assert found.mark == "[Survey of the tidal harbour at 12–15]"
    assert found.entry == "Survey of the tidal harbour: Harbour Office"


def test_a_style_of_the_readers_own_may_have_a_short_name(tmp_path: Path) -> None:
    (tmp_path / "chicago.csl").write_text(OWN_STYLE, encoding="utf-8")
    assert find_style("chicago", tmp_path).title == "House style"
    names = [style.name for style in matching_styles([], tmp_path)]
    assert sorted(names) == sorted(WELL_KNOWN)


def pointing_to(parent: str) -> str:
    link = f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/><id>house</id>'
    return OWN_STYLE.replace(' class="in-text"', "").replace("<id>house</id>", link)


def test_a_style_that_only_points_to_another_is_that_one(tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_text(pointing_to("apa"), encoding="utf-8")
    style = find_style("house", tmp_path)
    assert (style.name, style.title, style.path.name) == ("house", "House style", "apa.csl")


def test_a_style_that_only_points_to_another_has_its_own_language(tmp_path: Path) -> None:
    german = pointing_to("apa").replace("en-GB", "de-DE")
    (tmp_path / "house.csl").write_text(german, encoding="utf-8")
    (found,) = set_in([Wanted(SURVEY, PAGE)], find_style("house", tmp_path))
    assert found.mark == "(Holm & Reed, 2031, S. 12–15)"


@pytest.mark.parametrize("parent", ["house", "other"])
def test_styles_that_point_to_each_other_are_refused(parent: str, tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_text(pointing_to(parent), encoding="utf-8")
    (tmp_path / "other.csl").write_text(pointing_to("house"), encoding="utf-8")
    with pytest.raises(BadInput, match="no citation style"):
        find_style("house", tmp_path)


@pytest.mark.parametrize("name", ["APA", "apa.csl", "American-Medical-Association"])
def test_a_style_is_found_however_it_is_written(name: str) -> None:
    assert find_style(name).path.name in {"apa.csl", "american-medical-association.csl"}


@pytest.mark.parametrize("name", ["aap", "../apa", "apa/../apa", "", "a\x00b"])
def test_a_style_that_is_not_there_is_told_with_where_it_was_looked_for(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        find_style(name, tmp_path)
    assert tmp_path.name in str(caught.value)


@pytest.mark.parametrize("data", [b"no style", b"\xff\xfe", b"<style></style>"])
def test_a_file_that_is_no_style_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_bytes(data)
    with pytest.raises(BadInput, match="house"):
        find_style("house", tmp_path)


def test_a_style_that_pandoc_cannot_use_is_told(tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_text(OWN_STYLE.replace("</layout>", "", 1), encoding="utf-8")
    with pytest.raises(BadInput, match="style house"):
        set_in([Wanted(SURVEY, PAGE)], find_style("house", tmp_path))


def test_without_pandoc_one_line_names_the_install_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "pandoc", lambda: "")
    with pytest.raises(BadInput, match=r"pip install 'postil\[pandoc\]'"):
        set_in([Wanted(SURVEY, PAGE)], find_style("apa"))


def test_a_run_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citeproc, "SECONDS", 0.0)
    with pytest.raises(BadInput, match="longer than 0 seconds"):
        set_in([Wanted(SURVEY, PAGE)], find_style("chicago-notes"))


def test_without_the_collection_only_own_styles_are_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(styles, "_collection", lambda: None)
    with pytest.raises(NotFound, match="pip install"):
        find_style("apa", tmp_path)
