"""A page of the web, from its address to a document."""

from __future__ import annotations

import pytest

from postil.core.errors import BadInput
from postil.core.pages import Page
from postil.ingest.document import About, Parsed, Received
from postil.ingest.door import open_document, read_page
from postil.ingest.formats import Format
from postil.ingest.plain import reading as plain
from tests.web import PAGE, answer, leads_to, serving

ADDRESS = "https://quay.example/news/report"


def page(data: bytes | str, media_type: str = "text/html", charset: str = "", url: str = ADDRESS) -> Page:
    return Page(data.encode() if isinstance(data, str) else data, url, url, media_type, charset)


def test_an_address_becomes_a_document_of_the_page_that_answered() -> None:
    with serving() as site:
        site.pages |= {"/short": leads_to("/news/report"), "/news/report": answer()}
        document = open_document(site.url("/short"), allow_private=True)
        assert document.about.url == site.url("/news/report")
        assert document.about.title == "The harbour report"
        assert document.path == ""
        assert document.page is not None
        assert document.page.data == PAGE.encode()
        links = [link.href for block in document.snapshot.blocks for link in block.links]
        assert links == [site.url("/log")]


def test_this_machine_is_not_asked_unasked() -> None:
    with serving() as site, pytest.raises(BadInput, match="private network"):
        open_document(site.url())
    assert not site.asked


@pytest.mark.parametrize(
    ("own", "taken"),
    [
        ("", ADDRESS),
        ("https://quay.example/report", "https://quay.example/report"),
        ("https://www.quay.example/report", "https://www.quay.example/report"),
        ("https://elsewhere.example/report", ADDRESS),
        ("https://quay.example.org/report", ADDRESS),
        ("/report", ADDRESS),
    ],
)
def test_the_address_that_a_page_gives_itself_counts_on_its_own_site(
    own: str, taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(received: Received) -> Parsed:
        return plain.read(received)._replace(about=About(url=own))

    monkeypatch.setattr(Format, "reader", lambda _: type("Reader", (), {"read": staticmethod(read)}))
    assert read_page(page("Forty boats.", "text/plain")).about.url == taken


def test_the_site_names_the_encoding_where_the_bytes_leave_it_open() -> None:
    words = "Café crème à Saint-Malo, déjà vu."
    told = read_page(page(words.encode("cp437"), "text/plain", "cp437"))
    assert told.snapshot.text == words
    assert (told.encoding, told.guessed) == ("cp437", False)


@pytest.mark.parametrize("charset", ["iso8859-1", "koi8-r", "ascii", "hex", "nonsense"])
def test_a_wrong_encoding_spoils_nothing_that_is_sound_in_utf_8(charset: str) -> None:
    words = "Café crème: „schön“."
    for media_type in ("text/plain", "text/markdown", "text/html"):
        body = f"<html><body><p>{words}</p></body></html>" if media_type == "text/html" else words
        assert read_page(page(body, media_type, charset)).snapshot.text == words


@pytest.mark.parametrize(
    ("media_type", "url", "text"),
    [
        ("text/markdown", ADDRESS, "Some tides"),
        ("text/plain", f"{ADDRESS}.md", "Some tides"),
        ("text/plain", ADDRESS, "Some *tides*"),
    ],
)
def test_the_site_or_the_address_tell_how_a_text_is_written(media_type: str, url: str, text: str) -> None:
    document = read_page(page("Some *tides*", media_type, url=url))
    assert document.snapshot.blocks[0].text == text


@pytest.mark.parametrize("media_type", ["text/html", "text/markdown", "text/plain"])
def test_what_reads_a_page_asks_nobody(media_type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError("a parser went to the network")

    for name in ("socket.connect", "socket.connect_ex", "getaddrinfo", "create_connection"):
        monkeypatch.setattr(f"socket.{name}", asked)
    text = """<!DOCTYPE html SYSTEM "http://quay.example/x.dtd"><html><head><base href="http://quay.example/">
    <link rel="stylesheet" href="http://quay.example/x.css"><script src="http://quay.example/x.js"></script></head><body>
    <p>Forty boats stayed in.</p><img src="http://quay.example/x.png"><iframe src="http://quay.example/"></iframe></body></html>"""
    assert "Forty boats stayed in." in read_page(page(text, media_type)).snapshot.text


def test_an_error_names_the_page() -> None:
    with pytest.raises(BadInput, match=f"{ADDRESS} is empty"):
        read_page(page("", "text/plain"))
    with pytest.raises(BadInput, match=f"{ADDRESS} is a PNG picture"):
        read_page(page(b"\x89PNG\r\n\x1a\n", "text/html"))
