from __future__ import annotations

import asyncio
import time
from threading import Event
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import Stopped
from postil.core.snapshot import Block, BlockKind, Link
from postil.tui.app import PostilApp
from postil.tui.screens.choice import Choice
from postil.tui.screens.links import LinksScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.key_bar import KeyBar
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.reader_stage import Stage

TEXT = """\
# Ways out

Read [the annex](annex.md#end), or [the Gazette](https://gazette.example/may) of May. Nothing here.

Or ask [the bank](https://bank.example/x).

A [hole](nowhere.md).
"""


OUT = [
    Block(BlockKind.HEADING, "Ways out", 1),
    Block(BlockKind.PARAGRAPH, "Ask Nell or the bank [/b].", links=(
        Link(4, 8, "mailto:nell@quay.example?subject=Hi&attach=/etc/passwd"),
        Link(12, 25, "https://bank.example@b\u0430nk.example/[/b]"),
    )),
    Block(BlockKind.PARAGRAPH, "Or the pier.", links=(Link(3, 11, "https://pier.example/"),)),
]  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article whose links lead to a file beside it, to the web and to a person."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "annex.md").write_text("# The annex\n\nIt is short.\n", encoding="utf-8")
    file = tmp_path / "texts" / "ways.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser was given."""
    given: list[str] = []

    def give(address: str) -> bool:
        given.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", give)
    return given


def links_of(stage: Stage) -> LinksScreen:
    """The list of links."""
    screen = stage.app.screen
    assert isinstance(screen, LinksScreen)
    return screen


def drawn(stage: Stage) -> str:
    """What stands on the screen."""
    strips = stage.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_the_links_of_the_paragraph_are_listed_with_their_hosts(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=OUT) as stage:
        await stage.press("j", "O", "down")
        shown = drawn(stage)
        assert "the bank [/b]" in shown
        assert "xn--bnk-6cd.example" in shown
        assert "nell@quay.example" in shown
        assert "https://bank.example@b\u0430nk.example/[/b]" in shown  # with all that is before the host
        assert "pier.example" not in shown
        await stage.press("tab")
        assert [row.words for row in links_of(stage).listing.rows] == ["Nell", "the bank [/b]", "the pier"]
        assert links_of(stage).listing.index == 1
        await stage.press("escape", "k", "O")
        assert len(links_of(stage).listing.rows) == 3  # the heading has none of its own
        await stage.press("tab")
        assert len(links_of(stage).listing.rows) == 3


async def test_enter_asks_once_and_opens_the_browser(tmp_path: Path, opened: list[str]) -> None:
    async with reading(tmp_path, blocks=OUT) as stage:
        await stage.press("j", "O", "down", "enter")
        assert isinstance(stage.app.screen, Choice)
        assert not opened
        assert "Open xn--bnk-6cd.example?" in drawn(stage)
        await stage.press("1", "O", "down", "enter")
        await stage.app.workers.wait_for_complete()
        assert opened == ["https://xn--bnk-6cd.example/[/b]"] * 2
        await stage.press("O", "enter", "1")
        await stage.app.workers.wait_for_complete()
        assert opened[2:] == ["mailto:nell@quay.example?subject=Hi"]


async def test_the_links_of_a_sentence_open_by_one_key(
    tmp_path: Path, article: Path, opened: list[str]
) -> None:
    async with reading(tmp_path / "library", article) as stage:
        await stage.press("j", "o")
        assert [row.words for row in links_of(stage).listing.rows] == ["the annex", "the Gazette"]
        await stage.press("down", "o", "1")
        await stage.app.workers.wait_for_complete()
        assert opened == ["https://gazette.example/may"]
        await stage.press("l", "o")
        assert "There is no link here." in drawn(stage)


async def test_a_file_beside_the_article_is_read_here(tmp_path: Path, article: Path) -> None:
    async with reading(tmp_path / "library", article) as stage:
        await stage.press("j", "O", "r")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        reader = stage.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.annotated.article.title == "The annex"
        assert reader.annotated.article.path.endswith("annex.md")


async def test_a_file_is_no_address_for_the_browser(tmp_path: Path, article: Path, opened: list[str]) -> None:
    async with reading(tmp_path / "library", article) as stage:
        await stage.press("j", "O", "enter")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert "is a file" in drawn(stage)
        assert not opened


async def test_a_file_that_is_not_there_is_told(tmp_path: Path, article: Path) -> None:
    async with reading(tmp_path / "library", article) as stage:
        await stage.press("j", "j", "j", "O", "r")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert "There is no file" in drawn(stage)
        assert stage.reader.annotated.article.title == "Ways out"
        assert not stage.reader.query_one(KeyBar).message


async def test_what_is_being_opened_can_be_stopped(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()

    def slowly(*_: object, stopped: Callable[[], bool], **_how: object) -> None:
        while not stopped():
            time.sleep(0.01)
        ended.set()
        raise Stopped

    async with reading(tmp_path / "library", article) as stage:
        monkeypatch.setattr("postil.services.articles.articles.look_up", slowly)
        await stage.press("j", "O", "r")
        assert stage.reader.query_one(KeyBar).message.startswith("opening ")
        await stage.press("escape")
        assert stage.reader.query_one(KeyBar).message == "stopped; nothing was opened"
        assert await asyncio.to_thread(ended.wait, 10)
        await stage.app.workers.wait_for_complete()
        assert stage.reader.annotated.article.title == "Ways out"


async def test_an_address_is_copied(tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []

    async def put(_app: object, text: str) -> None:
        copied.append(text)

    monkeypatch.setattr(PostilApp, "put", put)
    async with reading(tmp_path / "library", article) as stage:
        await stage.press("j", "O", "down", "y")
        assert copied == ["https://gazette.example/may"]
        links_of(stage)


async def test_a_text_without_links_says_so(tmp_path: Path) -> None:
    inner = Block(BlockKind.PARAGRAPH, "Only a note.", links=(Link(0, 4, "#x"),))
    async with reading(tmp_path, blocks=[inner]) as stage:
        await stage.press("O")
        assert stage.reader.query_one(KeyBar).message == "no link leads out of this text"
