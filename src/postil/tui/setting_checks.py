"""What of the reader's settings the screen cannot take, told before there is a screen too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES

from postil.core.text import shown
from postil.tui.looks.themes import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.settings import Settings


def theme_problem(wanted: str) -> str:
    """A sentence where there is no theme of that name; an empty one where there is, or where none is wanted."""
    if wanted in {"", *NAMES, *BUILTIN_THEMES}:
        return ""
    return f"There is no theme “{shown(wanted)}”; the palette shows them."


def checked_keys(settings: Settings) -> tuple[dict[str, str], tuple[str, ...]]:
    """The reader's own keys as `App.set_keymap` takes them, and a sentence for each that is left out."""
    from postil.tui.commands.parts import EVERY_REGISTRY, HEARD_TOGETHER
    from postil.tui.keys.keymap import check_keymap

    return check_keymap(EVERY_REGISTRY, settings.keymap, HEARD_TOGETHER)


def screen_problems(settings: Settings) -> Iterator[str]:
    """What the screen would say of the settings when it comes, a sentence each."""
    if problem := theme_problem(settings.theme):
        yield problem
    yield from checked_keys(settings)[1] if settings.keymap else ()
