"""A web page that a browser saved as one mail, with all that it shows (MHTML, RFC 2557)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.ingest.html.reading import read as read_page
from postil.ingest.mail import headers
from postil.ingest.mail.message import all_parts, charset_of, message_of, payload

if TYPE_CHECKING:
    from postil.ingest.document import Parsed, Received
    from postil.ingest.mail.message import Part


def read(received: Received) -> Parsed:
    """Reads the page itself, as if it came from its address; frames and pictures are left out.

    Raises:
        BadInput: There is no page in it, or it is larger or deeper than any is; the message has no subject.
    """
    message = message_of(received.data)
    page = _page(message)
    if page is None:
        raise BadInput("is a saved web page without the page.", "Save it again, as HTML.")
    where = headers.words(page, "Content-Location") or headers.words(message, "Snapshot-Content-Location")
    parsed = read_page(
        received._replace(
            data=payload(page),
            url=where if where.startswith(("http://", "https://")) else received.url,
            charset=charset_of(page),
        )
    )
    title = parsed.about.title or headers.words(message, "Subject")
    return parsed._replace(about=parsed.about._replace(title=title))


def _page(message: Part) -> Part | None:
    """The part that the root names as the first to be shown, or the first page there is."""
    pages = [
        part
        for part in all_parts(message)
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    start = message.get_param("start")
    named = (part for part in pages if start and headers.words(part, "Content-ID") == start)
    return next(named, pages[0] if pages else None)
