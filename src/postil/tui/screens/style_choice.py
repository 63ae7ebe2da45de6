"""The citation styles, with a preview of the one that is current."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from postil.core.text import shortened, shown
from postil.tui.screens.narrowing import Narrowing
from postil.tui.widgets.wrapping import column, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from postil.services.citing import Citations, Named, Place

PREVIEW = 6
"""Rows of the preview, with those that part it from the list."""


class StyleChoice(Narrowing["Named"]):
    """Lets the reader pick a style; below the rows a source is cited in the current one.

    The best known styles are shown at first; what is typed is looked for among all.

    Args:
        citations: Those of the style that is in force.
        sample: What is cited; a made-up report where there is nothing at hand.
    """

    DEFAULT_CSS = """
    StyleChoice > Vertical { max-width: 84; }
    StyleChoice #preview { width: 1fr; height: 4; color: $text; margin: 1 0; }
    """

    heading = "Citation style"
    empty = "No style has these words in its name."

    def __init__(self, citations: Citations, sample: Place | None) -> None:
        from postil.services.citing import SAMPLE, styles_to_choose

        known = styles_to_choose(citations)
        names = [one.name for one in known]
        super().__init__(known, names.index(citations.name) if citations.name in names else 0)
        self._citations = citations
        self._sample = sample or SAMPLE
        self._all: Sequence[Named] = ()
        self._typed = ""

    def beside(self) -> Iterable[Widget]:
        """The preview."""
        return (Static(id="preview"),)

    @property
    def _room(self) -> int:
        return super()._room - PREVIEW

    def drawn(self, row: Named, width: int) -> Sequence[tuple[str, str]]:
        """The style's name and its title."""
        name = f"{shown(row.name)}: "
        room = max(width - width_of(name), 0)
        return (name, "key"), (column(shortened(shown(row.title), room), room), "")

    def name_of(self, row: Named) -> str:
        """The style's name."""
        return row.name

    def found(self, words: str) -> Sequence[Named]:
        """The styles that have all words in their names or titles; all styles are read for that, once."""
        self._typed = words
        if words and not self._all:
            self.listing.empty = "looking among all styles …"
            self.run_worker(self._read_all(), exclusive=True, group="styles")
        wanted = words.casefold().split()
        rows = self._all if words and self._all else self.rows
        return [one for one in rows if all(word in f"{one.name} {one.title}".casefold() for word in wanted)]

    def moved(self) -> None:
        """Cites in the current style."""
        current = self.listing.current
        if current is None:
            self.query_one("#preview", Static).update("")
        else:
            self.run_worker(self._cite(current.name), exclusive=True)

    def on_mount(self) -> None:
        """Takes the keys, and cites in the current style."""
        super().on_mount()
        self.moved()

    async def _read_all(self) -> None:
        from postil.services.citing import every_style_to_choose

        self._all = await asyncio.to_thread(every_style_to_choose, self._citations)
        if self.is_mounted:
            self.listing.empty = self.empty
            self.listing.show(self.found(self._typed))

    async def _cite(self, name: str) -> None:
        from postil.services.citing import preview

        told = await asyncio.to_thread(preview, self._citations, name, self._sample)
        current = self.listing.current if self.is_mounted else None
        if current and current.name == name:
            self.query_one("#preview", Static).update(Content(told))
