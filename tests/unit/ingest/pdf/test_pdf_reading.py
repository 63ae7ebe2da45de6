from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.document import Parsed, Received
from postil.ingest.door import open_document
from postil.ingest.pdf.reading import read
from postil.ingest.sniffing import sniff
from tests.unit.ingest.pdf.writer import Words, column, pdf

if TYPE_CHECKING:
    from pathlib import Path

FERRY = [
    "The ferry left the quay at noon, as it had done for thirty years, and",
    "nobody on the pier looked up. The harbour master wrote the hour into",
    "his book, closed it, and went home.",
]
DREDGER = [
    "The dredger came a week later. It was old, it was slow, and it was",
    "louder than anything that the town had heard since the war ended.",
]


def parsed(*pages: list[Words], **options: object) -> Parsed:
    return read(Received(pdf(*pages, **options), "sample.pdf"))  # type: ignore[arg-type]


def texts(*pages: list[Words]) -> list[str]:
    return [block.text for block in parsed(*pages).blocks]


def indented(*paragraphs: list[str]) -> list[str]:
    return [("\t" if number == 0 else "") + line for lines in paragraphs for number, line in enumerate(lines)]


def test_indented_paragraphs_are_told_apart() -> None:
    page = column(indented(FERRY, DREDGER, FERRY))
    assert texts(page) == [" ".join(FERRY), " ".join(DREDGER), " ".join(FERRY)]


def test_spaced_paragraphs_are_told_apart() -> None:
    page = [*column(FERRY), *column(DREDGER, y=130), *column(FERRY, y=170)]
    assert texts(page) == [" ".join(FERRY), " ".join(DREDGER), " ".join(FERRY)]


def test_a_paragraph_goes_on_over_pages_without_their_heads_and_numbers() -> None:
    def page(number: int, lines: list[str]) -> list[Words]:
        head = Words(160, 40, f"Notes from the Quay {number}", 8)
        return [head, *column(lines), Words(208, 560, str(number))]

    blocks = parsed(
        page(1, FERRY[:2]), page(2, [FERRY[2], *indented(DREDGER)]), page(3, indented(DREDGER))
    ).blocks
    assert [block.text for block in blocks] == [" ".join(FERRY), " ".join(DREDGER), " ".join(DREDGER)]
    assert [block.page for block in blocks] == ["1", "2", "3"]


def test_the_printed_page_numbers_are_told() -> None:
    pages = [column(FERRY), column(indented(DREDGER)), column(indented(FERRY[1:]))]
    blocks = parsed(*pages, labels="0 << /S /r >> 2 << /S /D /St 1 >>").blocks
    assert [block.page for block in blocks] == ["i", "ii", "1"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        "The left column is read down to",
        "its foot before the right one is",
        "begun, since a reader who went",
        "across would under\u00ad",
    ]
    right = [
        "stand nothing of what was said",
        "in either of them, and would be",
        "right to close the book before",
        "the end of the first page.",
    ]
    across = "A Title That Runs Across Both of Its Columns"
    rows = [words for pair in zip(column(left, x=40), column(right, x=220), strict=True) for words in pair]
    blocks = parsed([Words(60, 50, across, 16), *rows]).blocks
    assert blocks[0] == Block(BlockKind.HEADING, across, 1, page="1")
    assert [block.text for block in blocks[1:]] == [" ".join([*left, *right]).replace("\u00ad ", "")]


def test_notes_at_the_foot_are_tied_to_their_marks() -> None:
    page = [
        *column(FERRY),
        Words(201, 100, "1", 6),
        *column(
            ["1 Recorded in the harbour book, which is", "kept in the town hall."], y=520, size=8, leading=9.5
        ),
        *column(["2 Not cited anywhere."], y=540, size=8),
    ]
    text, note, *_ = parsed(page).blocks
    assert text.text == f"{' '.join(FERRY)}[1]"
    assert text.links == (Link(len(text.text) - 3, len(text.text), "#note-1"),)
    assert note.kind is BlockKind.FOOTNOTE
    assert (note.marker, note.name) == ("[1]", "note-1")
    assert note.text.startswith("Recorded in the harbour book, which is kept in the town hall.")


def test_a_mark_behind_a_number_is_no_digit_of_it() -> None:
    page = [
        Words(60, 80, "The toll was 4.5"),
        Words(124, 76, "1", 6),
        Words(129, 80, "marks in 2019"),
        Words(184, 76, "2", 6),
        Words(60, 92, "and 10"),
        Words(85, 88, "-6", 6),
        Words(95, 92, "of it, or 30 pence, was lost."),
        Words(60, 520, "1", 5),
        Words(64, 523, "By the book.", 8),
    ]
    text, note = parsed(page).blocks
    assert text.text == "The toll was 4.5[1] marks in 2019² and 10⁻⁶ of it, or 30 pence, was lost."
    assert text.links == (Link(16, 19, "#note-1"),)
    assert (note.marker, note.text) == ("[1]", "By the book.")


