"""The kinds of text that are read by pandoc, and how they are told."""

from __future__ import annotations

import re
from typing import NamedTuple

from postil.core.patterns import pattern


class Kind(NamedTuple):
    """A kind of text.

    Attributes:
        name: What `--type` and pandoc call it.
        said: What it is in a sentence, with its article.
        endings: How names of such files end; nothing else tells most of them from plain text.
        coded: What it is written in: `text`, `xml` or `zip`.
    """

    name: str
    said: str
    endings: tuple[str, ...]
    coded: str = "text"

    @property
    def needs(self) -> tuple[str, ...]:
        """The modules without which it cannot be made ready for pandoc; whether that is there, running it tells."""
        return () if self.coded == "text" else ("lxml",)


_ALL = (
    Kind("odt", "an OpenDocument text", (".odt", ".ott"), "zip"),
    Kind("rtf", "an RTF document", (".rtf",)),
    Kind("org", "an Org document", (".org",)),
    Kind("rst", "a reStructuredText document", (".rst", ".rest")),
    Kind("latex", "a LaTeX document", (".tex", ".latex", ".ltx")),
    Kind("typst", "a Typst document", (".typ", ".typst")),
    Kind("ipynb", "a Jupyter notebook", (".ipynb",)),
    Kind("asciidoc", "an AsciiDoc document", (".adoc", ".asciidoc")),
    Kind("textile", "a Textile document", (".textile",)),
    Kind("djot", "a Djot document", (".dj", ".djot")),
    Kind("mediawiki", "a page of MediaWiki", (".mediawiki", ".wiki")),
    Kind("dokuwiki", "a page of DokuWiki", (".dokuwiki",)),
    Kind("fb2", "a FictionBook", (".fb2",), "xml"),
    Kind("jats", "an article in JATS", (".jats",), "xml"),
    Kind("docbook", "a DocBook document", (".docbook", ".dbk"), "xml"),
    Kind("opml", "an outline in OPML", (".opml",), "xml"),
    Kind("man", "a manual page", (".man",)),
    Kind("csv", "a table of comma-separated values", (".csv",)),
    Kind("tsv", "a table of tab-separated values", (".tsv",)),
    Kind("pptx", "a PowerPoint presentation", (".pptx",), "zip"),
    Kind("xlsx", "an Excel workbook", (".xlsx",), "zip"),
)
KINDS = {kind.name: kind for kind in _ALL}

_BY_ENDING = {ending: kind.name for kind in _ALL if kind.coded == "text" for ending in kind.endings}
_PROLOG = rb"(?:<\?[^>]*>\s*|<!--.*?-->\s*)*+"
_FIRST_WORDS = (
    ("rtf", pattern(rb"\{\\rtf")),
    ("latex", pattern(rb"(?:\s|%.*\n)*+\\documentclass\b")),
    ("man", pattern(rb"(?:[.']\\\".*\n)*+\.TH ")),
    ("fb2", pattern(_PROLOG + rb"<FictionBook\b", re.DOTALL)),
    ("opml", pattern(_PROLOG + rb"<opml\b", re.DOTALL)),
    (
        "docbook",
        pattern(
            _PROLOG + rb"(?:<!DOCTYPE [^>]*//DTD DocBook|<\w[^>]*http://docbook\.org/ns/docbook)", re.DOTALL
        ),
    ),
    (
        "jats",
        pattern(
            _PROLOG + rb"(?:<!DOCTYPE article\b[^>]*//DTD J|<article\b[^>]*\s(?:article-type|dtd-version)=)",
            re.DOTALL,
        ),
    ),
)
_FIRST_SIGNS = (b"{", b"\\", b"%", b".", b"'", b"<")
"""With which each of them begins, and a notebook."""

_NOTEBOOK = pattern(rb'\s*\{\s*"(?:cells|metadata|nbformat)')


def by_words(data: bytes) -> str:
    """The name of the kind that the bytes tell; nothing where they leave it open. Archives are told elsewhere."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] not in _FIRST_SIGNS:
        return ""
    if _NOTEBOOK.match(head) and b'"nbformat"' in data:
        return "ipynb"
    return next((name for name, sign in _FIRST_WORDS if sign.match(head)), "")


def by_ending(ending: str) -> str:
    """The name of the kind of text whose files' names end so, in lower case; nothing for another ending."""
    return _BY_ENDING.get(ending, "")
