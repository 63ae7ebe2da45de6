"""What a reader calls the fields of a source, and what is typed into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.fields import KNOWN, fields_of, lines_of
from postil.tui.widgets.field_form import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.core.model import JSON

_NAMES = "names, parted by ;"
_DATE = "2031-03-07, 2031-03 or 2031"

LABELS: Mapping[str, tuple[str, str]] = {
    "type": ("Type", "journal article, book, webpage …"),
    "title": ("Title", ""),
    "author": ("Author", _NAMES),
    "genre": ("Kind", "PhD thesis, preprint, letter …"),
    "number": ("Number", "of the report, episode, patent, docket …"),
    "version": ("Version", ""),
    "container-title": ("In", "newspaper, journal, site, book or reporter"),
    "volume": ("Volume", ""),
    "issue": ("Issue", ""),
    "page": ("Pages", "as 201–219"),
    "ISSN": ("ISSN", "as 1234-5678"),
    "PMID": ("PMID", "of PubMed"),
    "edition": ("Edition", "2, or revised"),
    "section": ("Section", ""),
    "publisher": ("Publisher", "or institution, or network"),
    "publisher-place": ("Place", "of the publisher"),
    "authority": ("Authority", "court, office or body"),
    "chapter-number": ("Chapter", ""),
    "editor": ("Editor", _NAMES),
    "translator": ("Translator", _NAMES),
    "collection-title": ("Series", ""),
    "ISBN": ("ISBN", "10 or 13 digits"),
    "director": ("Director", _NAMES),
    "medium": ("Medium", "radio, DVD, podcast …"),
    "dimensions": ("Length", "running time, or size"),
    "event-title": ("Event", ""),
    "event-place": ("Event at", ""),
    "archive": ("Archive", ""),
    "archive_location": ("Shelfmark", ""),
    "archive-place": ("Archive at", ""),
    "interviewer": ("Interviewer", _NAMES),
    "scale": ("Scale", "as 1:5000"),
    "composer": ("Composer", _NAMES),
    "submitted": ("Filed", _DATE),
    "recipient": ("Recipient", _NAMES),
    "reviewed-title": ("Reviewed", "title of the work"),
    "reviewed-author": ("Its author", _NAMES),
    "issued": ("Date", _DATE),
    "DOI": ("DOI", "as 10.1000/182"),
    "URL": ("URL", "https://…"),
    "accessed": ("Accessed", _DATE),
    "language": ("Language", "en, de, pt-BR …"),
    "note": ("Note", ""),
}
"""What stands before each line of a source's form, and in it while it is empty."""

TYPES = (
    "webpage", "article-newspaper", "article-journal", "article-magazine", "book", "chapter", "report", "thesis",
    "broadcast", "interview", "legal_case", "legislation", "speech", "personal_communication", "dataset", "document",
    "article", "bill", "classic", "collection", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure",
    "graphic", "hearing", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference",
    "patent", "performance", "periodical", "post", "post-weblog", "regulation", "review", "review-book", "software",
    "song", "standard", "treaty",
)  # fmt: skip
"""CSL's types, those first that are wanted most."""


def type_words(kind: str) -> str:
    """A type as people say it: `newspaper article` for `article-newspaper`, `legal case` for `legal_case`."""
    return " ".join(reversed(kind.split("-"))).replace("_", " ") if kind in TYPES else kind


def told(field: str, line: str) -> str:
    """What is told of a field whose line is as `citation.fields.line_of` gives it."""
    return type_words(line) if field == "type" else line


def typed_type(words: str) -> str:
    """The type that is called so, or whose name in CSL it is; what is neither stays as it is."""
    typed = " ".join(words.split())
    return next((kind for kind in TYPES if type_words(kind) == typed.casefold()), typed)


def form_fields(item: Mapping[str, JSON]) -> Sequence[Field]:
    """The lines of a form for a source; `wanted` tells which of them are shown."""
    lines = lines_of(item)
    lines["type"] = type_words(lines["type"])
    kinds = tuple(map(type_words, TYPES))
    return [
        Field(name, *_labelled(name, lines[name]), choices=kinds if name == "type" else ()) for name in KNOWN
    ]


def wanted(values: Mapping[str, str]) -> frozenset[str]:
    """The lines that a source of the typed type has, and those in which something stands."""
    own = fields_of(typed_type(values["type"]))
    return own.union(name for name, value in values.items() if value.strip())


def number_in(values: Mapping[str, str]) -> str:
    """The number or the address in some lines by which a work can be looked up, the surest first; or nothing."""
    lines = {name: line.strip() for name, line in values.items()}
    arxiv = lines["number"] if lines["number"].lower().startswith("arxiv:") else ""
    pmid = f"pmid:{lines['PMID'].lower().removeprefix('pmid:')}" if lines["PMID"] else ""
    return lines["DOI"] or pmid or arxiv or lines["ISBN"] or lines["URL"]


def label(field: str) -> str:
    """What a reader calls a field; its name in CSL where a form does not show it."""
    return LABELS[field][0] if field in LABELS else field


def _labelled(name: str, value: str) -> tuple[str, str, str]:
    words, hint = LABELS[name]
    return words, value, hint
