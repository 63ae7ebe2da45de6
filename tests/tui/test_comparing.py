"""A quote beside its source, on the screen, by the keys that a reader presses."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from postil.container import Container
from postil.core.changes import SOURCES, Change
from postil.core.errors import Stopped
from postil.core.model import Check
from postil.core.settings import Settings
from postil.services.articles.articles import open_named
from postil.tui.app import PostilApp
from postil.tui.screens.comparison import COMPARING, ComparisonScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import pytest
    from textual.pilot import Pilot

    from postil.core.comparison import Comparison
    from postil.core.model import Evidence

EXAMPLE = Path(__file__).parents[2] / "annotations"
TO_ALTERED = ["right_square_bracket"] * 9
TO_ELIDED = ["right_square_bracket"] * 8


@asynccontextmanager
async def example(
    folder: Path, *, start: str = "reader", size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[PostilApp, Pilot[None]]]:
    """The app on a copy of the example library, in its article or in the review."""
    made = Container(str(shutil.copytree(EXAMPLE, folder / "annotations")))
    opened = open_named(made.workspace, "Harbour That") if start == "reader" else None
    app = PostilApp(made.workspace, made.library, Settings(), opened=opened, start=start)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot
        app.writer.close()


async def compared(app: PostilApp, pilot: Pilot[None], *keys: str) -> None:
    """Presses keys, the last of which compares, and waits for what is done beside the screen."""
    await pilot.press(*keys)
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def called_exact(app: PostilApp, pilot: Pilot[None]) -> tuple[ReaderScreen, Evidence]:
    """Goes to the altered quote, which an older answer calls exact."""
    await pilot.press(*TO_ALTERED, "tab", "j")
    reader = app.screen
    assert isinstance(reader, ReaderScreen)
    piece = reader.evidence
    assert piece is not None
    old = app.workspace.changed(piece, check=Check.EXACT)
    app.workspace.commit("import", [Change(reader.article, piece, old)])
    return reader, piece


def page(app: PostilApp) -> str:
    """What the comparison says, a line each."""
    screen = app.screen
    assert isinstance(screen, ComparisonScreen)
    return "\n".join("".join(text for text, _ in line) for line in screen.page_view._lines)


def looks(app: PostilApp, words: str) -> set[str]:
    """The looks of the parts that hold some words."""
    assert isinstance(app.screen, ComparisonScreen)
    return {look for line in app.screen.page_view._lines for text, look in line if words in text}


async def test_an_altered_quote_shows_what_was_left_out(tmp_path: Path) -> None:
    async with example(tmp_path) as (app, pilot):
        await compared(app, pilot, *TO_ALTERED, "tab", "j", "c")
        told = page(app)
        assert "≠ altered: differs from its source" in told
        assert "[-not-]" in told
        assert looks(app, "[-not-]") == {"removed"}
        assert "a negation: “not” is left out" in told
        assert "disposal in the sea. On these results the" in " ".join(told.split())
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


async def test_an_ellipsis_shows_what_it_stands_for(tmp_path: Path) -> None:
    async with example(tmp_path) as (app, pilot):
        await compared(app, pilot, *TO_ELIDED, "tab", "j", "c")
        assert "… elided" in page(app)
        assert "“…” stands for 5 words: “if the present rate holds”" in page(app)


async def test_a_claim_shows_the_quotes_of_all_its_evidence_and_scrolls(tmp_path: Path) -> None:
    async with example(tmp_path, size=(80, 24)) as (app, pilot):
        await compared(app, pilot, *TO_ALTERED, "c")
        assert "altered" in page(app)
        assert "exact" in page(app)
        assert isinstance(app.screen, ComparisonScreen)
        await pilot.press("G")
        assert app.screen.page_view.top > 0
        await pilot.press("g", "j")
        assert app.screen.page_view.top == 1
        await compared(app, pilot, "c")
        assert isinstance(app.screen, ReaderScreen)


async def test_an_answer_that_has_become_old_is_saved_anew(tmp_path: Path) -> None:
    async with example(tmp_path) as (app, pilot):
        reader, piece = await called_exact(app, pilot)
        await compared(app, pilot, "c")
        await pilot.press("escape")
        assert reader.annotated.evidence_by_id[piece.id].check is Check.ALTERED


async def test_all_quotes_are_checked_from_the_palette(tmp_path: Path) -> None:
    async with example(tmp_path) as (app, pilot):
        reader, piece = await called_exact(app, pilot)
        for told in ("1 is found otherwise than before.", "none is found otherwise than before."):
            await reader.action_command("quotes.check-all")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert told in [*app._notifications][-1].message
            assert reader.annotated.evidence_by_id[piece.id].check is Check.ALTERED


async def test_a_comparison_that_takes_long_is_told_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, began, ended = Event(), Event(), Event()

    def slowly(_: object, _quote: str, pause: Callable[[], object]) -> Comparison:
        began.set()
        assert go_on.wait(60)
        try:
            pause()
        except Stopped:
            ended.set()
            raise
        raise AssertionError("the comparison went on")

    monkeypatch.setattr("postil.services.marks.quotes.compare_with", slowly)
    async with example(tmp_path) as (app, pilot):
        await pilot.press(*TO_ALTERED, "c")
        while COMPARING not in page(app):
            await pilot.pause(0.05)
        assert began.is_set()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        go_on.set()
        await app.workers.wait_for_complete()
        assert ended.wait(60)
        assert not app._notifications


async def test_a_text_that_is_missing_is_told(tmp_path: Path) -> None:
    async with example(tmp_path) as (app, pilot):
        await pilot.press(*TO_ALTERED, "tab", "j")
        texts = app.workspace.library.folder / "texts"
        app.workspace._snapshots.clear()
        shutil.rmtree(texts)
        await compared(app, pilot, "c")
        assert isinstance(app.screen, ReaderScreen)
        assert any("cannot be read" in notice.message for notice in app._notifications)


async def test_a_source_without_a_text_is_told(tmp_path: Path) -> None:
    async with example(tmp_path) as (app, pilot):
        await pilot.press(*TO_ALTERED, "tab", "j")
        reader = app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.evidence is not None
        source = app.workspace.source(reader.evidence.source)
        bare = app.workspace.changed(source, document="")
        app.workspace.commit("unlink", [Change(SOURCES, source, bare)])
        await compared(app, pilot, "c")
        assert isinstance(app.screen, ReaderScreen)
        assert any("not in the library" in notice.message for notice in app._notifications)


async def test_the_review_compares_too(tmp_path: Path) -> None:
    async with example(tmp_path, start="review") as (app, pilot):
        assert isinstance(app.screen, ReviewScreen)
        review = app.screen
        await pilot.pause(0.2)
        await compared(app, pilot, "slash", *"is", "colon", *"altered", "enter", "c")
        assert "[-not-]" in page(app)
        await pilot.press("q")
        await pilot.pause()
        assert app.screen is review
