"""Mail, feeds and web archives from anywhere: they are read, or refused in one line."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import BadInput
from postil.core.text import clean, clean_line
from postil.ingest.door import read_document
from postil.ingest.mail.flowed import mail_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.ingest.document import Document

LETTER = (
    b"From: =?utf-8?q?In=C3=A9s?= <ines@quay.example>\nSubject: The tide\nDate: Fri, 17 May 2024 08:00:00 +0200\n",
    b'Content-Type: multipart/mixed; boundary="q"\n\n--q\n',
    b"Content-Type: multipart/alternative; boundary=r\n\n--r\n",
    b"Content-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=yes\nContent-Transfer-Encoding: base64\n\n",
    b"Content-Type: text/plain; charset*0=ut; charset*1=f-8; format*=x''flowed\n\n",
    b"Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n<p>The ferry=20left.",
    b"Content-Type: message/rfc822\nContent-Disposition: attachment; filename*=utf-8''%ff\n\n",
    b"Content-Type: text/html\nContent-Location: https://quay.example/a\n\n<p>It <a href=b>sank</a>.",
    b"Snapshot-Content-Location: https://quay.example/\n",
    b"VGhlIHF1YXku\n",
    b"> quoted \n>> twice\n\n-- \nInes\n",
    b"\n--r\n",
    b"\n--q--\n",
    b"\n\n",
)
FEED = (
    b'<?xml version="1.0" encoding="utf-8"?>',
    b'<!DOCTYPE rss [<!ENTITY a "b">]>',
    b'<rss version="2.0"><channel><title>The quay</title>',
    b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quay.example/">',
    b"<item><title>A &a; toll</title><pubDate>Fri, 17 May 2024</pubDate>",
    b'<entry><content type="html" xml:lang="de">&lt;p&gt;Sie fuhr.</content><link href="b"/></entry>',
    b"<description><![CDATA[<p>The <a href='c'>ferry]]></description></item>",
    b"<author><name>Ines</name></author>",
    b"</channel></rss>",
    b"</feed>",
)
JSON_FEED = (
    b'{"version": "https://jsonfeed.org/version/1.1", ',
    b'"title": "The quay", ',
    b'"items": [{"content_html": "<p>It left.", "url": 7, ',
    b'"authors": [{"name": "Ines"}, null], ',
    b'"content_text": "It left."',
    b"}]}",
    b"}",
)
ARCHIVE = plistlib.dumps(
    {
        "WebMainResource": {
            "WebResourceData": b"<p>The ferry left.",
            "WebResourceURL": "https://quay.example/",
        }
    },
    fmt=plistlib.FMT_BINARY,
)


def pieces(of: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    return st.lists(st.sampled_from(of) | st.binary(max_size=8), max_size=12).map(b"".join)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    data = bytearray(whole)
    for at in draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        data[at] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(whole)))] if draw(st.booleans()) else data)


def read_or_refused(data: bytes, kind: str) -> None:
    try:
        document = read_document(data, kind=kind)
    except BadInput as error:
        refusal = error.what, error.hint
    else:
        check(document)
        return
    assert all(line and "\n" not in line for line in refusal)


def check(document: Document) -> None:
    assert document.snapshot.text == clean(document.snapshot.text)
    for words in (document.about.title, document.about.published, *document.about.authors):
        assert words == clean_line(words)
    for block in document.snapshot.blocks:
        assert block.text.strip()
        assert all(0 <= link.start < link.end <= len(block.text) for link in block.links)


@pytest.mark.parametrize("kind", ["mail", "mhtml"])
@given(data=pieces(LETTER))
def test_a_mail(kind: str, data: bytes) -> None:
    read_or_refused(data, kind)


@given(pieces(FEED))
def test_a_feed(data: bytes) -> None:
    read_or_refused(data, "feed")


@given(pieces(JSON_FEED))
def test_a_json_feed(data: bytes) -> None:
    read_or_refused(data, "jsonfeed")


@given(damaged(ARCHIVE) | st.binary(max_size=80).map(b"bplist00".__add__))
def test_a_web_archive(data: bytes) -> None:
    read_or_refused(data, "webarchive")


@given(st.text(st.sampled_from("ab .>-\n"), max_size=60).map(clean), st.booleans(), st.booleans())
def test_no_word_of_a_plain_mail_is_lost(text: str, flowed: bool, joined: bool) -> None:  # noqa: FBT001
    blocks = mail_blocks(text, flowed=flowed, joined=joined)
    letters = "".join(block.text for block in blocks)
    assert [c for c in letters if c in "ab"] == [c for c in text if c in "ab"]
    assert all(block.text == block.text.rstrip() for block in blocks)
