from __future__ import annotations

import json
import socket

import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.document import About, Received
from postil.ingest.door import read_document
from postil.ingest.feed.items import apart
from postil.ingest.sniffing import sniff

SUMMARY = "<description>The ferry.</description>"
FERRY = (
    "<item><title>The [ferry] &amp; the quay</title><link>https://quay.example/news/ferry</link>"
    "<dc:creator>Ines Holm</dc:creator><pubDate>Fri, 17 May 2024 08:00:00 GMT</pubDate>"
    + SUMMARY
    + "<content:encoded>"
    "<![CDATA[<p>The ferry left <a href='../quay'>the quay</a>.</p><blockquote>Who saw it?</blockquote>"
    "<script>x()</script>]]></content:encoded></item>"
)
TOLL = "<item><title>A toll</title><description>&lt;p&gt;The toll was cut.&lt;/p&gt;</description></item>"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand --><?xml-stylesheet href="x.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="html">Der &lt;b&gt;Hafen&lt;/b&gt;</title>
<link href="https://hafen.example/"/><author><name>Tobias Reed</name></author>
<entry xml:base="https://hafen.example/2024/"><title>Die Fähre</title><updated>2024-05-17T23:30:00Z</updated>
<link href="https://hafen.example/2024/ferry"/><author><name>Ines Holm</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Sie <a href="ferry#1">fuhr</a> ab.</p></div></content>
</entry>{more}</feed>"""
SECOND = "<entry><title>Zwei</title><content type='text'>a &lt; b\n\nc</content></entry>"
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://quay.example/"><title>The quay</title></channel>
<item rdf:about="https://quay.example/1"><title>One</title><description>The ferry left.</description></item></rdf:RDF>"""


def rss(*items: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title>'
        f"<link>https://quay.example</link><language>en-gb</language>{''.join(items)}</channel></rss>"
    ).encode()


def json_feed(**told: object) -> bytes:
    item = {
        "id": "1",
        "url": "https://quay.example/ferry",
        "title": "The ferry",
        "content_html": "<p>It <a href='quay'>left</a>.</p>",
        "date_published": "2024-05-17T08:00:00Z",
        "authors": [{"name": "Ines Holm"}],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Gazette",
        "language": "en",
        "items": [item],
    }
    return json.dumps(feed | told).encode()


def test_the_items_are_sections_that_lead_to_their_pages() -> None:
    document = read_document(rss(FERRY, TOLL))
    assert [(block.kind, block.text) for block in document.snapshot.blocks] == [
        (BlockKind.HEADING, "The [ferry] & the quay"),
        (BlockKind.PARAGRAPH, "Ines Holm, 2024-05-17"),
        (BlockKind.PARAGRAPH, "The ferry left the quay."),
        (BlockKind.QUOTE, "Who saw it?"),
        (BlockKind.HEADING, "A toll"),
        (BlockKind.PARAGRAPH, "The toll was cut."),
    ]
    head, _, first = document.snapshot.blocks[:3]
    assert head.links == (Link(0, 22, "https://quay.example/news/ferry"),)
    assert first.links == (Link(15, 23, "https://quay.example/quay"),)
    assert document.about == About("The Gazette", url="https://quay.example", language="en-gb")


@pytest.mark.parametrize("prefix", ["", "a:"])
def test_an_entry_without_a_feed_is_a_text(prefix: str) -> None:
    name = "xmlns:a" if prefix else "xmlns"
    source = (
        f'<?xml version="1.0"?><{prefix}entry {name}="http://www.w3.org/2005/Atom"><{prefix}title>The ferry</{prefix}title>'
        f"<{prefix}published>2024-05-17T08:00:00Z</{prefix}published>"
        f'<{prefix}content type="html">&lt;p&gt;It left.&lt;/p&gt;</{prefix}content></{prefix}entry>'
    )
    document = read_document(source.encode())
    assert document.about[:3] == ("The ferry", (), "2024-05-17")
    assert document.snapshot.text == "The ferry\n\nIt left."


def test_a_single_item_is_a_text_of_its_own() -> None:
    about = read_document(rss(FERRY)).about
    assert about.title == "The [ferry] & the quay"
    assert about.authors == ("Ines Holm",)
    assert about.published == "2024-05-17"
    assert about.container == "The Gazette"
    assert about.url == "https://quay.example/news/ferry"
    assert about.language == "en-gb"


def test_items_keep_their_notes_apart() -> None:
    blocks = [
        Block(
            BlockKind.PARAGRAPH, "It left.1", links=(Link(8, 9, "#n1"), Link(0, 2, "https://quay.example"))
        ),
        Block(BlockKind.FOOTNOTE, "At noon.", name="n1", marker="[1]"),
    ]
    first, note = apart(blocks, 7)
    assert first.links == (Link(8, 9, "#7-n1"), Link(0, 2, "https://quay.example"))
    assert (first.name, note.name) == ("", "7-n1")


