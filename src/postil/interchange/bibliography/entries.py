"""The entries of a BibTeX file: where each begins, what fields it has, and whether it ends."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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

NAME = "bibtex"
"""What the fields of an entry that mean nothing to CSL are kept under, in BibTeX's and BibLaTeX's items."""

_START = pattern(r"^[ \t]*@[ \t]*([a-z]+)\s*([{(])(?:\s*([^,\s{}()]+)\s*,)?", re.IGNORECASE | re.MULTILINE)
_MARK = pattern(r"\\[{}\"]|[{}\")=,]")
_BRACES = (pattern(r"[{}]"), pattern(r"\\[{}]|[{}]"))
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
        fields: They, by their names in lower case, as they are written.
        is_whole: Whether it ends.
    """

    start: int
    end: int
    line: int
    kind: str
    key: str
    inside: int
    fields: Mapping[str, str]
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


def _body(text: str, start: re.Match[str]) -> tuple[dict[str, str], int]:
    """An entry's fields, and where it ends; 0 where it does not."""
    closing = "}" if start[2] == "{" else ")"
    fields: dict[str, str] = {}
    depth, is_quoted, name, begun = 0, False, "", start.end()
    for mark in _MARK.finditer(text, start.end()):
        sign = mark[0]
        if depth == 0 and not is_quoted and sign in {"=", ",", closing}:
            words = text[begun : mark.start()].strip()
            if sign == "=" and not name:
                name, begun = words.lower(), mark.end()
            elif sign != "=":
                fields |= {name: words} if name else {}
                name, begun = "", mark.end()
            if sign == closing:
                return fields, mark.end()
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(depth - 1, 0)
        elif sign == '"' and depth == 0:
            is_quoted = not is_quoted
    return {}, 0


def bare(value: str) -> str:
    """A field's value without the braces or quotation marks around all of it."""
    inside = value[1:-1]
    if value[:1] + value[-1:] == "{}" and is_balanced(inside):
        return inside
    return inside if value[:1] == value[-1:] == '"' and len(value) > 1 and '"' not in inside else value


def is_balanced(value: str) -> bool:
    r"""Whether each brace of a value has its other one, so that the value ends where it is written to end.

    BibTeX counts `\{` as a brace, others do not: it must come out for both.
    """
    return not value.endswith("\\") and all(_comes_out(braces.findall(value)) for braces in _BRACES)


def _comes_out(braces: Iterable[str]) -> bool:
    depths = [*accumulate(({"{": 1, "}": -1}.get(brace, 0) for brace in braces), initial=0)]
    return min(depths) == depths[-1] == 0
