"""A file that somebody else wrote meets what this machine's journal knows of it.

A version that the journal has seen comes from an old copy, and what stands here is newer, also where a backup
was restored: then it says that it was made of what came, so that the other side takes it. One never seen is
news and is taken in, field by field against the version that the other side began from; where that cannot be
told, what stands here is kept beside it. A record that is absent was lost on the way. What has the wrong shape
is left out; whoever calls keeps the bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.codecs import Unreadable
from postil.core.homes import brought_back
from postil.core.json_values import ABSENT, LINEAGE, others, same
from postil.core.lineage import descended, is_by_hand, is_made_of
from postil.core.merging import merged, merged_record
from postil.core.quoting import counted
from postil.storage.files.records import TABLES, decode
from postil.storage.outside.ancestry import begun_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.model import JSON
    from postil.storage.files.canonical import Tables
    from postil.storage.outside.versions import Versions

_KINDS = {table: kind for kind, table in TABLES.items()}


class Met(NamedTuple):
    """A document that differs from what stood here.

    Attributes:
        table: Its table.
        key: Its id.
        before: What stood here; None for a new one.
        other: What the other program left, where something else was made of it.
    """

    table: str
    key: str
    before: JSON
    other: JSON = None


class Reconciled(NamedTuple):
    """What a file shall hold, and what became of what lay there.

    Attributes:
        tables: The file's tables.
        changed: The documents that differ from what stood here.
        news: How many of these bring something that was never seen.
        back: How many records were absent there.
        unreadable: How many had the wrong shape there.
        conflicts: How many fields were changed on both sides.
        trashed: How many records came back that a restored backup is from before.
        older: How many were there as they were once, so that what stood here stays.
    """

    tables: Tables
    changed: Sequence[Met] = ()
    news: int = 0
    back: int = 0
    unreadable: int = 0
    conflicts: int = 0
    trashed: int = 0
    older: int = 0

    def then(self, later: Reconciled) -> Reconciled:
        """What became of two files that were met one after the other."""
        known, news = ({each[:2]: each for each in changed} for changed in (self.changed, later.changed))
        more = [each for at, each in news.items() if at not in known]
        again = [each._replace(other=news[at].other) if at in news else each for at, each in known.items()]
        return Reconciled(
            later.tables,
            (*again, *more),
            self.news + max(later.news - len(later.changed) + len(more), 0),
            max(self.back, later.back),
            self.unreadable + later.unreadable,
            self.conflicts + later.conflicts,
            max(self.trashed, later.trashed),
            max(self.older, later.older),
        )

    def told(self, happened: str) -> str:
        """What the reader is told, in one line that begins with what happened; empty when nothing came of it."""
        parts = [
            self.news and f"{counted(self.news, 'record')} taken in",
            self.back and f"{counted(self.back, 'lost record')} put back",
            self.older and f"{counted(self.older, 'older record')} left out",
            self.trashed
            and f"{counted(self.trashed, 'record')} from after the restored backup put to the trash",
            self.unreadable and f"{counted(self.unreadable, 'unreadable record')} left out",
            self.conflicts and f"{counted(self.conflicts, 'field')} changed on both sides",
        ]
        words = ", ".join(part for part in parts if part)
        return f"{happened}: {words}." if words else ""


def reconciled(ours: Tables, theirs: Tables, versions: Versions, parted: Tables | None = None) -> Reconciled:
    """Takes in what another program wrote.

    Args:
        ours: What stood here.
        theirs: What the other program left.
        versions: What the journal has seen of the file.
        parted: What theirs could not be merged with, where it is one side of such a merge.
    """
    made: Tables = {name: dict(theirs.get(name, {})) for name in {*ours, *theirs}}
    changed: list[Met] = []
    news = back = unreadable = conflicts = older = 0
    outlived: set[tuple[str, str]] = set()
    for table, key in _differing(ours, made):
        known: object = ours.get(table, {}).get(key, ABSENT)
        other: object = theirs.get(table, {}).get(key, ABSENT)
        if other is ABSENT:
            back += 1
            made[table][key] = ours[table][key]
        elif known is ABSENT and versions.took_out(table, key, other):
            outlived.add((table, key))  # a backup from before it was made was put back on purpose
            changed += _put_in_the_trash(made, table, key)
        elif known is ABSENT:
            news += 1
            changed.append(Met(table, key, None))
        elif not same(known, other):
            standing, beside = ours[table][key], theirs[table][key]
            if _is_another(standing, beside) and _is_readable(table, key, beside):
                both = merged({}, {table: {key: standing}}, {table: {key: beside}})[table]
                made[table] |= both
                news += 1
                changed += [Met(table, own, standing if own == key else None) for own in both]
                continue
            apart = (parted or {}).get(table, {}).get(key)
            whole = _met((table, key), standing, beside, versions, apart)
            unreadable += whole is None
            made[table][key] = result = standing if whole is None else whole
            if not same(result, standing):
                changed.append(Met(table, key, standing))
            if whole is not None and _are_alike(result, standing):
                older += not _are_alike(beside, standing)
            elif whole is not None:
                news += 1
                conflicts += _clashes(result) - _clashes(standing)
    news += _brought_back(made, ours, _without(theirs, outlived), changed)
    changed = [each._replace(other=_remade(made, theirs, each)) for each in changed]
    return Reconciled(made, changed, news, back, unreadable, max(conflicts, 0), len(outlived), older)


def _brought_back(made: Tables, ours: Tables, theirs: Tables, changed: list[Met]) -> int:
    """Takes out of the trash what one side gave something; how many are `changed` by that only, and are noted there."""
    back = brought_back(made, ours, theirs)
    for (table, key), living in back.items():
        made[table][key] = living
    known = {each[:2] for each in changed}
    more = [Met(table, key, ours.get(table, {}).get(key)) for table, key in back if (table, key) not in known]
    changed += more
    return len(more)


def _remade(made: Tables, theirs: Tables, each: Met) -> JSON:
    """What the other program left under an id, where something else was made of it."""
    came = theirs.get(each.table, {}).get(each.key)
    return None if came is None or same(came, made[each.table][each.key]) else came


def _differing(ours: Tables, theirs: Tables) -> list[tuple[str, str]]:
    """The tables and ids under which not the very same object stands on both sides, in order."""
    found: list[tuple[str, str]] = []
    for table in sorted(theirs):
        held = ours.get(table, {})
        news = {*others(theirs[table], held)}
        found += [(table, key) for key in sorted(news | (held.keys() - theirs[table].keys()))]
    return found


def _met(at: tuple[str, str], ours: JSON, theirs: JSON, versions: Versions, parted: JSON) -> JSON:
    """One document of both sides; None where theirs has the wrong shape."""
    if not _is_readable(*at, theirs):
        return None
    seen = versions.of(*at)
    if seen.holds(theirs):
        return _standing_after(theirs, ours)
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return theirs
    if is_by_hand(theirs) and _are_alike(ours, theirs):
        return ours
    known, other = seen.objects or [ours], theirs
    if isinstance(parted, dict) and same(parted.get(LINEAGE), theirs.get(LINEAGE)):
        # the list is that of one side or of neither, and tells nothing of the other
        other = {name: value for name, value in theirs.items() if name != LINEAGE}
    else:
        parted = None
    made = merged_record(begun_from(ours, other, known, parted), ours, other)
    is_told = same(made, ours) or (is_made_of(made, ours) and not is_by_hand(made))
    return made if is_told else descended(made, ours, theirs)


def _standing_after(seen: JSON, ours: JSON) -> JSON:
    """What stands here, as a version that was made of one that was seen before, where only a restored backup tells that."""
    if not isinstance(ours, dict) or not isinstance(seen, dict) or not is_made_of(seen, ours):
        return ours
    return descended(ours, ours, seen)


def _put_in_the_trash(made: Tables, table: str, key: str) -> list[Met]:
    """Puts a record to the trash, so that other copies come to the same; what is no record of ours goes."""
    document = made[table].pop(key)
    if not isinstance(document, dict):
        return []
    stamp = document.get("deleted") or document.get("modified") or document.get("created")
    if not isinstance(stamp, str):
        return []
    made[table][key] = descended({**document, "deleted": stamp}, document)
    return [Met(table, key, None)]


def _without(tables: Tables, left_out: set[tuple[str, str]]) -> Tables:
    """Tables without the documents under some ids."""
    if not left_out:
        return tables
    return {
        name: {key: each for key, each in table.items() if (name, key) not in left_out}
        for name, table in tables.items()
    }


def _are_alike(ours: JSON, theirs: JSON) -> bool:
    """Whether two documents say the same, of whatever versions they were made."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return same({**ours, LINEAGE: None}, {**theirs, LINEAGE: None})
    return same(ours, theirs)


def _is_readable(table: str, key: str, document: JSON) -> bool:
    """Whether a document is what its table promises; tables of others promise nothing."""
    if table in _KINDS:
        try:
            decode(_KINDS[table], key, document)
        except Unreadable:
            return False
    return True


def _is_another(ours: JSON, theirs: JSON) -> bool:
    """Whether two documents under one id were made at different times by different hands."""
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return False
    return all(not same(ours.get(name), theirs.get(name)) for name in ("created", "creator"))


def _clashes(document: JSON) -> int:
    conflicts = document.get("conflicts") if isinstance(document, dict) else None
    return len(conflicts) if isinstance(conflicts, list) else 0
