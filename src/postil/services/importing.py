"""Bibliographies come in and go out; what is here already is recognised, and sources that are one become one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from postil.citation.csl import check_item, is_named
from postil.core.changes import SOURCES, Change
from postil.core.errors import BadInput, WrongUse
from postil.core.quoting import counted
from postil.services.signs import bare_words, doi_of, signs
from postil.services.sources import made_source, uses_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postil.core.model import JSON, Source
    from postil.interchange.bibliography.writing import Written
    from postil.services.sources import Use
    from postil.services.workspace import Workspace


class Met(NamedTuple):
    """An item of a bibliography that comes in.

    Attributes:
        item: CSL-JSON, checked and cleaned.
        known: The source that it is, or None.
        why: By what that was recognised, as `the same DOI`; empty for a new one.
        more: The fields that it has and the known source lacks.
    """

    item: Mapping[str, JSON]
    known: Source | None = None
    why: str = ""
    more: tuple[str, ...] = ()


class Incoming(NamedTuple):
    """A bibliography that was read and not yet taken in.

    Attributes:
        met: Its items, in their order.
        remarks: What could not be read, or is odd, a sentence each.
        unread: How many items could not be read, or have no name.
    """

    met: tuple[Met, ...]
    remarks: tuple[str, ...] = ()
    unread: int = 0

    @property
    def new(self) -> int:
        """How many are not here yet."""
        return sum(one.known is None for one in self.met)

    @property
    def richer(self) -> int:
        """How many tell more of a source that is here."""
        return sum(bool(one.more) for one in self.met)


def read_incoming(workspace: Workspace, text: str, kind: str = "") -> Incoming:
    """Reads a bibliography and recognises what of it is here already; nothing is changed.

    May take seconds, and so is called on another thread by the screen.

    Args:
        workspace: The open library.
        text: BibTeX, BibLaTeX, RIS, EndNote's XML or CSL-JSON.
        kind: Its format by name; told by the text itself otherwise.

    Raises:
        BadInput: It is in no known format, or damaged.
    """
    from postil.interchange.bibliography.reading import read_bibliography

    read = read_bibliography(text, kind)
    items, wrong = _checked(read.items)
    remarks = [*read.remarks, *wrong[:1]]
    nameless = sum(not is_named(item) for item in items)
    if nameless:
        remarks.append(f"{counted(nameless, 'item')} without a title or an address left out.")
    wanted, twice = _without_twins([item for item in items if is_named(item)])
    if twice:
        remarks.append(f"{counted(twice, 'item')} left out that the bibliography holds twice, word for word.")
    known = _met(workspace, wanted)
    return Incoming(tuple(known), tuple(remarks), read.unread + len(wrong) + nameless)


def _checked(items: Iterable[Mapping[str, JSON]]) -> tuple[list[dict[str, JSON]], list[str]]:
    """The items that are CSL-JSON, and why each of the others is not.

    Raises:
        BadInput: None is.
    """
    good: list[dict[str, JSON]] = []
    wrong: list[BadInput] = []
    for item in items:
        try:
            good.append(check_item(dict(item)))
        except BadInput as error:
            wrong.append(error)
    if wrong and not good:
        raise wrong[0]
    return good, [f"{counted(len(wrong), 'item')} left out: {error}" for error in wrong]


def _without_twins(items: Sequence[Mapping[str, JSON]]) -> tuple[list[Mapping[str, JSON]], int]:
    """The items, each once, and how many were there again in all their fields but the key."""
    once = {
        json.dumps({name: value for name, value in item.items() if name != "id"}, sort_keys=True): item
        for item in reversed(items)
    }
    return list(reversed(once.values())), len(items) - len(once)


def met(workspace: Workspace, item: Mapping[str, JSON]) -> Incoming:
    """One item that comes in, recognised where it is here already; it has a title or an address."""
    return Incoming(tuple(_met(workspace, [item])))


def is_bibliography(text: str) -> bool:
    """Whether a text begins as a bibliography does."""
    from postil.interchange.bibliography.formats import sniff

    return sniff(text) is not None


def take_in(workspace: Workspace, incoming: Incoming, *, merge: bool) -> tuple[int, int]:
    """Adds what is new and, where asked for, completes what is here, as one gesture.

    Args:
        workspace: The open library.
        incoming: What was read.
        merge: Whether the sources that are here get the fields that they lack; none of theirs is overwritten.

    Returns:
        How many were added, and how many were completed.
    """
    changes: list[Change] = []
    taken = {source.key for source in workspace.all_sources}
    for one in incoming.met:
        if one.known is None:
            source = made_source(workspace, one.item, taken)
            taken.add(source.key)
            changes.append(Change(SOURCES, None, source))
        elif merge and one.more:
            now = workspace.held(SOURCES, one.known)
            fields = {name: one.item[name] for name in one.more if _is_news(name, one.item, now.csl)}
            changes.append(Change(SOURCES, now, workspace.changed(now, csl={**now.csl, **fields})))
    added = sum(change.before is None for change in changes)
    if changes:
        workspace.commit(f"import {len(changes)} source{'' if len(changes) == 1 else 's'}", changes)
    return added, len(changes) - added


class Joined(NamedTuple):
    """A field of two sources that are to be one.

    Attributes:
        field: Its name in CSL.
        kept: What the source that stays has in it, as a line; empty where it lacks the field.
        other: What the other one has.
    """

    field: str
    kept: str
    other: str


def joined_fields(kept: Source, other: Source) -> list[Joined]:
    """What two sources have in each field: the kept one's counts, and the other's where that has none.

    Raises:
        WrongUse: They cannot be one.
    """
    from postil.citation.fields import KNOWN

    _need_one(kept, other)
    there = dict.fromkeys((*KNOWN, *kept.csl, *other.csl))
    return [
        Joined(name, _told(name, kept.csl), _told(name, other.csl))
        for name in there
        if name != "id" and (name in kept.csl or name in other.csl)
    ]


def _told(name: str, item: Mapping[str, JSON]) -> str:
    from postil.citation.fields import line_of

    if name not in item:
        return ""
    return line_of(name, item[name]) or json.dumps(item[name], ensure_ascii=False)


def _need_one(kept: Source, other: Source) -> None:
    if kept.id == other.id:
        raise WrongUse("A source cannot be merged with itself.", "Name another one.")
    if kept.document and other.document and kept.document != other.document:
        raise WrongUse("Each of the two has a text of its own.", "Take the text away from one of them first.")


def merge_sources(
    workspace: Workspace, kept: Source, other: Source, used: Sequence[Use] | None = None
) -> Source:
    """Makes two sources one: evidence that quotes the other quotes the kept one, which gets the fields it lacks.

    One gesture; the other goes to the trash.

    Args:
        workspace: The open library.
        kept: The source that stays.
        other: The one that goes.
        used: What `uses_of` gave of the other one, where that was asked already.

    Raises:
        WrongUse: They are the same, or each has a text of its own.
    """
    _need_one(kept, other)
    item = {**{name: value for name, value in other.csl.items() if name != "id"}, **kept.csl}
    after = workspace.changed(kept, csl=item, document=kept.document or other.document)
    changes = [Change(SOURCES, kept, after)]
    for annotated, piece in uses_of(workspace, other) if used is None else used:
        quoted = workspace.changed(piece, source=kept.key)
        changes.append(Change(annotated.article.id, piece, quoted))
    changes.append(Change(SOURCES, other, workspace.changed(other, deleted=workspace.clock())))
    workspace.commit("merge sources", changes)
    return workspace.held(SOURCES, after)


def trash_with_evidence(workspace: Workspace, source: Source, used: Sequence[Use] | None = None) -> int:
    """Puts a source and all evidence that quotes it to the trash, as one gesture; the number of pieces.

    Args:
        workspace: The open library.
        source: The source.
        used: What `uses_of` gave of it, where that was asked already.
    """
    now = workspace.clock()
    changes = [
        Change(annotated.article.id, piece, workspace.changed(piece, deleted=now))
        for annotated, piece in (uses_of(workspace, source) if used is None else used)
    ]
    changes.append(Change(SOURCES, source, workspace.changed(source, deleted=now)))
    workspace.commit("trash source with its evidence", changes)
    return len(changes) - 1


def exported(sources: Iterable[Source], kind: str) -> Written:
    """Writes sources as a bibliography for another program; what it cannot carry is told.

    Raises:
        BadInput: The format is not written, or pandoc is missing.
    """
    from postil.interchange.bibliography.writing import write_bibliography

    return write_bibliography([{**source.csl, "id": source.key} for source in sources], kind)


def _met(workspace: Workspace, items: Sequence[Mapping[str, JSON]]) -> Iterator[Met]:
    known: dict[str, list[Source]] = {}
    for source in workspace.living_sources:
        for sign, _ in signs(source.csl):
            known.setdefault(sign, []).append(source)
    for item in items:
        found = (
            (source, why)
            for sign, why in signs(item)
            for source in known.get(sign, ())
            if _may_be(item, source.csl)
        )
        first = next(found, None)
        if first is None:
            yield Met(item)
            continue
        source, why = first
        more = tuple(name for name in item if name != "id" and _is_news(name, item, source.csl))
        yield Met(item, source, f"the same {why}", more)


def _may_be(item: Mapping[str, JSON], known: Mapping[str, JSON]) -> bool:
    """Whether two items that share a sign may be one: two chapters of one book, or two editorials, are two."""
    if doi_of(item) and doi_of(item) == doi_of(known):
        return True
    return all(
        not one or not other or one == other
        for one, other in (
            (bare_words(item, field), bare_words(known, field)) for field in ("title", "container-title")
        )
    )


def _is_news(field: str, item: Mapping[str, JSON], known: Mapping[str, JSON]) -> bool:
    """Whether a field is lacking in what is known; `document` says nothing of a type."""
    return field not in known or (field == "type" and known[field] == "document" != item[field])
