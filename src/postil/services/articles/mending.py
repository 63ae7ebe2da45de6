"""Kept texts that are missing, taken in again from the files that their articles were read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput, LibraryError
from postil.core.text import shown_path
from postil.services.articles.originals import file_of
from postil.services.articles.reading import read_origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.annotated import Annotated
    from postil.services.library.workspace import Workspace


def reread_texts(workspace: Workspace) -> Iterator[str]:
    """Keeps a missing text again where an article's own file still holds it to the letter.

    Yields:
        What was done, a sentence each, fit to be shown.

    Raises:
        LibraryError: A text could not be written.
    """
    articles = list(workspace.all_annotated())
    lost = {digest for annotated in articles for digest in _named(annotated) if _is_lost(workspace, digest)}
    for annotated in articles:
        article = annotated.article
        if not article.path or lost.isdisjoint(_named(annotated)):
            continue
        file = file_of(workspace, article)
        try:
            if not file.is_file():
                continue
            snapshot = read_origin(str(file)).snapshot
        except (BadInput, OSError):
            continue  # what is left missing is found by the examination that follows
        if snapshot.digest in lost:
            workspace.library.upkeep.keep_text(snapshot)
            lost.discard(snapshot.digest)
            yield f"The text {snapshot.digest[:12]} was read again from {shown_path(file)}."


def _named(annotated: Annotated) -> set[str]:
    """The digests that an article and its marks name."""
    places = (place for target in annotated.targets for place in target.places)
    readings = annotated.article.snapshots
    return {place.snapshot for place in places} | {reading.snapshot for reading in readings}


def _is_lost(workspace: Workspace, digest: str) -> bool:
    if not digest:  # what was purged stands in no text
        return False
    try:
        workspace.snapshot(digest, keep=False)
    except LibraryError:
        return True
    return False
