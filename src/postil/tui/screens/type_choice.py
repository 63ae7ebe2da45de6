"""The types of sources, when a new one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.screens.narrowing import Narrowing
from postil.tui.source_fields import TYPES, type_words
from postil.tui.widgets.wrapping import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import Input


class TypeChoice(Narrowing[str]):
    """Lets the reader pick a type of CSL's."""

    heading = "What is it?"
    empty = "No type has these words in its name."

    DEFAULT_CSS = "TypeChoice > Vertical { max-width: 44; }"

    def __init__(self) -> None:
        super().__init__(TYPES, 0)

    def drawn(self, row: str, width: int) -> Sequence[tuple[str, str]]:
        """The type in words."""
        return ((column(type_words(row), width), ""),)

    def name_of(self, row: str) -> str:
        """The type's name."""
        return row

    def found(self, words: str) -> Sequence[str]:
        """The types that have all words in their names; those that begin with what is typed come first."""
        wanted = _bare(words)
        fitting = [row for row in self.rows if all(word in _bare(row) for word in wanted.split())]
        return sorted(fitting, key=lambda row: not _bare(row).startswith(wanted))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list; what fits best is current."""
        super().on_input_changed(event)
        self.listing.go(0)


def _bare(name: str) -> str:
    """A name as it is compared: `legal_case` and `legal case` are the same."""
    return name.casefold().replace("-", " ").replace("_", " ").strip()
