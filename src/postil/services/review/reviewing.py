"""Questions over the claims of all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import LibraryError
from postil.core.model import Locator
from postil.core.snapshot import BlockKind
from postil.core.structure import page_at
from postil.core.text import shown
from postil.review.query import parse
from postil.review.rows import Row, rows
from postil.review.searchable import Searchable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from postil.core.annotated import Annotated
    from postil.core.model import Claim
    from postil.core.snapshot import Snapshot
    from postil.services.library.workspace import Workspace


def all_rows(workspace: Workspace) -> tuple[Row, ...]:
    """The rows of all living claims, article by article, oldest in the library first.

    Each article's text is read once, for its paragraph numbers; they are 0 where it is missing.
    """
    return tuple(row for annotated in workspace.all_annotated() for row in rows_of(workspace, annotated))


def rows_of(workspace: Workspace, annotated: Annotated) -> tuple[Row, ...]:
    """The rows of one article's living claims; none when it is in the trash."""
    if annotated.article.deleted or not annotated.live_claims:
        return ()
    return rows(annotated, workspace.sources, paragraphs(workspace, annotated))


def filtered(listed: Iterable[Row], query: str, now: str, ratings: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows that a query asks for, in their order.

    Args:
        listed: Rows.
        query: As it was typed, finished or not.
        now: The stamp from which `since:7d` counts back.
        ratings: The words that `rating:` understands, as `ratings_of` gives them; all where none are told.
    """
    return tuple(entry.row for entry in parse(query, ratings).filtered(map(Searchable, listed), now))


def problems(query: str, ratings: Sequence[str] = ()) -> tuple[str, ...]:
    """What of a query is not understood and searched for literally, a sentence each."""
    return parse(query, ratings).problems


def unread_views(views: Mapping[str, str]) -> Iterator[str]:
    """What of the reader's saved views is not understood, a sentence each.

    What a view says of ratings is not judged, since claims may have others than the configured ones.
    """
    for name, query in views.items():
        for problem in parse(query).problems:
            yield f"The view “{shown(name)}”: {shown(problem)}."


def paragraphs(workspace: Workspace, annotated: Annotated) -> Callable[[Claim], int]:
    """Tells the paragraphs of an article's claims; 0 where the text is missing, or has no place for one."""
    try:
        snapshot = workspace.snapshot(annotated.article.snapshot, keep=False)
    except LibraryError:
        return lambda _: 0
    return lambda claim: paragraph_at(snapshot, claim.start) if annotated.stands(claim) else 0


def paragraph_at(snapshot: Snapshot, offset: int) -> int:
    """The number of the paragraph that holds an offset of the canonical text; 0 in a heading."""
    block = snapshot.block_at(offset)
    return 0 if snapshot.blocks[block].kind is BlockKind.HEADING else snapshot.paragraph_number(block)


def locator_at(snapshot: Snapshot, offset: int) -> Locator:
    """Where an offset of the canonical text is, as it is cited.

    Returns:
        The page, where the text was set in pages; otherwise the paragraph; an empty locator in a heading.
    """
    page = page_at(snapshot.blocks, snapshot.block_at(offset))
    if page:
        return Locator("page", page)
    number = paragraph_at(snapshot, offset)
    return Locator("paragraph", str(number)) if number else Locator()


def locator_of(workspace: Workspace, annotated: Annotated, claim: Claim) -> Locator:
    """Where a claim stands, as it is cited; an empty locator where its text is missing, or has no place for it."""
    if not annotated.stands(claim):
        return Locator()
    try:
        snapshot = workspace.snapshot(annotated.article.snapshot, keep=False)
    except LibraryError:
        return Locator()
    return locator_at(snapshot, claim.start)
