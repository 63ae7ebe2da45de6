"""Pages of the web on the screen: by `o`, by the palette, read again by F5; stopped by escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.command import CommandList

from postil.core.settings import Settings
from postil.core.snapshot import Block, BlockKind, Link
from postil.services.articles.articles import add_text, open_origin
from postil.tui.screens.library import LibraryScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.key_bar import KeyBar
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import Stage, reading
from tests.web import PAGE, Site, answer, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.tui.list_stage import ListStage

ALLOWED = Settings(allow_private=True)
NEWER = PAGE.replace("3 March", "9 March")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


async def until(stage: Stage | ListStage, come: Callable[[], object]) -> None:
    """Waits for what is done beside the screen."""
    for _ in range(500):
        if come():
            await stage.pilot.pause()  # it may have come in the middle of what brings it
            return
        await stage.pilot.pause(0.02)
    raise AssertionError("it did not come")


async def type_address(stage: Stage | ListStage, address: str) -> None:
    """Types an address into the prompt that `o` opens, and waits for nothing."""
    await stage.press("o")
    await stage.type(address)
    await stage.pilot.press("enter")


def is_read(stage: Stage | ListStage, words: str) -> bool:
    return isinstance(stage.app.screen, ReaderScreen) and words in stage.app.screen.snapshot.text


def half(site: Site) -> Callable[[socket.socket], None]:
    """Sends half of a page, and nothing more."""

    def talk(line: socket.socket) -> None:
        line.sendall(answer("a" * 600_000, "Content-Length: 1200000", media_type="text/plain"))
        site.closing.wait()

    return talk


def leading_to(site: Site) -> list[Block]:
    """A text of one link."""
    return [Block(BlockKind.PARAGRAPH, "The report.", links=(Link(4, 10, site.url()),))]


async def test_o_opens_a_page_by_its_address(tmp_path: Path, site: Site) -> None:
    async with visiting(tmp_path, "library", settings=ALLOWED) as stage:
        await type_address(stage, site.url())
        await until(stage, lambda: is_read(stage, "Forty boats"))
        assert isinstance(stage.app.screen, ReaderScreen)
        assert stage.app.screen.annotated.article.url == site.url()


async def test_what_cannot_be_fetched_is_told_and_the_address_stays(tmp_path: Path, site: Site) -> None:
    async with visiting(tmp_path, "library") as stage:
        await type_address(stage, site.url())
        await until(stage, lambda: "private network" in stage.notices)
        assert stage.prompt() == site.url()
        assert not site.asked


async def test_how_much_has_come_is_told_and_escape_stops_it(tmp_path: Path, site: Site) -> None:
    site.pages["/"] = half(site)
    async with visiting(tmp_path, "library", settings=ALLOWED) as stage:
        await type_address(stage, site.url())
        await until(stage, lambda: "600 kB of 1.2 MB came; escape stops" in stage.screen_text)
        await stage.press("escape")
        assert stage.prompt() is None
        assert isinstance(stage.app.screen, LibraryScreen)
        assert stage.notices == ""


async def test_keys_are_heard_while_a_page_comes(tmp_path: Path, site: Site) -> None:
    site.pages["/"] = half(site)
    async with visiting(tmp_path, "library", settings=ALLOWED) as stage:
        await type_address(stage, site.url())
        await until(stage, lambda: site.asked)
        await stage.pilot.press("x")
        assert stage.prompt() == f"{site.url()}x"


async def test_an_address_can_be_mended_and_opened_in_place_of_the_first(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/": half(site), "/x": answer()}
    async with visiting(tmp_path, "library", settings=ALLOWED) as stage:
        await type_address(stage, site.url())
        await until(stage, lambda: site.asked)
        await stage.pilot.press("x", "enter")
        await until(stage, lambda: is_read(stage, "Forty boats"))


async def test_the_palette_opens_an_address_from_the_reader(tmp_path: Path, site: Site) -> None:
    async with reading(tmp_path, settings=ALLOWED) as stage:
        await stage.press("colon")
        await stage.type(site.url())
        await until(stage, lambda: stage.app.screen.query_one(CommandList).option_count)
        await stage.press("enter")
        await until(stage, lambda: is_read(stage, "Forty boats"))


async def test_the_reader_can_open_another_text_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_text("The gates were shut at noon.", encoding="utf-8")
    async with reading(tmp_path / "annotations") as stage:
        await stage.reader.action_command("app.open")
        await stage.type(str(file))
        await stage.press("enter")
        await until(stage, lambda: is_read(stage, "shut at noon"))


async def test_a_known_page_says_when_it_was_read_and_f5_reads_it_again(tmp_path: Path, site: Site) -> None:
    async with visiting(tmp_path, "library", settings=ALLOWED) as stage:
        article = add_text(stage.app.workspace, site.url(), allow_private=True).article
        asked = len(site.asked)
        site.pages["/"] = answer(NEWER)
        await type_address(stage, site.url())
        await until(stage, lambda: is_read(stage, "closed on 3 March"))
        day = article.snapshots[0].read[:10]
        assert f"This is the page as it was read on {day}; f5 reads it again." in stage.notices
        assert len(site.asked) == asked
        await stage.press("f5")
        await until(stage, lambda: is_read(stage, "closed on 9 March"))


async def test_a_link_to_a_known_page_opens_what_is_kept(tmp_path: Path, site: Site) -> None:
    async with reading(tmp_path, blocks=leading_to(site), settings=ALLOWED) as stage:
        add_text(stage.app.workspace, site.url(), allow_private=True)
        asked = len(site.asked)
        site.pages["/"] = answer(NEWER)
        await stage.press("O", "r")
        await until(stage, lambda: is_read(stage, "closed on 3 March"))
        assert "This is the page as it was read on " in stage.notices
        assert len(site.asked) == asked


async def test_a_link_into_a_private_network_is_read_where_that_is_allowed(
    tmp_path: Path, site: Site
) -> None:
    async with reading(tmp_path / "a", blocks=leading_to(site), settings=ALLOWED) as stage:
        await stage.press("O", "r")
        await until(stage, lambda: is_read(stage, "Forty boats"))
    asked = len(site.asked)
    async with reading(tmp_path / "b", blocks=leading_to(site)) as stage:
        await stage.press("O", "r")
        await until(stage, lambda: "private network" in stage.notices)
    assert len(site.asked) == asked


async def test_of_a_link_too_it_is_told_how_much_has_come(tmp_path: Path, site: Site) -> None:
    site.pages["/"] = half(site)
    async with reading(tmp_path, blocks=leading_to(site), settings=ALLOWED) as stage:
        await stage.press("O")
        await stage.pilot.press("r")
        reader = stage.reader
        await until(stage, lambda: "600 kB of 1.2 MB came; esc stops" in reader.query_one(KeyBar).message)
        await stage.pilot.press("escape")
        await until(stage, lambda: "nothing was opened" in reader.query_one(KeyBar).message)


async def test_reading_a_page_again_tells_how_much_has_come_and_stops(tmp_path: Path, site: Site) -> None:
    async with visiting(tmp_path, "library", settings=ALLOWED) as stage:
        add_text(stage.app.workspace, site.url(), allow_private=True)
        site.pages["/"] = half(site)
        await stage.app.places.read(open_origin(stage.app.workspace, site.url()))
        await stage.pilot.pause()
        await stage.pilot.press("f5")
        screen = stage.app.screen
        await until(stage, lambda: "600 kB of 1.2 MB came" in screen.query_one(KeyBar).message)
        await stage.pilot.press("escape")
        await until(stage, lambda: "stopped: nothing was changed" in screen.query_one(KeyBar).message)
        assert is_read(stage, "closed on 3 March")


async def test_the_app_can_be_left_while_a_page_is_awaited(tmp_path: Path, site: Site) -> None:
    site.pages["/"] = lambda _: site.closing.wait()
    async with visiting(tmp_path, "library", settings=ALLOWED) as stage:
        await type_address(stage, site.url())
        await until(stage, lambda: site.asked)
        app = stage.app
        app.leave()
    assert app._exit
