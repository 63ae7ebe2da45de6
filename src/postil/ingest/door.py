"""The one door: a path, an address or standard input becomes a document."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from postil.core.addresses import is_address, is_same_site
from postil.core.errors import BadInput
from postil.core.snapshot import BlockKind, Snapshot
from postil.core.text import clean_line, shortened, shown, shown_path
from postil.ingest.document import Document, Received
from postil.ingest.files import bytes_of, is_handed_over
from postil.ingest.formats import named
from postil.ingest.sentences.language import settled
from postil.ingest.sniffing import sniff

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.pages import Page
    from postil.core.snapshot import Blocks
    from postil.ingest.document import About, Parsed
    from postil.ingest.formats import Format

LARGEST = 200_000_000
"""Bytes of the largest text that is opened."""

TITLE_LENGTH = 200
"""Code points after which a title is shortened."""

_SEARCHED_FOR_TITLE = 3
"""Blocks among which a heading is the title of the whole."""

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
        apart: Whether what needs much to be loaded, and any large text, is read in a process of its own: for a
            screen, which goes on meanwhile and keeps none of that in its memory.
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
        data, path = _standard_input(stdin), None
    else:
        data = _within_limit(bytes_of(origin, LARGEST), shown_path(origin))
        path = None if is_handed_over(origin) else Path(origin).absolute()
    return read_document(data, path, encoding=encoding, kind=kind, url=url, apart=apart, stopped=stopped)


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
    received = Received(
        data,
        name=shown(path.name) if path else _STDIN,
        ending=path.suffix.lower() if path else "",
        url=url if is_address(url) else "",
        encoding=encoding,
        kind=kind,
    )
    return _document(received, path, stopped, apart=apart)


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
    document = _document(received, None, stopped, apart=apart)
    own = document.about.url
    url = own if is_same_site(own, page.final_url) else page.final_url
    return document._replace(about=document.about._replace(url=url), page=page)


def _document(received: Received, path: Path | None, stopped: Callable[[], bool], *, apart: bool) -> Document:
    parsed = _parsed(received, stopped, apart=apart)
    snapshot = Snapshot(parsed.blocks, parsed.digest)
    if not snapshot.blocks:
        raise BadInput(f"{received.name} is empty.", "There is no text in it to read.")
    return Document(
        snapshot,
        _completed(parsed.about, snapshot.blocks, path),
        path=str(path or ""),
        encoding=parsed.encoding,
        guessed=parsed.guessed,
        named=(received.encoding, received.kind),
    )


def _parsed(received: Received, stopped: Callable[[], bool], *, apart: bool) -> Parsed:
    try:
        known = named(received.kind or sniff(received))
        size = len(received.data)
        if known.is_read_apart(size, wanted=apart):
            return _read_apart(received, known, stopped)
        if apart and size in known.beside:
            with suppress(BadInput):  # which tells perhaps of the process, and not of the text
                return _read_apart(received, known, stopped)
        return known.reader().read(received._replace(kind=known.name))
    except BadInput as error:
        if error.what[:1].isupper():
            raise
        raise BadInput(f"{received.name} {error.what}", error.hint) from error


def _read_apart(received: Received, known: Format, stopped: Callable[[], bool]) -> Parsed:
    from postil.ingest.isolation import read_apart

    return read_apart(received, known.name, stopped)


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
        megabytes = LARGEST // 1_000_000
        raise BadInput(f"{name} is larger than {megabytes} MB.", "Split it into parts and open those.")
    return data
