"""Two versions of a file's records that grew apart become one: three-way, by record and by field.

Everything is a pure function of what is written, as JSON: no clock is read, and either side that merges comes
to the same. With `m(base, ours, theirs)`: `m(b, x, y) = m(b, y, x)`, `m(b, x, x) = x`, `m(b, x, b) = x` and
`m(x, m(b, x, y), x) = m(b, x, y)`; whatever either side wrote is in the result. Records are never removed, so
that one which is absent is an accident, and `b` has none that `x` and `y` lack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from postil.core.digests import sha256
from postil.core.homes import brought_back
from postil.core.ids import RANDOM_BITS
from postil.core.json_values import ABSENT, APART, same, text
from postil.core.lineage import descended, is_made_of
from postil.core.purging import is_purged, purge_met
from postil.core.readings import is_edit, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.json_values import Document
    from postil.core.model import JSON

Tables: TypeAlias = "dict[str, dict[str, JSON]]"
"""Documents by id, by table."""

_GATHERED = frozenset({"tags"})
"""The fields whose lists are sets: what either side added is in, what either side took out is not."""

_KEYED = frozenset({"csl"})
"""The fields whose objects are merged by their keys; every other one stands or falls as a whole."""


def merged(base: Tables, ours: Tables, theirs: Tables) -> Tables:
    """Merges two versions of a file.

    Args:
        base: What both began from.
        ours: One version.
        theirs: The other one.

    Returns:
        Every record of all three. Two that were made under one id by different hands are both kept, the
        later under an id of its own.
    """
    made: Tables = {}
    for name in sorted({*base, *ours, *theirs}):
        table = made[name] = {}
        three = [version.get(name, {}) for version in (base, ours, theirs)]
        apart: list[tuple[str, JSON]] = []
        for key in sorted({key for version in three for key in version}):
            before, one, other = (version.get(key, ABSENT) for version in three)
            table[key], second = _record(before, one, other)
            if second is not ABSENT:
                apart.append((key, cast("JSON", second)))
        for key, document in apart:
            table[_other_id(key, document, table)] = document
    for (name, key), living in brought_back(made, ours, theirs).items():
        made[name][key] = living
    return made


def merged_record(base: Document, ours: Document, theirs: Document) -> Document:
    """Merges two versions of one record.

    A field that was changed on both sides keeps the value of the record that was modified later; the other
    value goes to the record's `conflicts`. What either side came to by reading a text is joined, without a
    conflict. An edit beats a deletion; of a record that one side purged, all or nothing lives. A version that
    was made of the other one takes its place.
    """
    sides = ((ours, theirs), (theirs, ours))
    for one, other in sides:
        if same(one, base) or same(one, other):
            return other
    for one, other in sides:
        if is_made_of(other, one):
            return other
    earlier, later = sorted((ours, theirs), key=_rank)
    if is_purged(ours) != is_purged(theirs):
        purged, kept = (ours, theirs) if is_purged(ours) else (theirs, ours)
        made = purge_met(base, purged, kept)
    else:
        made = _met(base, earlier, later)
    return descended(made, earlier, later)


def _met(base: Document, earlier: Document, later: Document) -> Document:
    """What two versions come to that both say something else than the base."""
    made: Document = {}
    conflicts: list[JSON] = []
    read = joined(base, earlier, later)
    for name in sorted(({*base, *earlier, *later}) - APART):
        versions = [version.get(name, ABSENT) for version in (base, later, earlier)]
        value, agreed = (read[name], True) if name in read else _field(name, *versions)
        if value is not ABSENT:
            made[name] = cast("JSON", value)
        if not agreed:
            conflicts.append(_conflict(name, earlier))
    deleted = _deleted(base, earlier, later)
    if deleted:
        made["deleted"] = deleted
    stamps = [stamp for stamp in (earlier.get("modified"), later.get("modified")) if isinstance(stamp, str)]
    if stamps:
        made["modified"] = max(stamps)
    kept = _gathered(*(_listed(version.get("conflicts")) for version in (base, earlier, later)))
    known = {text(conflict) for conflict in kept}
    kept += [conflict for conflict in conflicts if text(conflict) not in known]
    if kept:
        made["conflicts"] = sorted(kept, key=text)
    return made


def _record(base: object, ours: object, theirs: object) -> tuple[JSON, object]:
    """What becomes of one id: a document, and a second one that cannot be under it too, or `ABSENT`."""
    ours, theirs = (base if version is ABSENT else version for version in (ours, theirs))
    if ours is ABSENT or same(ours, base):
        return cast("JSON", theirs), ABSENT
    if theirs is ABSENT or same(theirs, base) or same(ours, theirs):
        return cast("JSON", ours), ABSENT
    first, second = cast("list[JSON]", [ours, theirs])
    if isinstance(first, dict) and isinstance(second, dict):
        if isinstance(base, dict):
            return merged_record(base, first, second), ABSENT
        if origin(first) == origin(second):
            return merged_record({}, first, second), ABSENT
    first, second = sorted((first, second), key=lambda document: (origin(document), text(document)))
    return first, second


def origin(document: JSON) -> tuple[str, str]:
    """When a record was made, and by whom: no two that were made apart share both."""
    made = document if isinstance(document, dict) else {}
    return str(made.get("created", "")), str(made.get("creator", ""))


def _other_id(key: str, document: JSON, taken: Mapping[str, JSON]) -> str:
    """An id of the same millisecond that both sides come to."""
    own = sha256(text(document).encode()).digest()
    digits = key.isascii() and key.isdecimal() and len(key) <= 19
    high = int(key) >> RANDOM_BITS << RANDOM_BITS if digits else 0
    low = int.from_bytes(own[:8]) & ((1 << RANDOM_BITS) - 1)
    while str(high | low) in taken:
        low = (low + 1) & ((1 << RANDOM_BITS) - 1)
    return str(high | low)


def _rank(document: Document) -> tuple[str, str]:
    return str(document.get("modified", "")), text(document)


def _field(name: str, base: object, later: object, earlier: object) -> tuple[object, bool]:
    """A field's value, and whether nothing of the earlier version had to give way."""
    if same(earlier, base) or same(earlier, later):
        return later, True
    if same(later, base):
        return earlier, True
    if name in _GATHERED and isinstance(later, list) and isinstance(earlier, list):
        return _gathered(_listed(base), later, earlier), True
    if name in _KEYED and isinstance(later, dict) and isinstance(earlier, dict):
        return keyed(base if isinstance(base, dict) else {}, later, earlier)
    return later, False


