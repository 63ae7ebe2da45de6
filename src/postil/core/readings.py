"""Two sides have read an article again, each without the other: what they found becomes one, in order of time.

Nothing is asked of a reader: a text that either side has read stays, and so does each place that a reading has
brought a mark to. The latest reading is the current one, for the article and for its marks alike. All of it is
a pure function of what is written, as JSON, and comes to the same whichever side is named first.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from postil.core.json_values import ABSENT, APART, same, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from postil.core.json_values import Document
    from postil.core.model import JSON

FOUND_OUT = frozenset({"snapshots", "check", "checked"})
"""The fields of a record that nothing but reading a text changes."""

READ = FOUND_OUT | {"target"}
"""The fields that reading a text may change."""

_TOLD = ("check", "checked")
"""What a reading tells of a quote along with its place."""


def joined(base: Document, one: Document, other: Document) -> Mapping[str, object]:
    """The fields to which both sides came by reading, as they are together.

    Args:
        base: What both began from: the record, or those of its fields that are in `READ`.
        one: One side's.
        other: The other side's.

    Returns:
        Values by field, `ABSENT` for one that is left out; of `READ` only what both have changed, and what is
        told of a quote whose place both have changed.
    """
    made: dict[str, object] = {}
    if _differ("snapshots", base, one, other):
        lists = [version.get("snapshots", []) for version in (base, one, other)]
        readings = [listed for listed in lists if isinstance(listed, list)]
        if len(readings) == len(lists):
            made["snapshots"] = _in_time(*readings, key=_text_read)
    if _differ("target", base, one, other):
        before, *both = (_places(version.get("target")) for version in (base, one, other))
        timeline = _timeline(before, *both) if before and all(both) else []
        if timeline and isinstance(now := timeline[-1], dict):
            made["target"] = {**now, "history": timeline[:-1]} if timeline[1:] else now
            sides = zip((one, other), both, strict=True)
            later, _ = max(sides, key=lambda side: (_time(side[1][-1]), _told(side[0])))
            made |= {name: later.get(name, ABSENT) for name in _TOLD if name in one or name in other}
    return made


def is_edit(base: Document, version: Document) -> bool:
    """Whether somebody has edited a record, besides what was found out by reading a text."""
    names = {
        name
        for name in {*base, *version} - FOUND_OUT - APART
        if not same(base.get(name, ABSENT), version.get(name, ABSENT))
    }
    if "quote" in version or _is_followed(base, version):
        names.discard("target")
    return bool(names)


def _is_followed(base: Document, version: Document) -> bool:
    """Whether a reading has brought a mark to its place, or that was taken back."""
    places = [_places(document.get("target")) for document in (version, base)]
    longer = max(places, key=len)
    return bool(longer) and bool(_member(longer[-1], "read"))


def _differ(name: str, *versions: Document) -> bool:
    """Whether no two versions of a field are the same."""
    return len({text(version[name]) if name in version else "" for version in versions}) == len(versions)


def _timeline(base: list[JSON], one: list[JSON], other: list[JSON]) -> list[JSON]:
    """All places of both sides; none where one has others than the base that no reading brought its mark to."""
    parted = [_parted(places) for places in (base, one, other)]
    heads = [[text(part[0]) for part in parts[1:]] for parts in parted]
    if not heads[0] == heads[1] == heads[2]:
        return []
    parts = (_in_time(*three, key=_apart_from_time) for three in zip(*parted, strict=True))
    return [place for part in parts for place in part]


def _parted(places: list[JSON]) -> list[list[JSON]]:
    """Places in parts, of which each but the first begins with one where a reader has put the mark."""
    parts: list[list[JSON]] = [[]]
    for place in places:
        if not _member(place, "read"):
            parts.append([])
        parts[-1].append(place)
    return parts


def _in_time(
    base: list[JSON], one: list[JSON], other: list[JSON], *, key: Callable[[JSON], str]
) -> list[JSON]:
    """What both have, and what either has that the base had not, by the time when it was read.

    Of neighbours with the same key the later one stands for both.
    """
    before, first, second = ({text(item): item for item in items} for items in (base, one, other))
    kept = [
        item
        for name, item in (first | second).items()
        if (name in first and name in second) or name not in before
    ]
    return [[*run][-1] for _, run in groupby(sorted(kept, key=_time), key)]


def _told(version: Document) -> str:
    return text([version.get(name) for name in _TOLD])


def _places(target: JSON) -> list[JSON]:
    """All places that a target ever had, the present one last; none of what is no target."""
    if not isinstance(target, dict):
        return []
    history = target.get("history", [])
    now: Document = {name: value for name, value in target.items() if name != "history"}
    return [*history, now] if isinstance(history, list) else []


def _text_read(reading: JSON) -> str:
    return _member(reading, "snapshot") or text(reading)


def _apart_from_time(place: JSON) -> str:
    """A place without the time of its reading; where a reader has put the mark is like no other."""
    return text({**place, "read": True} if isinstance(place, dict) and _member(place, "read") else place)


def _time(item: JSON) -> tuple[str, str]:
    return _member(item, "read"), text(item)


def _member(item: JSON, name: str) -> str:
    value = item.get(name) if isinstance(item, dict) else None
    return value if isinstance(value, str) else ""
