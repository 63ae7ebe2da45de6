"""A PDF document is read."""

from __future__ import annotations

from ctypes import c_ushort
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from postil.core.errors import BadInput
from postil.core.text import clean_line
from postil.ingest.document import Parsed
from postil.ingest.pdf.composition import blocks_of
from postil.ingest.pdf.metadata import INFORMATION, about_of
from postil.ingest.pdf.pages import Page, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.ingest.document import Received

MOST_PAGES = 5_000
"""Pages of the longest document that is read."""

_LANGUAGE_LENGTH = 64
"""UTF-16 units of the longest language tag that is looked at."""


def read(received: Received) -> Parsed:
    """Reads a document.

    Raises:
        BadInput: It is locked or damaged, or there is no text in it; the message has no subject.
    """
    with _opened(received.data) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise BadInput(f"has more than {MOST_PAGES} pages.", "Split it into parts and open those.")
        pages = list(_pages(document))
        if not any(page.lines for page in pages):
            raise BadInput(
                "has no text layer; its pages may be pictures.",
                "Run OCR on it first, for example with ocrmypdf, and open the result.",
            )
        labels = [_told(document.get_page_label, number) or str(number + 1) for number in range(count)]
        outline = [_told(mark.get_title) for mark in islice(document.get_toc(), MOST_PAGES)]
        blocks = blocks_of(pages, labels, outline)
        entries = {key: _told(document.get_metadata_value, key) for key in INFORMATION}
        return Parsed(blocks, about_of(entries, _language(document), blocks))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise BadInput(
                "is locked with a password.", "Save a copy without a password in a PDF viewer, and open that."
            ) from None
        raise BadInput(
            "is damaged: it is no complete PDF document.", "Get it again, or save it anew in a PDF viewer."
        ) from None


def _told(ask: Callable[..., str], *of: object) -> str:
    """What pdfium tells in words; nothing where those are damaged."""
    try:
        return clean_line(ask(*of))
    except UnicodeDecodeError:
        return ""


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """The pages that can be read; one that is damaged has no lines."""
    for number in range(len(document)):
        try:
            page = document[number]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield Page(())
            continue
        yield page_of(textpage.raw, page.get_bbox(), number)
        textpage.close()
        page.close()


def _language(document: pypdfium2.PdfDocument) -> str:
    """The language that the catalogue names; older versions of pdfium do not tell."""
    tell = getattr(pdfium, "FPDFCatalog_GetLanguage", None)
    if tell is None:
        return ""
    buffer = (c_ushort * _LANGUAGE_LENGTH)()
    written = min(tell(document.raw, buffer, 2 * _LANGUAGE_LENGTH), 2 * _LANGUAGE_LENGTH)
    return bytes(buffer)[: max(written - 2, 0)].decode("utf-16-le", "replace")
