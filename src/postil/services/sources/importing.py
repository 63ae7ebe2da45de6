"""Bibliographies come in and go out; what is here already is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.citation.csl import check_item, is_named
from postil.core.changes import SOURCES, Change
from postil.core.errors import BadInput
from postil.core.quoting import counted, quoted
from postil.core.text import shortened
from postil.services.sources.arrivals import Arrivals, key_told
from postil.services.sources.recognising import Met, each_once, is_news, recognised
from postil.services.sources.sources import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from postil.core.model import JSON, Source
    from postil.interchange.bibliography.writing import Written
    from postil.services.library.workspace import Workspace


FEW = 5
"""Items that a remark names one by one."""


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
    once = each_once(item for item in items if is_named(item))
    if twice := [twin for one in once for twin in one.twins]:
        named = ", ".join(f"{quoted(shortened(twin.name, 40))} ({twin.why})" for twin in twice[:FEW])
        remarks.append(f"{counted(len(twice), 'item')} left out that the bibliography holds twice: {named}.")
    known = recognised(workspace, once)
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


def met(workspace: Workspace, item: Mapping[str, JSON]) -> Incoming:
    """One item that comes in, recognised where it is here already; it has a title or an address."""
    return Incoming(tuple(recognised(workspace, each_once([item]))))


def is_bibliography(text: str) -> bool:
    """Whether a text begins as a bibliography does."""
    from postil.interchange.bibliography.formats import sniff

    return sniff(text) is not None


class Taken(NamedTuple):
    """What a bibliography brings.

    Attributes:
        changes: What it changes in the library.
        sources: What each of its items is then, in their order.
    """

    changes: Sequence[Change]
    sources: Sequence[Source]

    @property
    def added(self) -> int:
        """How many sources come to the library, new or out of the trash."""
        return sum(change.before is None or bool(change.before.deleted) for change in self.changes)

    @property
    def completed(self) -> int:
        """How many sources that are here get fields that they lack."""
        return len(self.changes) - self.added


def take_in(workspace: Workspace, incoming: Incoming, *, merge: bool) -> Taken:
    """Adds what is new and, where asked for, completes what is here, as one gesture.

    Args:
        workspace: The open library.
        incoming: What was read.
        merge: Whether the sources that are here get the fields that they lack; none of theirs is overwritten.
    """
    taken = foreseen(workspace, incoming, merge=merge)
    if taken.changes:
        workspace.commit(f"import {counted(len(taken.changes), 'source')}", taken.changes)
    return taken._replace(sources=[workspace.held(SOURCES, source) for source in taken.sources])


def foreseen(workspace: Workspace, incoming: Incoming, *, merge: bool) -> Taken:
    """What `take_in` would do; nothing is changed."""
    arrivals = Arrivals(workspace)
    completed: dict[str, tuple[Source, Source]] = {}
    sources: list[Source] = []
    for one in incoming.met:
        if one.known is None:
            sources.append(arrivals.add(one.item))
            continue
        held = workspace.held(SOURCES, one.known)
        before, now = completed.get(held.id, (held, held))
        fields = {name: one.item[name] for name in one.more if is_news(name, one.item, now.csl)}
        if merge and fields:
            now = workspace.changed(now, csl={**now.csl, **fields})
            completed[now.id] = (before, now)
        sources.append(now)
    return Taken([*arrivals.changes, *(Change(SOURCES, *pair) for pair in completed.values())], sources)


def keys_told(workspace: Workspace, incoming: Incoming, sources: Sequence[Source]) -> list[str]:
    """Which items have another key here than the one they came with, and why, a sentence each.

    Args:
        workspace: The open library.
        incoming: What was read.
        sources: What `take_in` or `foreseen` told that its items are.
    """
    came = [
        (key, source)
        for one, source in zip(incoming.met, sources, strict=True)
        for key in dict.fromkeys([key_of(one.item), *(twin.key for twin in one.twins)])
    ]
    return [told for key, source in came if (told := key_told(workspace, key, source))]


def exported(sources: Iterable[Source], kind: str) -> Written:
    """Writes sources as a bibliography for another program; what it cannot carry is told.

    Raises:
        BadInput: The format is not written, or pandoc is missing.
    """
    from postil.interchange.bibliography.writing import write_bibliography

    return write_bibliography([{**source.csl, "id": source.key} for source in sources], kind)
