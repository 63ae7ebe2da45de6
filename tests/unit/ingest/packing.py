"""Archives, books and documents, made where a test needs them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Files = Mapping[str, str | bytes]

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="text/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_XHTML = "application/xhtml+xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def packed(files: Files, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of some files, in their order."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return file.getvalue()


def chapter(body: str) -> str:
    """A chapter of a book."""
    return (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>not shown</title></head><body>{body}</body></html>"
    )


def package(
    chapters: Iterable[str],
    metadata: str = "<dc:title>The ferry</dc:title>",
    items: str = "",
    spine: str = "",
) -> str:
    """A package document that lists files as chapters."""
    names = list(chapters)
    listed = "".join(f'<item id="{name}" href="{name}" media-type="{_XHTML}"/>' for name in names)
    read = spine or "".join(f'<itemref idref="{name}"/>' for name in names)
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{listed}{items}</manifest><spine>{read}</spine></package>"
    )


def book(chapters: Files, opf: str = "", others: Files | None = None) -> bytes:
    """A book: its chapters' bodies, or bytes as they are, by their names."""
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "text/book.opf": opf or package(chapters),
    }
    for name, body in chapters.items():
        files[f"text/{name}"] = chapter(body) if isinstance(body, str) else body
    return packed({**files, **(others or {})})


def relations(*parts: tuple[str, str, str]) -> str:
    """Relations of a document of Office Open XML: the id, the last word of the type and the target of each."""
    listed = ""
    for name, kind, target in parts:
        mode = ' TargetMode="External"' if ":" in target else ""
        listed += f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def word(body: str, others: Files | None = None) -> bytes:
    """A Word document with such a body."""
    return packed(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": (
                f'<?xml version="1.0"?><w:document {_W} xmlns:r="{_R}"'
                ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
                f"<w:body>{body}</w:body></w:document>"
            ),
            **(others or {}),
        }
    )


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of a Word document, in a style."""
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{told}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def styles(*names: str) -> str:
    """Named styles of paragraphs; the id of each is its name without blanks."""
    listed = ""
    for name in names:
        key = name.replace(" ", "")
        listed += f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    return f"<w:styles {_W}>{listed}</w:styles>"


def notes(kind: str, *texts: str) -> str:
    """Footnotes or endnotes of a Word document, numbered from 1; `kind` is `footnote` or `endnote`."""
    listed = "".join(
        f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>' for number, text in enumerate(texts, 1)
    )
    return f"<w:{kind}s {_W}>{listed}</w:{kind}s>"


def open_document(body: str, meta: str = "") -> bytes:
    """An OpenDocument text."""
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {office} {text}><office:body><office:text>{body}"
                "</office:text></office:body></office:document-content>"
            ),
            "styles.xml": (
                f"<office:document-styles {office}><office:font-face-decls/><office:styles/>"
                "<office:automatic-styles/><office:master-styles/></office:document-styles>"
            ),
            "meta.xml": (
                f'<office:document-meta {office} xmlns:dc="http://purl.org/dc/elements/1.1/"'
                ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">'
                f"<office:meta>{meta}</office:meta></office:document-meta>"
            ),
        },
        zipfile.ZIP_STORED,
    )


def presentation(words: str) -> bytes:
    """A presentation of one slide."""
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    shape = f"<p:sp><p:nvSpPr/><p:spPr/><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    return packed(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": (
                f'<p:presentation {p} xmlns:r="{_R}"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst>'
                '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
            ),
            "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", "slides/slide1.xml")),
            "ppt/slides/slide1.xml": (
                f"<p:sld {p} {a}><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:sld>"
            ),
        }
    )


def workbook(words: str) -> bytes:
    """A workbook of one sheet with one cell."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return packed(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook {main} xmlns:r="{_R}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": relations(
                ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")
            ),
            "xl/sharedStrings.xml": f"<sst {main}><si><t>{words}</t></si></sst>",
            "xl/worksheets/sheet1.xml": (
                f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
                '<c r="B1"><v>7</v></c></row></sheetData></worksheet>'
            ),
        }
    )
