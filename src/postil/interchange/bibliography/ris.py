"""RIS records and CSL-JSON items (the RIS format specification of Research Information Systems, 2011)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.addresses import is_web_address
from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.interchange.bibliography.custom import own_fields
from postil.interchange.bibliography.people import line_of, person_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

    from postil.core.model import JSON

    Item = dict[str, JSON]

_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "article": "UNPB", "bill": "BILL",
    "book": "BOOK", "broadcast": "VIDEO", "chapter": "CHAP", "dataset": "DATA", "document": "GEN",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR",
    "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP",
    "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT",
    "post": "ICOMM", "post-weblog": "BLOG", "report": "RPRT", "software": "COMP", "song": "SOUND", "speech": "SLIDE",
    "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
_READ_TYPES = {tag: kind for kind, tag in _TYPES.items()} | {
    "ABST": "article-journal", "EJOUR": "article-journal", "INPR": "article-journal", "JFULL": "article-journal",
    "CONF": "paper-conference", "EBOOK": "book", "EDBOOK": "book", "SER": "book", "WEB": "webpage", "ECHAP": "chapter",
    "ADVS": "broadcast", "UNBILL": "bill", "GOVDOC": "report", "LEGAL": "legislation",
}  # fmt: skip
_NAMES = {"author": "AU", "editor": "ED", "translator": "A4", "collection-editor": "A3"}
_READ_NAMES = {
    "AU": "author",
    "A1": "author",
    "ED": "editor",
    "A2": "editor",
    "A3": "collection-editor",
    "A4": "translator",
}
_WORDS = {
    "title": "TI", "container-title": "T2", "collection-title": "T3", "publisher": "PB", "publisher-place": "CY",
    "volume": "VL", "issue": "IS", "edition": "ET", "abstract": "AB", "note": "N1", "DOI": "DO", "URL": "UR",
    "language": "LA", "number": "M1", "genre": "M3", "title-short": "ST", "archive": "DB", "call-number": "CN",
    "archive_location": "AN", "section": "SE", "number-of-volumes": "NV", "event-title": "C3", "event-place": "C1",
    "container-title-short": "J2", "version": "C2", "medium": "C4", "status": "C5", "authority": "C6",
}  # fmt: skip
_READ_WORDS = {tag: field for field, tag in _WORDS.items()} | {
    "T1": "title", "BT": "container-title", "JO": "container-title", "JF": "container-title", "JA": "container-title",
    "CT": "title", "PP": "publisher-place", "N2": "abstract", "LK": "URL", "L1": "URL", "ID": "id",
}  # fmt: skip
_AFTER = {"JO": 1, "JA": 2, "LK": 1, "L1": 2}
"""Tags that count after all others: a name that may be short for another one, and addresses that are no record's own."""

_DATES = {"issued": "DA", "accessed": "Y2", "original-date": "OP"}
_READ_DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed", "OP": "original-date"}
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")

NAME = "ris"
_OWN_TAG = pattern(r"(?!TY|ER)[A-Z][A-Z0-9]")
_LINE = pattern(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_DATE = pattern(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?)?)?(?:/(.*))?$")
_CIRCA = "c."


def records(text: str, left: Counter[str]) -> Iterator[Item]:
    """Reads the records of a file; a line without a tag goes on with the one before, what stands before the first is none.

    A field that CSL has no place for is kept in `custom`, for RIS alone.

    Args:
        text: All of it.
        left: Counts what is not taken in, by its tag.
    """
    fields: list[tuple[str, str]] = []
    for line in text.splitlines():
        found = _LINE.match(line.strip("\ufeff"))
        if not found:
            if line.strip() and fields:
                fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}")
        elif found[1] == "TY":
            fields = [(found[1], found[2])]
        elif found[1] == "ER":
            if fields:
                yield _item(fields, left)
            fields = []
        else:
            fields.append((found[1], found[2]))
    if fields:
        yield _item(fields, left)


def _item(fields: list[tuple[str, str]], left: Counter[str]) -> Item:
    item: Item = {}
    own: dict[str, list[JSON]] = {}
    people: dict[str, list[JSON]] = {}
    pages = {"SP": "", "EP": ""}
    words: list[str] = []
    for tag, raw in sorted(fields, key=lambda field: _AFTER.get(field[0], 0)):
        value = clean_line(raw)
        if not value:
            continue
        if tag in _READ_NAMES:
            people.setdefault(_READ_NAMES[tag], []).append(person_of(value))
        elif tag in _READ_DATES:
            _take_date(item, _READ_DATES[tag], value)
        elif tag in pages and not pages[tag]:
            pages[tag] = value
        elif tag == "KW":
            words.append(value)
        elif not _is_taken(item, tag, value):
            if _OWN_TAG.fullmatch(tag):
                own.setdefault(tag, []).append(value)
            else:
                left[tag] += 1
    page = "-".join(filter(None, pages.values()))
    custom: JSON = {NAME: {**own}} if own else {}
    told: dict[str, JSON] = {**people, "page": page, "keyword": ", ".join(words), "custom": custom}
    return {"type": "document", **item, **{name: value for name, value in told.items() if value}}


