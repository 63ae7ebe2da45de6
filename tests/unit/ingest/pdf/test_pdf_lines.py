from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postil.core.snapshot import BlockKind
from postil.ingest.pdf.blocks import block_of
from postil.ingest.pdf.columns import columns_of
from postil.ingest.pdf.composition import blocks_of
from postil.ingest.pdf.furniture import without_furniture
from postil.ingest.pdf.headings import Headings
from postil.ingest.pdf.joining import Words, joined
from postil.ingest.pdf.lines import Gap, Line, spelt
from postil.ingest.pdf.measures import borders, measured
from postil.ingest.pdf.notes import parted
from postil.ingest.pdf.pages import Page
from postil.ingest.pdf.paragraphs import paragraphs_of

WORDS = st.text(alphabet="abcXYZé.,•1(" + "\N{EM DASH}", min_size=1, max_size=8)
LINES = st.builds(
    Line,
    text=st.lists(WORDS, min_size=1, max_size=8).map(" ".join),
    left=st.sampled_from([40.0, 52.0, 60.0, 230.0]),
    right=st.sampled_from([120.0, 210.0, 215.0, 380.0]),
    base=st.integers(40, 560).map(float),
    size=st.sampled_from([8.0, 10.0, 10.0, 14.0]),
    bold=st.booleans(),
    fixed=st.booleans(),
    hyphen=st.booleans(),
    word=st.sampled_from([10.0, 30.0]),
    page=st.just(0),
    cell=st.just(False),  # noqa: FBT003 - what is always so
    raised=st.just(()),
    links=st.just(()),
    gaps=st.just(()),
).map(lambda line: line._replace(right=max(line.right, line.left + 5)))
PAGES = st.lists(st.lists(LINES, max_size=30), min_size=1, max_size=4)


def line(text: str, **more: float) -> Line:
    """A line of a column from 40 to 200 points, as wide as its letters are many; a hyphen ends it where `text` says so."""
    left = more.pop("left", 40.0)
    hyphen = text.endswith("-")
    text = text.removesuffix("-")
    return Line(
        text, left, left + 4 * len(text), more.pop("base", 50.0), more.pop("size", 10.0), hyphen=hyphen
    )._replace(**more)  # type: ignore[arg-type]


def unspaced(text: str) -> str:
    return "".join(text.split())


def letters(text: str) -> str:
    """What must stay: all but blanks, the hyphens at line ends, and dots, which may lead to a page number."""
    return re.sub(r"[\s.·…-]", "", text)


@given(PAGES)
def test_columns_hold_each_line_once(pages: list[list[Line]]) -> None:
    for page in pages:
        found = [each for column in columns_of(page) for each in column]
        assert sorted("".join(unspaced(each.text) for each in found)) == sorted(
            "".join(unspaced(each.text) for each in page)
        )


@given(PAGES)
def test_paragraphs_hold_each_line_once_and_in_order(pages: list[list[Line]]) -> None:
    columns = [page for page in pages if page]
    found = paragraphs_of(columns, measured(columns))
    assert [each for paragraph in found for each in paragraph.lines] == [
        each for page in columns for each in page
    ]


@given(PAGES)
def test_blocks_hold_each_word_once_and_in_order(pages: list[list[Line]]) -> None:
    columns = [page for page in pages if page]
    measures = measured(columns)
    paragraphs = paragraphs_of(columns, measures)
    words = Words(each for page in columns for each in page)
    headings = Headings(paragraphs, measures)
    for paragraph in paragraphs:
        block = block_of(paragraph, headings, words)
        marker = block.marker if block.kind is BlockKind.ITEM else ""
        expected = letters("".join(each.text for each in paragraph.lines))
        if marker == "•":
            expected, marker = expected[1:], ""
        assert letters(marker + block.text) == expected


@given(st.lists(st.lists(LINES, min_size=8, max_size=30), min_size=1, max_size=4))
def test_a_document_loses_no_word_but_those_of_its_furniture(pages: list[list[Line]]) -> None:
    numbered = [[each._replace(page=number) for each in page] for number, page in enumerate(pages)]
    labels = [str(number) for number in range(1, len(pages) + 1)]
    blocks = blocks_of([Page(tuple(page)) for page in numbered], labels)
    kept = sorted(
        "".join(letters(each.text) for page in without_furniture(numbered, labels) for each in page)
    )
    said = sorted(
        "".join(letters(block.marker.strip("•") + block.text.replace(" | ", "")) for block in blocks)
    )
    assert [letter for letter in said if letter != "•"] == [letter for letter in kept if letter != "•"]
    told = [int(block.page) for block in blocks if block.page]
    assert told == sorted(set(told))
    assert not blocks or blocks[0].page


