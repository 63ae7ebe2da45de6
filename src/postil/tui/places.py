"""The way between the places: library, reader, review and sources, which each keep what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import WrongUse
from postil.tui.screens.base import CommandScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from postil.services.articles.articles import Opened
    from postil.tui.app import PostilApp


class Places:
    """Where the reader is and where they came from.

    A place is one of the app's modes; an article that takes another's place in the reader gets a mode
    of its own.

    Args:
        app: The app whose modes these are.
        opened: The article to begin with, or None.
        start: The place to begin at when no article is given.
        query: The review's first filter.
    """

    def __init__(self, app: PostilApp, opened: Opened | None, start: str, query: str) -> None:
        self._app = app
        self._opened = opened
        self._query = query
        first = "reader" if opened else start
        self._modes = {first: app.DEFAULT_MODE}
        self._trail = [first]

    def first(self) -> Screen[None]:
        """The screen of the first place."""
        screen = self._make(self._trail[0], self._opened)
        screen._css_update_count = self._app._css_update_count  # noqa: SLF001 - or all styles are read twice
        return screen

    @property
    def here(self) -> str:
        """The place where the reader is."""
        return self._trail[-1]

    @property
    def at_root(self) -> bool:
        """Whether there is nothing to go back to."""
        return len(self._trail) < 2

    def screens(self) -> list[CommandScreen]:
        """All screens of all places."""
        stacks = self._app._screen_stacks.values()  # noqa: SLF001 - Textual has no other word for it
        return [screen for stack in stacks for screen in stack if isinstance(screen, CommandScreen)]

    async def visit(self, place: str, opened: Opened | None = None) -> None:
        """Goes to a place.

        Args:
            place: `library`, `reader`, `review` or `sources`.
            opened: For the reader: an article to show in place of the one that is there.

        Raises:
            WrongUse: The reader was asked for while no article is open.
        """
        await self._go(place, self._way_to(place), opened)

    async def back(self) -> None:
        """Goes back one step; at the root, leaves."""
        if self.at_root:
            self._app.leave()
        else:
            await self._go(self._trail[-2], self._trail[:-1])

    async def _go(self, place: str, trail: list[str], opened: Opened | None = None) -> None:
        app = self._app
        if self._trail[-1] == "reader":
            self._note_place()
        before = mode = self._modes.get(place, place)
        leaving = [screen for screen in self.screens() if screen in app._screen_stacks.get(before, [])]  # noqa: SLF001
        if leaving and opened is not None:
            mode = f"{place} {opened.annotated.article.id}"
        if mode not in app._screen_stacks:  # noqa: SLF001
            screen = self._make(place, opened)
            app.add_mode(mode, lambda: screen)
        self._modes[place], self._trail = mode, trail
        if app.current_mode != mode:
            await app.switch_mode(mode)
        if mode != before and leaving:
            for screen in leaving:
                screen.leaving()
            app.remove_mode(before)  # not awaited: the command may run on the screen that goes
        elif leaving and isinstance(app.screen, CommandScreen):
            app.screen.library_changed()

    async def read(self, opened: Opened, *, claim: str = "", offset: int | None = None) -> None:
        """Opens an article in the reader.

        Args:
            opened: The article and its text.
            claim: The id of a claim to stand on.
            offset: A code point of the text to stand on; where it was left when neither is given.
        """
        from postil.tui.screens.reader import ReaderScreen

        article = opened.annotated.article.id
        same = any(isinstance(shown, ReaderScreen) and shown.article == article for shown in self.screens())
        await self.visit("reader", None if same else opened)
        if isinstance(self._app.screen, ReaderScreen):
            self._app.screen.stand_on(claim, offset)

    def _note_place(self) -> None:
        """Lets the reader say how far the text was read, which the library shows."""
        for screen in self._app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.leaving()

    def _way_to(self, place: str) -> list[str]:
        """The way to a place: to a list that was on it already it leads back, to an article always on."""
        trail = self._trail
        if place != "reader" and place in trail:
            return trail[: trail.index(place) + 1]
        return trail if trail[-1] == place else [*trail, place]

    def _article(self) -> str:
        """The id of the article in the reader, or an empty string."""
        if "reader" not in self._modes:
            return ""
        from postil.tui.screens.reader import ReaderScreen

        return next((screen.article for screen in self.screens() if isinstance(screen, ReaderScreen)), "")

    def _make(self, place: str, opened: Opened | None) -> Screen[None]:
        if place == "library":
            from postil.tui.screens.library import LibraryScreen

            return LibraryScreen(self._article())
        if place == "review":
            from postil.tui.screens.review import ReviewScreen

            return ReviewScreen(self._query)
        if place == "sources":
            from postil.tui.screens.sources import SourcesScreen

            return SourcesScreen()
        from postil.tui.screens.reader import ReaderScreen

        if opened is None:
            raise WrongUse("No article is open.", "L shows the library; o opens a text.")
        return ReaderScreen(opened)
