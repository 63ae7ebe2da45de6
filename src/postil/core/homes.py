"""A claim or an article that one side put to the trash while the other gave it something: it comes back.

The same rule as `core.agreement` keeps for the operations of one library, for two versions of a file that grew
apart. A pure function of what is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from postil.core.lineage import descended
from postil.core.purging import is_purged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.json_values import Document
    from postil.core.model import JSON

    Tables = Mapping[str, Mapping[str, JSON]]


def brought_back(made: Tables, ours: Tables, theirs: Tables) -> dict[tuple[str, str], Document]:
    """The documents that come out of the trash of an article's file, living, by table and id.

    Args:
        made: What was made of both versions.
        ours: One version.
        theirs: The other one.
    """
    back: dict[tuple[str, str], Document] = {}
    for keeper, other in ((ours, theirs), (theirs, ours)):
        for table, key in _homes_of_news(keeper, other):
            kept, now = keeper.get(table, {}).get(key), made.get(table, {}).get(key)
            if isinstance(kept, dict) and isinstance(now, dict) and _lives(kept) and not _lives(now):
                back[table, key] = _living(kept, now)
    return back


def _homes_of_news(keeper: Tables, other: Tables) -> Iterator[tuple[str, str]]:
    """What the living marks stand on that only one version has: claims, and the article."""
    for table in ("claims", "evidence"):
        for key in sorted(keeper.get(table, {}).keys() - other.get(table, {}).keys()):
            mark = keeper[table][key]
            if isinstance(mark, dict) and _lives(mark):
                if isinstance(claim := mark.get("claim"), str):
                    yield "claims", claim
                yield from (("article", article) for article in keeper.get("article", {}))


def _lives(document: Document) -> bool:
    return not document.get("deleted")


def _living(kept: Document, now: Document) -> Document:
    """What was in the trash as it lives; a purge has left no words of it, and those that were kept stand."""
    made = {**(kept if is_purged(now) else now)}
    made.pop("deleted", None)
    stamps = [one for one in (kept.get("modified"), now.get("modified")) if isinstance(one, str)]
    if stamps:
        made["modified"] = cast("JSON", max(stamps))
    return descended(made, kept, now)
