from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.help import PAGES, page
from postil.tui.lines.plain_markdown import lines_of
from postil.tui.looks.glyphs import ASCII, UNICODE
from postil.tui.widgets.wrapping import width_of


def text_of(markdown: str, width: int = 40) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines_of(markdown, width, UNICODE)]


def test_blocks_are_told_apart() -> None:
    markdown = "# Mud\n\nOne **two** `three`\nfour [five](https://example.org).\n\n- an item that\n  goes on\n1. first\n\n```\n  as is\n```\n"
    assert text_of(markdown) == [
        "Mud",
        "───",
        "",
        "One two three four five.",
        "",
        "• an item that goes on",
        "1. first",
        "",
        "    as is",
        "",
    ]


def test_a_span_keeps_its_look_over_a_line_break() -> None:
    first, second = lines_of("a **bold and long** end", 12, UNICODE)
    assert first == [("a ", ""), ("bold and", "title")]
    assert second == [("long", "title"), (" end", "")]


def test_a_table_is_set_in_columns_and_its_last_one_is_wrapped() -> None:
    assert text_of("| key | meaning |\n|---|---|\n| `j` | the next of all the many rows |", 24) == [
        "key  meaning",
        "j    the next of all the",
        "     many rows",
    ]


def test_of_a_table_that_is_too_wide_the_widest_column_is_wrapped_wherever_it_stands() -> None:
    row = "| `j` | Go to the next paragraph of the text | move.next-paragraph |"
    assert text_of(f"| key | meaning | name |\n|---|---|---|\n{row}", 52) == [
        "key  meaning                     name",
        "j    Go to the next paragraph    move.next-paragraph",
        "     of the text",
    ]


def test_ascii_where_the_terminal_has_no_more() -> None:
    lines = lines_of("# Mud\n\n- one", 30, ASCII)
    assert all(text.isascii() for line in lines for text, _ in line)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "keys"])
def test_no_line_of_a_page_is_too_long_but_code(name: str) -> None:
    for line in lines_of(page(name), 60, UNICODE):
        if not any(look == "code" and text.startswith("  ") for text, look in line):
            assert width_of("".join(text for text, _ in line).rstrip()) <= 60


@given(st.text(alphabet="ab *`[](#|-.\n1>", max_size=200), st.integers(20, 80))
def test_no_text_breaks_it(markdown: str, width: int) -> None:
    lines_of(markdown, width, UNICODE)
