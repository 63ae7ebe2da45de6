from __future__ import annotations

import zipfile

import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.document import About
from postil.ingest.door import read_document
from postil.ingest.epub import reading
from tests.unit.ingest.packing import CONTAINER, book, package, packed

NAV = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
NCX = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def blocks(data: bytes) -> list[Block]:
    return list(read_document(data).snapshot.blocks)


def texts(data: bytes) -> list[str]:
    return [block.text for block in blocks(data)]


def headings(data: bytes) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks(data) if block.kind is BlockKind.HEADING]


def nav(lines: str, others: str = "") -> dict[str, str]:
    page = (
        f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>{lines}</ol></nav>'
    )
    return {"text/nav.xhtml": f"{page}{others}</body></html>"}


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    spine = '<itemref idref="b"/><itemref idref="notes" linear="no"/><itemref idref="a"/><itemref idref="b"/>'
    chapters = {"a": "<p>First, then.</p>", "b": "<p>Second.</p>", "notes": "<p>Apart.</p>"}
    assert texts(book(chapters, package(chapters, spine=spine))) == ["Second.", "First, then.", "Apart."]


@pytest.mark.parametrize(
    ("cases", "read"),
    [
        ('<epub:case required-namespace="http://www.xml-cml.org/schema"><p>H O</p></epub:case>', ["Water."]),
        (
            '<epub:case required-namespace="http://www.w3.org/1998/Math/MathML"><p><math><mi>x</mi></math></p></epub:case>',
            ["x"],
        ),
        ("", ["Water."]),
    ],
)
def test_of_several_forms_of_the_same_one_is_read(cases: str, read: list[str]) -> None:
    switch = f"<epub:switch>{cases}<epub:default><p>Water.</p></epub:default></epub:switch>"
    assert texts(book({"a": f"<p>Mud.</p>{switch}<p>Silt.</p>"})) == ["Mud.", *read, "Silt."]


def test_without_a_spine_all_chapters_are_read() -> None:
    chapters = {"a": "<p>One.</p>", "b": "<p>Two.</p>"}
    assert texts(book(chapters, package(chapters, spine=" "))) == ["One.", "Two."]


def test_names_of_files_may_be_written_with_escapes() -> None:
    opf = package(["a b.xhtml"]).replace('href="a b.xhtml"', 'href="../text/a%20b.xhtml"')
    assert texts(book({"a b.xhtml": "<p>Mud.</p>"}, opf)) == ["Mud."]


def test_a_book_of_the_second_edition_tells_who_when_and_what() -> None:
    metadata = (
        '<dc:title>Mud &amp; [silt]</dc:title><dc:creator opf:role="ill">Tobias Reed</dc:creator>'
        '<dc:creator opf:role="aut">Ines Holm</dc:creator><dc:creator opf:role="aut"> Aro  Lind </dc:creator>'
        '<dc:date opf:event="conversion">2020-02-02</dc:date><dc:date opf:event="publication">1999-05</dc:date>'
        "<dc:identifier>urn:uuid:1</dc:identifier><dc:identifier>urn:isbn:978-0-306-40615-7</dc:identifier>"
        "<dc:identifier>https://doi.org/10.1000/182</dc:identifier><dc:source>https://quay.example/mud</dc:source>"
        "<dc:language>en-GB</dc:language><dc:publisher>Quay Press</dc:publisher>"
    )
    about = read_document(book({"a": "<p>Mud.</p>"}, package(["a"], metadata))).about
    assert about == About(
        title="Mud & [silt]",
        authors=("Ines Holm", "Aro Lind"),
        published="1999-05",
        url="https://quay.example/mud",
        language="en-GB",
        doi="10.1000/182",
        isbn="9780306406157",
    )


def test_a_book_of_the_third_edition_refines_what_it_tells() -> None:
    metadata = (
        '<dc:title id="s">Forty years of silt</dc:title><meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:title id="t">The Quay</dc:title><meta refines="#t" property="title-type">main</meta>'
        '<dc:creator id="e">Aro Lind</dc:creator><meta refines="#e" property="role">edt</meta>'
        "<dc:date>0101-01-01T00:00:00+00:00</dc:date>"
    )
    about = read_document(book({"a": "<p>Mud.</p>"}, package(["a"], metadata))).about
    assert about.title == "The Quay: Forty years of silt"
    assert about.authors == ("Aro Lind",)
    assert about.published == ""