def _is_taken(item: Item, tag: str, value: str) -> bool:
    """Puts a value into the field of its tag, where there is one that it fits and that has no other."""
    match tag:
        case "TY":
            field, value = "type", _READ_TYPES.get(value, "")
        case "SN":
            field = "ISSN" if len(re.sub(r"[^0-9Xx]", "", value)) == 8 else "ISBN"
        case "JO" | "JA" if value != item.get("container-title"):
            field = "container-title-short" if "container-title" in item else "container-title"
        case "L1" if not is_web_address(value):  # the path of a file
            return False
        case _:
            field = _READ_WORDS.get(tag, "")
    return bool(field and value) and item.setdefault(field, value) == value


def _take_date(item: Item, field: str, value: str) -> None:
    """The more exact of two dates of one field is kept."""
    found = _DATE.match(value.strip("/"))
    if not found:
        item.setdefault(field, {"literal": value})
        return
    parts: list[JSON] = [int(part) for part in found.groups()[:3] if part]
    date: Item = {"date-parts": [parts]}
    rest = (found[4] or "").strip()
    if rest in _SEASONS[1:]:
        date["season"] = _SEASONS.index(rest)
    elif rest == _CIRCA:
        date["circa"] = True
    elif end := _DATE.match(rest.replace("-", "/")):
        date["date-parts"] = [parts, [int(part) for part in end.groups()[:3] if part]]
    before = item.get(field)
    if not isinstance(before, dict) or len(str(before)) < len(str(date)):
        item[field] = date


def record(item: Mapping[str, JSON]) -> str:
    """Writes an item as one record, with lines that end as the format has it."""
    lines = [f"TY  - {_TYPES.get(str(item.get('type')), 'GEN')}", *_people(item), *_lines(item), "ER  - "]
    return "".join(f"{line}\r\n" for line in lines)


def _people(item: Mapping[str, JSON]) -> Iterator[str]:
    for role, tag in _NAMES.items():
        people = item.get(role)
        for person in people if isinstance(people, list) else ():
            if isinstance(person, dict) and (name := line_of(person)):
                yield f"{tag}  - {name}"


def _lines(item: Mapping[str, JSON]) -> Iterator[str]:
    for field, tag in {**_WORDS, "ISBN": "SN", "ISSN": "SN"}.items():
        words = item.get(field)
        if isinstance(words, (str, int, float)) and not isinstance(words, bool) and str(words).strip():
            yield f"{tag}  - {clean_line(str(words))}"
    pages = clean_line(str(item.get("page") or "")).replace("–", "-").split("-", 1)
    yield from (f"{tag}  - {page.strip('-')}" for tag, page in zip(("SP", "EP"), pages, strict=False) if page)
    for field, tag in _DATES.items():
        if date := _date(item.get(field)):
            yield f"{tag}  - {date}"
            if field == "issued" and date[:4].isdecimal():
                yield f"PY  - {date[:4]}"
    keywords = item.get("keyword")
    for word in str(keywords).split(",") if isinstance(keywords, str) else ():
        yield f"KW  - {clean_line(word)}"
    if key := item.get("id"):
        yield f"ID  - {clean_line(str(key))}"
    for tag, values in own_fields(item, NAME).items():
        if _OWN_TAG.fullmatch(tag) and isinstance(values, list):
            yield from (f"{tag}  - {clean_line(str(value))}" for value in values)


def _date(value: JSON) -> str:
    match value:
        case {"date-parts": [[*first], *rest], **more} if first:
            ends = [_day(part, "-") for part in rest if isinstance(part, list)]
            season = str(more.get("season") or "")
            told = _SEASONS[int(season)] if season.isdecimal() and int(season) < len(_SEASONS) else season
            told = told or (_CIRCA if more.get("circa") else "") or "".join(ends)
            return "/".join([_day(first, "/"), *[""] * (3 - len(first)), told])
        case {"literal": str(words)} | {"raw": str(words)}:
            return clean_line(words)
    return ""


def _day(parts: list[JSON], by: str) -> str:
    return by.join(str(part).zfill(4 if at == 0 else 2) for at, part in enumerate(parts))
