"""A small text of each kind that is read, in bytes."""

from __future__ import annotations

import json
import plistlib

from tests.unit.ingest.packing import (
    book,
    open_document,
    paragraph,
    presentation,
    relations,
    word,
    workbook,
)
from tests.unit.ingest.pdf.writer import column, pdf

_DOCBOOK = b'xmlns="http://docbook.org/ns/docbook" xmlns:xlink="http://www.w3.org/1999/xlink" version="5.0"'

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
    "epub": book(
        {
            "a.xhtml": '<p>The ferry <img alt="left" src="https://quay.example/s.png"/>.</p><iframe src="https://a.example"/>'
        }
    ),
    "docx": word(
        paragraph("The ferry left."),
        {"word/_rels/document.xml.rels": relations(("r1", "image", "https://quay.example/ship.png"))},
    ),
    "odt": open_document(
        '<text:p><text:a xmlns:xlink="http://www.w3.org/1999/xlink">The ferry left.</text:a></text:p>'
    ),
    "rtf": rb"{\rtf1\ansi The ferry left the caf\'e9.\par}",
    "org": b"* Ferry\n#+include: https://quay.example/a.org\nIt left. [[https://quay.example/ship.png]]\n",
    "rst": b"The ferry left.\n\n.. image:: https://quay.example/ship.png\n\n.. include:: https://quay.example/a.rst\n",
    "latex": (
        b"% a comment\n\\documentclass{article}\\begin{document}\\input{/etc/hostname}The ferry left."
        b"\\includegraphics{https://quay.example/ship.png}\\end{document}\n"
    ),
    "typst": b'= Ferry\n#image("https://quay.example/ship.png")\nIt left.\n',
    "ipynb": json.dumps(
        {
            "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["The ferry left."]}],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ).encode(),
    "asciidoc": b"== Ferry\n\nIt left. image::https://quay.example/ship.png[]\n\ninclude::https://quay.example/a[]\n",
    "textile": b"h1. Ferry\n\nIt left. !https://quay.example/ship.png!\n",
    "djot": b"# Ferry\n\nIt left.![](https://quay.example/ship.png)\n",
    "mediawiki": b"== Ferry ==\nIt left. [[File:ship.png]] {{quay}}\n",
    "dokuwiki": b"====== Ferry ======\nIt left. {{https://quay.example/ship.png}}\n",
    "fb2": (
        b'<?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description/>'
        b"<body><section><p>The ferry left.</p></section></body></FictionBook>"
    ),
    "jats": b'<article article-type="research-article"><body><p>The ferry left.</p></body></article>',
    "docbook": b'<?xml version="1.0"?><!-- a --><article '
    + _DOCBOOK
    + b"><para>The ferry left.</para></article>",
    "opml": b'<opml version="2.0"><head/><body><outline text="The ferry left."/></body></opml>',
    "man": b'.\\" a comment\n.TH FERRY 1\n.SH NAME\nferry \\- left\n.so https://quay.example/a\n',
    "csv": b"Ferry,Leaves\nIlse,noon\n",
    "tsv": b"Ferry\tLeaves\nIlse\tnoon\n",
    "pptx": presentation("The ferry left."),
    "xlsx": workbook("The ferry left."),
    "mail": b"From: ines@quay.example\nSubject: Ferry\nDate: Fri, 17 May 2024 08:00:00 +0000\n\nThe ferry left.\n",
    "mhtml": (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://quay.example/\nSubject: Ferry\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
        b"Content-Location: https://quay.example/\n\n<html><body><article><h1>Ferry</h1><p>The ferry left the quay at"
        b' noon, as it had done for thirty years.</p><img src="https://quay.example/s.png"></article></body></html>\n--b--\n'
    ),
    "webarchive": plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": b"<html><body><article><h1>Ferry</h1><p>The ferry left the quay at noon, as it had"
                b' done for thirty years.</p><img src="https://quay.example/s.png"></article></body></html>',
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "UTF-8",
                "WebResourceURL": "https://quay.example/",
            }
        },
        fmt=plistlib.FMT_BINARY,
    ),
    "feed": (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title><item><title>Ferry</title>'
        b"<description>The ferry left.</description></item></channel></rss>"
    ),
    "jsonfeed": (
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "Quay",'
        b' "items": [{"id": "1", "title": "Ferry", "content_text": "The ferry left."}]}'
    ),
}
"""By the name of the format. Where a text can name what a program might fetch, it does."""
