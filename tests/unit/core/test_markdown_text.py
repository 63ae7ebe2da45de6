from __future__ import annotations

import pytest

from postil.core.markdown_text import blocks, destination, escaped, indented, linked


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain words, 5 > 4 and AT&T - yes!", "plain words, 5 > 4 and AT&T - yes!"),
        ("*a* _b_ `c` [d](e) <f> #g |h| ~i~ \\j", r"\*a\* \_b\_ \`c\` \[d\](e) \<f> \#g \|h\| \~i\~ \\j"),
        ("&copy; &#35; & so", r"\&copy; \&#35; & so"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("1.5 metres", "1.5 metres"),
        ("> said", r"\> said"),
        ("===", r"\==="),
        (": a definition", r"\: a definition"),
        ("  in from the edge ", "in from the edge"),
        ("", ""),
    ],
)
def test_only_what_acts_is_escaped(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


def test_lines_break_hard_and_empty_lines_part_paragraphs() -> None:
    assert blocks("one\n  two\n\n \n\nthree\n") == "one\\\ntwo\n\nthree"


def test_a_margin_stands_before_each_line() -> None:
    assert indented("one\n\ntwo", "> ") == "> one\n>\n> two"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example/b_c?d=1&e=2#f", "https://a.example/b_c?d=1&e=2#f"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("https://a.example/<b> c\\d", "https://a.example/%3Cb%3E%20c%5Cd"),
        ("https://a.example/?x&copy;", "https://a.example/?x&copy%3B"),
        ("https://a.example/%20é", "https://a.example/%20%C3%A9"),
        ("javascript:alert(1)", ""),
        ("https:///path", ""),
        ("https://[x", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_lead_anywhere(url: str, target: str) -> None:
    assert destination(url) == target


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("See https://a.example/b_c.", "See <https://a.example/b_c>."),
        ("(https://a.example/b)", "(<https://a.example/b>)"),
        ("https://a.example/b_(c), *so*", r"<https://a.example/b_(c)>, \*so\*"),
        ("- javascript:alert(1)", r"\- javascript:alert(1)"),
        ("http://[x", r"http\://\[x"),
    ],
)
def test_addresses_in_a_line_become_links(text: str, markdown: str) -> None:
    assert linked(text) == markdown
