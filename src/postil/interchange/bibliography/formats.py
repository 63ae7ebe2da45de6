"""The formats of bibliographies, and which of them a text is in."""

from __future__ import annotations

import re
from typing import NamedTuple

from postil.core.errors import BadInput
from postil.core.text import shown


class Format(NamedTuple):
    """A format of bibliographies.

    Attributes:
        name: What a reader calls it.
        said: What it is in a sentence.
        reader: Pandoc's name for it; empty where postil reads it itself.
        is_written: Whether it can be written too.
    """

    name: str
    said: str
    reader: str = ""
    is_written: bool = True


FORMATS = {
    known.name: known
    for known in (
        Format("csl", "CSL-JSON"),
        Format("biblatex", "BibLaTeX", "biblatex"),
        Format("bibtex", "BibTeX", "bibtex"),
        Format("ris", "RIS"),
        Format("endnote", "EndNote's XML", "endnotexml", is_written=False),
    )
}

_SIGNS = (
    ("csl", re.compile(r"\s*[\[{]")),
    ("ris", re.compile(r"\s*TY  ?-", re.MULTILINE)),
    ("endnote", re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:xml|records)\b", re.IGNORECASE)),
)
_ENTRY = re.compile(r"^\s*@\s*([a-z]+)\s*[{(]", re.IGNORECASE | re.MULTILINE)
_BIBLATEX = re.compile(
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


def sniff(text: str) -> Format | None:
    """The format of a bibliography, told by how it begins; None where it looks like none."""
    text = text.removeprefix("\ufeff")
    for name, sign in _SIGNS:
        if sign.match(text):
            return FORMATS[name]
    if not _ENTRY.search(text):
        return None
    return FORMATS["biblatex" if _BIBLATEX.search(text) else "bibtex"]
