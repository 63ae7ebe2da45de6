"""What comes in from outside, as it is read before anything of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from postil.core.addresses import is_address
from postil.core.errors import BadInput
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.findings import Finding
    from postil.core.model import JSON
    from postil.core.pages import Page
    from postil.ingest.document import Document
    from postil.ingest.door import Begun

LARGEST = 16 * 1024 * 1024
"""Bytes of a quote, a note or a bibliography."""


class Manner(TypedDict, total=False):
    """How a text is read, where that is known or wanted; each as for `postil.ingest.door.open_document`."""

    encoding: str
    kind: str
    url: str
    stdin: Callable[[], bytes] | None
    allow_private: bool
    apart: bool
    begun: Begun | None
    progress: Callable[[int, int], object]
    stopped: Callable[[], bool]


def read_origin(origin: str, **how: Unpack[Manner]) -> Document:
    """Reads a file, a page of the web or standard input as an article's text.

    Args:
        origin: As for `postil.ingest.door.open_document`.
        how: Likewise.

    Raises:
        BadInput: It cannot be read as a text.
        Stopped: It was ended, as `stopped` asked for.
    """
    from postil.ingest.door import open_document

    return open_document(origin, **how)


def begin(origin: str, **how: Unpack[Manner]) -> Begun | None:
    """Begins to read a file before it is wanted, where a process of its own does that.

    Args:
        origin: As for `read_origin`, which takes what this gives as `begun`.
        how: Likewise.

    Returns:
        What is to be ended by whoever asked; None for what is no file, and where it cannot be read: why is
        told when it is wanted.
    """
    from postil.ingest.door import begin as begun

    if is_address(origin) or origin == "-":
        return None
    try:
        return begun(origin, **how)
    except BadInput:
        return None


def read_received(page: Page, *, encoding: str = "", kind: str = "") -> Document:
    """Reads a page again that was received before; nobody is asked for it.

    Raises:
        BadInput: It cannot be read as a text.
        Stopped: It was ended, as `stopped` asked for.
    """
    from postil.ingest.door import read_page

    return read_page(page, encoding=encoding, kind=kind)


def kinds() -> tuple[str, ...]:
    """The words for how a text is written, as `--type` takes them."""
    from postil.ingest.formats import FORMATS

    return tuple(FORMATS)


def readable() -> tuple[Finding, ...]:
    """Which kinds of text can be read here, and what brings the others; nothing that reads them is loaded."""
    from postil.core.findings import Finding, Severity
    from postil.ingest.formats import FETCHING, FORMATS, are_installed, how_to_install

    known = [(each.name, each.extra, each.installed) for each in FORMATS.values()]
    known.append(("pages of the web", "web", are_installed(FETCHING)))
    here = ", ".join(name for name, _, there in known if there)
    found = [Finding(Severity.OK, "reading", f"Can be read here: {here}.")]
    for extra in dict.fromkeys(extra for _, extra, there in known if not there):
        names = ", ".join(name for name, part, there in known if part == extra and not there)
        found.append(
            Finding(Severity.NOTE, "reading", f"Cannot be read here: {names}. {how_to_install(extra)}")
        )
    return tuple(found)


def listing_of(document: Document) -> dict[str, JSON]:
    """What was made of a text, as `postil ingest` answers it."""
    from postil.ingest.listing import as_json

    return as_json(document)


def need_file(path: str) -> None:
    """Makes sure that something has a path, without reading it.

    Raises:
        BadInput: There is nothing.
    """
    from postil.ingest.files import need_file as need

    need(path)


def text_of_file(path: str) -> str:
    """The text of a file that holds a quote, a note or a bibliography.

    Args:
        path: Its path.

    Raises:
        BadInput: It cannot be read, is not text or is too large.
    """
    from postil.ingest.files import bytes_of

    return decoded(bytes_of(path, LARGEST), shown(path))


def decoded(data: bytes, name: str) -> str:
    """The text of a quote, a note or a bibliography.

    Args:
        data: Its bytes, in any encoding.
        name: What they are called in an error, shown already.

    Raises:
        BadInput: They are not text, or more than `LARGEST`.
    """
    from postil.ingest.encoding.decoding import decode

    if len(data) > LARGEST:
        raise BadInput(f"{name} is larger than {LARGEST >> 20} MB.", "Nobody quotes that much.")
    try:
        return decode(data).text
    except BadInput as error:
        raise BadInput(f"{name} {error.what}", "It must be text, best as UTF-8.") from error
