"""A document as a JSON object: what `postil ingest --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import BlockKind, Link
from postil.ingest.columns import cells_in
from postil.ingest.sentences.splitting import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.model import JSON
    from postil.core.snapshot import Block
    from postil.ingest.document import Document

_TYPES = {
    BlockKind.HEADING: "h",
    BlockKind.PARAGRAPH: "p",
    BlockKind.QUOTE: "quote",
    BlockKind.ITEM: "li",
    BlockKind.CODE: "pre",
    BlockKind.TABLE: "cell",
    BlockKind.CAPTION: "cap",
    BlockKind.FOOTNOTE: "note",
}


def as_json(document: Document) -> dict[str, JSON]:
    """Lists a document's metadata, headings, blocks, sentences and links.

    Each cell of a table is listed for itself. Offsets count code points of the text beside which they stand.
    """
    blocks = document.snapshot.blocks
    about = document.about
    return {
        "title": about.title,
        "author": "; ".join(about.authors),
        "date": about.published,
        "site": about.container,
        "url": about.url,
        "lang": about.language,
        "doi": about.doi,
        "isbn": about.isbn,
        "encoding": document.encoding,
        "encoding_guessed": document.guessed,
        "toc": [block.text for block in blocks if block.kind is BlockKind.HEADING],
        "paragraphs": [_paragraph(piece, about.language) for block in blocks for piece in _cells(block)],
    }


def _cells(block: Block) -> Iterator[Block]:
    """The cells of a table, as paragraphs of their own; any other block as it is."""
    if block.kind is not BlockKind.TABLE:
        yield block
        return
    for start, end in cells_in(block.text):
        links = (
            Link(link.start - start, link.end - start, link.href)
            for link in block.links
            if start <= link.start and link.end <= end
        )
        yield block._replace(text=block.text[start:end], links=tuple(links))


def _paragraph(block: Block, language: str) -> JSON:
    return {
        "text": block.text,
        "type": _TYPES[block.kind],
        "marker": block.marker,
        "sentences": [[start, end] for start, end in sentences(block.text, language)],
        "links": [{"text": block.text[link.start : link.end], "href": link.href} for link in block.links],
    }
