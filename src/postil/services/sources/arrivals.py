"""Items of a bibliography become sources: each under its own key where that is free, and out of the trash where it lies there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change
from postil.core.quoting import quoted
from postil.services.sources.sources import bare_item, commit_sources, key_of, made_source, need_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from postil.core.model import JSON, Source
    from postil.services.library.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an item of a bibliography.

    Attributes:
        source: Its source.
        wanted: The item's `id`, or an empty string.
        new: Whether it was not there before.
    """

    source: Source
    wanted: str
    new: bool


class Arrivals:
    """The sources that a library gets of the items that come in, one after the other.

    Args:
        workspace: The open library; it is not changed.

    Attributes:
        changes: What brings them into it.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.changes: list[Change] = []
        self._workspace = workspace
        self._taken = {source.key for source in workspace.all_sources}
        self._trashed: dict[str, list[Source]] = {}
        for source in workspace.all_sources:
            if source.deleted:
                self._trashed.setdefault(identity(source.csl), []).append(source)

    def add(self, item: Mapping[str, JSON]) -> Source:
        """The source of an item: what lies in the trash word for word comes back with its key, anything else is new."""
        lost = self._in_trash(item)
        if lost is None:
            source = made_source(self._workspace, item, self._taken)
        else:
            self._trashed[identity(item)].remove(lost)
            source = self._workspace.changed(lost, deleted="")
        self._taken.add(source.key)
        self.changes.append(Change(SOURCES, lost, source))
        return source

    def _in_trash(self, item: Mapping[str, JSON]) -> Source | None:
        """The trashed source that an item is; one of another key only where the item cannot have its own."""
        living = self._workspace.sources
        same = [lost for lost in self._trashed.get(identity(item), ()) if lost.key not in living]
        wanted = key_of(item)
        own = next((lost for lost in same if lost.key == wanted), None)
        can_have_it = bool(wanted) and wanted not in self._taken
        return own if own or can_have_it else next(iter(same), None)


def import_sources(workspace: Workspace, items: Iterable[Mapping[str, JSON]]) -> Sequence[Imported]:
    """Adds the items of a bibliography, as one gesture, but for those that are there already, word for word.

    Returns:
        What became of each item.

    Raises:
        WrongUse: An item has neither a title nor an address.
    """
    wanted = list(items)
    for csl in wanted:
        need_name(csl)
    known = {identity(source.csl): source for source in reversed(workspace.living_sources)}
    arrivals = Arrivals(workspace)
    found: list[tuple[Source, str, bool]] = []
    for csl in wanted:
        source = known.get(identity(csl))
        if source is None:
            source = known[identity(csl)] = arrivals.add(csl)
            is_new = arrivals.changes[-1].before is None
        else:
            is_new = False
        found.append((source, key_of(csl), is_new))
    commit_sources(workspace, arrivals.changes)
    return [Imported(workspace.held(SOURCES, source), key, is_new) for source, key, is_new in found]


def identity(csl: Mapping[str, JSON]) -> str:
    """An item as a word that is the same for the same fields."""
    return json.dumps(bare_item(csl), sort_keys=True)


def key_told(workspace: Workspace, wanted: str, source: Source) -> str:
    """Says why a source has another key than the one it came with, in a sentence; nothing where it has that one."""
    if wanted in ("", source.key):
        return ""
    others = [known for known in workspace.all_sources if known.key == wanted and known.id != source.id]
    if not others:
        return f"{quoted(wanted)} is {quoted(source.key)} here."
    whose = "that of a source in the trash" if all(known.deleted for known in others) else "another source’s"
    return f"The key {quoted(wanted)} is {whose}; this one is {quoted(source.key)}."