def keyed(
    base: Mapping[str, JSON], later: Mapping[str, JSON], earlier: Mapping[str, JSON]
) -> tuple[Document, bool]:
    """An object of which both sides have changed members, and whether no member was changed by both in two ways."""
    made: Document = {}
    whole = True
    for key in sorted({*base, *later, *earlier}):
        value, agreed = _field("", *(version.get(key, ABSENT) for version in (base, later, earlier)))
        whole = whole and agreed
        if value is not ABSENT:
            made[key] = cast("JSON", value)
    return made, whole


def _gathered(base: list[JSON], one: list[JSON], other: list[JSON]) -> list[JSON]:
    """What both have, and what either has that the base had not: the base's order, then by how it is written."""
    before, first, second = ({text(item): item for item in items} for items in (base, one, other))
    stayed = [key for key in before if key in first and key in second]
    added = sorted((first.keys() | second.keys()) - before.keys())
    return [(first | second)[key] for key in (*stayed, *added)]


def _listed(value: object) -> list[JSON]:
    return value if isinstance(value, list) else []


def _conflict(name: str, earlier: Document) -> Document:
    conflict: Document = {"field": name}
    if name in earlier:
        conflict["value"] = earlier[name]
    if isinstance(stamp := earlier.get("modified"), str):
        conflict["modified"] = stamp
    return conflict


def _deleted(base: Document, ours: Document, theirs: Document) -> JSON:
    """When the merged record was put to the trash; None for a living one."""
    before, one, other = (version.get("deleted") or None for version in (base, ours, theirs))
    stamps: list[JSON] = []
    if before is None:
        edits = [
            is_edit(base, beside)
            for stamp, beside in ((one, theirs), (other, ours))
            if stamp is not None and not beside.get("deleted")
        ]
        stamps = [] if any(edits) else [stamp for stamp in (one, other) if stamp is not None]
    elif one is not None and other is not None:
        stamps = [one, other]
    return min(stamps, key=text, default=None)
