from __future__ import annotations

from itertools import product

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.terminal_theme import TerminalTheme
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from postil.tui.looks.themes import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    LIGHT,
    NAMES,
    VARIABLES,
    theme,
    variable_defaults,
)

INKS = (
    "claim-unsourced",
    "claim-supported",
    "claim-disputed",
    "claim-contested",
    "claim-settled",
    "claim-changed",
    "gutter",
    "quote-bar",
    "text-muted",
    "foreground-muted",
    "text-primary",
    "text-secondary",
    "text-accent",
    "text-warning",
    "text-error",
    "text-success",
    "foreground",
)
PAPERS = ("background", "surface", "panel", "cursor-background")
MARKERS = ("selection-background", "search-background", "search-current")
PAIRS = (
    *product(INKS, PAPERS),
    *product(["foreground"], MARKERS),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("markdown-h1-color", "background"),
    ("markdown-h6-color", "background"),
    *product(["button-color-foreground"], ["primary", "success", "warning", "error"]),
)

# The sixteen colours as the text consoles of VGA had them, dark and bright.
SIXTEEN = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [(0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)],
    [(85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255),
     (255, 255, 255)],
)  # fmt: skip


# And as xterm has them, where dark green, yellow and cyan on white cannot be read.
XTERM = TerminalTheme(
    (0, 0, 0),
    (229, 229, 229),
    [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)],
    [(127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
     (255, 255, 255)],
)  # fmt: skip


def luminance(color: Color) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = [channel / 255 for channel in color.rgb]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: Color, second: Color) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def sixteen(color: Color, terminal: TerminalTheme = SIXTEEN) -> Color:
    """What is left of a colour on a terminal of sixteen."""
    coarse = RichColor.from_rgb(*color.rgb).downgrade(ColorSystem.STANDARD)
    return Color(*coarse.get_truecolor(terminal))


def of_256(color: Color) -> Color:
    """What is left of a colour on a terminal of 256."""
    return Color(*RichColor.from_rgb(*color.rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def colors_of(name: str, colours: str = "truecolor") -> dict[str, str]:
    built = theme(name, colours)
    return {**built.to_color_system().generate(), **built.variables}


def test_contrast_is_computed_as_the_guideline_says() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(118, 118, 118), Color(255, 255, 255)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_words_can_be_read_on_everything_they_stand_on(name: str) -> None:
    colors = colors_of(name)
    least = 7.0 if name in {CONTRAST_DARK, CONTRAST_LIGHT} else 4.5
    found = {
        (ink, paper): contrast(Color.parse(colors[paper]) + Color.parse(colors[ink]), Color.parse(colors[paper]))
        for ink, paper in PAIRS
    }  # fmt: skip
    assert {pair: round(ratio, 1) for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("terminal", [SIXTEEN, XTERM], ids=["vga", "xterm"])
@pytest.mark.parametrize("name", NAMES)
def test_words_can_be_read_on_sixteen_colours(name: str, terminal: TerminalTheme) -> None:
    colors = colors_of(name, "standard")
    found = {
        (ink, paper): contrast(
            sixteen(Color.parse(colors[ink]), terminal), sixteen(Color.parse(colors[paper]), terminal)
        )
        for ink, paper in PAIRS
    }
    least = {pair: 4.5 if pair[0] == "foreground" else 3.8 for pair in PAIRS}
    assert {pair: round(ratio, 1) for pair, ratio in found.items() if ratio < least[pair]} == {}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_approximated_on_sixteen_colours(name: str) -> None:
    colors = colors_of(name, "standard")
    named = {Color.parse(colors[variable]) for variable in (*INKS, *PAPERS, *MARKERS)}
    assert {color for color in named if sixteen(color) != color} == set()


def test_states_differ_in_colour_on_a_dark_ground_of_sixteen_colours() -> None:
    colors = colors_of(NAMES[0], "standard")
    states = ("unsourced", "supported", "disputed", "contested", "settled")
    assert len({colors[f"claim-{state}"] for state in states}) == len(states)


@pytest.mark.parametrize("name", NAMES)
def test_states_differ_in_colour_too_where_there_are_enough(name: str) -> None:
    colors = colors_of(name)
    claims = [colors[variable] for variable in VARIABLES if variable.startswith("claim-")]
    assert len(claims) == 6
    assert len(set(claims)) == 6


@pytest.mark.parametrize("name", NAMES)
def test_light_themes_are_light(name: str) -> None:
    built = theme(name)
    assert built.name == name
    assert built.dark is (name not in {LIGHT, CONTRAST_LIGHT})
    assert (luminance(Color.parse(colors_of(name)["background"])) < 0.5) is built.dark


@pytest.mark.parametrize("stock", BUILTIN_THEMES.values(), ids=lambda stock: stock.name)
def test_every_theme_has_postils_variables(stock: Theme) -> None:
    defaults = variable_defaults(stock)
    assert tuple(defaults) == VARIABLES
    assert all(defaults.values())


@pytest.mark.parametrize("name", NAMES)
def test_own_themes_need_no_defaults(name: str) -> None:
    assert variable_defaults(theme(name)) == {}


STYLES = "\n".join(
    ["Screen { background: $search-current; }"]
    + [f".i{number} {{ color: ${ink}; }}" for number, ink in enumerate(INKS)]
    + [f".p{number} {{ background: ${paper}; }}" for number, paper in enumerate((*PAPERS, *MARKERS))]
)


class Themed(App[None]):
    CSS = STYLES

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)


async def test_an_app_can_wear_every_theme() -> None:
    app = Themed()
    async with app.run_test() as pilot:
        for name in NAMES:
            app.register_theme(theme(name))
        for name in (*NAMES, *BUILTIN_THEMES):
            app.theme = name
            await pilot.pause()
        app.theme = LIGHT
        await pilot.pause()
        assert app.screen.styles.background == Color.parse(colors_of(LIGHT)["search-current"])


@pytest.mark.parametrize("name", NAMES)
def test_words_can_be_read_on_256_colours_and_states_differ(name: str) -> None:
    colors = colors_of(name, "256")
    found = {
        (ink, paper): contrast(of_256(Color.parse(colors[ink])), of_256(Color.parse(colors[paper])))
        for ink, paper in (*product(INKS, PAPERS), *product(["foreground"], MARKERS))
    }
    assert {pair: round(ratio, 1) for pair, ratio in found.items() if ratio < 4.5} == {}
    states = [of_256(Color.parse(colors[name])).hex for name in VARIABLES if name.startswith("claim-")]
    assert len(set(states)) == len(states)


@pytest.mark.parametrize("name", NAMES)
def test_paper_is_grey_on_256_colours(name: str) -> None:
    colors = colors_of(name, "256")
    papers = [of_256(Color.parse(colors[paper])) for paper in ("background", "surface", "panel")]
    assert [paper.hex for paper in papers if len(set(paper.rgb)) > 1] == []
