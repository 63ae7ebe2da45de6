"""The style in which the screen cites, and the citations that it has set before they are copied."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.timer import Timer

    from postil.citation.forms.form import Form
    from postil.core.ports import Preferences
    from postil.services.citing.citing import Citations, Place
    from postil.tui.screens.reader import ReaderScreen

REST = 1.0
"""Seconds without a change after which citations are set that may be copied soon."""

MOST = 200
"""Pieces of evidence of one article whose citations are set before they are asked for."""


class References:
    """Citations in the style that is in force, and the choice of another one.

    Args:
        make: Makes those of the style that the settings or the library name, when they are asked for first.
        preferences: Where the library's choice is kept; None where it is kept nowhere.
    """

    def __init__(
        self, make: Callable[[], Citations] | None = None, preferences: Preferences | None = None
    ) -> None:
        self._make = make
        self._preferences = preferences
        self._setting = asyncio.Lock()
        self._rest: Timer | None = None

    @cached_property
    def citations(self) -> Citations:
        """Citations in the style that is in force."""
        from postil.services.citing.citing import Citations

        return self._make() if self._make else Citations()

    async def prepare(self, places: Sequence[Place], form: Form) -> None:
        """Has citations set beside the screen, so that they are at hand; one run at a time."""
        if not self.citations.knows(places, form):
            async with self._setting:
                await asyncio.to_thread(self.citations.cite, places, form)

    def warm(self, screen: ReaderScreen) -> None:
        """Has the citations of an article's evidence set once nothing has changed for a moment."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = screen.set_timer(REST, partial(self._warm, screen))

    async def _warm(self, screen: ReaderScreen) -> None:
        living = list(islice((piece for piece in screen.annotated.evidence if not piece.deleted), MOST))
        if not living or not self.citations.is_styled:
            return
        from postil.citation.forms.known import FORMS
        from postil.services.citing.copying import places_of

        places = places_of(screen.workspace, living)
        await self.prepare(places, FORMS[screen.postil.settings.copy_form])

    def choose(self, style: str) -> None:
        """Cites in another style from now on, in this library.

        Raises:
            NotFound: There is no such style.
            BadInput: It is no style.
            SaveFailed: The choice cannot be kept; it holds until the program ends.
        """
        self.citations = self.citations.in_style(style)
        if self._preferences is not None:
            self._preferences.put("style", style)