def test_links_lead_between_chapters() -> None:
    data = book(
        {
            "a.xhtml": (
                '<p id="x">See <a href="b.xhtml#x">there</a>, <a href="b.xhtml">all</a>, <a href="pic.jpg">this</a>,'
                ' <a href="https://quay.example/">out</a> and <a href="#gone">here</a>.</p>'
            ),
            "b.xhtml": '<h1>Silt</h1><p id="y">None.</p><p id="x">Back <a href="a.xhtml#x">there</a>.</p>',
        }
    )
    first, silt, none, back = blocks(data)
    assert first.text == "See there, all, this, out and here."
    assert [first.text[link.start : link.end] for link in first.links] == ["there", "all", "out", "here"]
    hrefs = [link.href for link in first.links]
    assert hrefs == [f"#{back.name}", f"#{silt.name}", "https://quay.example/", f"#{first.name}"]
    assert back.links == (Link(5, 10, f"#{first.name}"),)
    assert none.name == ""
    assert len({first.name, silt.name, back.name}) == 3


def test_notes_in_a_chapter_of_their_own_are_notes() -> None:
    data = book(
        {
            "a.xhtml": '<p>It cost more.<a id="r1" epub:type="noteref" href="notes.xhtml#n1">1</a> Much more.</p>',
            "notes.xhtml": (
                '<section epub:type="endnotes"><h2>Notes</h2><ol><li id="n1" epub:type="endnote">'
                '<p>So they said. <a href="a.xhtml#r1">↩</a></p></li></ol></section>'
            ),
        }
    )
    text, _, note = blocks(data)
    assert text.text == "It cost more.[1] Much more."
    assert text.links == (Link(13, 16, f"#{note.name}"),)
    assert (note.kind, note.text, note.marker) == (BlockKind.FOOTNOTE, "So they said.", "[1]")
    assert note.links == ()


def test_a_note_that_is_a_link_back_is_read() -> None:
    note = '<ul><li id="n1"><a href="a#r1">[1] </a><a href="a#r1">The Quay, and forty years of its silt</a></li></ul>'
    *_, last = blocks(book({"a": '<p>It did.<a id="r1" href="b#n1">[1]</a></p>', "b": note}))
    assert (last.kind, last.marker, last.text) == (
        BlockKind.FOOTNOTE,
        "",
        "[1] The Quay, and forty years of its silt",
    )


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="pagenum" id="Page_12">[Pg 12]</span>',
        '<span class="pageno">12</span>',
        '<a class="pagenum" title="12"/>',
        '<span class="x-ebookmaker-pageno pagenum" title="{12}"><a id="p12">{12}</a></span>',
    ],
)
def test_the_number_of_a_page_that_only_its_class_tells_is_no_word(mark: str) -> None:
    (block,) = blocks(book({"a": f"<p>It cost {mark}more than tar.</p>"}))
    assert (block.text, block.page) == ("It cost more than tar.", "12")


def test_what_is_only_styled_as_the_number_of_a_page_stays() -> None:
    (block,) = blocks(book({"a": '<p>It has <span class="pagenum">many</span> pages.</p>'}))
    assert block.text == "It has many pages."


def test_printed_pages_are_told_by_the_text() -> None:
    data = book(
        {
            "a.xhtml": (
                '<span epub:type="pagebreak" id="p1" title="1"/><p>One.</p><p>More.</p>'
                '<p>Two <span role="doc-pagebreak" aria-label=" Page 2. ">2</span>begins.</p>'
                '<div epub:type="pagebreak">iii</div><p>Three.</p><p class="pagebreak">Not a page.</p>'
            )
        }
    )
    assert [(block.text, block.page) for block in blocks(data)] == [
        ("One.", "1"),
        ("More.", ""),
        ("Two begins.", "2"),
        ("Three.", "iii"),
        ("Not a page.", ""),
    ]


def test_printed_pages_are_told_by_a_list() -> None:
    pages = '<nav epub:type="page-list"><ol><li><a href="a.xhtml#q">7</a></li><li><a href="gone.xhtml">8</a></li></ol></nav>'
    data = book(
        {"a.xhtml": '<p>Six.</p><p>Seven <a id="q"/>begins.</p>'},
        package(["a.xhtml"], items=NAV),
        nav('<li><a href="a.xhtml">A</a></li>', pages),
    )
    assert [(block.text, block.page) for block in blocks(data)][1:] == [("Six.", ""), ("Seven begins.", "7")]


