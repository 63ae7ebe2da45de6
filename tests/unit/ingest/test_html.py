from __future__ import annotations

import pytest
from lxml import etree

from postil.core.snapshot import BlockKind, Link
from postil.ingest.door import read_document
from postil.ingest.html.fragments import fragment_blocks
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.walk import blocks_of

QUOTE, ITEM, CODE, CAPTION = BlockKind.QUOTE, BlockKind.ITEM, BlockKind.CODE, BlockKind.CAPTION


def page(body: str) -> etree._Element:
    return etree.fromstring(f"<html><body>{body}</body></html>", etree.HTMLParser())


def test_each_element_is_a_block_of_its_kind() -> None:
    blocks = blocks_of(
        page(
            "<h2>The harbour</h2><p>Mud <b>and</b>\n  silt.<blockquote><p>We dredge.</p></blockquote>"
            "<ol start=3><li>first<ul><li>inner</ul><li>second</ol><pre>a\n  b</pre>"
            "<figure><img alt='A crane'><figcaption>Photo: Ines Holm</figcaption></figure>loose<script>x()</script>"
        )
    )
    assert [(block.kind.value, block.text, block.level, block.marker) for block in blocks] == [
        ("heading", "The harbour", 2, ""),
        ("paragraph", "Mud and silt.", 0, ""),
        ("quote", "We dredge.", 0, ""),
        ("item", "first", 1, "3."),
        ("item", "inner", 2, "•"),
        ("item", "second", 1, "4."),
        ("code", "a\n  b", 0, ""),
        ("caption", "A crane", 0, ""),
        ("caption", "Photo: Ines Holm", 0, ""),
        ("paragraph", "loose", 0, ""),
    ]


@pytest.mark.parametrize(
    ("attributes", "markers"),
    [
        ("", ["1.", "9.", "10."]),
        ("start=4", ["4.", "9.", "10."]),
        ("type=a start=26", ["z.", "i.", "j."]),
        ("type=A start=27", ["AA.", "I.", "J."]),
        ("type=i", ["i.", "ix.", "x."]),
        ("style='list-style-type: upper-roman'", ["I.", "IX.", "X."]),
        ("style='list-style: lower-alpha inside'", ["a.", "i.", "j."]),
        ("type=i start=4000", ["4000.", "ix.", "x."]),
    ],
)
def test_items_are_counted_as_their_list_says(attributes: str, markers: list[str]) -> None:
    items = blocks_of(page(f"<ol {attributes}><li>mud<li value=9>silt<li>tar</ol>"))
    assert [item.marker for item in items] == markers


def test_links_lead_from_their_words() -> None:
    (block,) = blocks_of(
        page("<p>See <a href='/ferry'> the ferry </a> or <a href='javascript:x()'>this</a>."),
        "https://gazette.example/harbour",
    )
    assert block.text == "See the ferry or this."
    assert block.links == (Link(4, 13, "https://gazette.example/ferry"),)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>に行く", "東京に行く"),
        ("<ruby><rb>北</rb><rtc><rt>Běi</rt></rtc></ruby>", "北"),
        ("Pay <ruby>quay dues<rt>a toll</rt></ruby> first", "Pay quay dues(a toll) first"),
        ("<ruby><rb>WWW</rb><rp>(</rp><rt>World Wide Web</rt><rp>)</rp></ruby>", "WWW(World Wide Web)"),
    ],
)
def test_what_is_set_over_words_is_read_unless_it_only_tells_how_they_sound(body: str, text: str) -> None:
    assert [block.text for block in blocks_of(page(f"<p>{body}</p>"))] == [text]


def test_a_note_in_the_margin_is_set_apart() -> None:
    body = (
        "<p>The board met.<label class=margin-toggle>⊕</label><input class=margin-toggle><span class=sidenote>Nobody else did."
        "</span> It voted.</p><p>Mud<span class='marginnote x'>or silt</span>"
    )
    assert [block.text for block in blocks_of(page(body))] == [
        "The board met. [Nobody else did.] It voted.",
        "Mud [or silt]",
    ]


def test_a_time_and_whom_a_post_quotes_are_set_apart() -> None:
    body = (
        "<div><a href=u>ada_q</a><time>2023-05-12</time><span>1</span></div><p>On <time>Monday</time>, mud.</p>"
        "<blockquote><cite>ada_q wrote:</cite>Mud?</blockquote><p>See <cite>Mud</cite>s."
    )
    assert [block.text for block in blocks_of(page(body))] == [
        *("ada_q 2023-05-12 1", "On Monday, mud.", "ada_q wrote: Mud?", "See Muds."),
    ]


