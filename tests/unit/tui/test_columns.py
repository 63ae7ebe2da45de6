from __future__ import annotations

from postil.tui.lines.columns import ENOUGH, GAP, Column, fitting


def cell(row: str, _: object) -> tuple[str, str]:
    return row, ""


COLUMNS = (
    Column("title", 0, 0, cell),
    Column("author", 24, 60, cell, grows=10),
    Column("source", 24, 90, cell, grows=20),
    Column("claims", 6, 40, cell),
)


def widths(width: int) -> list[int]:
    return [cells for _, cells in fitting(COLUMNS, width)]


def test_what_a_wide_list_leaves_the_title_goes_to_what_can_use_it() -> None:
    assert widths(30) == [30]
    assert widths(80) == [46, 24, 6]
    needed = ENOUGH + 24 + 24 + 6 + 3 * GAP
    assert widths(needed) == [ENOUGH, 24, 24, 6]
    assert widths(needed + 15) == [ENOUGH, 29, 34, 6]
    assert widths(needed + 30) == [ENOUGH, 34, 44, 6]
    assert widths(needed + 50) == [ENOUGH + 20, 34, 44, 6]
    for width in range(30, 240):
        shown = widths(width)
        assert sum(shown) + GAP * (len(shown) - 1) == width
