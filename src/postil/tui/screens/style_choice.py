"""The citation styles, with a preview of the one that is current."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from postil.core.text import shortened, shown
from postil.tui.beside.waiting import awaited
from postil.tui.screens.narrowing import Narrowing
from postil.tui.widgets.wrapping import column, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from postil.services.citing.citing import Citations, Named, Place

PREVIEW = 8
"""Rows of the preview at most: a note of a long title and its entry."""

PART = 4
"""Of how many rows of the screen the preview has one, where the screen is low."""

GLANCE_SECONDS = 0.05
"""How long a style is current before it is cited in: whoever goes through the list needs no preview of each."""


class StyleChoice(Narrowing["Named"]):
    """Lets the reader pick a style; below the rows a source is cited in the current one.

    The best known styles are shown at first; what is typed is looked for among all.

    Args:
        citations: Those of the style that is in force.
        sample: What is cited; a made-up report where there is nothing at hand.
        heading: What the style is chosen for.
    """

    DEFAULT_CSS = """
    StyleChoice > Vertical { max-width: 84; }
    StyleChoice #preview { width: 1fr; color: $text; margin: 1 0; }
    """

    empty = "No style has these words in its name."

    def __init__(self, citations: Citations, sample: Place | None, heading: str = "Citation style") -> None:
        from postil.services.citing.citing import SAMPLE, styles_to_choose

        known = styles_to_choose(citations)
        names = [one.name for one in known]
        super().__init__(known, names.index(citations.name) if citations.name in names else 0)
        self.heading = heading
        self._citations = citations
        self._sample = sample or SAMPLE
        self._all: Sequence[Named] = ()
        self._reading: Event | None = None
        self._typed = ""
        self._told: Sequence[str] = ()

    def beside(self) -> Iterable[Widget]:
        """The preview."""
        preview = Static(id="preview")
        preview.styles.height = self._preview_height
        return (preview,)

    @property
    def _room(self) -> int:
        return super()._room - self._preview_height - 2

    @property
    def _preview_height(self) -> int:
        return max(min(self.app.size.height // PART, PREVIEW), 2)

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
        if words and self._reading is None:
            self._reading = Event()
            self.listing.empty = "looking among all styles …"
            self.run_worker(self._read_all(self._reading), group="styles")
        wanted = words.casefold().split()
        rows = self._all if words and self._all else self.rows
        return [one for one in rows if all(word in f"{one.name} {one.title}".casefold() for word in wanted)]

    def moved(self) -> None:
        """Cites in the current style."""
        current = self.listing.current
        if current is None:
            self._show(())
        else:
            self.run_worker(self._cite(current.name), exclusive=True)

    def on_mount(self) -> None:
        """Takes the keys, and cites in the current style."""
        super().on_mount()
        self.moved()

    def on_resize(self) -> None:
        """Sets the preview anew."""
        self._show(self._told)

    async def _read_all(self, stop: Event) -> None:
        """Reads the names of all styles; the thread ends with the dialog, which sets `stop`."""
        from postil.services.citing.citing import every_style_to_choose

        def read() -> Sequence[Named]:
            return every_style_to_choose(self._citations, stop.is_set)

        self._all = await awaited(read, lambda: None, stop)
        if not self.is_mounted:
            return
        self.listing.empty = self.empty
        self.listing.show(self.found(self._typed))

    async def _cite(self, name: str) -> None:
        from postil.services.citing.citing import preview

        await asyncio.sleep(GLANCE_SECONDS)
        told = await asyncio.to_thread(preview, self._citations, name, self._sample)
        if self.is_mounted:
            self._show(told)

    def _show(self, told: Sequence[str]) -> None:
        self._told = told
        for widget in self.query("#preview").results(Static):  # none, once the dialog is on its way out
            if width := widget.size.width:
                widget.update(Content("\n".join(fitted_parts(told, width, self._preview_height))))


def fitted_parts(parts: Sequence[str], width: int, height: int) -> list[str]:
    """Texts in lines, one below the other; where they are too high the earlier ones give way, down to their share.

    Args:
        parts: The texts.
        width: Cells of a line.
        height: Lines.
    """
    done: list[str] = []
    for number, part in enumerate(parts):
        others = len(parts) - number - 1
        behind = sum(len(wrap(one, width)) for one in parts[number + 1 :])
        room = max(height - len(done) - behind, (height - len(done)) // (others + 1))
        lines = wrap(part, width)
        done += [part[start:end] for start, end in lines[:room]]
        if len(lines) > room > 0:
            done[-1] = column(" ".join(part[lines[room - 1][0] :].split()), width)
    return done
