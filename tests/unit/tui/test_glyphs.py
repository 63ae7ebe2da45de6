from __future__ import annotations

import pytest
from rich.cells import cell_len

from postil.core.model import Check, Stance
from postil.core.target import Anchoring
from postil.review.ledger import State
from postil.tui.looks.glyphs import ASCII, UNICODE, Glyphs, glyphs_for, locale_encoding, word

CONSOLE = glyphs_for("utf-8", forced_ascii=False, terminal="linux")
SETS = [UNICODE, CONSOLE, ASCII]


@pytest.mark.parametrize("glyphs", SETS)
def test_every_glyph_is_one_cell_wide(glyphs: Glyphs) -> None:
    assert {glyph: cell_len(glyph) for glyph in vars(glyphs).values() if cell_len(glyph) != 1} == {}
    assert {len(glyph) for glyph in vars(glyphs).values()} == {1}


def test_the_ascii_set_is_ascii_and_printable() -> None:
    joined = "".join(vars(ASCII).values())
    assert joined.isascii()
    assert joined.isprintable()


@pytest.mark.parametrize("glyphs", SETS)
@pytest.mark.parametrize("column", [State, Stance, Check, Anchoring])
def test_no_two_in_one_column_look_alike(
    glyphs: Glyphs, column: type[State | Stance | Check | Anchoring]
) -> None:
    drawn = [glyphs.of(member) for member in column]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("glyphs", SETS)
def test_a_lost_mark_looks_like_no_state(glyphs: Glyphs) -> None:
    assert glyphs.of(Anchoring.ORPHANED) not in {glyphs.of(state) for state in State}
    assert glyphs.of(Anchoring.ANCHORED) == " "
    assert glyphs.of(Anchoring.CHANGED) == glyphs.of(State.CHANGED)


def test_no_sign_of_a_state_reads_as_a_number_or_as_the_place_of_a_mark() -> None:
    states = {ASCII.of(state) for state in State if state is not State.CHANGED}
    assert not [sign for sign in states if sign.isdigit()]
    assert not states & {ASCII.of(place) for place in Anchoring if place is not Anchoring.CHANGED}


def test_every_state_stance_and_check_has_a_word() -> None:
    for column in (State, Stance, Check):
        words = [word(member) for member in column]
        assert all(words)
        assert len(set(words)) == len(words)
    assert word(Anchoring.ORPHANED) == "lost"


@pytest.mark.parametrize(
    ("encoding", "forced", "terminal", "wanted"),
    [
        ("utf-8", False, "xterm-256color", UNICODE),
        ("UTF-8", False, "", UNICODE),
        ("utf-8", True, "xterm", ASCII),
        ("ascii", False, "xterm", ASCII),
        ("iso-8859-1", False, "xterm", ASCII),
        ("cp1252", False, "", ASCII),
        ("no-such-encoding", False, "xterm", ASCII),
        ("", False, "xterm", ASCII),
        ("utf-8", False, "dumb", ASCII),
    ],
)
def test_the_set_follows_what_the_terminal_can_draw(
    encoding: str,
    forced: bool,  # noqa: FBT001
    terminal: str,
    wanted: Glyphs,
) -> None:
    assert glyphs_for(encoding, forced, terminal) == wanted


def test_a_bare_console_keeps_what_its_font_has() -> None:
    assert CONSOLE.contested == "±"
    assert CONSOLE.bar == "▌"
    assert CONSOLE.settled == ASCII.settled
    assert CONSOLE.altered == ASCII.altered


def test_the_legend_names_each_meaning_once() -> None:
    meanings = [meaning for _, meaning in UNICODE.legend()]
    assert len(set(meanings)) == len(meanings)
    assert ("?", "unsourced: nothing supports or disputes it yet") in set(UNICODE.legend())
    assert [glyph for glyph, _ in UNICODE.legend()] == [
        *("!", "≠", "✓", "?", "±", "○", "²", "¹", "·", "⌀", "¿", "»", "×", "Δ", "“", "⇆"),
        *("+", "−", "~", "=", "≈", "&", "…", "⌀"),
    ]


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LC_ALL": "C"}, "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LANG": "POSIX", "LC_ALL": ""}, "ascii"),
        ({"LC_CTYPE": "POSIX", "LANG": "en_GB.UTF-8"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, "utf-8"),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, "utf-8"),
        ({"LC_CTYPE": "C.UTF-8"}, "utf-8"),
        ({"LANG": "C.UTF-8"}, "utf-8"),
        ({}, "utf-8"),
    ],
)
def test_the_plain_locales_ask_for_ascii(environment: dict[str, str], wanted: str) -> None:
    assert locale_encoding(environment, "utf-8") == wanted
