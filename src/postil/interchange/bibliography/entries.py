"""The entries of a BibTeX file: where each begins, what fields it has, and whether it ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

READ = frozenset({
    "abstract", "addendum", "address", "annotation", "annote", "archiveprefix", "author", "bookauthor",
    "booksubtitle", "booktitle", "booktitleaddon", "chapter", "crossref", "date", "day", "director", "doi",
    "edition", "editor", "entrysubtype", "eprint", "eprinttype", "eventdate", "eventtitle", "howpublished",
    "hyphenation", "ids", "institution", "isbn", "issn", "issue", "issuesubtitle", "issuetitle", "journal",
    "journalsubtitle", "journaltitle", "keywords", "langid", "library", "location", "mainsubtitle", "maintitle",
    "maintitleaddon", "month", "note", "number", "options", "organization", "origdate", "origlocation",
    "origpublisher", "origtitle", "pages", "pagetotal", "part", "pmcid", "pmid", "publisher", "pubstate", "school",
    "series", "shortjournal", "shorttitle", "subtitle", "title", "titleaddon", "translator", "type", "url",
    "urldate", "urlyear", "venue", "version", "volume", "volumes", "xdata", "year",
})  # fmt: skip
"""The fields that pandoc 3 reads, found by giving it each of them in entries of each type."""

_START = re.compile(r"^[ \t]*@[ \t]*([a-z]+)\s*([{(])(?:\s*([^,\s{}()]+)\s*,)?", re.IGNORECASE | re.MULTILINE)
_MARK = re.compile(r"\\[{}\"]|[{}\")]")
_FIELD = re.compile(r"(?:^|,)\s*([^\s,=]+)\s*=")
_NO_WORK = frozenset({"comment", "preamble", "string"})


class Entry(NamedTuple):
    """An entry of a file.

    Attributes:
        start: Where it begins, in code points.
        end: Where it ends; one that does not is cut off at the next one.
        line: The line in which it begins, the first being 1.
        kind: What stands after the @, in lower case.
        key: Its key, or an empty string.
        inside: Where its fields begin.
        fields: Their names, in lower case.
        is_whole: Whether it ends.
    """

    start: int
    end: int
    line: int
    kind: str
    key: str
    inside: int
    fields: tuple[str, ...]
    is_whole: bool

    @property
    def is_work(self) -> bool:
        """Whether it is of a work: a comment or an abbreviation is not."""
        return self.kind not in _NO_WORK

    @property
    def name(self) -> str:
        """What a reader finds it by: `holm2031 (line 7)`."""
        return f"{self.key or 'one without a key'} (line {self.line})"


def entries(text: str) -> Iterator[Entry]:
    """Goes through the entries of a file, one after the other; braces and quotes are matched as pandoc does."""
    found = _START.search(text)
    line, counted = 1, 0
    while found:
        fields, end = _body(text, found)
        following = _START.search(text, end or found.end())
        line += text.count("\n", counted, found.start(1))
        counted = found.start(1)
        cut = following.start() if following else len(text)
        kind, key = found[1].lower(), found[3] or ""
        yield Entry(found.start(), end or cut, line, kind, key, found.end(), fields, bool(end))
        found = following


def without(text: str, entry: Entry) -> str:
    """The text with blanks for an entry, so that everything else keeps its place and its line."""
    return text[: entry.start] + re.sub(r"\S", " ", text[entry.start : entry.end]) + text[entry.end :]


def _body(text: str, start: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """The names of an entry's fields, and where it ends; 0 where it does not."""
    closing = "}" if start[2] == "{" else ")"
    depth, is_quoted, outside, begun = 0, False, [], start.end()
    for mark in _MARK.finditer(text, start.end()):
        sign = mark[0]
        if depth == 0 and not is_quoted:
            outside.append(text[begun : mark.start()])
        if sign == closing and depth == 0 and not is_quoted:
            return tuple(name.lower() for name in _FIELD.findall("".join(outside))), mark.end()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(depth - 1, 0)
        elif sign == '"' and depth == 0:
            is_quoted = not is_quoted
        begun = mark.end()
    return (), 0
