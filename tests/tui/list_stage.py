"""An app on a library with a few articles and claims, and shortcuts to what a test asks."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from textual import events
from textual._time import get_time

from postil.container import Container
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.articles import articles
from postil.services.marks import claims, evidence
from postil.services.sources import sources
from postil.storage.disk_library import DiskLibrary
from postil.tui.app import PostilApp
from postil.tui.screens.library import LibraryScreen
from postil.tui.screens.review import ReviewScreen
from postil.tui.screens.sources import SourcesScreen
from postil.tui.widgets.prompt import Prompt
from tests.fakes import written
from tests.tui.reader_stage import worked_off

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from postil.core.model import Claim
    from postil.core.settings import Settings
    from postil.services.library.workspace import Workspace

FERRY = "The Ferry [/b] and [@click=app.quit]its Bill"
MUD = "Mud Is Not Free"
TIDE = "Tide Tables"

TEXTS = {
    TIDE: "The gate shuts at noon. Nobody minds the gate.\n\nThe keeper left in June.",
    MUD: "Mud costs four million. The council voted for it.\n\nThe quay sinks.",
    FERRY: "The ferry was sold in May. The bill is unpaid.\n\nThe last boat left at dusk.",
}
"""Texts by their titles, in the order in which they came into the library."""


def fill(workspace: Workspace, folder: Path) -> None:
    """Adds the articles; the last two have claims, three in all, one of them with a source."""
    courier = sources.add_source(
        workspace, {"type": "article-newspaper", "title": "The Bill", "id": "courier"}
    )
    for title, text in TEXTS.items():
        file = folder / f"{title[:3].lower()}.md"
        file.write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
        article = articles.add_text(workspace, str(file), {"title": title}).article
        article = articles.edit_article(workspace, article, container="The Quay Courier")
        if title == TIDE:
            continue
        words = workspace.text_of(article).text
        first = mark(workspace, article.id, words, text.split(". ", maxsplit=1)[0], tags=["cost"])
        if title == FERRY:
            mark(workspace, article.id, words, "The last boat left at dusk")
            evidence.attach_evidence(
                workspace, article.id, first, stance=Stance.SUPPORTS, quote="sold in May", source=courier
            )


def mark(workspace: Workspace, article: str, text: str, words: str, **fields: object) -> Claim:
    """Marks some words."""
    start = text.index(words)
    return claims.mark_claim(workspace, article, [TextRange(start, start + len(words))], **fields)


class ListStage:
    """What a test does and sees.

    Args:
        pilot: Presses keys.
        app: The app.
        folder: Where the files of the articles are.
    """

    def __init__(self, pilot: Pilot[None], app: PostilApp, folder: Path) -> None:
        self.pilot = pilot
        self.app = app
        self.folder = folder

    @property
    def library(self) -> LibraryScreen:
        """The library, which must be shown."""
        assert isinstance(self.app.screen, LibraryScreen)
        return self.app.screen

    @property
    def review(self) -> ReviewScreen:
        """The review, which must be shown."""
        assert isinstance(self.app.screen, ReviewScreen)
        return self.app.screen

    @property
    def sources(self) -> SourcesScreen:
        """The sources, which must be shown."""
        assert isinstance(self.app.screen, SourcesScreen)
        return self.app.screen

    @property
    def titles(self) -> list[str]:
        """The titles of the library's rows."""
        return [row.article.title for row in self.library.listing.rows]

    @property
    def statements(self) -> list[str]:
        """The statements of the review's rows."""
        return [row.claim.statement for row in self.review.listing.rows]

    @property
    def ratings(self) -> list[str]:
        """The ratings of the review's rows."""
        return [row.claim.rating for row in self.review.listing.rows]

    def prompt(self) -> str | None:
        """What stands in the prompt, or None where there is none."""
        prompts = self.app.screen.query(Prompt)
        return prompts.first().query_one("Input").value if prompts else None  # type: ignore[attr-defined]

    @property
    def notices(self) -> str:
        """All that was told."""
        return "\n".join(notice.message for notice in self.app._notifications)

    @property
    def screen_text(self) -> str:
        """What the screen's own drawn widgets show, a line each."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        assert len(lines) == height
        return "\n".join(strip.text[:width] for strip in lines)

    async def press(self, *keys: str) -> None:
        """Presses keys and waits until all has been read, saved and drawn."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Types words, a key a character."""
        await self.pilot.press(*(_KEYS.get(character, character) for character in words))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Pastes a text where the keys go."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Waits until all has been read, saved and drawn."""
        await worked_off(self.pilot, self.app)
        for _ in range(2):  # what one piece of work leads to may be another one
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
            assert written(self.app.writer)
        await self.pilot.pause()
        while get_time() < self.app._heard_from:
            await self.pilot.pause(0.01)

    def saved(self) -> DiskLibrary:
        """The library as another program finds it on disk now."""
        assert written(self.app.writer)
        return DiskLibrary.open(self.app.library.folder, self.app.workspace.clock)


_KEYS = {
    " ": "space",
    "/": "slash",
    ".": "full_stop",
    "-": "minus",
    ":": "colon",
    "~": "tilde",
    "_": "underscore",
    ",": "comma",
}


@asynccontextmanager
async def visiting(
    folder: Path,
    place: str,
    *,
    size: tuple[int, int] = (120, 40),
    empty: bool = False,
    query: str = "",
    settings: Settings | None = None,
) -> AsyncIterator[ListStage]:
    """Opens the library, the review or the sources on a new library in `folder`."""
    container = Container(str(folder / "annotations"), may_create=True)
    if not empty:
        fill(container.workspace, folder)
    fresh = Container(container.library_option, may_create=True)
    app = PostilApp(fresh.workspace, fresh.library, settings or fresh.settings, start=place, query=query)
    async with app.run_test(size=size, notifications=True) as pilot:
        stage = ListStage(pilot, app, folder)
        await stage.settle()
        yield stage
        app.writer.close()
