"""A byte that is another one on the disk: in an id, a record seems to be new; in a hash, a text; in a name, a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.codecs import fields_of
from postil.core.json_values import LINEAGE, same, text
from postil.storage.files.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from postil.core.json_values import Document
    from postil.core.model import JSON
    from postil.storage.files.canonical import Tables

_FIELDS = {table: {*fields_of(kind), LINEAGE} for kind, table in TABLES.items()}
_PLACES = ("snapshots", "target")
"""The fields that name texts, and beside each when it was read."""


def mended(ours: Tables, theirs: Tables, is_kept: Callable[[str], bool]) -> tuple[Tables, int]:
    """What another program left, without what only a damaged byte can have made.

    A record of theirs that is one of ours, letter for letter, which is not under its own id any more, is left
    out. So is the hash of a text that is not kept, where ours names one that is, and nothing else is changed;
    and the name of a field that no version knows, under which stands what one of ours held that has none now.

    Args:
        ours: What stood here.
        theirs: What the other program left.
        is_kept: Whether there is a text of a hash.

    Returns:
        Theirs so, and how many records were damaged.
    """
    made, damaged = dict(theirs), 0
    for table in _FIELDS.keys() & ours.keys() & theirs.keys():
        held, there = ours[table], theirs[table]
        known = {
            key: _with_known_texts(held[key], _with_own_names(held[key], document, _FIELDS[table]), is_kept)
            for key, document in there.items()
            if key in held and held[key] is not document
        }
        news = {key: document for key, document in known.items() if document is not there[key]}
        astray = _under_other_ids(held, there)
        if news or astray:
            damaged += len(news) + len(astray)
            made[table] = {key: document for key, document in (there | news).items() if key not in astray}
    return made, damaged


def _under_other_ids(ours: Mapping[str, JSON], theirs: Mapping[str, JSON]) -> set[str]:
    lost, new = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    if not lost or not new:
        return set()
    written = {text(ours[key]) for key in lost}
    return {key for key in new if text(theirs[key]) in written}


def _with_own_names(ours: JSON, theirs: JSON, known: AbstractSet[str]) -> JSON:
    """No program gives a field of ours another name."""
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return theirs
    lost = {text(ours[name]): name for name in known & ours.keys() - theirs.keys()}
    new = theirs.keys() - ours.keys() - known
    astray = {name: own for name in new if (own := lost.pop(text(theirs[name]), ""))}
    return {astray.get(name, name): value for name, value in theirs.items()} if astray else theirs


def _with_known_texts(ours: JSON, theirs: JSON, is_kept: Callable[[str], bool]) -> JSON:
    """A text that was read anew is named along with its time: a hash alone does not change."""
    if not isinstance(ours, dict) or not isinstance(theirs, dict) or "quote" in ours:
        return theirs
    made: Document = {
        name: ours[name]
        for name in _PLACES
        if name in ours
        and name in theirs
        and not same(ours[name], theirs[name])
        and same(ours[name], _renamed("", ours[name], theirs[name], is_kept))
    }
    return {**theirs, **made} if made else theirs


def _renamed(name: str, ours: JSON, theirs: JSON, is_kept: Callable[[str], bool]) -> JSON:
    """A value of theirs, with our hashes where theirs name nothing."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        return {key: _renamed(key, ours[key], value, is_kept) for key, value in theirs.items()}
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return [_renamed(name, *both, is_kept) for both in zip(ours, theirs, strict=True)]
    if name == "snapshot" and isinstance(ours, str) and isinstance(theirs, str):
        return ours if is_kept(ours) and not is_kept(theirs) else theirs
    return theirs
