"""A Word document is read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

import mammoth

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.ingest.document import Parsed, Received
from postil.ingest.docx.headings import mark_headings
from postil.ingest.docx.parts import packed, parts_of
from postil.ingest.html.walk import blocks_of
from postil.ingest.properties import CORE, about_of
from postil.ingest.xml import page_of, words_of

if TYPE_CHECKING:
    from lxml import etree
    from mammoth.documents import Image

_QUOTES = ("Quote", "Intense Quote", "Block Text", "Block Quote", "Block Quotation", "Quotations")
_CODE = ("Source Code", "HTML Preformatted", "Preformatted Text")
_CAPTIONS = ("Caption", "Table Caption", "Image Caption", "Figure Caption", "Illustration", "Figure")
_TITLE = "of-document"
_STYLES = "\n".join(
    (
        f"p[style-name='Title'] => h1.{_TITLE}:fresh",
        *(f"p[style-name='heading {level}'] => h6:fresh" for level in (7, 8, 9)),
        *(f"p[style-name='{name}'] => blockquote > p:fresh" for name in _QUOTES),
        *(f"p[style-name='{name}'] => pre:separator('\\n')" for name in _CODE),
        *(f"p[style-name='{name}'] => figcaption:fresh" for name in _CAPTIONS),
    )
)
_PLACE_BEHIND = pattern(r'" *\\l *"')
"""How Word writes the place in a page that a link leads to (ECMA-376 Part 1, 17.16.5.25); the converter keeps it."""

_UNDESCRIBED = "[picture]"
"""What stands for a picture that no words describe."""

_CANNOT = (AttributeError, ExpatError, LookupError, OSError, RecursionError, TypeError, ValueError)
"""What the converter raises where a document is not as it should be."""


def read(received: Received) -> Parsed:
    """Reads a document: its headings by their styles, its notes, tables, links and core properties.

    Raises:
        BadInput: It is damaged or too large; the message has no subject.
    """
    parts = parts_of(received.data)
    about = about_of(parts.get(CORE))
    page = page_of(f"<html><body>{_html(parts)}</body></html>".encode())
    if page is None:
        return Parsed([], about)
    for link in page.iter("{*}a"):
        link.set("href", _PLACE_BEHIND.sub("#", link.get("href") or ""))
    for caption in page.iter("{*}figcaption"):
        _leave_to(caption)
    mark_headings(page)
    titles = (words_of(heading) for heading in page.iter("{*}h1") if heading.get("class") == _TITLE)
    return Parsed(blocks_of(page), about._replace(title=next(titles, "") or about.title))


def _html(parts: dict[str, etree._Element]) -> str:
    try:
        converted = mammoth.convert_to_html(
            packed(parts),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(_described),
        )
    except _CANNOT as error:
        raise BadInput(
            "is a Word document that cannot be understood: it is damaged or not as Word writes one.",
            "Open it in a word processor and save it as .docx.",
        ) from error
    return str(converted.value)


def _described(image: Image) -> dict[str, str]:
    """The attributes of a picture's element beside the description that it has."""
    return {} if (image.alt_text or "").strip() else {"alt": _UNDESCRIBED}


def _leave_to(caption: etree._Element) -> None:
    """Leaves it to a caption to stand for the undescribed picture above it, or else below it."""
    for beside in (caption.getprevious(), caption.getnext()):
        pictures = [] if beside is None or words_of(beside) else list(beside.iter("{*}img"))
        if pictures:
            for picture in pictures:
                if picture.get("alt") == _UNDESCRIBED:
                    picture.set("alt", "")
            return
