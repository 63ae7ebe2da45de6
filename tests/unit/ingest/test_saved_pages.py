from __future__ import annotations

import plistlib
from typing import Any

import pytest

from postil.core.errors import BadInput
from postil.ingest.door import read_document

PAGE = (
    "<html><head><title>The ferry that never ran</title></head><body><article><h1>The ferry that never ran</h1>"
    "<p>The ferry left <a href='/quay'>the café quay</a> at noon, and nobody who stood there has seen it since.</p>"
    "<p>The harbour board has met twice, and has said nothing about it to anyone who asked.</p></article></body></html>"
)
STYLE = "p { color: navy }"
FRAME = "<p>Buy a boat today.</p>"


def saved_by_a_browser(page: str = PAGE, charset: str = "utf-8", start: str = "") -> bytes:
    root = f'; start="{start}"' if start else ""
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://quay.example/news/ferry\n"
        "Subject: A ferry\nDate: Fri, 17 May 2024 08:00:00 -0000\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="q"{root}\n\n'
        f"--q\nContent-Type: text/css\n\n{STYLE}\n"
        f"--q\nContent-Type: text/html; charset={charset}\nContent-ID: <page>\n\n{page}\n"
        f"--q\nContent-Type: text/html; charset={charset}\nContent-ID: <frame>\n\n{FRAME}\n--q--\n"
    ).encode(charset)


def web_archive(**main: Any) -> bytes:
    resource = {
        "WebResourceData": PAGE.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://quay.example/news/ferry",
    }
    archive = {
        "WebMainResource": resource | main,
        "WebSubresources": [{"WebResourceData": STYLE.encode(), "WebResourceMIMEType": "text/css"}],
        "WebSubframeArchives": [{"WebMainResource": {"WebResourceData": FRAME.encode()}}],
    }
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)


@pytest.mark.parametrize(
    "data",
    [
        saved_by_a_browser(),
        saved_by_a_browser(charset="latin-1"),
        saved_by_a_browser(start="<page>"),
        web_archive(),
        plistlib.dumps(plistlib.loads(web_archive()), fmt=plistlib.FMT_XML),
    ],
    ids=["mhtml", "mhtml in latin-1", "mhtml with a start", "webarchive", "webarchive in XML"],
)
def test_the_page_itself_is_read_from_its_address(data: bytes) -> None:
    document = read_document(data)
    assert "The ferry left the café quay at noon" in document.snapshot.text
    assert "said nothing about it" in document.snapshot.text
    assert "Buy a boat" not in document.snapshot.text
    assert "navy" not in document.snapshot.text
    assert document.about.title == "The ferry that never ran"
    hrefs = [link.href for block in document.snapshot.blocks for link in block.links]
    assert hrefs == ["https://quay.example/quay"]


def test_the_start_names_the_page() -> None:
    assert read_document(saved_by_a_browser(start="<frame>")).snapshot.text == "Buy a boat today."


def test_a_page_without_a_title_has_the_saved_one() -> None:
    assert read_document(saved_by_a_browser(FRAME)).about.title == "A ferry"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (saved_by_a_browser().replace(b"text/html", b"text/css"), "is a saved web page without the page"),
        (web_archive(WebResourceData="no bytes"), "is a web archive without a page"),
        (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "is a property list, and no web archive"),
        (plistlib.dumps([1], fmt=plistlib.FMT_BINARY), "is a property list, and no web archive"),
        (web_archive()[:-40], "is a property list that is damaged"),
        (b"bplist00" + b"\xff" * 40, "is a property list that is damaged"),
    ],
)
def test_what_holds_no_page_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=f"Standard input {said}"):
        read_document(data)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:x()", 7])
def test_an_address_that_is_none_is_left_out(url: object) -> None:
    blocks = read_document(web_archive(WebResourceURL=url, WebResourceTextEncodingName=7)).snapshot.blocks
    assert not any("passwd" in link.href for block in blocks for link in block.links)
