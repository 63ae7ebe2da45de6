"""The one door: a path, an address or standard input becomes a document."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from postil.core.addresses import is_address, is_same_site
from postil.core.errors import BadInput
from postil.core.snapshot import BlockKind, Snapshot
from postil.core.text import clean_line, shortened, shown, shown_path
from postil.ingest.document import Document, Received
from postil.ingest.files import first_bytes, is_handed_over, opened
from postil.ingest.formats import LARGE, named
from postil.ingest.sentences.language import settled
from postil.ingest.sniffing import sniff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from postil.core.pages import Page
    from postil.core.snapshot import Blocks
    from postil.ingest.document import About, Parsed
    from postil.ingest.formats import Format
    from postil.ingest.isolation import Apart

LARGEST = 200_000_000
"""Bytes of the largest text that is opened."""

TITLE_LENGTH = 200
"""Code points after which a title is shortened."""

_SEARCHED_FOR_TITLE = 3
"""Blocks among which a heading is the title of the whole."""

_TELLING = 100_000
"""Bytes at each end of a long file that tell what it is: more than is looked at of most kinds."""

_LANGUAGE_TOLD_BY = 4_000
"""Code points of the text from which its language is recognised."""

_STDIN = "Standard input"
_LONGEST_ADDRESS = 100
"""Code points of an address in a message."""

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
}
"""What the ending of a file's name would be, where a site says what a page is."""


def _untold(_done: int, _total: int) -> None:
    return None


def _never() -> bool:
    return False


def open_document(
    origin: str,
    *,
    encoding: str = "",
    kind: str = "",
    url: str = "",
    stdin: Callable[[], bytes] | None = None,
    allow_private: bool = False,
    apart: bool = False,
    begun: Begun | None = None,
    progress: Callable[[int, int], object] = _untold,
    stopped: Callable[[], bool] = _never,
) -> Document:
    """Reads a text: decodes it, makes it harmless, and finds its blocks and what it says about itself.

    Args:
        origin: A path, an address on the web, or `-` for standard input. What the shell has opened for this
            process, as `<(…)` does, is read like that.
        encoding: The name of an encoding that overrules what the bytes look like.
        kind: A name of `formats.FORMATS`; otherwise told by the bytes and, where they leave it open, the name.
        url: Where a file was published, to which its relative links belong.
        stdin: Reads standard input to its end; the process's own by default.
        allow_private: Whether hosts of this machine and of private networks are asked for a page.
        apart: Whether also what needs much to be loaded is read in a process of its own, as any large text is:
            for a screen, which goes on meanwhile and keeps none of that in its memory.
        begun: What `begin` has made of the same file in the same way, where it was asked.
        progress: Told how many bytes of a page have come, and of how many; of 0 where nobody tells.
        stopped: Asked time and again while a page is fetched, or a text is read in a process of
            its own; ends it by answering yes.

    Raises:
        BadInput: There is nothing to read, it is not text, it is larger than `LARGEST`, or it is a named pipe
            or a device, which would have to be waited for.
        Stopped: It was ended.
    """
    if kind:
        named(kind)
    if is_address(origin):
        from postil.ingest.fetching.fetching import fetch

        page = fetch(origin, allow_private=allow_private, progress=progress, stopped=stopped)
        return read_page(page, encoding=encoding, kind=kind, apart=apart, stopped=stopped)
    if origin == "-":
        data = _standard_input(stdin)
        return read_document(data, encoding=encoding, kind=kind, url=url, apart=apart, stopped=stopped)
    begun = begun or begin(origin, encoding=encoding, kind=kind, url=url, apart=apart)
    return begun.document(stopped)


def begin(
    origin: str, *, encoding: str = "", kind: str = "", url: str = "", apart: bool = False, **_: object
) -> Begun:
    """Opens a file, and begins to read it where a process of its own does that.

    Args:
        origin: Its path.
        encoding: As for `open_document`, like all that follow.
        kind: Likewise.
        url: Likewise.
        apart: Likewise.

    Raises:
        BadInput: As by `open_document`, as far as it shows without reading the text.
    """
    with opened(origin) as file:
        path = None if is_handed_over(origin) else Path(origin).absolute()
        received = _received(b"", path, encoding=encoding, kind=kind, url=url)
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST:
            raise _too_large(shown_path(origin))
        if path and size > LARGE and (begun := _begun_from(file, size, received, path, apart=apart)):
            return begun
        data = _within_limit(first_bytes(file, origin, LARGEST + 1), shown_path(origin))
    return _begun(received._replace(data=data), path, apart=apart)


def read_document(
    data: bytes,
    path: Path | None = None,
    *,
    encoding: str = "",
    kind: str = "",
    url: str = "",
    apart: bool = False,
    stopped: Callable[[], bool] = _never,
) -> Document:
    """As `open_document`, of bytes that are at hand.

    Args:
        data: The whole text.
        path: The file that they are from; its name is told in errors and may become the title.
        encoding: As for `open_document`.
        kind: As for `open_document`.
        url: As for `open_document`.
        apart: As for `open_document`.
        stopped: As for `open_document`.

    Raises:
        BadInput: They are not text, or there is no text in them.
        Stopped: It was ended.
    """
    received = _received(data, path, encoding=encoding, kind=kind, url=url)
    return _begun(received, path, apart=apart).document(stopped)