def test_numbers_without_letters_around_them_are_set_in_the_type_of_most_of_their_digits() -> None:
    page = [Words(60, 80, "1", 6), *column(["35 211 908"], x=63, y=84), *column(FERRY, y=120)]
    assert texts(page) == ["¹35 211 908", " ".join(FERRY)]


def test_larger_and_bold_lines_are_headings_with_levels() -> None:
    page = [
        Words(60, 60, "Dredging the Harbour", 18),
        Words(60, 90, "What Was Planned", 13),
        *column(FERRY, y=110),
        Words(60, 170, "What it cost", 10, "B"),
        *column(DREDGER, y=190),
    ]
    found = [(block.level, block.text) for block in parsed(page).blocks if block.kind is BlockKind.HEADING]
    assert found == [(1, "Dredging the Harbour"), (2, "What Was Planned"), (3, "What it cost")]


def test_a_line_that_the_outline_names_is_a_heading() -> None:
    page = [Words(60, 60, "1. The plan", 10), *column(FERRY, y=90), *column(DREDGER, y=150)]
    assert parsed(page).blocks[0].kind is not BlockKind.HEADING
    assert parsed(page, outline=("1. The Plan",)).blocks[0].kind is BlockKind.HEADING


def test_items_captions_programs_and_tables_keep_their_form() -> None:
    page = [
        *column(FERRY),
        *[
            words
            for y, item in ((130, "a rope"), (144, "a bell"))
            for words in (Words(70, y, "\u2022"), Words(82, y, item))
        ],
        *column(["Figure 3: The quay at low water."], y=170, size=8),
        *column(["while tide > 2:", "    wait()"], y=200, font="M"),
        *[
            Words(60 + 120 * cell, 240 + 14 * row, f"cell {row}{cell}")
            for row in range(3)
            for cell in range(3)
        ],
    ]
    blocks = parsed(page).blocks
    assert [(block.kind, block.marker, block.text) for block in blocks[1:]] == [
        (BlockKind.ITEM, "•", "a rope"),
        (BlockKind.ITEM, "•", "a bell"),
        (BlockKind.CAPTION, "", "Figure 3: The quay at low water."),
        (BlockKind.CODE, "", "while tide > 2:\n    wait()"),
        (
            BlockKind.TABLE,
            "",
            "cell 00 | cell 01 | cell 02\ncell 10 | cell 11 | cell 12\ncell 20 | cell 21 | cell 22",
        ),
    ]


def test_what_runs_along_the_border_stands_behind_the_page() -> None:
    page = [Words(20, 400, "Filed under harbours", 10, "F", turn=True), *column(FERRY)]
    assert texts(page) == [" ".join(FERRY), "Filed under harbours"]


def test_a_page_that_is_turned_is_read_along_its_lines() -> None:
    page = [Words(60 + 12 * number, 500, line, 10, "F", turn=True) for number, line in enumerate(FERRY)]
    assert texts(page) == [" ".join(FERRY)]


def test_what_lies_beyond_the_borders_is_not_read() -> None:
    assert texts([*column(FERRY), Words(60, 700, "Colour bar of the printer")]) == [" ".join(FERRY)]


@pytest.mark.parametrize(
    ("info", "title", "authors", "published"),
    [
        (
            {
                "Title": "On [Ferries]",
                "Author": "Ana Holm; Bo Reed",
                "CreationDate": "D:20240517093000+02'00'",
            },
            "On [Ferries]",
            ("Ana Holm", "Bo Reed"),
            "2024-05-17",
        ),
        (
            {"Title": "On Ferries", "Author": "Ana Holm, Bo Reed and Cy Lund"},
            "On Ferries",
            ("Ana Holm", "Bo Reed", "Cy Lund"),
            "",
        ),
        (
            {"Title": "Microsoft Word - ferry.docx", "Author": "admin", "CreationDate": "yesterday"},
            "The Ferry",
            (),
            "",
        ),
        (
            {"Title": "ferry_v7.indd", "Author": "Holm, Ana", "CreationDate": "D:2024"},
            "The Ferry",
            ("Holm, Ana",),
            "2024",
        ),
        ({"Title": "untitled", "Author": "Ana Holm & Bo Reed"}, "The Ferry", ("Ana Holm", "Bo Reed"), ""),
    ],
)
def test_what_the_document_says_about_itself_is_taken_where_it_is_sensible(
    info: dict[str, str], title: str, authors: tuple[str, ...], published: str
) -> None:
    about = parsed([Words(60, 60, "The Ferry", 18), *column(FERRY, y=90)], info=info).about
    assert (about.title, about.authors, about.published) == (title, authors, published)


