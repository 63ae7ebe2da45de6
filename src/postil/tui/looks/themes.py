"""postil's own themes: paper and ink, and both once more in high contrast.

The variables that the screens' styles use beside Textual's own:

- `claim-unsourced`, `claim-supported`, `claim-disputed`, `claim-contested`, `claim-settled`,
  `claim-changed`, `gutter`, `quote-bar`: colours of text and glyphs, to be read on `background`,
  `surface`, `panel` and `cursor-background`;
- `cursor-background`, `selection-background`, `search-background`, `search-current`: backgrounds, on
  which words stand in `foreground`.

Nothing may depend on them alone: on white, sixteen colours leave three that can be read (see `glyphs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK = "postil-dark"
LIGHT = "postil-light"
CONTRAST_DARK = "postil-contrast-dark"
CONTRAST_LIGHT = "postil-contrast-light"


class _Palette(NamedTuple):
    """The colours of one theme; first those that words stand on, then those of words."""

    background: str
    surface: str
    panel: str
    cursor: str
    selection: str
    search: str
    search_current: str
    foreground: str
    muted: str
    gutter: str
    blue: str
    brown: str
    rust: str
    amber: str
    red: str
    green: str
    violet: str
    teal: str


_PALETTES: Mapping[str, _Palette] = {
    DARK: _Palette(
        background="#1c1d20", surface="#232529", panel="#2b2d32", cursor="#2d2f36", selection="#34495a",
        search="#57491b", search_current="#74500f", foreground="#dcd7cb", muted="#aaa598", gutter="#a09b8f",
        blue="#8db6d6", brown="#bda985", rust="#e0a273", amber="#dcb765", red="#ea938c", green="#97c79c",
        violet="#cfa0db", teal="#85c5c9",
    ),
    LIGHT: _Palette(
        background="#f8f4ea", surface="#f0eadb", panel="#e9e1cf", cursor="#f0e6cc", selection="#cfe0e8",
        search="#f3e08a", search_current="#f2b84b", foreground="#2a2824", muted="#5c574d", gutter="#655f54",
        blue="#285a7d", brown="#6a5836", rust="#8b3f1f", amber="#7d5200", red="#a12326", green="#2b6639",
        violet="#7a2f86", teal="#20616b",
    ),
    CONTRAST_DARK: _Palette(
        background="#000000", surface="#101010", panel="#1a1a1a", cursor="#2b2b2b", selection="#004a80",
        search="#5c4a00", search_current="#7a4a00", foreground="#ffffff", muted="#d6d6d6", gutter="#cfcfcf",
        blue="#8fd0ff", brown="#e8d6a8", rust="#ffc08a", amber="#ffd75f", red="#ffb3ae", green="#8df59a",
        violet="#f0b3ff", teal="#7df0f5",
    ),
    CONTRAST_LIGHT: _Palette(
        background="#ffffff", surface="#f4f4f4", panel="#eaeaea", cursor="#fff3b8", selection="#b9dcff",
        search="#ffe45c", search_current="#ffb000", foreground="#000000", muted="#333333", gutter="#3d3d3d",
        blue="#00356b", brown="#433300", rust="#6b1d00", amber="#5a3300", red="#7c0008", green="#004414",
        violet="#540066", teal="#003d44",
    ),
}  # fmt: skip

# Where a terminal has sixteen colours they are named by these values, in which Rich knows them again. Of the dark ones
# on white only three can be read on every terminal; tints cannot be told from the background, and are not asked for.
_SIXTEEN: Mapping[bool, _Palette] = {
    True: _Palette(
        background="#000000", surface="#000000", panel="#000000", cursor="#000000", selection="#0000aa",
        search="#0000aa", search_current="#aa00aa", foreground="#ffffff", muted="#aaaaaa", gutter="#aaaaaa",
        blue="#55ffff", brown="#aaaaaa", rust="#ffff55", amber="#ffff55", red="#ff5555", green="#55ff55",
        violet="#ff55ff", teal="#55ffff",
    ),
    False: _Palette(
        background="#ffffff", surface="#ffffff", panel="#ffffff", cursor="#ffffff", selection="#aaaaaa",
        search="#ffff55", search_current="#55ffff", foreground="#000000", muted="#555555", gutter="#555555",
        blue="#0000aa", brown="#555555", rust="#aa0000", amber="#aa0000", red="#aa0000", green="#0000aa",
        violet="#aa00aa", teal="#0000aa",
    ),
}  # fmt: skip

# Of 256 colours the nearest to some papers is a yellow or a pink, and to some inks the same one: others stand in for these.
_OF_256: Mapping[str, _Palette] = {
    **_PALETTES,
    DARK: _PALETTES[DARK]._replace(selection="#005f87", search_current="#870000", gutter="#a8a8a8"),
    LIGHT: _PALETTES[LIGHT]._replace(
        background="#ffffff", surface="#f4f4f4", panel="#eaeaea", cursor="#eaeaea", selection="#afd7ff",
        search="#ffd75f", search_current="#ffaf5f", rust="#870000", amber="#875f00", red="#af0000", green="#005f00",
        teal="#005f5f", blue="#005f87",
    ),
    CONTRAST_LIGHT: _PALETTES[CONTRAST_LIGHT]._replace(blue="#000087"),
}  # fmt: skip

SIXTEEN_COLOURS = {"standard", "windows"}
"""What Rich calls terminals with as many."""

NAMES = tuple(_PALETTES)
"""The names of postil's own themes; the first is the one to begin with."""

