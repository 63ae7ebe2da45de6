"""What a Word document's core properties say about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.text import clean_line
from postil.ingest.document import About

if TYPE_CHECKING:
    from lxml import etree

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def about_of(properties: etree._Element | None) -> About:
    """Reads core properties (ECMA-376 Part 2, 11).

    The day on which the file was made counts as that of publication only where somebody has given it a title:
    of any other the program that wrote it, or a template, has told the day.

    Args:
        properties: The root of the part; None where there is none.
    """
    if properties is None:
        return About()
    told = {str(child.tag).rpartition("}")[2]: clean_line(child.text or "") for child in properties}
    title = told.get("title", "")
    day = _DAY.match(told.get("created", ""))
    names = map(str.strip, told.get("creator", "").split(";"))
    return About(
        title=title,
        authors=tuple(dict.fromkeys(filter(None, names))),
        published=day[0] if day and title else "",
        language=told.get("language", ""),
    )
