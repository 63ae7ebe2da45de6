from __future__ import annotations

from pathlib import Path

import mammoth
import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.document import About
from postil.ingest.docx import parts
from postil.ingest.door import read_document
from tests.unit.ingest.packing import notes, packed, paragraph, relations, styles, word

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "{}<dc:creator>Ines Holm; [Aro] Lind</dc:creator><dc:language>en-GB</dc:language>"
    "<dcterms:created>2024-05-17T08:00:00Z</dcterms:created></cp:coreProperties>"
)
STYLES = {
    "word/styles.xml": styles(
        "Title",
        "heading 1",
        "heading 7",
        "Quote",
        "Intense Quote",
        "Block Text",
        "Source Code",
        "caption",
        "Table Caption",
    )
}


def blocks(data: bytes) -> list[Block]:
    return list(read_document(data).snapshot.blocks)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def bold(words: str) -> str:
    return f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>"


def test_what_word_does_not_show_is_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> and silt</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> and sand</w:t></w:r>'
    assert [block.text for block in blocks(word(f"<w:p>{run('Mud')}{hidden}{shown}</w:p>"))] == [
        "Mud and sand"
    ]


def test_the_result_of_a_simple_field_is_read() -> None:
    field = f'<w:fldSimple w:instr=" SEQ Table "><w:fldData>x</w:fldData>{run("1")}</w:fldSimple>'
    assert [block.text for block in blocks(word(f"<w:p>{run('Table ')}{field}{run(': Mud')}</w:p>"))] == [
        "Table 1: Mud"
    ]


def test_short_lines_in_bold_are_headings_where_no_style_tells_any() -> None:
    body = bold("THE HARBOUR") + bold("1. Mud") + paragraph("It is dredged.") + paragraph("It comes back.")
    found = blocks(word(body + bold("It is bold.")))
    assert [(block.kind.value, block.level, block.text) for block in found] == [
        ("heading", 1, "THE HARBOUR"),
        ("heading", 2, "1. Mud"),
        ("paragraph", 0, "It is dredged."),
        ("paragraph", 0, "It comes back."),
        ("paragraph", 0, "It is bold."),
    ]
    assert BlockKind.HEADING not in {
        block.kind for block in blocks(word(bold("Mud") + bold("Silt") + paragraph("Sand.")))
    }
    styled = blocks(
        word(paragraph("Mud", "heading1") + bold("Ada Quill") + paragraph("It is dredged."), STYLES)
    )
    assert [block.kind for block in styled][1] is BlockKind.PARAGRAPH


def test_styles_tell_what_a_paragraph_is() -> None:
    body = (
        paragraph("The Harbour", "Title")
        + paragraph("Mud", "heading1")
        + paragraph("It was &lt;b&gt; noon.")
        + paragraph("Deep", "heading7")
        + paragraph("We dredge.", "Quote")
        + paragraph("We dig.", "IntenseQuote")
        + paragraph("We stop.", "BlockText")
        + paragraph("x = 1", "SourceCode")
        + paragraph("  y = 2", "SourceCode")
        + paragraph("Fig. 1", "caption")
        + paragraph("Table 1", "TableCaption")
    )
    assert [(block.kind.value, block.level, block.text) for block in blocks(word(body, STYLES))] == [
        ("heading", 1, "The Harbour"),
        ("heading", 1, "Mud"),
        ("paragraph", 0, "It was <b> noon."),
        ("heading", 6, "Deep"),
        ("quote", 0, "We dredge."),
        ("quote", 0, "We dig."),
        ("quote", 0, "We stop."),
        ("code", 0, "x = 1\n  y = 2"),
        ("caption", 0, "Fig. 1"),
        ("caption", 0, "Table 1"),
    ]


def test_notes_are_led_to() -> None:
    body = (
        f'<w:p>{run("It cost more.")}<w:r><w:footnoteReference w:id="1"/></w:r>{run(" Much more.")}'
        '<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    )
    data = word(
        body,
        {
            "word/_rels/document.xml.rels": relations(
                ("r1", "footnotes", "footnotes.xml"), ("r2", "endnotes", "endnotes.xml")
            ),
            "word/footnotes.xml": notes("footnote", "So they said."),
            "word/endnotes.xml": notes("endnote", "And they knew."),
        },
    )
    text, first, second = blocks(data)
    assert text.text == "It cost more.[1] Much more.[2]"
    assert text.links == (Link(13, 16, f"#{first.name}"), Link(27, 30, f"#{second.name}"))
    assert [(note.kind, note.marker, note.text) for note in (first, second)] == [
        (BlockKind.FOOTNOTE, "[1]", "So they said."),
        (BlockKind.FOOTNOTE, "[2]", "And they knew."),
    ]


def test_links_and_tables_are_kept() -> None:
    cells = ("Year", "Ferries", "2022", "9")
    row = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in cells[:2])
    other = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in cells[2:])
    body = (
        f'<w:p>{run("See ")}<w:hyperlink r:id="r1">{run("the plan")}</w:hyperlink>, '
        f'<w:hyperlink w:anchor="there">{run("below")}</w:hyperlink></w:p>'
        f"<w:tbl><w:tr>{row}</w:tr><w:tr>{other}</w:tr></w:tbl>"
        f'<w:p><w:bookmarkStart w:id="1" w:name="there"/>{run("Below.")}</w:p>'
    )
    links = relations(("r1", "hyperlink", "https://quay.example/plan"))
    text, table, below = blocks(word(body, {"word/_rels/document.xml.rels": links}))
    assert text.links == (Link(4, 12, "https://quay.example/plan"), Link(12, 17, f"#{below.name}"))
    assert (table.kind, table.text) == (BlockKind.TABLE, "Year | Ferries\n2022 | 9")
    assert below.text == "Below."


