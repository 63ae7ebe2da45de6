"""EndNote's XML and CSL-JSON items, by the elements that EndNote itself writes (RSXML, as of EndNote X9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from postil.core.errors import BadInput
from postil.core.months import month_of
from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.interchange.bibliography.people import line_of, person_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.model import JSON

    Item = dict[str, JSON]

_TYPES = {
    "article-journal": ("Journal Article", 17), "article-magazine": ("Magazine Article", 19),
    "article-newspaper": ("Newspaper Article", 23), "article": ("Unpublished Work", 34), "bill": ("Bill", 4),
    "book": ("Book", 6), "broadcast": ("Audiovisual Material", 3), "chapter": ("Book Section", 5),
    "classic": ("Classical Work", 49), "dataset": ("Dataset", 59), "document": ("Generic", 13),
    "entry-dictionary": ("Dictionary", 52), "entry-encyclopedia": ("Encyclopedia", 53), "figure": ("Figure", 37),
    "graphic": ("Artwork", 2), "hearing": ("Hearing", 14), "interview": ("Interview", 64), "legal_case": ("Case", 7),
    "legislation": ("Statute", 31), "manuscript": ("Manuscript", 36), "map": ("Map", 20),
    "motion_picture": ("Film or Broadcast", 21), "musical_score": ("Music", 61), "pamphlet": ("Pamphlet", 24),
    "paper-conference": ("Conference Paper", 47), "patent": ("Patent", 25), "periodical": ("Serial", 57),
    "personal_communication": ("Personal Communication", 26), "post": ("Social Media", 66),
    "post-weblog": ("Blog", 56), "regulation": ("Legal Rule or Regulation", 50), "report": ("Report", 27),
    "software": ("Computer Program", 9), "standard": ("Standard", 58), "thesis": ("Thesis", 32),
    "webpage": ("Web Page", 12),
}  # fmt: skip
"""EndNote's name and number of each type; an item of another one is `Generic`."""

_READ_TYPES = {name.casefold(): kind for kind, (name, _) in _TYPES.items()} | {
    "conference proceedings": "paper-conference", "edited book": "book", "electronic article": "article-journal",
    "electronic book": "book", "electronic book section": "chapter", "government document": "report",
    "ancient text": "classic", "press release": "report", "podcast": "broadcast", "online database": "webpage",
}  # fmt: skip

_NAMES = {
    "author": "contributors/authors",
    "editor": "contributors/secondary-authors",
    "collection-editor": "contributors/tertiary-authors",
    "translator": "contributors/subsidiary-authors",
}
_WORDS = {
    "title": "titles/title", "container-title": "titles/secondary-title", "collection-title": "titles/tertiary-title",
    "title-short": "titles/short-title", "container-title-short": "periodical/abbr-1", "page": "pages",
    "volume": "volume", "issue": "number", "section": "section", "number-of-volumes": "num-vols", "edition": "edition",
    "publisher-place": "pub-location", "publisher": "publisher", "ISBN": "isbn", "ISSN": "isbn",
    "number": "accession-num", "call-number": "call-num", "id": "label", "abstract": "abstract", "note": "notes",
    "genre": "work-type", "URL": "urls/related-urls/url", "DOI": "electronic-resource-num",
    "archive": "remote-database-name", "language": "language",
}  # fmt: skip
_READ_WORDS = {path: field for field, path in _WORDS.items()} | {
    "periodical/full-title": "container-title", "titles/alt-title": "container-title-short",
    "urls/web-urls/url": "URL",
}  # fmt: skip
_UNTOLD = pattern(
    r"(?:database|source-app|rec-number|foreign-keys/key|ref-type|dates/.*|access-date|modified-date)$"
)
"""What is said elsewhere, or means something to EndNote alone."""

_PROLOG = pattern(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>|\s+)*", re.DOTALL)
DEPTH = 4
"""How deep elements are looked into; EndNote's own lie in two others at most."""

_KEY = pattern(r"(?=.*[A-Za-z])\S+")
"""A label that is a key; the number of a record is none."""

