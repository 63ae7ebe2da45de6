from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.filter import Monochrome
from textual.strip import Strip
from textual.widgets import Static

from postil.tui.terminal import filters
from postil.tui.terminal.filters import Harmless, InAscii

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)
ACTING = [
    *map(chr, range(0x20)),
    "\x7f",
    *map(chr, range(0x80, 0xA0)),
    *"\u202a\u202d\u202e\u2066\u2069",
    "\udc9b",
]


def line_of(*segments: Segment) -> str:
    return "".join(segment.text for segment in Harmless().apply(list(segments), BLACK))


@pytest.mark.parametrize("character", ACTING, ids=ascii)
def test_no_character_that_acts_comes_through(character: str) -> None:
    line = line_of(Segment(f"ebb{character} and flow ", BOLD), Segment("at the quay    "))
    assert character not in line
    assert line.startswith("ebb")
    assert line.isprintable()


def test_an_escape_sequence_is_shown_and_the_line_keeps_its_width() -> None:
    segments = [Segment("\x1b]52;c;aGk=\x07", BOLD), Segment(" weir      ")]
    harmless = Harmless().apply(segments, BLACK)
    assert harmless[0] == Segment("␛]52;c;aGk=␇", BOLD)
    assert Segment.get_line_length(harmless) == Segment.get_line_length(segments)


def test_a_harmless_line_is_not_touched() -> None:
    segments = [Segment("Saltmarsh Quay ± “weir” 潮 👩\u200d🔧", BOLD), Segment("", None)]
    assert Harmless().apply(segments, BLACK) is segments


def test_postil_s_own_words_can_be_written_in_ascii() -> None:
    segments = [Segment("opening … · “¶ 4” − § 2.1", BOLD), Segment(" … Århus ␛", None)]
    plain = InAscii().apply(segments, BLACK)
    assert plain == [Segment('opening.. - "P 4" - S 2.1', BOLD), Segment(".. Århus ?", None)]


@given(st.text())
def test_what_is_written_in_ascii_has_as_many_cells(text: str) -> None:
    segments = [Segment(text)]
    assert Segment.get_line_length(InAscii().apply(segments, BLACK)) == Segment.get_line_length(segments)


def test_control_codes_of_the_screen_are_left_alone() -> None:
    home = Segment("\x1b[H", None, [(ControlType.HOME,)])
    assert Harmless().apply([home, Segment("\x07")], BLACK)[0] is home


@given(st.lists(st.text(st.characters()), max_size=4))
def test_any_text_becomes_writable(texts: list[str]) -> None:
    line = line_of(*map(Segment, texts))
    assert line.encode().decode() == line
    assert not set(line) & set(ACTING)


def test_the_result_is_kept_with_the_strip() -> None:
    strip = Strip([Segment("\x1b[31mred")])
    assert strip.apply_filter(Harmless(), BLACK) is strip.apply_filter(Harmless(), BLACK)
    assert Harmless() != Monochrome()


class Careless(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.harmless = Harmless()

    def compose(self) -> ComposeResult:
        yield Static(Content("before \x1b]52;c;aGk=\x1b\\ \x9b2J\u202e after"))

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self.harmless]


async def test_a_widget_that_was_given_raw_text_draws_it_harmless() -> None:
    app = Careless()
    async with app.run_test(size=(60, 3)):
        lines = app.screen._compositor.render_strips()
        drawn = "".join(segment.text for strip in lines for segment in strip)
        assert "␛]52;c;aGk=␛" in drawn
        assert not set(drawn) & set(ACTING)


def test_a_character_that_acts_is_none_that_python_prints() -> None:
    acting = [character for character in map(chr, range(0x10000)) if filters._ACTING.match(character)]
    assert "\x1b" in acting
    assert not [character for character in acting if character.isprintable()]
