"""Articles: opening one, adding it, finding it again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, NoReturn, Unpack

from postil.core.addresses import is_address, page_of
from postil.core.changes import Change
from postil.core.errors import LibraryError, WrongUse
from postil.core.model import Article, Reading
from postil.core.quoting import quoted
from postil.core.text import shortened, shown, shown_path
from postil.services.articles.originals import earlier_reading, kept_path
from postil.services.articles.reading import read_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from postil.core.annotated import Annotated
    from postil.core.snapshot import Snapshot
    from postil.ingest.document import Document
    from postil.services.articles.reading import Manner
    from postil.services.library.workspace import Workspace


class Opened(NamedTuple):
    """An article ready to be read: its record with its marks, and its text."""

    annotated: Annotated
    snapshot: Snapshot
    unasked: bool = False
    """Whether its address was given, and the site was not asked again, since the text is in the library."""
    read: str = ""
    """When the article's own file was read by which it was opened, as a stamp; empty if it was not."""


class Listed(NamedTuple):
    """One row of the library: an article and its counts."""

    article: Article
    claims: int
    unsourced: int
    changed: int
    progress: float
    """How far it has been read, from 0 to 1; 0 when unknown."""
    tags: tuple[str, ...] = ()
    """The tags of its claims, each once."""


def names_file(origin: str) -> bool:
    """Whether a word of a command means a file, an address or standard input, not an article of the library."""
    return origin == "-" or "/" in origin or os.sep in origin or os.path.exists(origin)  # noqa: PTH110 - never raises


def open_origin(workspace: Workspace, origin: str, **how: Unpack[Manner]) -> Opened:
    """Opens a file, a page of the web or standard input; an article of the library when it is there.

    Raises:
        BadInput: It cannot be read as a text.
        Stopped: It was ended, as `stopped` asked for.
    """
    return open_found(workspace, look_up(workspace, origin, **how))


def look_up(workspace: Workspace, origin: str, **how: Unpack[Manner]) -> Document | Article:
    """Finds what an origin holds; reads much, and may be done on another thread than the reader's.

    Returns:
        The article of the library whose page it is, which need not be fetched to be read; else what was read.

    Raises:
        BadInput: It cannot be read as a text.
        Stopped: It was ended, as `stopped` asked for.
    """
    known = _kept_page(workspace, origin) if is_address(origin) else None
    if known is not None:
        return known
    document = read_origin(origin, **how)
    if document.page is not None:  # which may have led to a page that is known
        known = _kept_page(workspace, document.about.url)
    return document if known is None or known.snapshot == document.snapshot.digest else known


def open_found(workspace: Workspace, found: Document | Article) -> Opened:
    """Opens what `look_up` has found."""
    if isinstance(found, Article):
        return open_article(workspace, found.id)._replace(unasked=True)
    return open_read(workspace, found)


def open_read(workspace: Workspace, document: Document) -> Opened:
    """Opens a document that has been read: known by its text, or a draft until its first mark."""
    known = _by_text(workspace, document.snapshot)
    if known is not None:
        own = bool(document.path) and kept_path(workspace, document.path) == known.article.path
        text = workspace.keep_text(document.snapshot)
        return Opened(known, text, read=workspace.clock() if own else "")
    return Opened(draft(workspace, document), document.snapshot)


def article_of_page(workspace: Workspace, address: str) -> Article | None:
    """The living article that a page of the web became, the latest of several; or None.

    Reads the whole library; may be done on another thread than the reader's.
    """
    page = page_of(address)
    found = [
        known.article for known in workspace.all_annotated() if page and page_of(known.article.url) == page
    ]
    return max((one for one in found if not one.deleted), key=lambda one: one.id, default=None)


def draft(workspace: Workspace, document: Document) -> Annotated:
    """Makes an article of a document without adding it to the library."""
    now = workspace.clock()
    article = workspace.new(
        Article(
            id="",
            **document.about._asdict(),
            path=kept_path(workspace, document.path),
            encoding=document.named[0],
            kind=document.named[1],
            accessed=now[:10],
            snapshots=(Reading(document.snapshot.digest, now),),
        )
    )
    page = document.page._replace(fetched=now) if document.page else None
    return workspace.keep_draft(article, document.snapshot, page)


def open_article(workspace: Workspace, article: str) -> Opened:
    """Opens an article of the library.

    Raises:
        LibraryError: The article or its text cannot be read.
    """
    annotated = workspace.annotated(article)
    return Opened(annotated, workspace.text_of(annotated.article))


def open_named(workspace: Workspace, named: str, **how: Unpack[Manner]) -> Opened:
    """Opens a file, a page of the web or standard input, or an article of the library by its name.

    Args:
        workspace: The open library.
        named: A file, an address, `-`, or what `references.find_article` takes. A file goes before an article.
        how: How it is to be read, where it is no article.

    Raises:
        BadInput: It is no article, and cannot be read as a text.
        NotFound: It names several articles.
        LibraryError: The article or its text cannot be read.
    """
    if names_file(named):
        return open_origin(workspace, named, **how)
    from postil.services.articles.references import articles_named, find_article

    if not articles_named(workspace, named):
        return open_origin(workspace, named, **how)
    return open_article(workspace, find_article(workspace, named).article.id)


class Added(NamedTuple):
    """What became of a text that was to be added.

    Attributes:
        article: Its article.
        new: Whether it was not in the library, or in its trash.
        changed: The fields that were set of an article that was there: `title`, `authors`, …
    """

    article: Article
    new: bool
    changed: tuple[str, ...] = ()


