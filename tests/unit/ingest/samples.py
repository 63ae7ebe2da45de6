"""A small text of each kind that is read, in bytes."""

from __future__ import annotations

import plistlib

from tests.unit.ingest.pdf.writer import column, pdf

SAMPLES = {
    "text": b"The ferry left.\n\nSee https://quay.example/plan.\n",
    "markdown": b"# Ferry\n\nIt ![left](https://quay.example/ship.png) [at noon](https://quay.example).\n",
    "html": (
        b'<!DOCTYPE html><html><head><title>Ferry</title><link rel="stylesheet" href="https://quay.example/a.css">'
        b'<script src="https://quay.example/a.js"></script></head><body><article><h1>Ferry</h1>'
        b'<p>The ferry left the quay at noon, as it had done for thirty years.</p><img src="https://quay.example/s.png">'
        b'<iframe src="https://quay.example/f"></iframe></article></body></html>'
    ),
    "pdf": pdf(column(["The ferry left, says https://quay.example/plan."])),
    "mail": (
        b"From: Ana <ana@quay.example>\r\nTo: Bo <bo@quay.example>\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n"
        b"Date: Mon, 3 Mar 2031 12:00:00 +0000\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b'<p>The ferry left the quay.</p><img src="https://quay.example/s.png">\r\n'
    ),
    "mhtml": (
        b"From: <Saved by Browser>\r\nSnapshot-Content-Location: https://quay.example/f\r\nSubject: Ferry\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://quay.example/f\r\n\r\n"
        b"<html><head><title>Ferry</title></head><body><article><p>The ferry left the quay at noon.</p></article>"
        b"</body></html>\r\n--b--\r\n"
    ),
    "webarchive": plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": b"<html><body><article><p>The ferry left the quay.</p></article></body></html>",
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "UTF-8",
                "WebResourceURL": "https://quay.example/f",
            }
        },
        fmt=plistlib.FMT_BINARY,
    ),
    "feed": (
        b'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "https://quay.example/rss.dtd"><rss version="2.0"><channel>'
        b"<title>Quay</title><link>https://quay.example</link><item><title>Ferry</title>"
        b"<description>The ferry left.</description></item></channel></rss>"
    ),
    "jsonfeed": (
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": '
        b'[{"id": "1", "url": "https://quay.example/1", "content_text": "The ferry left."}]}'
    ),
}
"""By the name of the format. Where a text can name what a program might fetch, it does."""