def test_what_stands_for_a_drawing_is_read() -> None:
    body = (
        "<p>Mud <canvas></canvas>rises.</p><canvas>A curve that rises from 2 to 9.</canvas>"
        "<object data=a.svg><p>Tons of <b>mud</b> a year.</p></object><video src=a>Get another browser.</video>"
    )
    assert [(block.kind.value, block.text) for block in blocks_of(page(body))] == [
        ("paragraph", "Mud rises."),
        ("paragraph", "A curve that rises from 2 to 9."),
        ("paragraph", "Tons of mud a year."),
    ]


def test_a_picture_that_is_called_as_its_file_says_nothing() -> None:
    body = (
        "<p><img alt='titlepage' src='../images/titlepage.png'><p><img alt='Ems map' src='Ems%20map.png'>"
        "<p><img alt='P1040.JPG'><p><img alt='DSC_12' src='https://quay.example/DSC_12.jpeg?w=4'>"
    )
    assert [block.text for block in blocks_of(page(body))] == ["Ems map"]


def test_a_deep_page_is_read() -> None:
    document = read_document(b"<html><body>" + b"<div>" * 200 + b"The ferry left." + b"</div>" * 200)
    assert "The ferry left." in document.snapshot.text


def test_a_page_that_begins_with_an_article_has_a_body() -> None:
    body = (
        f"<article><h1>Mud</h1><p>{'The harbour is full of mud, says the office. ' * 6}<a href='https://quay.example/'>plan</a></p>"
        f"<ul><li>outer<ul><li>inner</ul></ul><p style='display:none'>SECRET</p><p>{'Boats wait for the tide at night. ' * 6}</p>"
        "</article>"
    )
    bare = read_document(f"<!doctype html><title>T</title>{body}".encode())
    whole = read_document(
        f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>".encode()
    )
    assert bare.snapshot == whole.snapshot
    assert "inner" in bare.snapshot.text
    assert any(block.links for block in bare.snapshot.blocks)
    assert "SECRET" not in bare.snapshot.text


def test_a_link_ends_where_the_next_begins() -> None:
    source = "<p>See <a href=https://a.example/>this <p>and <a href=https://b.example/>that</a> now</a>."
    root = tree_of(source)
    assert root is not None
    first, second, _ = blocks_of(root)
    assert [first.text[link.start : link.end] for link in first.links] == ["this"]
    assert [(second.text[link.start : link.end], link.href) for link in second.links] == [
        ("and", "https://a.example/"),
        ("that", "https://b.example/"),
    ]


def test_word_s_paragraphs_are_the_lists_that_it_shows() -> None:
    mark = "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{}<span>&nbsp; </span></span></span><![endif]>"
    body = (
        f"<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'>{mark.format('·')}mud;<o:p></o:p></p>"
        f"<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'>{mark.format('c)')}silt.<o:p></o:p></p>"
        f"<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>{mark.format('12.')}tar.<o:p></o:p></p>"
        "<p class=MsoQuote>Nobody asked.</p><p class=MsoCaption>The quay</p><p class=MsoNormal>Mud.<o:p></o:p></p>"
    )
    assert [(block.kind.value, block.marker, block.level, block.text) for block in fragment_blocks(body)] == [
        ("item", "•", 1, "mud;"),
        ("item", "c.", 2, "silt."),
        ("item", "12.", 1, "tar."),
        ("quote", "", 0, "Nobody asked."),
        ("caption", "", 0, "The quay"),
        ("paragraph", "", 0, "Mud."),
    ]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p><span class=label>Abstract:</span>Mud is <b>Note:</b>silt.", ["Abstract: Mud is Note: silt."]),
        ("<p><code><span>std::</span><span>list</span></code>", ["std::list"]),
        ("<pre><b>mud:</b>silt</pre>", ["mud:silt"]),
        ("<p><span>(2)</span><span>Mud is</span>", ["(2) Mud is"]),
        ("<p><b>(a)</b>mud;", ["(a) mud;"]),
        ("<figcaption><span>The quay.</span><span>Credit Ines Holm</span></figcaption>", ["The quay. Credit Ines Holm"]),
        ("<p><span>A.</span><span>B.</span> Quill", ["A.B. Quill"]),
    ],
)  # fmt: skip
def test_what_only_a_style_parts_is_parted(body: str, texts: list[str]) -> None:
    assert [block.text for block in blocks_of(page(body))] == texts