def test_ligatures_are_letters_and_nothing_acts() -> None:
    assert spelt("\ud835\udc4e is a letter, \ud835 is none") == "\U0001d44e is a letter, \ufffd is none"
    assert spelt("ﬁne oﬃce\xa0\t ﬂow\x1b[2J") == "fine office flow"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the harbour was im-", "mense"], "the harbour was immense"),
        (["a two-", "masted ship and a two-masted boat"], "a two-masted ship and a two-masted boat"),
        (["the well-", "known pilot, well known to all"], "the well-known pilot, well known to all"),
        (["a double-", "stranded rope, double or single-stranded"], "a double-stranded rope, double or single-stranded"),
        (["a two-", "stranded rope"], "a two-stranded rope"),
        (["a seven-", "teenth rope"], "a seventeenth rope"),
        (["the for-", "mer mate sailed for a price-former"], "the former mate sailed for a price-former"),
        (["the natural-", "ist saw natural", "history"], "the naturalist saw natural history"),
        (["an over-", "looked rule; they overlooked it over there and looked on"], None),
        (["a German-", "English tale"], "a German-English tale"),
        (["Haupt-", "und Nebensache"], "Haupt- und Nebensache"),
        (["from 1990-", "95"], "from 1990-95"),
        (["he paused\N{EM DASH}", "and went"], "he paused\N{EM DASH}and went"),
        (["he paused", "\N{EM DASH}and went"], "he paused\N{EM DASH}and went"),
        (["he paused \N{EM DASH}", "and went"], "he paused \N{EM DASH} and went"),
        (["pages 12\N{EN DASH}", "15"], "pages 12\N{EN DASH}15"),
        (["see https://quay.example/plan/", "2024 for it"], "see https://quay.example/plan/2024 for it"),
        (["see https://quay.example/plan", "for it"], "see https://quay.example/plan for it"),
        (["at https://doi.org/10.", "1234/quay"], "at https://doi.org/10.1234/quay"),
        (["港口在中午", "关闭"], "港口在中午关闭"),
        (["it ended with a hyphen-"], "it ended with a hyphen-"),
    ],
)  # fmt: skip
def test_hyphens_at_the_ends_of_lines(lines: list[str], text: str | None) -> None:
    found = [line(each, base=50.0 + 12 * number) for number, each in enumerate(lines)]
    assert joined(found, Words(found))[0] == (
        text or "an overlooked rule; they overlooked it over there and looked on"
    )


def test_running_heads_change_with_the_page() -> None:
    pages = [
        [line(f"Page {n} of 12", base=40), line(f"The {'cde'[n - 1]} text", base=80), line(str(n), base=560)]
        for n in range(1, 4)
    ]
    assert [[each.text for each in page] for page in without_furniture(pages, ["1", "2", "3"])] == [
        ["The c text"],
        ["The d text"],
        ["The e text"],
    ]


def test_the_head_of_a_single_page_is_known_by_the_title_that_it_says() -> None:
    head, text = [line("On Ferries", base=40), line("A. Holm", left=160, base=40)], line("It left.", base=100)
    (found,) = without_furniture([[*head, line("On Ferries", base=70, size=14.0), text]], ["1"])
    assert [(each.text, each.size) for each in found] == [("On Ferries", 14.0), ("It left.", 10.0)]
    for other in (line("On Quays", base=70, size=14.0), line("On Ferries", base=70)):
        (found,) = without_furniture([[*head, other, text]], ["1"])
        assert len(found) == 4


def test_a_lone_number_is_text_unless_it_is_the_pages_own() -> None:
    page = [line("Text", base=80), line("7", base=560)]
    assert len(without_furniture([page], ["1"])[0]) == 2
    assert len(without_furniture([page], ["7"])[0]) == 1


