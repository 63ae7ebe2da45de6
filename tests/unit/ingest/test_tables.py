from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.ingest.columns import MOST_BLANK, Spanning, on_grid
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.walk import blocks_of
from postil.ingest.pandoc.tree import blocks_of as pandoc_blocks

_CELL = st.builds(Spanning, st.text("ab", min_size=1, max_size=3), st.integers(-1, 4), st.integers(-1, 4))


def table(rows: str) -> str:
    root = tree_of(f"<table>{rows}</table>")
    assert root is not None
    (block,) = blocks_of(root)
    return block.text


def test_a_value_stands_under_its_own_column() -> None:
    rows = (
        "<tr><th>Quay<th>Year<th>Boats<tr><td rowspan=2>East<td>2001<td>7<tr><td>2002<td>9"
        "<tr><td rowspan=2>West<td>2001<td>4<tr><td>2002<td>5"
    )
    assert table(rows).split("\n") == [
        "Quay | Year | Boats",
        "East | 2001 | 7",
        "     | 2002 | 9",
        "West | 2001 | 4",
        "     | 2002 | 5",
    ]


def test_a_head_of_two_rows_stands_above_its_columns() -> None:
    rows = (
        "<thead><tr><th rowspan=9>Year<th colspan=2>Boats<th rowspan=2>Crew<tr><th>In<th>Out</thead>"
        "<tbody><tr><td>2001<td>7<td>8<td>3<tr><td>2002<td colspan=2>none<td>0</tbody>"
    )
    assert table(rows).split("\n") == [
        "Year | Boats |     | Crew",
        "     | In    | Out",
        "2001 | 7     | 8   | 3",
        "2002 | none  |     | 0",
    ]


def test_a_cell_that_spans_no_rows_reaches_to_the_end() -> None:
    assert table("<tr><td rowspan=0>a<td>b<tr><td>c<tr></tr><tr><td>d") == "a | b\n  | c\n  | d"


def test_what_is_no_span_is_none() -> None:
    assert table("<tr><td rowspan=x colspan='-3'>a<td>b<tr><td colspan=''>c<td rowspan=٣>d") == "a | b\nc | d"


def test_enormous_spans_do_no_harm() -> None:
    wide = "<td colspan=1000000 rowspan=1000000>" * 90
    text = table(f"<tr>{wide}<td>a<td>b" + "<tr><td>c<td>d" * 1000)
    assert len(text) < 10 * MOST_BLANK
    assert text.endswith("c | d")


def test_merged_cells_of_pandoc_are_placed() -> None:
    def cell(words: str, rows: int = 1, columns: int = 1) -> list[object]:
        return [
            ["", [], []],
            {"t": "AlignDefault"},
            rows,
            columns,
            [{"t": "Plain", "c": [{"t": "Str", "c": words}]}],
        ]

    def row(*cells: list[object]) -> list[object]:
        return [["", [], []], list(cells)]

    body = [["", [], []], 0, [], [row(cell("a", rows=2), cell("b")), row(cell("c"))]]
    content = [["", [], []], [None, []], [], [["", [], []], []], [body], [["", [], []], []]]
    (block,) = pandoc_blocks([{"t": "Table", "c": content}])  # type: ignore[dict-item]
    assert block.text == "a | b\n  | c"


@given(st.lists(st.lists(_CELL, max_size=5), max_size=6))
def test_every_cell_stays_in_its_row_and_order(rows: list[list[Spanning[str]]]) -> None:
    grid = on_grid(rows)
    assert [[words for words in line if words] for line in grid] == [
        [cell.content for cell in row] for row in rows
    ]
    assert all(line[-1] for line in grid if line)
