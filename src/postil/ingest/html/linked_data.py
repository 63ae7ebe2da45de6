"""What a page tells about itself in JSON-LD, by the terms of schema.org."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from postil.core.model import JSON

LARGEST = 1_000_000
"""Code points of the longest script that is read."""

_MAKERS = ("author", "creator")
_WRAPPED = pattern(
    r"^\s*(?://)?\s*(?:<!--|(?:/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:(?://)?\s*(?:-->|(?:/\*)?\s*\]\]>(?:\*/)?)|;)\s*$"
)
"""What some systems write around the data, which is none of them."""

_WORKS = ("article", "posting", "report", "book", "thesis", "chapter", "webpage", "scholarly")


def works_in(root: etree._Element) -> list[dict[str, JSON]]:
    """The descriptions of works on a page: articles first, the page itself last; who is named elsewhere is put in."""
    things = [thing for script in _scripts(root) for thing in _things(script)]
    known = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    works = [thing for thing in things if _rank(thing)]
    return [_with_makers(work, known) for work in sorted(works, key=_rank)]


def _with_makers(work: dict[str, JSON], known: dict[JSON, dict[str, JSON]]) -> dict[str, JSON]:
    """A work with its makers themselves in the place of references to them."""
    makers = {key: _resolved(work[key], known) for key in _MAKERS if key in work}
    return {**work, **makers}


def _resolved(value: JSON, known: dict[JSON, dict[str, JSON]]) -> JSON:
    if isinstance(value, list):
        return [_resolved(one, known) for one in value]
    if isinstance(value, dict):
        listed = value.get("@list", value.get("@set"))
        named = value.get("@id")
        return (
            _resolved(listed, known)
            if isinstance(listed, list)
            else known.get(named, value)
            if isinstance(named, str)
            else value
        )
    return value


def authors_of(work: dict[str, JSON]) -> list[str]:
    """The names of a work's authors, or of its creators where it tells no author."""
    return next(filter(None, (_names_of(work.get(key)) for key in _MAKERS)), [])


def _names_of(value: JSON) -> list[str]:
    if isinstance(value, list):
        kinds = [one.get("@type") if isinstance(one, dict) else None for one in value]
        left_out = "Organization" if "Person" in kinds else ""
        told = (one for one, kind in zip(value, kinds, strict=True) if kind != left_out)
        return [name for one in told if not isinstance(one, list) for name in _names_of(one)]
    if isinstance(value, dict) and not value.get("name"):
        parts = (texts_of(value.get(key)) for key in ("givenName", "familyName"))
        return [" ".join(part[0] for part in parts if part)]
    return texts_of(value, "name")


def texts_of(value: JSON, *keys: str) -> list[str]:
    """The texts of a value: of itself, of each in a list of them, or what a thing has under one of the keys."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for one in value if not isinstance(one, list) for text in texts_of(one, *keys)]
    if isinstance(value, dict):
        return next((found for key in keys if (found := texts_of(_flat(value.get(key))))), [])
    return []


def _flat(value: JSON) -> JSON:
    return value if isinstance(value, str) else ""


def _scripts(root: etree._Element) -> Iterator[str]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0]
        if kind.strip().lower() == "application/ld+json" and script.text:
            yield _WRAPPED.sub("", script.text[:LARGEST])


def _things(source: str) -> Iterator[dict[str, JSON]]:
    """The things that a script describes, also those in a graph, and what a page is said to be about."""
    try:
        data: JSON = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return  # broken metadata are no metadata
    for thing in _dicts(data):
        yield thing
        yield from _dicts(thing.get("@graph"))
        yield from (main for main in _dicts(thing.get("mainEntity")) if main.get("@type"))


def _dicts(value: JSON) -> Iterator[dict[str, JSON]]:
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def _rank(item: dict[str, JSON]) -> int:
    """1 for an article and its like, 2 for a page, 0 for what is no work."""
    kinds = " ".join(texts_of(item.get("@type"))).lower()
    if "webpage" in kinds:
        return 2
    return 1 if any(work in kinds for work in _WORKS) else 0
