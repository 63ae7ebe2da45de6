from __future__ import annotations

import json

import pytest

from postil.ingest.html.metadata import about_of
from postil.ingest.html.parsing import tree_of


def authors(body: str, head: str = "") -> tuple[str, ...]:
    source = f"<html><head><title>The harbour</title>{head}</head><body>{body}</body></html>"
    root = tree_of(source)
    assert root is not None
    return about_of(root, "https://gazette.example/harbour").authors


def linked(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>By Ada Quill", ("Ada Quill",)),
        ("<p>By Ada Quill and Bo Reed, staff writers", ("Ada Quill", "Bo Reed")),
        ("<p>Von Ada Quill, Hauptstadtstudio", ("Ada Quill",)),
        ("<p>BY ADA QUILL, Harbour Correspondent", ("ADA QUILL",)),
        ("<p>By <a href=/ada>Ada Quill</a> , <a href=/bo>Bo Reed</a> on Monday, November 18th, 2019", ("Ada Quill", "Bo Reed")),
        ("<div>Ein Artikel von <b>Ada Quill</b> | 27.01.2022 - 12:45</div>", ("Ada Quill",)),
        ("<p>Von A. Q. am 7. August 2013", ("A. Q.",)),
        ("<p>Von Ada van der Quill in Norden", ("Ada van der Quill",)),
        ("<p>par <span class=auteurs>Ada Quill</span>, 21 juin 2018", ("Ada Quill",)),
        ("<h4>Autorin</h4><p>Ada Quill<b>, </b>", ("Ada Quill",)),
        ("<p>Autorin: Ada Quill, Leiterin des Hafenamts", ("Ada Quill",)),
        ("<p>作者：肖春芳", ("肖春芳",)),
        ("<p class=byline>كتب: محمد العلي", ("محمد العلي",)),
        ("<p class=author>מאת: דנה לוי | 15.03.2021", ("דנה לוי",)),
        ("<p>2023-05-09 08:30　来源：北原日报　作者：李明　责任编辑：王芳", ("李明",)),
        ("<p>9.5.2023 | Autorin: Ada Quill | Lesezeit: 3 Minuten", ("Ada Quill",)),
        ("<div class=byline>Ada Quill<br>March 25, 2015</div>", ("Ada Quill",)),
        ("<p class=credit>AP/dpa", ("AP", "dpa")),
        ("<p>NORDEN (Reuters) - Mud was seen on Monday by all who looked at it.", ("Reuters",)),
        ("<p>Mud (silt) - was seen on Monday by all who looked at it.", ()),
        ("<p>Von Hand zu Hand geht der Schlick", ()),
        ("<p>By the harbour they all sat down and wept", ()),
        ("<p>By Popular Demand: The Dredger", ()),
        ("<p>Mud and Silt", ()),
        ("<div class=author>Read More Articles</div>", ()),
        ("<h2>By Ada Quill</h2>", ()),
    ],
)  # fmt: skip
def test_people_are_named_beside_the_headline(line: str, names: tuple[str, ...]) -> None:
    assert authors(f"<article><h1>The harbour</h1>{line}<p>Mud is dredged where it lies.</article>") == names


def test_a_label_or_a_box_at_the_end_names_who_has_written() -> None:
    text = "<h1>The harbour</h1>" + "<p>Mud is dredged where it lies, and silt where it does not." * 20
    assert authors(f"{text}<p><b>Author: Ada Quill, of the harbour office.</b>") == ("Ada Quill",)
    assert authors(f"{text}<div class=author-bio><h3>Ada Quill</h3><p>She dredges.</div>") == ("Ada Quill",)
    two = "<p>Author: Ada Quill<p>Author: Bo Reed"
    assert authors(text + two) == ()


@pytest.mark.parametrize(
    "told", ["harbour_office7", "ada_q", "The Gazette – News of the harbour", "Redaktion", "The Gazette"]
)
def test_a_person_beside_the_headline_comes_before_a_login_a_desk_or_the_site(told: str) -> None:
    head = f"<meta property=og:site_name content='The Gazette'><meta name=author content='{told}'>"
    assert authors("<h1>The harbour</h1><p>By Ada Quill<p>Mud.", head) == ("Ada Quill",)


def test_a_desk_is_better_than_nobody_and_the_site_is_not() -> None:
    head = "<meta property=og:site_name content='Quay | News of the harbour'><meta name=author content={}>"
    assert authors("<h1>The harbour</h1><p>Mud.", head.format("Redaktion")) == ("Redaktion",)
    assert authors("<h1>The harbour</h1><p>Mud.", head.format("Quay")) == ()


@pytest.mark.parametrize("told", ["104363", "责任编辑：张迪", "来源：北原日报", "name, email@example.org"])
def test_an_editor_a_number_and_an_example_are_no_author(told: str) -> None:
    assert authors("<h1>The harbour</h1><p>Mud.", f"<meta name=author content='{told}'>") == ()