def test_a_caption_is_known_by_its_class_and_a_formula_is_none() -> None:
    body = (
        "<div class=wp-caption><img src=a.jpg alt=''><p class=wp-caption-text>The quay in May</p></div>"
        "<table><tr><td><img src=b.jpg></td></tr><tr><td class=tr-caption>The slip</td></tr></table>"
        "<figure><figcaption>Fig. 1</figcaption><img src=c.jpg><div><p>The pier</p></div><blockquote><p>Mud!</p></blockquote></figure>"
        "<p><math><mi>x</mi><mo>=</mo><mn>2</mn></math></p>"
    )
    assert [(block.kind.value, block.text) for block in blocks_of(page(body))] == [
        ("caption", "The quay in May"),
        ("caption", "The slip"),
        ("caption", "Fig. 1"),
        ("caption", "The pier"),
        ("quote", "Mud!"),
        ("paragraph", "x=2"),
    ]


def test_a_note_that_is_set_in_the_line_has_no_mark_of_its_own() -> None:
    body = (
        "<p>Mud rises.<span class='ltx_note ltx_role_footnote'><sup class=ltx_note_mark>1</sup><span class=ltx_note_outer>"
        "<span class=ltx_note_content><sup class=ltx_note_mark>1</sup><span class='ltx_tag ltx_tag_note'>1</span>So did silt."
        "</span></span></span> It fell."
    )
    assert [block.text for block in blocks_of(page(body))] == ["Mud rises. [So did silt.] It fell."]


def test_a_heading_that_is_a_button_is_read() -> None:
    body = "<h3><button aria-expanded=false>Who is to pay?</button></h3><p>Nobody.</p><button>Share</button>"
    assert [block.text for block in blocks_of(page(body))] == ["Who is to pay?", "Nobody."]


def test_what_a_library_of_books_writes_around_one_is_left_out() -> None:
    body = "<section class='pg-boilerplate pgheader'><h2>The eBook of Mud</h2></section><h1>Mud</h1><p>It rises.</p>"
    assert [block.text for block in blocks_of(page(body))] == ["Mud", "It rises."]


@pytest.mark.parametrize(
    ("href", "aim"),
    [
        ("https://www.google.com/url?q=https://quay.example/mud%3Fa%3D1&sa=D&ust=1", "https://quay.example/mud?a=1"),
        ("https://l.facebook.com/l.php?h=x&u=http%3A%2F%2Fquay.example%2F", "http://quay.example/"),
        ("https://www.google.com/url?q=javascript:alert(1)//http", "https://www.google.com/url?q=javascript:alert(1)//http"),
        ("https://quay.example/url?q=http://mud.example/", "https://quay.example/url?q=http://mud.example/"),
    ],
)  # fmt: skip
def test_a_link_leads_past_who_counts_its_readers(href: str, aim: str) -> None:
    (block,) = blocks_of(page(f"<p><a href='{href.replace('&', '&amp;')}'>Mud</a>"))
    assert [link.href for link in block.links] == [aim]


@pytest.mark.parametrize(
    "drawn",
    [
        "<span class=katex><span class=katex-mathml>{}</span><span class=katex-html aria-hidden=true><b>x</b>=2</span></span>",
        "<span class=MathJax><nobr aria-hidden=true><span>x=2</span></nobr><span class=MJX_Assistive_MathML>{}</span></span>",
        "<mjx-container><mjx-math aria-hidden=true><mjx-mi>x</mjx-mi></mjx-math><mjx-assistive-mml>{}</mjx-assistive-mml></mjx-container>",
    ],
)
def test_a_formula_that_is_also_drawn_is_read_once(drawn: str) -> None:
    formula = drawn.format("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>")
    assert [block.text for block in blocks_of(page(f"<p>Let {formula} be.</p>"))] == ["Let x=2 be."]


def test_an_element_that_a_page_has_named_itself_breaks_no_line_unless_it_holds_one() -> None:
    body = "<div>On <relative-time>3 May</relative-time> it rose.<my-card><p>Mud.</p></my-card>It fell.</div>"
    assert [block.text for block in blocks_of(page(body))] == ["On 3 May it rose.", "Mud.", "It fell."]


def test_the_words_that_stand_for_a_picture_are_parted_from_those_beside_it() -> None:
    body = "<p>Old<img alt='the quay'>mud, <a href=/a><img alt=Boats></a>sail; <img alt=T>he tide<img alt=''>s :<img alt=':)'>)"
    (block,) = blocks_of(page(body))
    assert block.text == "Old the quay mud, Boats sail; The tides ::))"
    assert [block.text[link.start : link.end] for link in block.links] == ["Boats"]