def test_heads_that_name_the_section_are_known_by_their_place() -> None:
    def page(number: int) -> list[Line]:
        head = "On the Quay" if number % 4 else f"Section {'abc'[number // 4]}"
        return [
            line(head, base=40),
            *(line(f"{chr(97 + number)} is the {word}", base=80 + 12 * at) for at, word in enumerate("xyz")),
        ]

    found = without_furniture([page(number) for number in range(12)], [""] * 12)
    assert all(len(each) == 3 for each in found)


def page_with_notes(number: int, notes: list[Line]) -> list[Line]:
    body = [line(f"{'abc'[number]} went to the {word}", base=80 + 12 * at) for at, word in enumerate("xyz")]
    return [*body, *notes, line(str(number + 1), base=582)]


def kept_notes(*pages: list[Line]) -> list[list[str]]:
    found = without_furniture(
        [page_with_notes(number, notes) for number, notes in enumerate(pages)],
        [str(number + 1) for number in range(len(pages))],
    )
    assert all(page[2].text.endswith("z") for page in found)
    return [[each.text for each in page[3:]] for page in found]


def test_notes_of_the_same_words_are_no_running_foot() -> None:
    raised = {"size": 8.0, "raised": ((0, 2),)}
    pages = [[line(f"{mark}Ibid.", base=540, **raised)] for mark in (12, 13, 14)]  # type: ignore[arg-type]
    assert kept_notes(*pages) == [["12Ibid."], ["13Ibid."], ["14Ibid."]]


def test_the_last_lines_of_notes_are_no_running_foot() -> None:
    pages = [
        [
            line(f"{mark}As it is told in the book of", base=530, size=8.0, raised=((0, 1),)),  # type: ignore[arg-type]
            line("the harbour.", base=540, size=8.0),
        ]
        for mark in (1, 2, 3)
    ]
    assert [len(page) for page in kept_notes(*pages)] == [2, 2, 2]


def test_notes_whose_marks_stand_on_the_line_are_known_by_what_the_text_cites() -> None:
    def page(number: int, *notes: str) -> list[Line]:
        cited = line(f"It left.{number}", base=116, raised=((8, 9),))  # type: ignore[arg-type]
        return [cited, *(line(text, base=500 + 40 * at, size=8.0) for at, text in enumerate(notes))]

    ibid = [page(number, f"{number} Ibid.") for number in (1, 2, 3)]
    assert [texts[1:] for texts in kept_notes(*ibid)] == [["1 Ibid."], ["2 Ibid."], ["3 Ibid."]]
    foot = [
        page(number, f"{number} See {word}.", f"{number} On Ferries")
        for number, word in zip((1, 2, 3), "xyz", strict=True)
    ]
    assert [texts[1:] for texts in kept_notes(*foot)] == [["1 See x."], ["2 See y."], ["3 See z."]]


def test_a_running_foot_of_two_lines_is_dropped() -> None:
    pages = [
        [line("A Journal of Ferries", base=540, size=8.0), line(f"Printed {word}", base=550, size=8.0)]
        for word in ("here",) * 3
    ]
    assert kept_notes(*pages) == [[], [], []]


def test_lines_from_right_to_left_are_read_in_a_mirror() -> None:
    lines = [line("x" * 40), line("y" * 10, left=160.0, base=62)]  # the second begins at the right border too
    first, second = (each.mirrored() for each in lines)
    assert first.left == second.left
    assert first.mirrored() == lines[0]


def test_a_table_is_no_pair_of_columns() -> None:
    rows = [
        line(f"{side} {number}", left=left, base=50.0 + 12 * number)
        for number in range(8)
        for side, left in (("a", 40), ("b", 240))
    ]
    (column,) = columns_of(rows)
    assert [each.text for each in column] == [each.text for each in rows]
    assert all(each.cell for each in column)


def table(*rows: tuple[float, list[str]], lefts: tuple[float, ...] = (40, 140, 240)) -> list[Line]:
    """Rows of cells, each with its height; an empty cell is left out."""
    return [
        line(text, left=left, base=base)
        for base, row in rows
        for left, text in zip(lefts, row, strict=True)
        if text
    ]


def set_table(lines: list[Line]) -> list[tuple[BlockKind, str]]:
    rest = [line(f"{'x' * 70} {word}", base=300.0 + 12 * at) for at, word in enumerate("abcdefgh")]
    blocks = blocks_of([Page((*lines, *rest))], ["1"])
    assert blocks[-1].kind is BlockKind.PARAGRAPH
    return [(block.kind, block.text) for block in blocks[:-1]]


