"""Which version a document of another program was made of: nobody wrote that down, and it is told by likeness."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from postil.core.json_values import ABSENT, APART, same
from postil.core.merging import GATHERED
from postil.core.purging import is_purged
from postil.storage.versions import stamped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.json_values import Document
    from postil.core.model import JSON
    from postil.storage.versions import Past

_WORDS = ("note", "text")
"""The fields that a reader goes on writing."""


def begun_from(ours: Document, theirs: Document, past: Past, parted: Document | None) -> Document:
    """The version that theirs was made of: the most alike of those that its writer can have known.

    A version of a later stamp was not known there, nor was one that holds what theirs could not be merged
    with. Where none is left, what both sides agree on stands for it. One of the same stamp was known: theirs
    was merged of it, or edited by a program that sets no stamps. Of several that are as much alike the last
    that came from others is taken, who may have gone on with it, and else the oldest: what was written here
    since then is rather kept beside theirs than replaced by it. But what is in all as an older version, and
    later than everything that is known, was set back on purpose, and that was done to ours; words that were
    written here are kept beside it all the same.

    Args:
        ours: What stands here.
        theirs: What the other program left.
        past: What was seen of it; ours is the last.
        parted: What theirs could not be merged with.
    """
    known: Iterable[Document] = past.objects
    if parted is not None:
        known = takewhile(lambda version: not _is_part_of(parted, theirs, version), known)
    stamp = stamped(theirs)
    known = [version for version in known if stamped(version) <= stamp]
    if is_purged(theirs):
        known = [version for version in known if _may_be_purged(version, theirs)][-1:]
    known = _since_told(known, theirs)
    if not known:
        return {name: value for name, value in ours.items() if same(theirs.get(name, ABSENT), value)}
    if same_stamp := [version for version in known if stamped(version) == stamp]:
        return _nearest(same_stamp, theirs)[-1]
    nearest = _likely(_nearest(known, theirs), ours, theirs, past)
    is_set_back = parted is None and past.is_passed_by(theirs) and not _differences(nearest, theirs)
    return _but_for_words(ours if is_set_back else nearest, ours, theirs, [*known[:1], *past.foreign][-1])


def _since_told(known: list[Document], theirs: Document) -> list[Document]:
    """The versions from the last on of which theirs tells among its conflicts: it was merged of that one."""
    listed = theirs.get("conflicts")
    told = {stamped(each) for each in listed if isinstance(each, dict)} if isinstance(listed, list) else set()
    last = max((at for at, version in enumerate(known) if stamped(version) in told - {""}), default=0)
    return known[last:]


def _may_be_purged(version: Document, purged: Document) -> bool:
    """Whether whoever purged a record may have seen a version: one from before it was put to the trash, or that."""
    gone = purged.get("deleted")
    return version.get("deleted") == gone or stamped(version) <= str(gone)


def _nearest(versions: Sequence[Document], document: Document) -> list[Document]:
    """Those that differ the least, oldest first."""
    differing = [_differences(version, document) for version in versions]
    fewest = min(differing)
    return [version for version, count in zip(versions, differing, strict=True) if count == fewest]


def _likely(nearest: Sequence[Document], ours: Document, theirs: Document, past: Past) -> Document:
    """The one of versions as much alike of which theirs was made, or what loses nothing if it was not.

    Whoever began from an older one would have had to make by chance what was made here since then.
    """
    nearest = [version for version in nearest if not _made_alike(version, ours, theirs)] or nearest
    if same(nearest[-1], ours) and _goes_on(ours, theirs):
        return ours
    foreign = {id(version) for version in past.foreign}
    return [*nearest[:1], *(version for version in nearest if id(version) in foreign)][-1]


def _made_alike(version: Document, ours: Document, theirs: Document) -> bool:
    """Whether a field was given the same new value on both sides since a version."""
    return any(
        same(ours.get(name, ABSENT), theirs.get(name, ABSENT))
        and not same(version.get(name, ABSENT), theirs.get(name, ABSENT))
        for name in {*version, *theirs} - APART
    )


def _but_for_words(base: Document, ours: Document, theirs: Document, sure: Document) -> Document:
    """What theirs may have begun from, with nothing in place of words that it would take from us.

    They were written here, since what is sure to be known there, so that nobody may have seen them.
    """
    at_stake = [
        name
        for name in _WORDS
        if name in ours and same(base.get(name), ours[name]) and not same(sure.get(name), ours[name])
    ]
    return {**base, **{name: None for name in at_stake if not _holds(theirs.get(name), ours[name])}}


def _goes_on(ours: Document, theirs: Document) -> bool:
    """Whether all that was written here, and each tag that was set, is still to be read in theirs."""
    return all(
        (name in _WORDS or name in GATHERED) and _holds(theirs.get(name), value)
        for name, value in ours.items()
        if name not in APART and not same(theirs.get(name, ABSENT), value)
    )


def _holds(words: JSON, written: JSON) -> bool:
    """Whether all that was written is to be read in other words, or all of a set in another one."""
    if isinstance(words, list) and isinstance(written, list):
        return all(item in words for item in written)
    return isinstance(words, str) and isinstance(written, str) and written in words


def _differences(version: Document, document: Document) -> int:
    """How many fields differ, but for what goes with any edit."""
    return sum(
        not same(version.get(name, ABSENT), document.get(name, ABSENT))
        for name in {*version, *document} - {"modified", "conflicts"}
    )


def _is_part_of(parted: Document, theirs: Document, version: Document) -> bool:
    """Whether a version holds all that theirs could not be merged with."""
    apart = {
        name: parted.get(name, ABSENT)
        for name in {*parted, *theirs} - APART
        if not same(parted.get(name, ABSENT), theirs.get(name, ABSENT))
    }
    return bool(apart) and all(same(version.get(name, ABSENT), value) for name, value in apart.items())