def test_an_atom_feed_is_read() -> None:
    single = read_document(ATOM.format(more="").encode())
    assert single.about == About(
        "Die Fähre", ("Ines Holm",), "2024-05-17", "Der Hafen", "https://hafen.example/2024/ferry", "de"
    )
    assert single.snapshot.blocks[1].links == (Link(4, 8, "https://hafen.example/2024/ferry#1"),)
    both = read_document(ATOM.format(more=SECOND).encode())
    assert both.snapshot.text == "Die Fähre\n\nInes Holm, 2024-05-17\n\nSie fuhr ab.\n\nZwei\n\na < b\n\nc"
    assert both.about.authors == ("Tobias Reed",)


def test_an_rdf_feed_is_read() -> None:
    document = read_document(RDF.encode())
    assert document.snapshot.text == "One\n\nThe ferry left."
    assert document.about.container == "The quay"


def test_a_json_feed_is_read() -> None:
    document = read_document(json_feed())
    assert document.snapshot.text == "The ferry\n\nIt left."
    assert document.snapshot.blocks[1].links[0].href == "https://quay.example/quay"
    assert document.about == About(
        "The ferry", ("Ines Holm",), "2024-05-17", "The Gazette", "https://quay.example/ferry", "en"
    )
    plain = json_feed(items=[{"content_text": "a <b>\n\nc"}, {"title": "d", "content_html": 7}, "e"])
    assert read_document(plain).snapshot.text == "a <b>\n\nc\n\nd"


def test_the_encoding_that_is_asked_for_overrules() -> None:
    data = rss(TOLL.replace("toll", "tøll")).decode().encode("latin-1")
    assert read_document(data, encoding="latin-1").snapshot.blocks[0].text == "A tøll"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">',
    ],
)
def test_nothing_outside_of_a_feed_is_read(head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a feed was given a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    text = read_document(rss("<item><title>a &x; b</title></item>", head=head)).snapshot.text
    assert "root" not in text
    assert text.split() in (["a", "b"], ["a", "&x;", "b"])


def test_the_name_of_a_file_is_no_feed() -> None:
    with pytest.raises(BadInput, match="is a feed without items"):
        read_document(b"/etc/passwd", kind="feed")


def test_entities_do_not_grow() -> None:
    laughs = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{laughs}]>'
    document = read_document(rss("<item><title>Not &e11; funny</title></item>", head=head))
    assert len(document.snapshot.text) < 1_000


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (rss(), "", "is a feed without items"),
        (b"", "feed", "is a feed without items"),
        (b"<rss " + b'a="" ' * 10_001 + b">", "", "is a feed in which an element has too many attributes"),
        (json_feed(items=[]), "", "is a feed without items"),
        (json_feed()[:-1], "", "is a JSON feed that is damaged"),
        (b"[" * 100_000, "jsonfeed", "is a JSON feed that is damaged"),
        (b"[]", "jsonfeed", "is a feed without items"),
    ],
    ids=["no item", "empty", "attributes", "no item in JSON", "cut", "deep", "a list"],
)
def test_a_feed_that_cannot_be_read_is_refused(data: bytes, kind: str, said: str) -> None:
    with pytest.raises(BadInput, match=f"Standard input {said}"):
        read_document(data, kind=kind)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("\ufeff\n<rss version='2.0'>", "feed"),
        ("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>] ><rss>", "feed"),
        ("<!-- a <b> --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("<rdf:RDF xmlns:rdf='x'>", "feed"),
        ("<feedback>", "text"),
        ("<?xml version='1.0'?><html><body><feed>", "html"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "jsonfeed"),
        ('{"title": "a", "version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}', "jsonfeed"),
        ('{"version": 1}', "text"),
    ],
)
def test_the_root_tells_a_feed(head: str, kind: str) -> None:
    assert sniff(Received(head.encode(), "a")) == kind


def test_the_last_line_of_an_item_does_not_lead_to_its_own_page() -> None:
    wanted = ["The ferry", "The ferry left.", "Mud rose."]
    for way in (
        "The post <a href='https://q.example/f/'>The ferry</a> appeared first on <a href='/'>Quay</a>.",
        "<a href='https://q.example/f'>More</a>",
    ):
        item = f"<item><title>The ferry</title><link>https://q.example/f</link><description><![CDATA[<p>The ferry left.</p><p>Mud rose.</p><p>{way}</p>]]></description></item>"
        assert [block.text for block in read_document(rss(item)).snapshot.blocks] == wanted