CELLS = st.text(alphabet="ABCdef12", min_size=1, max_size=9)


ROWS = st.tuples(CELLS, CELLS, st.just("") | CELLS) | st.tuples(CELLS, st.just(""), CELLS)


@example([("Sail", "", "")])
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_each_cell_stands_under_its_head(body: list[tuple[str, str, str]]) -> None:
    rows = [("Ship", "Port", "Toll"), *body, ("All", "1", "2")]
    found = set_table(table(*((50.0 + 16 * at, list(row)) for at, row in enumerate(rows))))
    assert [kind for kind, _ in found] == [BlockKind.TABLE]
    cells = [tuple(cell.strip() for cell in f"{row} ".split(" | ")) for row in found[0][1].split("\n")]
    assert cells == rows


def test_a_line_that_holds_two_cells_is_parted_between_them() -> None:
    rows = table((50.0, ["Ship", "Port", "Toll"]), (66.0, ["Ilse", "Saltmarsh", "3"]), lefts=(40, 70, 120))
    close = line("Anna Whitby", base=82, gaps=(Gap(4, 56, 70),))._replace(right=94)  # type: ignore[arg-type]
    assert set_table([*rows, close]) == [
        (BlockKind.TABLE, "Ship | Port      | Toll\nIlse | Saltmarsh | 3\nAnna | Whitby    |")
    ]


def test_words_of_a_cell_go_on_below() -> None:
    spaced = table(
        (50.0, ["Ship", "What was said", "Year"]),
        (68.0, ["Ilse", "It was told that the", "1999"]),
        (80.0, ["", "Quay would be", ""]),
        (98.0, ["Anna", "It was not told any-", "2004"]),
        (110.0, ["", "more.", ""]),
    )
    assert set_table(spaced) == [
        (
            BlockKind.TABLE,
            """\
Ship | What was said                      | Year
Ilse | It was told that the Quay would be | 1999
Anna | It was not told anymore.           | 2004""",
        )
    ]


def test_rows_as_close_as_lines_stay_rows_unless_their_words_go_on() -> None:
    rows = [["Ship", "What was said", "Year"], ["Ilse", "It was told that the", "1999"]]
    small, large = [*rows, ["", "quay was closed.", ""]], [*rows, ["", "The quay was closed.", "2000"]]
    assert len(set_table(table(*zip((50.0, 62.0, 74.0), small, strict=True)))[0][1].split("\n")) == 2
    assert len(set_table(table(*zip((50.0, 62.0, 74.0), large, strict=True)))[0][1].split("\n")) == 3
    uniform = [[f"ab {row}0", f"ab {row}1", f"ab {row}2"] for row in range(3)]
    assert len(set_table(table(*zip((50.0, 62.0, 74.0), uniform, strict=True)))[0][1].split("\n")) == 3


def test_where_columns_are_not_sure_the_rows_stay_as_they_are_printed() -> None:
    rows = table(
        (50.0, ["", "Ilse", "Anna"]), (66.0, ["Port", "Saltmarsh", "Whitby"]), (82.0, ["Toll", "", ""])
    )
    across = line("is the same in all ports", left=160, base=82)
    assert set_table([*rows, across]) == [
        (
            BlockKind.CODE,
            f"{'':25}Ilse{'':21}Anna\nPort{'':21}Saltmarsh{'':16}Whitby\nToll{'':26}is the same in all ports",
        )
    ]


def test_one_line_with_wide_spaces_is_no_table() -> None:
    words = [line("BOOK", left=40), line("II.", left=90), line("CHAPTER", left=140)]
    (column,) = columns_of([*words, line("goes on here without a gap", base=62)])
    assert [(each.text, each.cell) for each in column] == [
        ("BOOK II. CHAPTER", False),
        ("goes on here without a gap", False),
    ]


def test_columns_of_a_few_words_a_line_are_columns_too() -> None:
    words = ["a few words", "on each line", "of two slim", "columns here", "side by side"]
    page = [line(text, left=left, base=50.0 + 12 * at) for at, text in enumerate(words) for left in (40, 120)]
    assert [[each.text for each in column] for column in columns_of(page)] == [words, words]


