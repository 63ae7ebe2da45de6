"""What a document of an office program says about itself, in a part of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.document import About
from postil.ingest.xml import root_of, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from postil.ingest.archive import Archive

CORE = "docProps/core.xml"
"""Where documents of Office Open XML have their properties (ECMA-376 Part 2, 11)."""

_OPEN_DOCUMENT = "meta.xml"
"""Where OpenDocument has them (OASIS ODF 1.3 Part 3, 4.3)."""

_DAY = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def about_in(archive: Archive) -> About:
    """Reads the properties of a packed document; they are empty where it has none.

    Raises:
        BadInput: They are damaged. The message has no subject.
    """
    name = next((name for name in (CORE, _OPEN_DOCUMENT) if name in archive), "")
    return about_of(root_of(archive.read(name)) if name else None)


def about_of(properties: etree._Element | None) -> About:
    """Reads properties.

    The days on which the file was made and saved are the file's own, not those of what it says; a date is told
    only where somebody has added one under that name.

    Args:
        properties: The root of their part; None where there is none.
    """
    if properties is None:
        return About()
    told = {
        str(element.tag).rpartition("}")[2]: words_of(element)
        for element in properties.iter("*")
        if not len(element)
    }
    added = {
        words_of(element).strip()
        for element in properties.iter("{*}user-defined")
        if any(str(name).endswith("}name") and word.lower() == "date" for name, word in element.items())
    }
    days = [day[0] for day in map(_DAY.match, sorted(added)) if day]
    names = (name.strip() for name in _first(told, "initial-creator", "creator").split(";"))
    return About(
        title=told.get("title", ""),
        authors=tuple(dict.fromkeys(filter(None, names))),
        published=days[0] if days else "",
        language=told.get("language", ""),
    )


def _first(told: Mapping[str, str], *names: str) -> str:
    return next(filter(None, map(told.get, names)), "")
