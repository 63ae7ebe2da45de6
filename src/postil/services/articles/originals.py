"""What an article was read from, a file or a page: where it is, what it holds now, whether that is another text."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Unpack

from postil.core.addresses import page_of
from postil.core.errors import BadInput, LibraryError
from postil.core.quoting import quoted
from postil.core.text import shown_path
from postil.services.articles.reading import read_origin, read_received

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.model import Article
    from postil.ingest.document import Document
    from postil.services.articles.reading import Manner
    from postil.services.library.workspace import Workspace

UNSURE_SECONDS = 2.0
"""How far a file's times may be behind the clock: FAT counts in two seconds."""

_ELSEWHERE = "`postil refresh ARTICLE --from FILE` reads another file, or an address."


def file_of(workspace: Workspace, article: Article) -> Path:
    """Where an article was read from; whether it is still there is another question.

    Raises:
        BadInput: It was read from standard input.
    """
    if not article.path:
        raise BadInput(f"{quoted(article.title)} was read from standard input, not from a file.", _ELSEWHERE)
    return workspace.library.folder.absolute().parent / article.path  # which is the path where it is absolute


def kept_path(workspace: Workspace, path: str) -> str:
    """A file's path relative to the library's parent where it is inside, so that both can move together."""
    home = workspace.library.folder.absolute().parent
    return str(PurePath(path).relative_to(home)) if path and PurePath(path).is_relative_to(home) else path


def is_page(article: Article) -> bool:
    """Whether an article is read again from the web: it has an address and came from no file."""
    return not article.path and bool(page_of(article.url))


def way_to(workspace: Workspace, document: Document, *, elsewhere: bool) -> Mapping[str, object]:
    """The fields that an article has which is read as a document was, from now on.

    Args:
        workspace: The open library.
        document: What was read; nothing is told of standard input.
        elsewhere: Whether it was read from another file or page than the article's own.
    """
    if not (document.path or document.page):
        return {}
    encoding, kind = document.named
    way = {"encoding": encoding, "kind": kind}
    if elsewhere:
        way["path"] = kept_path(workspace, document.path)
    if elsewhere and document.page:
        way["url"] = document.about.url
    return way


def read_again(workspace: Workspace, article: Article, origin: str = "", **how: Unpack[Manner]) -> Document:
    """Reads what an article's file, or its page on the web, holds now.

    Args:
        workspace: The open library.
        article: The article.
        origin: A file, an address or `-` to read instead.
        how: As for `reading.read_origin`; an article's own file is read as was named last time, where it does
            not tell.

    Raises:
        BadInput: It is not there any more, or cannot be read as a text.
        Stopped: It was ended, as `stopped` asked for.
    """
    if origin:
        return read_origin(origin, **how)
    how = _as_before(article, how)
    if is_page(article):
        return read_origin(article.url, **how)
    file = file_of(workspace, article)
    if not os.path.lexists(file):
        raise BadInput(f"The file of {quoted(article.title)} is gone: {shown_path(file)}.", _ELSEWHERE)
    if not (file.is_file() or file.is_dir()):
        raise BadInput(f"{shown_path(file)} is neither a text nor a folder by now.", _ELSEWHERE)
    return read_origin(str(file), **how)


def read_as_received(workspace: Workspace, article: Article, **how: Unpack[Manner]) -> Document:
    """Reads an article's page again as it was received last, without asking its site.

    Raises:
        BadInput: No page was kept, or it cannot be read as a text.
    """
    try:
        page = workspace.library.page(article.snapshot)
    except LibraryError as error:
        raise BadInput(
            f"{quoted(article.title)} cannot be read as it was received. {error.what}", error.hint
        ) from None
    how = _as_before(article, how)
    return read_received(page, encoding=how["encoding"], kind=how["kind"])


def _as_before(article: Article, how: Manner) -> Manner:
    """How an article is read where nobody says otherwise now."""
    encoding, kind = how.get("encoding") or article.encoding, how.get("kind") or article.kind
    return {**how, "encoding": encoding, "kind": kind}


def earlier_reading(workspace: Workspace, article: Article) -> Annotated | None:
    """The living article that was read from the same file as another one, the latest of several.

    A file may have several names: through a link, or in other capitals where the disk does not tell them apart.
    Reads the whole library; may be done on another thread than the reader's.
    """
    if not article.path:
        return None
    living = [
        known
        for known in workspace.all_annotated()
        if known.article.path and known.article.id != article.id and not known.article.deleted
    ]
    file = _identity(file_of(workspace, article))
    same = [
        known
        for known in living
        if known.article.path == article.path
        or (file and _identity(file_of(workspace, known.article)) == file)
    ]
    return max(same, key=lambda known: known.article.id, default=None)


def _identity(file: Path) -> tuple[int, int] | None:
    """What a file system knows a file by, whatever its name; None for none."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


class Original:
    """Notices that the file behind an article holds another text, once for each that it comes to hold.

    A look costs one question to the file system; the file is read where that shows that it was written since
    the article was read, and not before whoever writes it has paused.

    Args:
        file: The file.
        text: The digest of the article's text.
        read: When that was read, as a stamp.
        encoding: How the file is to be read, as for `reading.read_origin`.
        kind: Likewise.

    Attributes:
        file: The file.
        text: The digest of the text that is nothing new; may be set when the article has another one.
    """

    def __init__(self, file: Path, text: str, read: str, *, encoding: str = "", kind: str = "") -> None:
        self.file = file
        self._encoding, self._kind = encoding, kind
        self.text = text
        self._read = _seconds(read) - UNSURE_SECONDS
        self._seen: tuple[int, ...] | None = None
        self._known: tuple[int, ...] | None = None
        self._told = ""

    @property
    def is_news(self) -> bool:
        """Whether what was found last is another text than the article has by now."""
        return self._told not in ("", self.text)

    def look(self) -> bool:
        """Whether the file has come to hold another text; to be called by one thread. Raises nothing.

        A file that is gone, or cannot be read as a text, is no news: whoever reads it again is told why.
        """
        try:
            found = self.file.stat()
        except (OSError, ValueError):
            return False
        if not stat.S_ISREG(found.st_mode):  # a pipe would keep whoever reads it waiting
            return False
        signature = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        if self._seen is None and max(found.st_mtime, found.st_ctime) < self._read:
            self._known = signature
        before, self._seen = self._seen, signature
        if signature == self._known or before not in (signature, None):
            return False
        self._known = signature
        try:
            digest = self._digest()
        except BadInput:
            return False
        is_news = digest not in (self.text, self._told)
        self._told = digest
        return is_news

    def _digest(self) -> str:
        document = read_origin(str(self.file), encoding=self._encoding, kind=self._kind)
        return document.snapshot.digest


def _seconds(read: str) -> float:
    """A stamp in seconds since 1970; 0 for one that another program has written in its own way."""
    try:
        return datetime.fromisoformat(read).timestamp()
    except (ValueError, OverflowError):
        return 0.0
