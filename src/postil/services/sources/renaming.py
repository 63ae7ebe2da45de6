"""Another key for a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change
from postil.core.errors import WrongUse
from postil.core.model import Source
from postil.core.patterns import pattern
from postil.core.quoting import quoted

if TYPE_CHECKING:
    from postil.services.library.workspace import Workspace

_KEY = pattern(r"[^\s{}\"'`,;#%~\\@=()\[\]]{1,80}")
"""What every format that cites by keys takes for one."""


def rename_source(workspace: Workspace, source: Source, key: str) -> Source:
    """Gives a source another key; all evidence that quotes it follows, also in the trash, as one gesture.

    Raises:
        WrongUse: The key is no word, or is another source's, also of one in the trash.
    """
    from postil.services.sources.sources import quotes_of  # all of citation with it, which no undoing needs

    if not _KEY.fullmatch(key):
        raise WrongUse(
            f"{quoted(key)} is no key.", "A key is one word, as ferry1931: no blanks, quotes or braces."
        )
    if any(known.key == key and known.id != source.id for known in workspace.all_sources):
        raise WrongUse(f"Another source has the key {quoted(key)}.", "`postil source list` shows them.")
    moved = [
        Change(annotated.article.id, evidence, workspace.changed(evidence, source=key))
        for annotated, evidence in quotes_of(workspace, source)
    ]
    if key != source.key:
        changes = [Change(SOURCES, source, workspace.changed(source, key=key)), *moved]
        workspace.commit("rename source", changes)
    return workspace.held(SOURCES, source)


def key_now(workspace: Workspace, key: str) -> str:
    """The key by which the source goes now that had this one, as the history tells; the same where it is in use."""
    by_id = {source.id: source.key for source in workspace.all_sources}
    if key in by_id.values():
        return key
    for operation in workspace.history().naming(key):
        for change in operation.changes:
            if isinstance(change.before, Source) and change.before.key == key and change.after.id in by_id:
                return by_id[change.after.id]
    return key
