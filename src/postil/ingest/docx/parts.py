"""The XML parts of a Word document, made harmless before a converter sees them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from postil.core.errors import BadInput
from postil.core.text import shown
from postil.ingest.archive import Archive
from postil.ingest.docx.formulas import spell_formulas
from postil.ingest.docx.shown import drop_hidden, open_fields
from postil.ingest.docx.tables import fill_skipped_columns
from postil.ingest.xml import root_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_XML = 48 << 20
"""Bytes of all XML of a document; a book of a thousand pages has about 20 MiB."""

_MAIN = "officeDocument"
_RELATIONS = "_rels/.rels"
_NO_DOCUMENT = "Open it in a word processor and save it as .docx."


def parts_of(data: bytes) -> dict[str, etree._Element]:
    """Unpacks and parses a document's XML parts; pictures and all else stay packed.

    Args:
        data: The whole file.

    Returns:
        The roots, by the parts' names.

    Raises:
        BadInput: It is no Word document, or damaged, or too large. The message has no subject.
    """
    archive = Archive(data)
    parts: dict[str, etree._Element] = {}
    size = 0
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            source = archive.read(name)
            size += len(source)
            if size > MOST_XML:
                raise BadInput(
                    f"holds more than {MOST_XML >> 20} MiB of text.", "Split it into parts and open those."
                )
            root = root_of(source)
            if root is None:
                raise BadInput(f"is damaged: {shown(name)} in it is not well-formed XML.", _NO_DOCUMENT)
            parts[name] = root
    _check_main(parts)
    for root in parts.values():
        drop_hidden(root)
        open_fields(root)
        spell_formulas(root)
        fill_skipped_columns(root)
    return parts


def packed(parts: Mapping[str, etree._Element]) -> BytesIO:
    """A document of nothing but these parts, in memory."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, root in parts.items():
            archive.writestr(name, etree.tostring(root, encoding="utf-8"))
    file.seek(0)
    return file


def _check_main(parts: Mapping[str, etree._Element]) -> None:
    relations = parts.get(_RELATIONS)
    targets = (
        relation.get("Target", "").lstrip("/")
        for relation in (relations.iter("{*}Relationship") if relations is not None else ())
        if relation.get("Type", "").endswith(f"/{_MAIN}")
    )
    name = next(targets, "word/document.xml")
    if name not in parts or parts[name].find("{*}body") is None:
        raise BadInput("is no Word document: its main part is missing.", _NO_DOCUMENT)