def read_page(
    page: Page,
    *,
    encoding: str = "",
    kind: str = "",
    apart: bool = False,
    stopped: Callable[[], bool] = _never,
) -> Document:
    """As `open_document`, of a page that was received before.

    Its address is the one that answered, or the one that the page gives itself, if that is of the same site.

    Raises:
        BadInput: It is not text, or there is no text in it.
    """
    received = Received(
        page.data,
        name=shortened(shown(page.final_url), _LONGEST_ADDRESS),
        ending=_ENDINGS.get(page.media_type) or Path(urlsplit(page.final_url).path).suffix.lower(),
        url=page.final_url,
        encoding=encoding,
        charset=page.charset,
        kind=kind,
    )
    document = _begun(received, None, apart=apart).document(stopped)
    own = document.about.url
    url = own if is_same_site(own, page.final_url) else page.final_url
    return document._replace(about=document.about._replace(url=url), page=page)


class Begun:
    """A text that is about to be read, perhaps in a process of its own already.

    Args:
        received: It; without its data where a process has them.
        known: Its format.
        path: The file that it is from.
        process: What reads it; None where that is done here.
    """

    def __init__(
        self, received: Received, known: Format, path: Path | None, process: Apart | None = None
    ) -> None:
        self._received = received._replace(data=b"") if process else received
        self._known = known
        self._path = path
        self._process = process

    def document(self, stopped: Callable[[], bool] = _never) -> Document:
        """Reads it to its end, once.

        Args:
            stopped: As for `open_document`.

        Raises:
            BadInput: It is not text, or there is no text in it.
            Stopped: It was ended.
        """
        received, self._received = self._received, self._received._replace(data=b"")
        with _telling(received):
            parsed = self._parsed(received, stopped)
        snapshot = Snapshot(parsed.blocks, parsed.digest)
        if not snapshot.blocks:
            raise BadInput(f"{received.name} is empty.", "There is no text in it to read.")
        return Document(
            snapshot,
            _completed(parsed.about, snapshot.blocks, self._path),
            path=str(self._path or ""),
            encoding=parsed.encoding,
            guessed=parsed.guessed,
            named=(received.encoding, received.kind),
        )

    def end(self) -> None:
        """Ends what still reads it, if nobody wants it any more."""
        if self._process:
            self._process.end()

    def _parsed(self, received: Received, stopped: Callable[[], bool]) -> Parsed:
        if self._process:
            return self._process.parsed(stopped)
        return self._known.reader().read(received._replace(kind=self._known.name))


def _begun(received: Received, path: Path | None, *, apart: bool) -> Begun:
    """Begins to read what is at hand."""
    with _telling(received):
        known = named(received.kind or sniff(received))
        if known.is_read_apart(len(received.data), wanted=apart):
            from postil.ingest.isolation import Apart

            return Begun(received, known, path, Apart(received, known))
        return Begun(received, known, path)


def _begun_from(file: BinaryIO, size: int, received: Received, path: Path, *, apart: bool) -> Begun | None:
    """Begins to read a long file, which a process takes from there; None where it is to be read here, or as a whole.

    Its ends tell what it is; where it is changed after that, it is still read as such.
    """
    try:
        known = named(received.kind or sniff(received._replace(data=_ends(file, size))))
    except BadInput:  # which the whole text tells
        return None
    finally:
        file.seek(0)
    if not known.is_read_apart(size, wanted=apart):
        return None
    from postil.ingest.isolation import Apart

    with _telling(received):
        return Begun(received, known, path, Apart(received, known, file, size))


def _ends(file: BinaryIO, size: int) -> bytes:
    head = file.read(_TELLING)
    file.seek(size - _TELLING)
    return head + file.read(_TELLING)


@contextmanager
def _telling(received: Received) -> Iterator[None]:
    """Names a text in what is told of it."""
    try:
        yield
    except BadInput as error:
        if error.what[:1].isupper():
            raise
        raise BadInput(f"{received.name} {error.what}", error.hint) from error


def _completed(about: About, blocks: Blocks, path: Path | None) -> About:
    return about._replace(
        title=about.title or _title(blocks, path),
        language=settled(about.language, blocks.text[:_LANGUAGE_TOLD_BY]),
    )


def _title(blocks: Blocks, path: Path | None) -> str:
    for block in blocks[:_SEARCHED_FOR_TITLE]:
        if block.kind is BlockKind.HEADING:
            return shortened(block.text, TITLE_LENGTH)
    stem = clean_line(path.stem) if path else ""
    return stem or shortened(" ".join(block.text for block in blocks[:1]), 60)


def _standard_input(stdin: Callable[[], bytes] | None) -> bytes:
    data = stdin() if stdin else sys.stdin.buffer.read(LARGEST + 1)
    return _within_limit(data, _STDIN)


def _within_limit(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> BadInput:
    return BadInput(
        f"{name} is larger than {LARGEST // 1_000_000} MB.", "Split it into parts and open those."
    )


def _received(data: bytes, path: Path | None, *, encoding: str, kind: str, url: str) -> Received:
    return Received(
        data,
        name=shown(path.name) if path else _STDIN,
        ending=path.suffix.lower() if path else "",
        url=url if is_address(url) else "",
        encoding=encoding,
        kind=kind,
    )