_FROM_TEXTUAL = {
    "claim-unsourced": "text-warning",
    "claim-supported": "text-success",
    "claim-disputed": "text-error",
    "claim-contested": "text-accent",
    "claim-settled": "text-secondary",
    "claim-changed": "text-primary",
    "cursor-background": "panel",
    "selection-background": "primary-muted",
    "search-background": "warning-muted",
    "search-current": "accent-muted",
    "gutter": "text-muted",
    "quote-bar": "text-secondary",
}
"""Which of Textual's variables stands in for one of postil's in a theme that is not postil's."""

VARIABLES = tuple(_FROM_TEXTUAL)
"""The variables that every theme has in postil beside Textual's own."""


def theme(name: str, colours: str | None = "truecolor") -> Theme:
    """Builds one of postil's own themes.

    Args:
        name: Which.
        colours: What Rich calls the colours that the terminal has.

    Raises:
        KeyError: It is none of `NAMES`.
    """
    dark = name in {DARK, CONTRAST_DARK}
    palettes = _OF_256 if colours == "256" else _PALETTES
    palette = _SIXTEEN[dark] if colours in SIXTEEN_COLOURS else palettes[name]
    return Theme(
        name=name,
        dark=dark,
        primary=palette.blue,
        secondary=palette.brown,
        accent=palette.rust,
        warning=palette.amber,
        error=palette.red,
        success=palette.green,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        variables=_variables(palette),
    )


def variable_defaults(chosen: Theme) -> dict[str, str]:
    """What a theme lacks of postil's variables, for `App.get_theme_variable_defaults`."""
    if all(name in chosen.variables for name in VARIABLES):
        return {}
    colors = chosen.to_color_system().generate()
    return {name: colors[stand_in] for name, stand_in in _FROM_TEXTUAL.items()}


def _variables(palette: _Palette) -> dict[str, str]:
    return {
        "claim-unsourced": palette.amber,
        "claim-supported": palette.green,
        "claim-disputed": palette.red,
        "claim-contested": palette.violet,
        "claim-settled": palette.teal,
        "claim-changed": palette.blue,
        "cursor-background": palette.cursor,
        "selection-background": palette.selection,
        "search-background": palette.search,
        "search-current": palette.search_current,
        "gutter": palette.gutter,
        "quote-bar": palette.brown,
        # Textual's own, where what it derives is too pale to be read or falls out of tone.
        "text-muted": palette.muted,
        "foreground-muted": palette.muted,
        "text-primary": palette.blue,
        "text-secondary": palette.brown,
        "text-accent": palette.rust,
        "text-warning": palette.amber,
        "text-error": palette.red,
        "text-success": palette.green,
        "block-cursor-background": palette.selection,
        "block-cursor-foreground": palette.foreground,
        "block-cursor-blurred-background": palette.cursor,
        "block-cursor-blurred-foreground": palette.foreground,
        "footer-background": palette.surface,
        "footer-description-foreground": palette.muted,
        "input-selection-background": palette.selection,
        "screen-selection-background": palette.selection,
        "button-color-foreground": palette.background,
        "border-blurred": palette.muted,
    }
