"""The formats of bibliographies, and which of them a text is in."""

from __future__ import annotations

import re
from typing import NamedTuple

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import shown


class Format(NamedTuple):
    """A format of bibliographies.

    Attributes:
        name: What a reader calls it.
        said: What it is in a sentence.
        reader: Pandoc's name for it; empty where postil reads and writes it itself.
    """

    name: str
    said: str
    reader: str = ""


FORMATS = {
    known.name: known
    for known in (
        Format("csl", "CSL-JSON"),
        Format("biblatex", "BibLaTeX", "biblatex"),
        Format("bibtex", "BibTeX", "bibtex"),
        Format("ris", "RIS"),
        Format("endnote", "EndNote's XML"),
    )
}

_SIGNS = (
    ("csl", pattern(r"\A\s*[\[{]")),
    ("endnote", pattern(r"\A\s*(?:<\?xml[^>]*>\s*)?<(?:xml|records)\b", re.IGNORECASE)),
    # A line that says where it is from may come before; what was pasted into a field is one line.
    ("ris", pattern(r"\A\s*TY  ?-|^[ \t]*TY  ?-[ \t]*[A-Z]*[ \t]*$", re.MULTILINE)),
)
_ENTRY = pattern(r"^\s*@\s*([a-z]+)\s*[{(]", re.IGNORECASE | re.MULTILINE)
_BIBLATEX = pattern(
    r"^\s*(?:journaltitle|date|location|urldate|eprinttype|shortjournal|maintitle|institution)\s*=|@(?:online|report|thesis|collection|mvbook)\s*\{",
    re.IGNORECASE | re.MULTILINE,
)


def named(name: str) -> Format:
    """The format that a reader calls so.

    Raises:
        BadInput: There is none.
    """
    if name not in FORMATS:
        raise BadInput(
            f"There is no format of bibliographies called {shown(name)}.", f"Use {', '.join(FORMATS)}."
        )
    return FORMATS[name]


def lines_of(text: str) -> str:
    """A text whose lines all end with a line feed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def sniff(text: str) -> Format | None:
    """The format of a bibliography, told by how it begins; None where it looks like none."""
    text = lines_of(text)
    for name, sign in _SIGNS:
        if sign.search(text):
            return FORMATS[name]
    if not _ENTRY.search(text):
        return None
    return FORMATS["biblatex" if _BIBLATEX.search(text) else "bibtex"]