def test_items_with_numbers_are_known_by_the_numbers_before_and_behind() -> None:
    def blocks(*texts: str) -> list[str]:
        lines = [line(text, base=50.0 + 30 * at) for at, text in enumerate(texts)]
        rest = [line("X" * 60, base=400.0 + 12 * at) for at in range(9)]
        return [f"{block.marker}|{block.text}" for block in blocks_of([Page((*lines, *rest))], [""])][
            : len(texts)
        ]

    assert blocks("1. A rope", "2. A bell") == ["1.|A rope", "2.|A bell"]
    assert blocks("1. A rope", "7. A bell") == ["|1. A rope", "|7. A bell"]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    small = {"size": 8.0}
    first = [line("The text.1", base=50, raised=((9, 10),)), line("1 It was told that", base=500, **small)]  # type: ignore[arg-type]
    second = [line("More text.", base=50), line("the quay was closed.", base=500, **small)]
    one, other = parted([[first], [second]], 10.0)
    assert [each.text for note in one.notes for each in note.lines] == [
        "It was told that",
        "the quay was closed.",
    ]
    assert not other.notes
    assert one.columns[0][0].text == "The text.[1]"


def test_powers_and_the_marks_of_authors_are_no_references() -> None:
    page = [
        line("Ana Holm1, Bo Reed", base=40, raised=((8, 9),)),  # type: ignore[arg-type]
        line("The quay.1 Then a2 fell.", base=80, raised=((9, 10), (17, 18))),  # type: ignore[arg-type]
        line("1 A note.", base=500, size=8.0),
        line("2 Another.", base=512, size=8.0),
    ]
    (foot,) = parted([[page]], 10.0)
    assert [each.text for each in foot.columns[0]] == ["Ana Holm¹, Bo Reed", "The quay.[1] Then a² fell."]
    assert [note.marker for note in foot.notes] == ["1", "2"]


def test_a_mark_behind_a_number_leads_to_its_note_unless_a_better_one_does() -> None:
    page = [
        line("It is told.1 In 42 km1", base=50, raised=((11, 12), (21, 22))),  # type: ignore[arg-type]
        line("it took 20193 more.", base=62, raised=((12, 13),)),  # type: ignore[arg-type]
        line("1 A note of 101.", base=500, size=8.0, raised=((0, 1), (14, 15))),  # type: ignore[arg-type]
        line("3 A note of 103.", base=512, size=8.0, raised=((0, 1), (14, 15))),  # type: ignore[arg-type]
    ]
    (foot,) = parted([[page]], 10.0)
    assert [each.text for each in foot.columns[0]] == ["It is told.[1] In 42 km¹", "it took 2019[3] more."]
    assert [each.text for note in foot.notes for each in note.lines] == ["A note of 10¹.", "A note of 10³."]


def test_a_mark_that_a_line_begins_with_belongs_to_the_word_before() -> None:
    page = [
        line("The quay was closed on Monday.", base=50),
        line("2", base=62, raised=((0, 1),)),  # type: ignore[arg-type]
        line("2 A note.", base=500, size=8.0),
    ]
    assert [block.text for block in blocks_of([Page(tuple(page))], ["1"])] == [
        "The quay was closed on Monday.[2]",
        "A note.",
    ]


def test_a_figure_in_a_paragraph_stands_behind_it() -> None:
    first = [line("The quay was closed for the", base=500), line("winter, since the ice had", base=512)]
    second = [
        line("Figure 2: The ice.", base=40, size=8.0),
        line("taken its pillars. It was", base=80),
        line("never opened again.", base=92),
    ]
    pages = [
        Page(tuple(each._replace(page=number) for each in lines))
        for number, lines in enumerate((first, second))
    ]
    found = [(block.kind, block.text) for block in blocks_of(pages, ["1", "2"])]
    assert found == [
        (
            BlockKind.PARAGRAPH,
            "The quay was closed for the winter, since the ice had taken its pillars. It was never opened again.",
        ),
        (BlockKind.CAPTION, "Figure 2: The ice."),
    ]


def test_small_type_without_a_mark_is_text() -> None:
    page = [line("The text.", base=50), line("Printed by the town.", base=500, size=8.0)]
    (foot,) = parted([[page]], 10.0)
    assert foot.columns == [page]
    assert not foot.notes


def test_a_line_that_is_set_too_long_does_not_widen_its_column() -> None:
    column = [line("x" * 40, base=50.0 + 12 * number) for number in range(20)]
    column[3] = column[3]._replace(right=900.0)
    assert borders([column]) == [(40.0, 200.0)]
