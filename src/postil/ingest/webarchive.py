"""A web page that Safari saved: a property list with the page and all that it shows."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from postil.core.errors import BadInput
from postil.ingest.html.reading import read as read_page

if TYPE_CHECKING:
    from postil.ingest.document import Parsed, Received

_SAVE_AGAIN = "Save the page again, as HTML."


def read(received: Received) -> Parsed:
    """Reads the page itself, as if it came from its address; frames and pictures are left out.

    Raises:
        BadInput: It is damaged, or is another property list; the message has no subject.
    """
    page = _main_resource(received.data)
    data, url, charset = (page.get(f"WebResource{name}") for name in ("Data", "URL", "TextEncodingName"))
    if not isinstance(data, bytes):
        raise BadInput("is a web archive without a page.", _SAVE_AGAIN)
    return read_page(
        received._replace(
            data=data,
            url=url if isinstance(url, str) and url.startswith(("http://", "https://")) else received.url,
            charset=charset if isinstance(charset, str) else "",
        )
    )


def _main_resource(data: bytes) -> dict[str, object]:
    try:
        archive = plistlib.loads(data)  # which refuses the entities that XML could declare
    except (
        plistlib.InvalidFileException,
        ExpatError,
        ValueError,
        OverflowError,
        RecursionError,
        MemoryError,
    ) as error:
        raise BadInput("is a property list that is damaged.", _SAVE_AGAIN) from error
    page = archive.get("WebMainResource") if isinstance(archive, dict) else None
    if not isinstance(page, dict):
        raise BadInput("is a property list, and no web archive.", "Open the text that it is about.")
    return page
