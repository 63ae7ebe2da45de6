"""What comes in from outside, as it is read before anything of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.model import JSON
    from postil.ingest.document import Document

LARGEST = 16 * 1024 * 1024
"""Bytes of a quote, a note or a bibliography."""


def read_origin(
    origin: str, *, encoding: str = "", kind: str = "", stdin: Callable[[], bytes] | None = None
) -> Document:
    """Reads a file or standard input as an article's text; see `postil.ingest.door.open_document`.

    Raises:
        BadInput: It cannot be read as a text.
    """
    from postil.ingest.door import open_document

    return open_document(origin, encoding=encoding, kind=kind, stdin=stdin)


def listing_of(document: Document) -> dict[str, JSON]:
    """What was made of a text, as `postil ingest` answers it."""
    from postil.ingest.listing import as_json

    return as_json(document)


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
