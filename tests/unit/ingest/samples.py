"""A small text of each kind that is read, in bytes."""

from __future__ import annotations

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
}
"""By the name of the format. Where a text can name what a program might fetch, it does."""