_ISO = pattern(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?$")
_CONTROLS = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


class _Builder(ET.TreeBuilder):
    """Makes the tree of a document that declares nothing: no entity is put in, so none can grow or fetch."""

    def doctype(self, *_: object) -> None:
        """Refuses a document type.

        Raises:
            BadInput: There is one.
        """
        raise BadInput(
            "This EndNote XML declares entities, which none that EndNote writes does.", "Export it anew."
        )


def records(text: str, left: Counter[str]) -> Iterator[Item]:
    """Reads the records of a file.

    Args:
        text: All of it.
        left: Counts what is not taken in, by its path in a record.

    Raises:
        BadInput: It is not well-formed, or declares entities.
    """
    root = ET.XMLParser(target=_Builder())  # noqa: S314 - see _Builder
    try:
        root.feed(_CONTROLS.sub(" ", text[_PROLOG.match(text).end() :]))  # type: ignore[union-attr]
        tree = root.close()
    except ET.ParseError as error:
        raise BadInput(f"This EndNote XML is damaged: {error}.", "Export it anew.") from error
    for record in [*tree.findall("record"), *tree.findall("records/record")]:
        yield _item(record, left)


def _item(record: ET.Element, left: Counter[str]) -> Item:
    item: Item = {"type": _kind(record)}
    people: dict[str, list[JSON]] = {}
    words: list[str] = []
    roles = {path: role for role, path in _NAMES.items()}
    for path, value in _leaves(record):
        group, _, leaf = path.rpartition("/")
        if leaf == "author" and group in roles:
            people.setdefault(roles[group], []).append(person_of(value))
        elif path == "keywords/keyword":
            words.append(value)
        elif not _UNTOLD.match(path) and not _is_taken(item, _READ_WORDS.get(path, ""), value):
            left[path] += 1
    told: Item = {
        **people,
        "keyword": ", ".join(words),
        "issued": _date(record.find("dates"), left),
        "accessed": _day(_words(record.find("access-date"))),
    }
    return {**item, **{name: value for name, value in told.items() if value}}


def _is_taken(item: Item, field: str, value: str) -> bool:
    """Puts a value into its field, where there is one that it fits and that has no other."""
    if not field or (field == "id" and not _KEY.fullmatch(value)):
        return False
    if field in {"ISBN", "ISSN"}:
        field = "ISSN" if len(re.sub(r"[^0-9Xx]", "", value)) == 8 else "ISBN"
    return item.setdefault(field, value) == value


def _kind(record: ET.Element) -> str:
    told = record.find("ref-type")
    name = told.get("name", "").casefold() if told is not None else ""
    numbers = {str(number): kind for kind, (_, number) in _TYPES.items()}
    return _READ_TYPES.get(name) or numbers.get(_words(told)) or "document"


def _leaves(element: ET.Element, path: str = "") -> Iterator[tuple[str, str]]:
    """The elements that hold words, by their paths; `style` says only how these look."""
    for child in element:
        inner = f"{path}/{child.tag}" if path else str(child.tag)
        if all(part.tag == "style" for part in child) or inner.count("/") == DEPTH:
            if value := _words(child):
                yield inner, value
        else:
            yield from _leaves(child, inner)


def _words(element: ET.Element | None) -> str:
    return clean_line("".join(element.itertext())) if element is not None else ""


def _date(dates: ET.Element | None, left: Counter[str]) -> JSON:
    year, day = (_words(dates.find(path)) if dates is not None else "" for path in ("year", "pub-dates/date"))
    told = _day(day if year in day else f"{year} {day}")
    if told or not (year or day):
        return told
    left["dates/pub-dates/date"] += bool(day)
    return _day(year) or {"literal": year or day}


def _day(told: str) -> JSON:
    """A date such as `2031`, `2031-03-07`, `2031 Mar 7` or `7 March 2031`; None where it is no such date."""
    if found := _ISO.match(told):
        return {"date-parts": [[int(part) for part in found.groups() if part]]}
    years, days = re.findall(r"\b\d{4}\b", told), re.findall(r"\b\d{1,2}\b", told)
    months = [month_of(word) for word in re.findall(r"[^\W\d_]+", told)]
    if len(years) != 1 or len(months) > 1 or len(days) > len(months) or 0 in months:
        return None
    return {"date-parts": [[int(years[0]), *months, *map(int, days)]]}


def document(items: Sequence[Mapping[str, JSON]]) -> str:
    """Writes items as EndNote's XML."""
    root = ET.Element("xml")
    records = ET.SubElement(root, "records")
    for item in items:
        _record(ET.SubElement(records, "record"), item)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _record(record: ET.Element, item: Mapping[str, JSON]) -> None:
    name, number = _TYPES.get(str(item.get("type")), _TYPES["document"])
    ET.SubElement(record, "ref-type", name=name).text = str(number)
    for role, path in _NAMES.items():
        people = item.get(role)
        for person in people if isinstance(people, list) else ():
            if isinstance(person, dict) and (written := line_of(person)):
                _put(record, f"{path}/author", written)
    for field, path in _WORDS.items():
        value = item.get(field)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            _put(record, path, str(value))
    keywords = item.get("keyword")
    for word in keywords.split(",") if isinstance(keywords, str) else ():
        _put(record, "keywords/keyword", word)
    if parts := _parts(item.get("issued")):
        _put(record, "dates/year", parts[0])
        _put(record, "dates/pub-dates/date", "-".join(parts) if parts[1:] else "")
    _put(record, "access-date", "-".join(_parts(item.get("accessed"))))


def _put(record: ET.Element, path: str, words: str) -> None:
    """Adds an element with words, within those that it shares with others."""
    line = clean_line(_CONTROLS.sub(" ", words))
    if not line:
        return
    *groups, leaf = path.split("/")
    for group in groups:
        found = record.find(group)
        record = ET.SubElement(record, group) if found is None else found
    ET.SubElement(record, leaf).text = line


def _parts(date: JSON) -> list[str]:
    match date:
        case {"date-parts": [[*parts], *_]}:
            return [str(part).zfill(4 if at == 0 else 2) for at, part in enumerate(parts)]
        case {"literal": str(words)} | {"raw": str(words)}:
            return [words]
    return []
