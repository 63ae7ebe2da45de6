"""The fields of a source as the lines of a form: which a type has, and how each is typed.

Names and types are those of CSL 1.0.2 (appendices III and IV); which type has which is what the styles use.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from postil.citation.csl import DATE_FIELDS, NAME_FIELDS, TYPES, check_item
from postil.citation.dates import Date, parse_date
from postil.citation.names import Name, parse_name
from postil.core.errors import WrongUse
from postil.core.text import clean_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.model import JSON

_FIRST = ("title", "author")
_LAST = ("issued", "DOI", "URL", "accessed", "language", "note")
_PUBLISHED = ("publisher", "publisher-place")
_ISSUE = ("container-title", "volume", "issue", "page")
_BOOK = ("editor", "translator", "edition", "volume", "collection-title", *_PUBLISHED, "ISBN")
_PART = ("container-title", "editor", "edition", "volume", "page", "collection-title", *_PUBLISHED, "ISBN")
_ENTRY = ("container-title", "editor", "edition", "volume", "page", *_PUBLISHED)
_MEETING = ("event-title", "event-place")
_LAW = ("container-title", "volume", "section", "page", "number", "authority")
_FILM = ("director", "medium", "dimensions", *_PUBLISHED)
_MUSIC = ("composer", "container-title", "medium", *_PUBLISHED)
_PICTURE = ("container-title", "medium", "dimensions", "archive", *_PUBLISHED)
_KEPT = ("genre", "archive", "archive_location", "archive-place")
_SITE = ("container-title", "genre")

_OWN: Mapping[str, tuple[str, ...]] = {
    "article": ("genre", "number", "version", "publisher"),
    "article-journal": (*_ISSUE, "ISSN", "PMID"),
    "article-magazine": (*_ISSUE, "ISSN"),
    "article-newspaper": ("container-title", "edition", "section", "page", "publisher-place"),
    "bill": (*_LAW, "chapter-number"),
    "book": _BOOK,
    "broadcast": ("container-title", "director", "number", "genre", "medium", "dimensions", *_PUBLISHED),
    "chapter": _PART,
    "classic": _BOOK,
    "dataset": ("version", "number", *_PUBLISHED),
    "entry": _ENTRY,
    "entry-dictionary": _ENTRY,
    "entry-encyclopedia": _ENTRY,
    "event": (*_MEETING, "genre"),
    "figure": _PICTURE,
    "graphic": _PICTURE,
    "hearing": ("authority", "number", "section", *_MEETING),
    "interview": ("interviewer", "container-title", "genre", "medium", "publisher"),
    "legal_case": ("authority", "number", "container-title", "volume", "page"),
    "legislation": (*_LAW, "chapter-number"),
    "manuscript": _KEPT,
    "map": ("scale", "edition", "collection-title", *_PUBLISHED),
    "motion_picture": _FILM,
    "musical_score": _MUSIC,
    "pamphlet": ("genre", *_PUBLISHED),
    "paper-conference": (
        "container-title", "editor", *_MEETING, "volume", "page", "collection-title", *_PUBLISHED, "ISBN",
    ),
    "patent": ("number", "authority", "submitted", "publisher-place"),
    "performance": ("director", *_MEETING, "genre", "medium"),
    "periodical": ("editor", "volume", "issue", *_PUBLISHED, "ISSN"),
    "personal_communication": ("recipient", "genre", "medium"),
    "post": _SITE,
    "post-weblog": _SITE,
    "regulation": _LAW,
    "report": ("genre", "number", "collection-title", "page", *_PUBLISHED),
    "review": ("reviewed-title", "reviewed-author", *_ISSUE),
    "review-book": ("reviewed-title", "reviewed-author", *_ISSUE),
    "software": ("version", "genre", *_PUBLISHED),
    "song": _MUSIC,
    "speech": (*_MEETING, "genre"),
    "standard": ("number", "authority", "edition", *_PUBLISHED),
    "thesis": ("genre", *_PUBLISHED, "archive"),
    "treaty": ("container-title", "volume", "page", "authority"),
    "webpage": _SITE,
}  # fmt: skip
"""What each type has beside a title, an author, a date and an address."""

_ANY = ("container-title", "genre", "page", *_PUBLISHED)

KNOWN = (
    "type", "title", "author", "interviewer", "recipient", "reviewed-title", "reviewed-author", "director",
    "composer", "container-title", "editor", "translator", "edition", "volume", "issue", "section", "page",
    "chapter-number", "genre", "number", "version", "authority", "collection-title", "event-title",
    "event-place", "publisher", "publisher-place", "archive", "archive_location", "archive-place", "medium",
    "dimensions", "scale", "submitted", "issued", "ISBN", "ISSN", "PMID", "DOI", "URL", "accessed",
    "language", "note",
)  # fmt: skip
"""Every field that a form can show, in its order; an item may have others, which stay as they are."""


def fields_of(kind: str) -> frozenset[str]:
    """The fields of a type, `type` itself among them; those that most sources have for an unknown one."""
    return frozenset(("type", *_FIRST, *_OWN.get(kind, _ANY), *_LAST))


def lines_of(item: Mapping[str, JSON]) -> dict[str, str]:
    """Each field of `KNOWN` as the line that would be typed: names divided by `;`, dates as `2031-03-07`."""
    return {field: line_of(field, item.get(field)) for field in KNOWN}


def retyped(
    item: Mapping[str, JSON], lines: Mapping[str, str], found: Mapping[str, JSON] | None = None
) -> dict[str, JSON]:
    """The fields that lines change in an item; None for one that was emptied.

    A line that was not touched changes nothing, and of names those that still stand there stay as they
    are: neither shows all that CSL can say. What has no type gets one, as `csl.make_item` has it.

    Args:
        item: What was there before.
        lines: By the names of `KNOWN`.
        found: What was looked up meanwhile; a line that shows a field of it stands for all of that field.

    Raises:
        WrongUse: The type is none of CSL's.
        BadInput: A field is not what CSL wants there.
    """
    before = lines_of(item)
    touched = {name: clean_line(line) for name, line in lines.items() if clean_line(line) != before[name]}
    if (kind := touched.get("type")) and kind not in TYPES:
        raise WrongUse(f"“{shown(kind)}” is not a type of source.", "Type the beginning of one; → takes it.")
    told = found or {}
    changed = {
        name: _value(name, line, item.get(name), told.get(name)) or None for name, line in touched.items()
    }
    if changed and not {**item, **changed}.get("type"):
        changed["type"] = "webpage" if lines.get("URL") else "document"
    check_item({name: value for name, value in changed.items() if value is not None})
    return changed


def line_of(field: str, value: JSON) -> str:
    """The line of one field; empty where it holds nothing that can be typed."""
    if field in NAME_FIELDS:
        return "; ".join(written for written, _ in _people(value))
    if field in DATE_FIELDS:
        return _date(value)
    is_text = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return clean_line(str(value)) if is_text else ""


def told(field: str, item: Mapping[str, JSON]) -> str:
    """What an item holds in one field, also where that cannot be typed: then as JSON; empty where it lacks the field."""
    if field not in item:
        return ""
    return line_of(field, item[field]) or json.dumps(item[field], ensure_ascii=False)


def _value(field: str, line: str, before: JSON, found: JSON) -> JSON:
    if found is not None and line == line_of(field, found):
        return found
    if field in NAME_FIELDS:
        known = {**dict(_people(found)), **dict(_people(before))}
        typed = filter(None, map(str.strip, line.split(";")))
        return [known.get(name) or parse_name(name) for name in typed]
    return parse_date(line) if field in DATE_FIELDS else line


def _people(value: JSON) -> Iterator[tuple[str, dict[str, JSON]]]:
    """The names of a field, each as it is written and as CSL has it."""
    for person in value if isinstance(value, list) else ():
        if isinstance(person, dict) and (name := Name.of(person)):
            yield clean_line(name.full).replace(";", ","), person


def _date(value: JSON) -> str:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    days = [day for day in parts if isinstance(day, list)] if isinstance(parts, list) else []
    if isinstance(value, dict) and days and not value.keys() & {"season", "circa"}:
        return "/".join(map(_day, days))
    return clean_line(Date.of(value).text)


def _day(parts: Sequence[JSON]) -> str:
    return "-".join(str(part).zfill(4 if at == 0 else 2) for at, part in enumerate(parts))
