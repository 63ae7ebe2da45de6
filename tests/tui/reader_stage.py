"""An app on a scratch library with an article open, and shortcuts to what a test asks."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from postil.container import id_factory, system_clock
from postil.core.settings import Settings
from postil.core.snapshot import Snapshot
from postil.ingest.document import About, Document
from postil.services.articles.articles import open_origin, open_read
from postil.services.library.workspace import Workspace
from postil.services.library.writing import DirectWriter
from postil.storage.disk_library import DiskLibrary
from postil.storage.machine.unfinished import FOLDER
from postil.tui.app import PostilApp
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.evidence_form import EvidenceForm
from tests.fakes import written

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from textual.pilot import Pilot

    from postil.core.model import Claim, Evidence
    from postil.core.ports import SetAside
    from postil.core.snapshot import Block

EXAMPLE = Path(__file__).parent.parent / "data" / "example"
ARTICLE = EXAMPLE / "harbour-dredging.md"


async def worked_off(pilot: Pilot[None], app: PostilApp) -> None:
    """Waits until no key waits for its turn, nor is at work in a part that is still there."""
    for _ in range(1000):
        at_work = app._target is not None and app._target.is_attached
        if app._exit or not app._typed or (len(app._typed) == 1 and not at_work):
            return
        await pilot.pause(0.01)
    raise AssertionError("a key was not worked off")


class Stage:
    """What a test does and sees.

    Args:
        pilot: Presses keys.
        app: The app.
    """

    def __init__(self, pilot: Pilot[None], app: PostilApp) -> None:
        self.pilot = pilot
        self.app = app

    @property
    def reader(self) -> ReaderScreen:
        """The reader."""
        screen = next(screen for screen in self.app.screen_stack if isinstance(screen, ReaderScreen))
        assert isinstance(screen, ReaderScreen)
        return screen

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The living claims, in the order of the text."""
        return self.reader.annotated.live_claims

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The living evidence of the current claim."""
        claim = self.reader.claim
        return self.reader.annotated.evidence_of(claim.id) if claim else ()

    @property
    def notices(self) -> str:
        """All that was told."""
        return "\n".join(notice.message for notice in self.app._notifications)

    async def press(self, *keys: str) -> None:
        """Presses keys and waits until all has been drawn."""
        await self.pilot.press(*keys)
        await worked_off(self.pilot, self.app)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Types words, a key a character."""
        await self.press(*("space" if character == " " else character for character in words))

    async def attach(self, quote: str = "", source: str | None = None) -> EvidenceForm:
        """Opens the form on the second paragraph and types a quote; goes on to a source, where one is given."""
        await self.press("j", "j", "plus")
        await self.type(quote)
        if source is not None:
            await self.press("tab")
            await self.type(source)
        return self.app.screen.query_one(EvidenceForm)

    def saved(self) -> DiskLibrary:
        """The library as another program finds it on disk now."""
        assert written(self.app.writer)
        library = DiskLibrary.open(self.app.library.folder, system_clock, create=False)
        assert not library.troubles
        return library


def kept_of_forms(folder: Path) -> str:
    """All that is kept of forms in `state`, a folder of another one."""
    files = (folder / "state" / FOLDER).glob("*.json")
    return "".join(file.read_text(encoding="utf-8") for file in files)


@asynccontextmanager
async def reading(
    folder: Path,
    article: Path = ARTICLE,
    *,
    size: tuple[int, int] = (120, 40),
    settings: Settings | None = None,
    blocks: Sequence[Block] = (),
    set_aside: Callable[[], SetAside] | None = None,
) -> AsyncIterator[Stage]:
    """Opens an article, or a text of some blocks, in the reader, on a library in `folder`."""
    library = DiskLibrary.open(folder, system_clock, create=True)
    workspace = Workspace(
        library, DirectWriter(library), clock=system_clock, make_id=id_factory(), creator="tester"
    )
    made = Document(Snapshot(blocks), About(title="Made by Hand"))
    opened = open_read(workspace, made) if blocks else open_origin(workspace, str(article))
    app = PostilApp(workspace, library, settings or Settings(), opened=opened, set_aside=set_aside)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Stage(pilot, app)
        app.writer.close()
