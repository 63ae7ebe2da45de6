"""What a page tells about itself in JSON-LD, by the terms of schema.org."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from postil.core.model import JSON

LARGEST = 1_000_000
"""Code points of the longest script that is read."""

_WORKS = ("article", "posting", "report", "book", "thesis", "chapter", "webpage", "scholarly")


def works_in(root: etree._Element) -> list[dict[str, JSON]]:
    """The descriptions of works on a page: articles first, the page itself last."""
    works = [item for script in _scripts(root) for item in _items(script) if _rank(item)]
    return sorted(works, key=_rank)


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
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            yield script.text[:LARGEST]


def _items(source: str) -> Iterator[dict[str, JSON]]:
    try:
        data: JSON = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return  # broken metadata are no metadata
    things = data if isinstance(data, list) else [data]
    for thing in things:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (item for item in graph if isinstance(item, dict)) if isinstance(graph, list) else ()


def _rank(item: dict[str, JSON]) -> int:
    """1 for an article and its like, 2 for a page, 0 for what is no work."""
    kinds = " ".join(texts_of(item.get("@type"))).lower()
    if "webpage" in kinds:
        return 2
    return 1 if any(work in kinds for work in _WORKS) else 0
