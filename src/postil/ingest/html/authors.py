"""The names of a page's authors, out of what its metadata say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.text import clean_line
from postil.ingest.html.linked_data import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.model import JSON

MOST = 100
"""Authors of one page that are taken."""

LONGEST = 100
"""Code points of the longest name."""

_BYLINE = re.compile(
    r"^(?:by|von|par|por|di|da|door|af|av|autor(?:in)?|author|text)\s*:?\s+(?=\S)", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s*;\s*|\s+(?:and|und|et|y|e|&)\s+|\s*[/|]\s+")
_NO_NAMES = frozenset(
    {"admin", "administrator", "author", "by", "editor", "no author", "posted", "staff", "unknown", "作者"}
)


def authors_in(
    written: Iterable[str],
    works: Iterable[dict[str, JSON]],
    seen: str,
    plain: Iterable[str],
    *,
    container: str,
) -> tuple[str, ...]:
    """Names each author once.

    Args:
        written: The authors that the tags of a scholarly publisher tell, one name in each.
        works: The descriptions of the page in JSON-LD.
        seen: What was found otherwise, names parted by `;`.
        plain: What the page's plain author tags tell.
        container: The site's name, which is no author's.
    """
    told = [name for work in works for name in texts_of(work.get("author"), "name")]
    for source in (written, told, seen.split(";"), plain):
        names = [name for words in source for name in _names(clean_line(words))]
        names = [name for name in dict.fromkeys(names) if name.casefold() != container.casefold()]
        if names:
            return tuple(names[:MOST])
    return ()


def _names(words: str) -> Iterable[str]:
    for part in _SEPARATORS.split(words):
        by_comma = [name.strip() for name in part.split(",")]
        names = by_comma if all(len(name.split()) > 1 for name in by_comma) else [part]
        for name in names:
            bare = _BYLINE.sub("", name).strip(" ,;:")
            if 1 < len(bare) <= LONGEST and bare.casefold() not in _NO_NAMES and "://" not in bare:
                yield bare
