"""A handful of screens, as pictures; `pytest --snapshot-update` after a change that is meant."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from postil.container import Container
from postil.core.settings import Settings
from postil.services.articles.articles import add_text, open_named
from postil.services.marks.refreshing import refresh
from postil.tui.app import PostilApp
from tests import plain_engine
from tests.tui.list_stage import mark

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.pilot import Pilot

EXAMPLE = Path(__file__).parents[2] / "annotations"
CLOSED = "The harbour of Saltmarsh Quay closed on 3 March."
ASKED = "Nobody was asked before."
BOATS = "Forty boats stayed in."
KEEPER = "The keeper of the light left in June."
MARKDOWN = Path(__file__).parents[1] / "data" / "ingest" / "ferry.md"


class Compare(Protocol):
    """The snapshot plugin's fixture."""

    def __call__(
        self,
        app: PostilApp,
        *,
        press: Iterable[str] = (),
        terminal_size: tuple[int, int] = (80, 24),
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = None,
    ) -> bool:
        """Whether the app's picture is the one that was kept."""
        ...


@pytest.fixture(autouse=True)
def _suggestions_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs of what a sentence suggests stand in the picture, however busy the machine is."""
    monkeypatch.setattr("postil.tui.widgets.suggested.REST", 0.001)


def example(folder: Path, *, article: str = "", start: str = "library", **settings: object) -> PostilApp:
    """The app on a copy of the example library."""
    made = Container(str(shutil.copytree(EXAMPLE, folder / "annotations")))
    opened = open_named(made.workspace, article) if article else None
    chosen = Settings(**settings)  # type: ignore[arg-type]
    return PostilApp(made.workspace, made.library, chosen, opened=opened, start=start)


def columns(size: tuple[int, int] | str) -> str:
    """A test's name for a size."""
    return size if isinstance(size, str) else f"{size[0]}x{size[1]}"


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((80, 24), "postil-light"),
        ((120, 40), "postil-dark"),
        ((120, 40), "postil-contrast-light"),
        ((200, 50), "postil-dark"),
    ],
    ids=columns,
)
def test_reader(snap_compare: Compare, tmp_path: Path, theme: str, size: tuple[int, int]) -> None:
    app = example(tmp_path, article="Harbour That", theme=theme)
    assert snap_compare(app, press=["]", "]", "]"], terminal_size=size)


def test_reader_in_ascii(snap_compare: Compare, tmp_path: Path) -> None:
    app = example(tmp_path, article="Harbour That", ascii=True)
    assert snap_compare(app, press=["]", "]", "]"], terminal_size=(100, 30))


def test_reader_without_colour(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = example(tmp_path, article="Harbour That")
    assert snap_compare(app, press=["]", "]", "]", "l"], terminal_size=(100, 30))


def test_selecting(snap_compare: Compare, tmp_path: Path) -> None:
    app = example(tmp_path, article="Harbour That")
    assert snap_compare(app, press=["j", "j", "l", "v", "b", "b", "o", "w"], terminal_size=(100, 30))


def test_evidence_form(snap_compare: Compare, tmp_path: Path) -> None:
    app = example(tmp_path, article="Harbour That")
    press = ["]", "]", "-", *"Not so", "tab", *"survey"]
    assert snap_compare(app, press=press, terminal_size=(120, 34))


def test_source_in_the_margin(snap_compare: Compare, tmp_path: Path) -> None:
    app = example(tmp_path, article="Harbour That")
    press = ["]", "+", "tab", *"survey", "down", "ctrl+o", "j", "j", "v", "b"]
    assert snap_compare(app, press=press, terminal_size=(120, 34))


def test_markdown(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(example(tmp_path, article=str(MARKDOWN)), press=["j"], terminal_size=(90, 40))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=columns)
def test_library(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    assert snap_compare(example(tmp_path), press=["j"], terminal_size=size)


def test_empty_library(snap_compare: Compare, tmp_path: Path) -> None:
    made = Container(str(tmp_path / "annotations"), may_create=True)
    assert snap_compare(PostilApp(made.workspace, made.library, Settings()), terminal_size=(80, 24))


@pytest.mark.parametrize("size", [(80, 24), (160, 40)], ids=columns)
def test_review(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    assert snap_compare(example(tmp_path, start="review"), press=["j", "j"], terminal_size=size)


def test_help(snap_compare: Compare, tmp_path: Path) -> None:
    app = example(tmp_path, article="Harbour That")
    assert snap_compare(app, press=["?"], terminal_size=(100, 30))


def test_rating_and_a_notice(snap_compare: Compare, tmp_path: Path) -> None:
    app = example(tmp_path, article="Harbour That")
    assert snap_compare(app, press=["n", "]", "r"], terminal_size=(100, 30))


def read_again(folder: Path, **settings: object) -> PostilApp:
    """The app on an article that was read again: a changed, an ambiguous and an orphaned claim."""
    made = Container(str(folder / "annotations"), may_create=True)
    file = folder / "harbour.txt"
    file.write_text(f"The harbour report\n\n{CLOSED} {ASKED}\n\n{BOATS} {KEEPER}\n", encoding="utf-8")
    article = add_text(made.workspace, str(file)).article
    for words in (CLOSED, BOATS, KEEPER):
        mark(made.workspace, article.id, made.workspace.text_of(article).text, words)
    again = f"A correction was made.\n\n{CLOSED.replace('3', '9')} {ASKED}\n\n{BOATS} And: {BOATS}"
    file.write_text(f"The harbour report\n\n{again}\n", encoding="utf-8")
    refresh(made.workspace, article)
    opened = open_named(made.workspace, article.id)
    chosen = Settings(**settings)  # type: ignore[arg-type]
    return PostilApp(made.workspace, made.library, chosen, opened=opened)


async def settled(pilot: Pilot[None], *keys: str) -> None:
    """Presses keys, and waits after each for what is done beside the screen."""
    for key in ("", *keys):
        await pilot.press(*([key] if key else []))
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@pytest.mark.parametrize("keys", [["]"], ["exclamation_mark"]], ids=["text", "list"])
def test_after_reading_again(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    plain_engine.install(monkeypatch)
    app = read_again(tmp_path)
    assert snap_compare(app, run_before=lambda pilot: settled(pilot, *keys), terminal_size=(100, 30))


def test_quote_and_source(snap_compare: Compare, tmp_path: Path) -> None:
    app = example(tmp_path, article="Harbour That")
    assert snap_compare(app, press=["]"] * 9 + ["c"], terminal_size=(80, 24))
