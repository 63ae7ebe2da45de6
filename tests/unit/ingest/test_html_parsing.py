from __future__ import annotations

import pytest
from lxml import etree

from postil.core.errors import BadInput
from postil.ingest.document import Received
from postil.ingest.encoding.charset import codec_of, declared_charset
from postil.ingest.encoding.decoding import decode
from postil.ingest.html.extraction import extracted
from postil.ingest.html.parsing import head_of, tree_of
from postil.ingest.html.reading import read
from postil.ingest.html.walk import blocks_of


def texts(source: str) -> list[str]:
    root = tree_of(source)
    assert root is not None
    return [block.text for block in blocks_of(root)]


@pytest.mark.parametrize("source", ["", " \n", "<!-- nothing -->", "\0"])
def test_nothing_has_no_tree(source: str) -> None:
    assert tree_of(source) is None
    assert not read(Received(source.encode(), "page.html")).blocks


def test_empty_elements_of_xhtml_hold_nothing() -> None:
    assert texts(
        "<?xml version='1.0' encoding='utf-16'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head>"
        "<body><p>Mud<a id='x' title='a > b'/> and&#160;silt.</p><script src='a.js'/><p>And so<br/>on.</p></body></html>"
    ) == ["Mud and\u00a0silt.", "And so\non."]


def test_an_element_of_html_stays_open_though_it_ends_in_a_slash() -> None:
    assert texts("<!doctype html><ul><li/>One<li/>Two</ul>") == ["One", "Two"]


@pytest.mark.parametrize("depth", [100, 300, 5_000])
def test_words_are_read_however_deep_they_lie(depth: int) -> None:
    source = "<h1>Silt</h1>" + "<div><i>" * depth + "Deep<p>down" + "</div>" * depth + "<p>and up"
    assert texts(source) == ["Silt", "Deep", "down", "and up"]


def test_a_depth_is_told_by_lxml_of_any_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(etree.ErrorTypes, "ERR_RESOURCE_LIMIT", raising=False)
    assert texts(f"{'<div>' * 300}<p>Mud.") == ["Mud."]


def test_tables_deep_in_tables_are_read() -> None:
    assert texts("<table><tr><td>a" * 200 + "</table>" * 200) == ["a"] * 200


@pytest.mark.parametrize(
    "control", ["\0", "\x1b[31m", "&#0;", "&#27;", "&#x1B;", "&#xFFFE;", "&#9999999;", "\ud800"]
)
def test_characters_that_no_element_can_have_stop_nothing(control: str) -> None:
    (text,) = texts(f"<p>Mud{control} and silt.")
    assert text.startswith("Mud")
    assert text.endswith("and silt.")
    assert text.isprintable()


def test_damage_is_read_as_far_as_it_goes() -> None:
    assert texts("<p>One<p>Two <b>bold</p><li>three</ul></div><table><td>four<p title='") == [
        "One",
        "Two bold",
        "three",
        "four",
    ]


def test_a_head_alone_keeps_what_the_page_says_of_itself() -> None:
    page = tree_of("<html lang=de><head><title>Schlick</title></head><body><p>Der Hafen.</body></html>")
    assert page is not None
    head = head_of(page)
    assert (head.get("lang"), "".join(head.itertext()).strip()) == ("de", "Schlick")


def test_no_entity_is_read_from_a_file_and_none_grows() -> None:
    source = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Mud &b; &x; silt.</p></body></html>"
    )
    whole = " ".join(texts(source))
    assert "silt." in whole
    assert "aaaa aaaa" not in whole
    assert "root:" not in whole


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?>', "cp932"),
        (b"<meta charset=utf-16>", ""),
        (b"<meta charset=rot13>", ""),
        (b"<meta charset=no-such-thing>", ""),
        (b"<p>charset=cp1251</p>", ""),
    ],
)
def test_a_page_declares_its_encoding(declaration: bytes, codec: str) -> None:
    assert codec_of(declared_charset(declaration)) == codec


def test_the_bytes_outrank_what_is_declared() -> None:
    words = "Żółw"
    page = b"<meta charset=cp1250><p>"
    assert decode(page + words.encode(), "", "cp1250").encoding == "utf-8"
    assert decode(page + words.encode("cp1250"), "", "cp1250").text.endswith(words)
    assert decode(page + words.encode("cp1250"), "iso8859_2", "cp1250").encoding == "iso8859_2"
    assert words in str(
        read(Received(page + words.encode("iso8859_2"), "p.html", charset="iso-8859-2")).blocks
    )


def test_a_page_that_scripts_alone_would_fill_is_refused() -> None:
    page = b"<title>App</title><div id=root></div><script>show('Mud')</script><noscript>Enable JavaScript.</noscript>"
    with pytest.raises(BadInput, match="scripts alone") as refused:
        read(Received(page, "app.html"))
    assert "browser" in refused.value.hint


def test_cells_that_span_much_are_not_filled_up() -> None:
    cell = "<td colspan=1000 rowspan=1000>mud</td>"
    page = tree_of(f"<p>{'Words of an article. ' * 20}</p><table>{f'<tr>{cell}</tr>' * 30}</table>")
    assert page is not None
    body = extracted(page, fast=False)
    assert body is not None
    assert len(list(body.iter())) < 200
    assert next(page.iter("td")).get("rowspan") == "1000"


def test_what_tells_that_it_is_a_heading_is_one() -> None:
    body = "<div role=heading aria-level=2>Mud</div><div role=heading aria-level=x>Silt</div><div aria-level=2>Tar</div>"
    root = tree_of(body)
    assert root is not None
    assert [(block.kind.value, block.level, block.text) for block in blocks_of(root)] == [
        ("heading", 2, "Mud"),
        ("paragraph", 0, "Silt"),
        ("paragraph", 0, "Tar"),
    ]


@pytest.mark.parametrize("indent", ["\u3000\u3000", "&emsp;&emsp;", "\n\u3000\u3000"])
def test_a_line_that_is_indented_as_in_chinese_is_a_paragraph(indent: str) -> None:
    root = tree_of(f"<div>{indent}港口将疏浚。<br/>{indent}费用很高。<br>泥。</div>")
    assert root is not None
    assert [block.text for block in blocks_of(root)] == ["港口将疏浚。", "费用很高。\n泥。"]
