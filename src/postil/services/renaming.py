"""Another key for a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change
from postil.core.errors import WrongUse
from postil.core.quoting import quoted
from postil.services.sources import uses_of

if TYPE_CHECKING:
    from postil.core.model import Source
    from postil.services.workspace import Workspace

_KEY = re.compile(r"[^\s{}\"'`,;#%~\\@=()\[\]]{1,80}")
"""What every format that cites by keys takes for one."""


def rename_source(workspace: Workspace, source: Source, key: str) -> Source:
    """Gives a source another key; the evidence that quotes it follows, as one gesture.

    Raises:
        WrongUse: The key is no word, or is another source's, also of one in the trash.
    """
    if not _KEY.fullmatch(key):
        raise WrongUse(
            f"{quoted(key)} is no key.", "A key is one word, as ferry1931: no blanks, quotes or braces."
        )
    if any(known.key == key and known.id != source.id for known in workspace.all_sources):
        raise WrongUse(f"Another source has the key {quoted(key)}.", "`postil source list` shows them.")
    moved = [
        Change(annotated.article.id, evidence, workspace.changed(evidence, source=key))
        for annotated, evidence in uses_of(workspace, source)
    ]
    if key != source.key:
        changes = [Change(SOURCES, source, workspace.changed(source, key=key)), *moved]
        workspace.commit("rename source", changes)
    return workspace.held(SOURCES, source)
