"""What other libraries make of a file, in the form in which `postil ingest --json` tells it.

`python -m benchmarks.readers NAME FOLDER FILE`: NAME is a key of `READERS`; FOLDER holds the `manifest.json` that
tells the language of FILE, which not every library finds out by itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Listing = dict[str, Any]

HYPHENS = ("-", "\u00ad", "\ufffe", "\x02")
"""With which a line ends in the middle of a word."""

SHORT = 0.85
"""The share of a full line below which a line is the last of its paragraph."""


def trafilatura_alone(file: Path, _folder: Path) -> Listing:
    """The text of a page as trafilatura gives it, a paragraph a line, and its metadata."""
    import trafilatura

    page = file.read_bytes()
    about = trafilatura.extract_metadata(page)
    told = about.as_dict() if about else {}
    return {
        "title": told.get("title"),
        "author": told.get("author"),
        "date": told.get("date"),
        "site": told.get("sitename"),
        "paragraphs": (trafilatura.extract(page, include_comments=False) or "").split("\n"),
    }


def pypdf_lines(file: Path, _folder: Path) -> Listing:
    """The lines of a PDF as pypdf gives them; one that is clearly shorter than the others ends a paragraph."""
    from pypdf import PdfReader

    lines = [line.strip() for page in PdfReader(file).pages for line in page.extract_text().split("\n")]
    lengths = sorted(map(len, filter(None, lines))) or [0]
    full = SHORT * lengths[len(lengths) * 9 // 10]
    paragraphs = [""]
    for line in lines:
        begun = paragraphs[-1]
        paragraphs[-1] = begun[:-1] + line if begun.endswith(HYPHENS) else f"{begun} {line}".strip()
        if len(line) < full:
            paragraphs.append("")
    return {"paragraphs": [paragraph for paragraph in paragraphs if paragraph]}


def sentencex_spans(file: Path, folder: Path) -> Listing:
    """The sentences of a text's paragraphs as sentencex divides them, without the blanks around."""
    from sentencex import get_sentence_boundaries

    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["entries"]
    language = next(entry["lang"] for entry in entries if folder / entry.get("file", "") == file)
    paragraphs = []
    for text in file.read_text(encoding="utf-8").split("\n\n"):
        spans = []
        for found in get_sentence_boundaries(language, text):
            said = text[found["start_index"] : found["end_index"]]
            start = found["start_index"] + len(said) - len(said.lstrip())
            spans.append((start, start + len(said.strip())))
        paragraphs.append({"text": text, "sentences": [span for span in spans if span[0] < span[1]]})
    return {"paragraphs": paragraphs}


READERS: dict[str, Callable[[Path, Path], Listing]] = {
    "trafilatura": trafilatura_alone,
    "pypdf": pypdf_lines,
    "sentencex": sentencex_spans,
}

if __name__ == "__main__":
    name, folder, file = sys.argv[1:]
    print(json.dumps(READERS[name](Path(file), Path(folder))))