def test_a_chapter_without_a_heading_gets_that_of_the_contents() -> None:
    chapters = {
        "cover": '<p><img alt="A crane" src="c.png"/></p>',
        "part": "<h1>Part One</h1>",
        "a": "<p>CHAPTER I</p><p>The Quay</p><p>It was noon.</p><h2>Later</h2><p>It was late.</p>",
        "b": "<h1>II. The Ferry</h1><h3>Before</h3><p>It left.</p>",
        "c": "<p>* * *</p><p>It came back.</p>",
        "d": '<p>Of this.</p><p>And <a id="mid"/>that.</p>',
    }
    lines = (
        '<li><a href="cover">Cover</a></li><li><a href="part">Part One</a><ol><li><a href="a">Chapter I. The quay</a></li>'
        '<li><a href="b">The ferry</a></li><li><a href="c">The return</a></li><li><a href="d#mid">[That]</a></li></ol></li>'
    )
    data = book(chapters, package(chapters, items=NAV), nav(lines))
    assert headings(data) == [
        (1, "Part One"),
        (2, "CHAPTER I"),
        (2, "The Quay"),
        (2, "Later"),
        (2, "II. The Ferry"),
        (4, "Before"),
        (2, "The return"),
        (2, "[That]"),
    ]
    assert texts(data)[-3:] == ["Of this.", "[That]", "And that."]
    assert not any(block.name for block in blocks(data))


def test_the_contents_of_the_second_edition_are_read() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Part</text></navLabel>'
        '<content src="a"/><navPoint><navLabel><text>The\n quay</text></navLabel><content src="b#x"/></navPoint>'
        "</navPoint></navMap><pageList><pageTarget><navLabel><text>12</text></navLabel>"
        '<content src="b#x"/></pageTarget></pageList></ncx>'
    )
    chapters = {"a": "<p>Before.</p>", "b": '<p id="x">It was noon.</p>'}
    data = book(chapters, package(chapters, items=NCX), {"text/toc.ncx": ncx})
    assert headings(data) == [(1, "Part"), (2, "The quay")]
    assert [block.page for block in blocks(data)] == ["", "", "12", ""]


def test_a_heading_that_is_put_in_is_led_to() -> None:
    chapters = {"a": '<p><a href="b">On</a></p>', "b": "<p>Mud.</p>"}
    on, silt, mud = blocks(book(chapters, package(chapters, items=NAV), nav('<li><a href="b">Silt</a></li>')))
    assert on.links == (Link(0, 2, f"#{silt.name}"),)
    assert (silt.text, mud.name) == ("Silt", "")


def test_contents_that_are_a_chapter_too_are_read_without_lists_of_pages() -> None:
    lists = '<nav epub:type="page-list"><ol><li><a href="a">1</a></li></ol></nav>'
    contents = nav('<li><a href="a">Mud</a></li>', lists)["text/nav.xhtml"]
    opf = package(["nav.xhtml", "a"]).replace('id="nav.xhtml"', 'id="nav.xhtml" properties="nav"')
    first, heading, *_ = blocks(book({"nav.xhtml": contents.encode(), "a": "<h1>Mud</h1>"}, opf))
    assert (first.text, first.links) == ("Mud", (Link(0, 3, f"#{heading.name}"),))
    assert heading.kind is BlockKind.HEADING


def test_the_cover_is_left_out_and_other_pictures_are_described() -> None:
    picture = '<div><img alt="A crane" src="c.png"/></div>'
    chapters = {
        "cover": picture,
        "c": f'<section epub:type="cover">{picture}</section>',
        "a": picture,
        "covering": f"<p>Mud.</p>{picture}",
    }
    assert texts(book(chapters)) == ["A crane", "Mud.", "A crane"]


def test_a_chapter_that_is_missing_is_passed_over() -> None:
    spine = '<itemref idref="a"/><itemref idref="unknown"/><itemref idref="b"/>'
    assert texts(book({"b": "<p>Mud.</p>"}, package(["a", "b"], spine=spine))) == ["Mud."]
    with pytest.raises(BadInput, match="none of the chapters"):
        read_document(book({}, package(["a"])))