def add_text(
    workspace: Workspace,
    origin: str,
    about: Mapping[str, object] | None = None,
    *,
    again: bool = False,
    **how: Unpack[Manner],
) -> Added:
    """Adds a file, a page of the web or standard input.

    Args:
        workspace: The open library.
        origin: What to read.
        about: Fields of the article that are known better than the text tells them.
        again: Whether a file that was read before, with another text, becomes one more article.
        how: As `open_origin` takes it.

    Raises:
        WrongUse: The file was read before it was changed, and is not to become one more article.
        BadInput: It cannot be read as a text.

    Returns:
        What became of it: a text that is already there is not added twice, nor is a page fetched twice.
    """
    return _add(workspace, look_up(workspace, origin, **how), about or {}, again=again)


def _add(
    workspace: Workspace, found: Document | Article, about: Mapping[str, object], *, again: bool
) -> Added:
    article = open_found(workspace, found).annotated.article
    draft = workspace.is_draft(article.id)
    if draft and not again and (earlier := earlier_reading(workspace, article)):
        _refuse(article, earlier)
    label = "add article" if draft else "restore article" if article.deleted else "edit article"
    after = workspace.changed(article, **{**about, "deleted": ""})
    change = Change(article.id, None if draft else article, after)
    done = workspace.commit(label, [change])
    if draft and not done.changes:  # somebody else has added the same text meanwhile
        workspace.forget()
        return _add(workspace, found, about, again=again)
    fields = () if draft else tuple(name for name in change.fields() if name != "deleted")
    return Added(after, draft or bool(article.deleted), fields)


def _refuse(article: Article, earlier: Annotated) -> NoReturn:
    known = earlier.article
    name = f"{quoted(shortened(shown(known.title), 40))} ({known.id})"
    raise WrongUse(
        f"{shown_path(article.path)} was read before it was changed, as {name}.",
        f"`postil refresh {known.id}` reads it again with its claims; --again adds a second article.",
    )


def edit_article(
    workspace: Workspace, article: Article, *, label: str = "edit article", **values: object
) -> Article:
    """Changes fields of an article: its citation, or `deleted`.

    A draft is added to the library first, so that undo takes the change back and not the article.
    """
    if workspace.is_draft(article.id):
        workspace.add_article(article.id)
    after = workspace.changed(article, **values)
    workspace.commit(label, [Change(article.id, article, after)])
    return after


def trash_article(workspace: Workspace, article: Article) -> Article:
    """Puts an article with all its marks to the trash."""
    return edit_article(workspace, article, label="trash article", deleted=workspace.clock())


def listed(workspace: Workspace, stopped: Callable[[int], bool] = lambda _: False) -> tuple[Listed, ...]:
    """The library's articles with their counts, newest first, without the trash.

    Args:
        workspace: The open library; may be read on another thread than the reader's.
        stopped: Asked before each article with the number of those that have been read; ends the
            reading by answering yes.
    """
    places = workspace.library.places()
    rows: list[Listed] = []
    for number, annotated in enumerate(workspace.all_annotated()):
        if stopped(number):
            break
        if not annotated.article.deleted:
            rows.append(_counted(annotated, places.get(annotated.article.id, (0, 0))))
    return tuple(sorted(rows, key=lambda row: row.article.id, reverse=True))


def relisted(workspace: Workspace, rows: Iterable[Listed], articles: Iterable[str]) -> tuple[Listed, ...]:
    """Rows as `listed` made them, with what has become of some articles.

    Raises:
        LibraryError: An article cannot be read.
    """
    places = workspace.library.places()
    known = {row.article.id: row for row in rows}
    for article in articles:
        annotated = workspace.annotated(article)
        known[article] = _counted(annotated, places.get(article, (0, 0)))
    living = (row for row in known.values() if not row.article.deleted)
    return tuple(sorted(living, key=lambda row: row.article.id, reverse=True))


def _kept_page(workspace: Workspace, address: str) -> Article | None:
    """The article of a page; None also where its text cannot be read any more, so that the page is fetched."""
    known = article_of_page(workspace, address)
    try:
        if known is not None:
            workspace.snapshot(known.snapshot, keep=False)
    except LibraryError:
        return None
    return known


def _counted(annotated: Annotated, place: tuple[int, int]) -> Listed:
    from postil.review.ledger import is_unsourced

    claims = annotated.live_claims
    offset, length = place
    return Listed(
        article=annotated.article,
        claims=len(claims),
        unsourced=sum(1 for claim in claims if is_unsourced(annotated.evidence_of(claim.id))),
        changed=len(annotated.in_doubt),
        progress=min(offset / length, 1.0) if length else 0.0,
        tags=tuple(dict.fromkeys(tag for claim in claims for tag in claim.tags)),
    )


def article_of_text(workspace: Workspace, snapshot: Snapshot, *, but: str) -> Article | None:
    """The article of the library, other than `but` and not in the trash, whose text this is; or None."""
    digest = snapshot.digest
    found = (known.article for known in _naming(workspace, digest) if known.article.id != but)
    return next((one for one in found if one.snapshot == digest and not one.deleted), None)


def _by_text(workspace: Workspace, snapshot: Snapshot) -> Annotated | None:
    digest = snapshot.digest
    found = [known for known in _naming(workspace, digest) if known.article.snapshot == digest]
    return min(found, key=lambda known: (bool(known.article.deleted), known.article.id), default=None)


def _naming(workspace: Workspace, digest: str) -> Iterable[Annotated]:
    """The articles among which are those with a text; all of them where what is on disk does not tell."""
    if workspace.unsaved:
        return workspace.all_annotated()
    if not workspace.library.holds(digest):
        return ()
    try:
        return [workspace.annotated(article) for article in workspace.library.with_text(digest)]
    except LibraryError:  # who reads them all recovers what is damaged, or tells of it
        return workspace.all_annotated()
