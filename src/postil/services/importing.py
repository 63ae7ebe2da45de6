"""Bibliographies come in and go out; what is here already is recognised, and sources that are one become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from postil.citation.csl import check_item, is_named, issued, words
from postil.core.changes import SOURCES, Change
from postil.core.errors import WrongUse
from postil.services.sources import new_source, uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postil.core.model import JSON, Source
    from postil.interchange.bibliography.writing import Written
    from postil.services.workspace import Workspace

_NO_WORD = re.compile(r"[\W_]+")


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
    """

    met: tuple[Met, ...]
    remarks: tuple[str, ...] = ()

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
    remarks = list(read.remarks)
    items = [check_item(dict(item)) for item in read.items]
    nameless = sum(not is_named(item) for item in items)
    if nameless:
        remarks.append(f"{nameless} items have neither a title nor an address, and are left out.")
    return Incoming(tuple(_met(workspace, [item for item in items if is_named(item)])), tuple(remarks))


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
    taken: set[str] = set()
    for one in incoming.met:
        if one.known is None:
            source = new_source(workspace, one.item, taken)
            taken.add(source.key)
            changes.append(Change(SOURCES, None, source))
        elif merge and one.more:
            now = workspace.held(SOURCES, one.known)
            fields = {name: one.item[name] for name in one.more if name not in now.csl}
            changes.append(Change(SOURCES, now, workspace.changed(now, csl={**now.csl, **fields})))
    added = sum(change.before is None for change in changes)
    if changes:
        workspace.commit(f"import {len(changes)} source{'' if len(changes) == 1 else 's'}", changes)
    return added, len(changes) - added


def merge_sources(workspace: Workspace, kept: Source, other: Source) -> Source:
    """Makes two sources one: evidence that quotes the other quotes the kept one, which gets the fields it lacks.

    One gesture; the other goes to the trash.

    Raises:
        WrongUse: They are the same, or each has a text of its own.
    """
    if kept.id == other.id:
        raise WrongUse("A source cannot be merged with itself.", "Name another one.")
    if kept.document and other.document and kept.document != other.document:
        raise WrongUse("Each of the two has a text of its own.", "Take the text away from one of them first.")
    item = {**{name: value for name, value in other.csl.items() if name != "id"}, **kept.csl}
    after = workspace.changed(kept, csl=item, document=kept.document or other.document)
    changes = [Change(SOURCES, kept, after)]
    for annotated, piece in uses(workspace, other.key):
        quoted = workspace.changed(piece, source=kept.key)
        changes.append(Change(annotated.article.id, piece, quoted))
    changes.append(Change(SOURCES, other, workspace.changed(other, deleted=workspace.clock())))
    workspace.commit("merge sources", changes)
    return workspace.held(SOURCES, after)


def trash_with_evidence(workspace: Workspace, source: Source) -> int:
    """Puts a source and all evidence that quotes it to the trash, as one gesture; the number of pieces."""
    now = workspace.clock()
    changes = [
        Change(annotated.article.id, piece, workspace.changed(piece, deleted=now))
        for annotated, piece in uses(workspace, source.key)
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
    known = {sign: source for source in reversed(workspace.living_sources) for sign in _signs(source.csl)}
    seen: set[str] = set()
    for item in items:
        signs = list(_signs(item))
        if not seen.isdisjoint(sign for sign, _ in signs):
            continue  # the same source twice in one bibliography
        seen.update(sign for sign, _ in signs)
        sign = next((sign for sign in signs if sign in known), None)
        if sign is None:
            yield Met(item)
            continue
        source = known[sign]
        more = tuple(name for name in item if name not in source.csl and name != "id")
        yield Met(item, source, f"the same {sign[1]}", more)


def _signs(item: Mapping[str, JSON]) -> Iterator[tuple[str, str]]:
    """By what a source is recognised, the surest first, each with what it is."""
    if doi := words(item, "DOI").casefold():
        yield f"doi:{doi.removeprefix('https://doi.org/')}", "DOI"
    if isbn := re.sub(r"[^0-9X]", "", words(item, "ISBN").upper()):
        yield f"isbn:{isbn}", "ISBN"
    if url := words(item, "URL"):
        yield f"url:{url.partition('#')[0].partition('://')[2].rstrip('/').casefold()}", "address"
    title, year = _NO_WORD.sub("", words(item, "title").casefold()), issued(item).year
    if title:
        yield f"title:{title}:{year}", "title and year" if year else "title, without a year"