def test_a_chapter_that_is_not_text_is_passed_over() -> None:
    noise = bytes((number * 97 + number // 7) % 256 for number in range(4000))
    assert texts(book({"a": noise, "b": "<p>Mud.</p>"})) == ["Mud."]
    with pytest.raises(BadInput, match="package document is missing or broken"):
        read_document(book({"a": "<p>Mud.</p>"}, others={"text/book.opf": noise}))


def test_a_chapter_outside_of_the_archive_is_missing() -> None:
    opf = package(["a", "b"]).replace('href="a"', 'href="../../../../etc/hostname"')
    data = book({"b": "<p>Mud.</p>"}, opf, {"../../../etc/hostname": "no", "../../etc/hostname": "no"})
    assert texts(data) == ["Mud."]


def test_broken_markup_is_read_as_html() -> None:
    data = book(
        {
            "a": b"<html><body><p>Mud & <b>silt.<p>Sand &nbsp;&mdash; and <i>stones</b>.</body>",
            "b": "<p>Clay.",
        }
    )
    assert texts(data) == ["Mud & silt.", "Sand \N{NO-BREAK SPACE}— and stones.", "Clay."]


def test_declared_encodings_are_kept_to() -> None:
    chapter = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Паром ушёл.</p></body></html>'
    assert texts(book({"a": chapter.encode("cp1251")})) == ["Паром ушёл."]
    unknown = chapter.replace("windows-1251", "none-such")
    assert texts(book({"a": unknown.encode("utf-16")})) == ["Паром ушёл."]


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY x "&b;&b;">',
        '<!ENTITY x "<p>silt</p>">',
        "<!ELEMENT p ANY> <!-- ]> ' -->",
    ],
)
def test_no_entity_is_put_in(declared: str) -> None:
    chapter = f"<!-- a --><!DOCTYPE html [{declared}]><html><body><p>Mud &x; sand.</p></body></html>"
    assert texts(book({"a": chapter.encode()}))[-1].endswith("Mud &x; sand.")


def test_a_book_that_is_locked_says_so() -> None:
    def locked(algorithm: str, uri: str, **licence: str) -> bytes:
        encryption = (
            '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
            ' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod'
            f' Algorithm="{algorithm}"/><enc:CipherData><enc:CipherReference URI="{uri}"/></enc:CipherData>'
            "</enc:EncryptedData></encryption>"
        )
        others = {f"META-INF/{name.replace('_', '.')}": "<a/>" for name in licence}
        return book({"a b": "<p>Mud.</p>"}, others={"META-INF/encryption.xml": encryption, **others})

    aes = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
    assert texts(locked(aes, "text/picture.jpg")) == ["Mud."]
    assert texts(locked("http://www.idpf.org/2008/embedding", "text/a%20b")) == ["Mud."]
    with pytest.raises(BadInput, match=r"input is locked by DRM: its text is encrypted"):
        read_document(locked(aes, "text/a%20b"))
    for licence, whose in (
        ("rights_xml", "Adobe ADEPT"),
        ("license_lcpl", "LCP"),
        ("sinf_xml", "Apple FairPlay"),
    ):
        with pytest.raises(BadInput, match=f"DRM .*{whose}"):
            read_document(locked(aes, "/text/a%20b", **{licence: ""}))


def test_what_is_no_book_says_why() -> None:
    for files, why in (
        ({"mimetype": "application/epub+zip", "a": "Mud."}, "no container"),
        ({"META-INF/container.xml": CONTAINER}, "package document is missing"),
        ({"META-INF/container.xml": "<container/>"}, "package document is missing"),
        ({"META-INF/container.xml": CONTAINER, "text/book.opf": "<package>"}, "package document is missing"),
    ):
        with pytest.raises(BadInput, match=why) as caught:
            read_document(packed(files, zipfile.ZIP_STORED))
        assert "\n" not in str(caught.value)


def test_a_book_of_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TEXT", 1000)
    with pytest.raises(BadInput, match="more than"):
        read_document(book({"a": "<p>Mud.</p>" * 50, "b": "<p>Mud.</p>" * 50}))


def test_a_book_of_project_gutenberg_is_the_book_alone() -> None:
    start, end = (f"*** {word} OF THE PROJECT GUTENBERG EBOOK MUD ***" for word in ("START", "END"))
    head = f"<pre>This eBook is for anyone.\n\n{start}</pre>"
    chapters = {
        "a": f"{head}<h1>Mud</h1><p>It rises.</p>",
        "b": f"<p>It fell.</p><p>{end}</p><p>The licence.</p>",
    }
    assert texts(book(chapters)) == ["Mud", "It rises.", "It fell."]
    assert texts(book({"a": f"<p>He read: {end}</p><p>It fell.</p>"})) == [f"He read: {end}", "It fell."]