def test_a_row_begins_where_its_first_column_is() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words) if words else '<w:p/>'}</w:tc>"

    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    behind = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    wide = cell("None", '<w:gridSpan w:val="2"/>')
    body = (
        f"<w:tbl><w:tr>{cell('Quay', begins)}{cell('In')}{cell('Out')}</w:tr><w:tr>{cell('', goes_on)}{wide}</w:tr>"
        f"<w:tr>{behind}{cell('3')}{cell('4')}</w:tr></w:tbl>{paragraph('Below.')}"
    )
    assert blocks(word(body))[0].text == "Quay | In   | Out\n     | None\n     | 3    | 4"


def test_a_link_written_as_a_field_leads_to_its_place() -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://quay.example/a" \\l "mud" </w:instrText></w:r>'
    body = f"<w:p>{field('begin')}{code}{field('separate')}{run('Mud')}{field('end')}</w:p>"
    assert blocks(word(body))[0].links == (Link(0, 3, "https://quay.example/a#mud"),)


def test_formulas_are_spelled() -> None:
    def said(words: str) -> str:
        return f"<m:r><m:t>{words}</m:t></m:r>"

    formula = (
        f"<m:oMath>{said('y=')}<m:f><m:num>{said('a+b')}</m:num><m:den>{said('2')}</m:den></m:f>{said('+')}"
        f"<m:sSup><m:e>{said('x')}</m:e><m:sup>{said('2')}</m:sup></m:sSup>{said('+')}"
        f"<m:rad><m:radPr/><m:deg/><m:e>{said('z')}</m:e></m:rad></m:oMath>"
    )
    body = f"<w:p>{run('So ')}{formula}{run('.')}</w:p><w:p><m:oMathPara>{formula}</m:oMathPara></w:p>"
    assert [block.text for block in blocks(word(body))] == ["So y=(a+b)/2+x^2+√z.", "y=(a+b)/2+x^2+√z"]


def test_core_properties_tell_who_and_when() -> None:
    def about(title: str, body: str = paragraph("Mud.")) -> About:
        return read_document(word(body, {"docProps/core.xml": CORE.format(title), **STYLES})).about

    assert about("<dc:title> The [b]Harbour[/b] </dc:title>") == About(
        "The [b]Harbour[/b]", ("Ines Holm", "[Aro] Lind"), language="en-GB"
    )
    assert about("<dc:title>Document1</dc:title>", paragraph("The Harbour", "Title")).title == "The Harbour"


def picture(description: str, blip: str = 'r:embed="r1"') -> str:
    """A run that shows a picture."""
    return (
        "<w:r><w:drawing><wp:inline"
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="p"'
        f' descr="{description}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f"<a:blip {blip}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_nothing_outside_of_the_document_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"secret")
    links = relations(("r1", "image", outside.as_uri()))
    body = "<w:p>" + picture("A crane", 'r:link="r1"') + "</w:p>"
    (block,) = blocks(word(body, {"word/_rels/document.xml.rels": links}))
    assert (block.kind, block.text) == (BlockKind.CAPTION, "A crane")


def test_a_picture_leaves_its_description_its_caption_or_a_mark() -> None:
    body = (
        f"<w:p>{picture('A crane')}</w:p><w:p>{picture('')}</w:p>{paragraph('Mud.')}<w:p>{picture('')}</w:p>"
        + paragraph("Fig. 1: A dredger", "caption")
        + f"<w:p>{run('Press ')}{picture('  ')}{run(' to dredge.')}</w:p>"
    )
    parts = {**STYLES, "word/_rels/document.xml.rels": relations(("r1", "image", "media/a.png"))}
    assert [(block.kind.value, block.text) for block in blocks(word(body, parts))] == [
        ("caption", "A crane"),
        ("caption", "[picture]"),
        ("paragraph", "Mud."),
        ("caption", "Fig. 1: A dredger"),
        ("paragraph", "Press [picture] to dredge."),
    ]


def test_entities_are_not_put_in() -> None:
    declared = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY x "&a;&a;">]>'
    data = word(paragraph("Mud &x;"))
    with pytest.raises(BadInput, match="not well-formed"):
        read_document(data)
    bomb = word(paragraph("Mud."), {"word/footnotes.xml": f"{declared}<a>&x;</a>"})
    with pytest.raises(BadInput, match=r"word/footnotes\.xml in it is not well-formed"):
        read_document(bomb)
    assert [
        block.text for block in blocks(word(paragraph("Mud."), {"word/other.xml": f"{declared}<a/>"}))
    ] == ["Mud."]


def test_what_is_no_document_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="main part is missing"):
        read_document(packed({"[Content_Types].xml": "<a/>", "word/other.xml": "<a/>"}))
    with pytest.raises(BadInput, match="damaged or cut short"):
        read_document(word(paragraph("Mud."))[:-10], kind="docx")
    monkeypatch.setattr(parts, "MOST_XML", 100)
    with pytest.raises(BadInput, match="of text"):
        read_document(word(paragraph("Mud.")))


@pytest.mark.parametrize("error", [KeyError("a"), RecursionError(), AttributeError("b"), OSError("c")])
def test_what_the_converter_cannot_take_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(mammoth, "convert_to_html", fail)
    with pytest.raises(BadInput, match="cannot be understood"):
        read_document(word(paragraph("Mud.")))


def test_old_and_locked_documents_are_told() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(BadInput, match=r"an old Word document.*save it as \.docx"):
        read_document(ole, Path("a.doc"))
    with pytest.raises(BadInput, match=r"locked with a password.*save it without one"):
        read_document(ole + "EncryptedPackage".encode("utf-16-le"), Path("a.docx"))
