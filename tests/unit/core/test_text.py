from __future__ import annotations

import pytest

from postil.core import text as text_module
from postil.core.text import clean, clean_line, copyable, shortened, shown


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\vd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("a\fb\u2029c", "a\n\nb\n\nc"),
        ("a\tb\n\tc", "a   b\n    c"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;pwned\x07text", "text"),
        ("\x1b]52;c;aGk=\x1b\\text", "text"),
        ("\x9b31mred", "red"),
        ("\x1bPq#1\x1b\\text", "text"),
        ("re\xadport\u200b\ufeff", "report"),
        ("a\x00b", "ab"),
        ("a\x08b\x7f", "a\u2408b\u2421"),
        ("\u202eabc\u202c", "\N{REPLACEMENT CHARACTER}abc"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("\ufdd0\uffff", "\ufdd0\N{REPLACEMENT CHARACTER}"),
        ("cafe\u0301", "café"),
        ("\u212b", "Å"),
        ("“quay” — £3", "“quay” — £3"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize("opening", ["\x1b[", "\x1b]", "\x9d", "\x1bP\x90", "\x9b0", "\x1b", "a\u0301\u0316"])
def test_long_runs_of_openings_are_taken_once(opening: str) -> None:
    text = clean(opening * 100_000)
    assert clean(text) == text


def test_a_long_run_of_marks_is_parted() -> None:
    text = clean("a" + "\u0316\u0301" * 100)
    assert max(map(len, text.split("\u034f"))) <= 31


def test_clean_line_is_one_line() -> None:
    assert clean_line("  The\n ferry\t\u2029left ") == "The ferry left"


def test_shown_makes_newlines_and_controls_visible() -> None:
    assert shown("a\n\x1b[31mb\u202ec") == "a\u2424\u241b[31mb\N{REPLACEMENT CHARACTER}c"


def test_shortened_cuts_at_a_word() -> None:
    assert shortened("The ferry left the quay", 16) == "The ferry left…"
    assert shortened("short", 16) == "short"
    assert len(shortened("x" * 50, 16)) == 16


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "بِ\u200cتو",
        "क्\u200dष",
        "র\u200d্য",
        "👩\u200d👩\u200d👧",
        "👩🏽\u200d🚀",
        "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)
def test_joiners_and_tags_that_are_spelling_are_copied(text: str) -> None:
    assert copyable(text) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("qu\u200day", "quay"),
        ("\u200cquay\u200d", "quay"),
        ("👩\u200c🚀", "👩🚀"),
        ("👩\u200d\u200d🚀", "👩🚀"),
        ("كلمة\u200c", "كلمة"),
        ("quay\u200e \u200fquay", "quay quay"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("a\U000e0067\U000e007f", "a"),
    ],
)
def test_format_characters_that_change_nothing_are_not_copied(raw: str, text: str) -> None:
    assert copyable(raw) == text


def test_a_character_that_is_changed_is_none_that_python_prints() -> None:
    # So what can be printed is not looked through for them.
    changed = {*map(chr, text_module._changes_in_line()), *text_module._BREAKS, *text_module._INTRODUCERS}
    assert not {character for character in changed if character.isprintable()}
    assert all(text_module._SUSPECT.match(chr(code)) for code in text_module._changes_in_line())
