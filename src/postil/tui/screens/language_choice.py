"""The languages in which a citation can be set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.locales import LANGUAGES, is_locale, named
from postil.tui.screens.narrowing import Narrowing
from postil.tui.widgets.wrapping import column

if TYPE_CHECKING:
    from collections.abc import Sequence

OF_STYLE = "as the style has it"
"""The words for no language of one's own."""


class LanguageChoice(Narrowing[str]):
    """Lets the reader pick a language tag, or the empty one for the language of the style.

    Args:
        locale: The one that is in force.
    """

    heading = "Language of this copy"
    empty = "No language of this name. A tag with its region does too: de-AT"

    DEFAULT_CSS = "LanguageChoice > Vertical { max-width: 72; }"

    def __init__(self, locale: str) -> None:
        tags = ("", *sorted(LANGUAGES, key=lambda tag: LANGUAGES[tag]))
        more = (locale,) if locale not in tags else ()
        super().__init__((*more, *tags), 0 if more else tags.index(locale))

    def drawn(self, row: str, width: int) -> Sequence[tuple[str, str]]:
        """The tag and its name."""
        return (f"{row:<7}", "key"), (column(named(row) or OF_STYLE, max(width - 7, 0)), "")

    def name_of(self, row: str) -> str:
        """The tag."""
        return row

    def found(self, words: str) -> Sequence[str]:
        """The languages whose name or tag has what was typed; a tag of its own with a region."""
        typed = words.strip()
        wanted = typed.casefold()
        fitting = [row for row in self.rows if wanted in f"{row} {named(row) or OF_STYLE}".casefold()]
        return [typed, *fitting] if is_locale(typed) and typed not in self.rows else fitting