def test_a_name_has_the_letters_that_it_has_on_the_page() -> None:
    box = "<div class='author vcard'><a rel=author href=/walter>Walter von Aachen</a></div>"
    assert authors(f"<h1>The harbour</h1>{box}<p>Mud.") == ("Walter von Aachen",)


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "Article", "author": {"@type": "Person", "givenName": "Ada", "familyName": "Quill"}},
        {"@type": "Article", "author": {"@list": [{"name": "Ada Quill"}]}},
        {"@type": "Article", "creator": ["Ada Quill"]},
        {"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "author": "Ada Quill"}},
        {"@graph": [{"@type": "Article", "author": {"@id": "#1"}}, {"@type": "Person", "@id": "#1", "name": "Ada Quill"}]},
        [{"@type": "WebSite"}, {"@type": ["Thing", "BlogPosting"], "author": [{"name": ["Ada Quill"]}, "Ada Quill"]}],
    ],
)  # fmt: skip
def test_linked_data_name_authors_in_many_shapes(data: object) -> None:
    if isinstance(data, list):
        data[1]["author"] = [{"name": "Ada Quill"}, "Ada Quill"]
    assert authors("<h1>The harbour</h1><p>Mud.", linked(data)) == ("Ada Quill",)


@pytest.mark.parametrize("around", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "{};"])
def test_linked_data_are_read_whatever_a_system_writes_around_them(around: str) -> None:
    data = around.format('{"@type": "Article", "author": "Ada Quill"}')
    head = f"<script type='application/ld+json; charset=utf-8'>{data}</script>"
    assert authors("<h1>The harbour</h1><p>Mud.", head) == ("Ada Quill",)


def test_things_that_name_each_other_are_looked_up_once() -> None:
    data = {"@graph": [{"@type": "Article", "@id": "#1", "author": {"@id": "#1"}}]}
    assert authors("<h1>The harbour</h1><p>Mud.", linked(data)) == ()


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Gazette Reporter Ada Quill", ("Ada Quill",)),
        ("Staff Writer Ada Quill", ("Ada Quill",)),
        ("Reporter Network", ("Reporter Network",)),
        ([{"name": "Ada Quill (now)"}, {"name": "Bo Reed (earlier)"}], ("Ada Quill", "Bo Reed")),
        ([{"@type": "Person", "name": "Ada Quill"}, {"@type": "Organization", "name": "Mudlarks"}], ("Ada Quill",)),
        ([{"@type": "Organization", "name": "Mudlarks"}], ("Mudlarks",)),
        ("김민수 기자", ("김민수",)),
    ],
)  # fmt: skip
def test_of_what_is_told_the_people_are_named_alone(told: object, names: tuple[str, ...]) -> None:
    assert authors("<h1>The harbour</h1><p>Mud.", linked({"@type": "Article", "author": told})) == names


def test_a_korean_line_names_a_reporter_and_no_label() -> None:
    line = "<div class=byline>김민수 기자 | 입력 2023.05.09 18:30 | 수정 2023.05.10 09:00</div>"
    assert authors(f"<article><h1>The harbour</h1>{line}<p>Mud.</article>") == ("김민수",)


def test_who_has_written_a_comment_is_not_the_author() -> None:
    comment = "<ol><li><div class=wp-block-comment-author-name><a href=/u>Bert</a></div><p>I saw the mud myself.</ol>"
    assert authors(
        f"<h1>The harbour</h1><p class=post-author__name>Ada Quill<p>Mud is dredged.{comment}"
    ) == ("Ada Quill",)


def test_a_login_is_written_as_the_page_writes_it() -> None:
    assert authors(
        "<h1>The harbour</h1><p>by <a class=username rel=author href=/u>quill</a><p>Mud is dredged."
    ) == ("quill",)


def test_all_whose_names_a_paper_marks_have_written_it() -> None:
    names = (
        "<span class=ltx_creator><span class=ltx_personname>Ada Quill<br>Office of Harbours</span></span>"
        "<span class=ltx_author_before>  </span><span class=ltx_creator><span class=ltx_personname>Bo Reed<sup>2</sup></span></span>"
    )
    assert authors(f"<h1>The harbour</h1><div class=ltx_authors>{names}</div><p>Mud is dredged.") == (
        "Ada Quill",
        "Bo Reed",
    )


@pytest.mark.parametrize("office", ["Senior Washington Correspondent", "Staff Writer", "reporter"])
def test_an_office_behind_a_name_is_none_of_it(office: str) -> None:
    head = f"<meta name=author content='Ada Quill {office}'>"
    assert authors("<h1>The harbour</h1><p>Mud.", head) == ("Ada Quill",)