@pytest.mark.parametrize(
    ("line", "program", "date"),
    [
        ("Saltmarsh: Quay Press, 1851", "Writer", "1851"),
        ("May 2019", "Writer", "2019"),
        ("\u00a9 2019 The Harbour Society. All rights are kept, and all tides are free.", "Writer", "2019"),
        ("Quays and Tides, Vol. 3, No. 2 (2018), pp. 7-9.", "Writer", "2018"),
        ("arXiv:2403.01234v2 [econ.GN] 3 Mar 2024", "pdfTeX", "2024"),
        ("The town had closed its quay in 1851, as all of them remembered.", "Writer", ""),
        ("The town had closed its quay in 2023, as all of them remembered.", "Writer", "2024-05-17"),
        ("The town had closed its quay, as all of them remembered.", "Writer", "2024-05-17"),
        ("The town had closed its quay, as all of them remembered.", "ABBYY FineReader", ""),
    ],
)
def test_what_the_first_page_prints_comes_before_the_day_the_file_was_made(
    line: str, program: str, date: str
) -> None:
    page = [Words(60, 60, "The Ferry", 18), Words(60, 90, line), *column(FERRY, y=130)]
    info = {"CreationDate": "D:20240517093000Z", "Producer": program}
    assert parsed(page, info=info).about.published == date


def test_a_doi_on_the_first_page_is_the_documents_own() -> None:
    first = [Words(60, 60, "https://doi.org/10.1000/quay.17", 8), *column(FERRY, y=90)]
    assert parsed(first, column(["doi:10.1000/other.9"])).about.doi == "10.1000/quay.17"
    assert parsed(column(FERRY), column(["doi:10.1000/other.9"])).about.doi == ""


def test_a_doi_in_the_information_dictionary_is_taken() -> None:
    assert parsed(column(FERRY), info={"doi": "10.1000/quay.18"}).about.doi == "10.1000/quay.18"
    assert (
        parsed(column(FERRY), info={"Subject": "Quays 3 (2024), doi:10.1000/q.19."}).about.doi
        == "10.1000/q.19"
    )


def test_the_language_is_that_of_the_words() -> None:
    english = column([*FERRY, *DREDGER])
    assert parsed(english, language="en-GB").about.language == "en-GB"
    assert parsed(english, language="de-DE").about.language == "en"


def test_a_locked_document_says_so() -> None:
    key = "00" * 32
    locked = f"/ID [<{key}> <{key}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    with pytest.raises(BadInput, match=r"^is locked with a password\."):
        parsed(column(FERRY), trailer=locked)


def test_a_document_of_pictures_says_so() -> None:
    with pytest.raises(BadInput, match="has no text layer") as told:
        parsed([], [])
    assert "OCR" in told.value.hint


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\nxref\n0 1\ntrailer << /Root 1 0 R >>\n%%EOF", b"%PDF-1.4\0\0"]
)
def test_a_document_of_a_head_alone_is_damaged(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^is damaged"):
        read(Received(data, "a.pdf"))


def test_a_head_may_stand_behind_other_bytes_in_a_file_that_is_called_so() -> None:
    data = b"POST /scan\r\n" * 9 + pdf(column(FERRY))
    received = Received(data, "a.pdf", ".pdf")
    assert (sniff(received), sniff(received._replace(ending=".txt"))) == ("pdf", "text")
    assert [block.text for block in read(received).blocks] == [" ".join(FERRY)]


def test_pages_that_hold_themselves_end() -> None:
    looped = pdf(column(FERRY)).replace(b"/Kids [", b"/Kids [2 0 R ").replace(b"/Count 1", b"/Count 2")
    assert [block.text for block in read(Received(looped, "a.pdf")).blocks] == [" ".join(FERRY)]


def test_damaged_bytes_give_a_text_or_an_error() -> None:
    whole = pdf(column([*FERRY, *DREDGER]), column(FERRY), info={"Title": "On Ferries"})
    dice = random.Random(7)  # noqa: S311 - the same damage each time
    read_whole, refused = 0, 0
    for _ in range(60):
        spoilt = bytearray(whole[: dice.choice([len(whole), dice.randrange(len(whole))])])
        for _ in range(dice.randrange(20)):
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        try:
            read_whole += bool(read(Received(bytes(spoilt), "a.pdf")).blocks)
        except BadInput:
            refused += 1
    assert read_whole
    assert refused


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "ferry.pdf"
    path.write_bytes(pdf([Words(60, 60, "The Ferry", 18), *column(FERRY, y=90)]))
    document = open_document(str(path))
    assert document.about.title == "The Ferry"
    assert document.snapshot.blocks[1].text == " ".join(FERRY)
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(BadInput, match=r"^ferry\.pdf is damaged"):
        open_document(str(path))
