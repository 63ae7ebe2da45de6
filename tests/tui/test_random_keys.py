"""Whatever is pressed, clicked and resized, the program goes on and the library stays sound."""

from __future__ import annotations

import os
import random
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from unittest.mock import AsyncMock, patch

import pytest
from textual import events
from textual.errors import NoWidget
from textual.keys import _character_to_key

from postil.container import system_clock
from postil.core.errors import BadInput, SaveFailed
from postil.core.findings import Severity
from postil.storage.disk_library import DiskLibrary
from postil.tui.leaving import Leaving
from postil.tui.terminal.clipboard import Outcome, Status
from tests.fakes import written
from tests.tui.book import BOOK
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from postil.core.changes import Operation
    from tests.tui.list_stage import ListStage
    from tests.tui.reader_stage import Stage

LEAVE = Leaving._go

KEYS = [
    *"abcdefghijklmnopqrtuvwxyzABCDEGHJKLMNOQRSTVY0123456789[](){}<>/?:;,.+-=~'!@# ",
    "escape", "escape", "enter", "tab", "shift+tab", "space", "backspace", "delete", "home", "end",
    "up", "down", "left", "right", "pageup", "pagedown", "ctrl+d", "ctrl+u", "ctrl+o", "ctrl+r", "ctrl+s",
    "ctrl+t", "ctrl+e", "ctrl+y", "ctrl+p", "ctrl+q", "ctrl+right", "ctrl+left", "f1", "f5", "shift+left", "shift+right",
]  # fmt: skip
SIZES = [(120, 40), (80, 24), (60, 15), (40, 10), (20, 5), (1, 1), (2, 2), (200, 50)]
PRESSES = int(os.environ.get("POSTIL_RANDOM_KEYS", "150"))
"""How many keys a seed presses; the long form sets 2500."""


FAILING = 0.15
"""How often saving fails."""


@pytest.mark.parametrize("start", ["reader", "book", "library", "review", "sources"])
@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_clicks_and_sizes(
    tmp_path: Path, seed: int, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # an export is written where the program runs
    chance = random.Random(f"{start} {seed}")  # noqa: S311 - a repeatable game of chance
    pressed: list[str] = []
    failing = 0
    apply = DiskLibrary.apply

    def apply_or_fail(library: DiskLibrary, operation: Operation) -> Operation:
        if failing and chance.random() < FAILING:
            raise SaveFailed("The disk is full.")
        return apply(library, operation)

    with (
        patch.object(Leaving, "_go", lambda _leaving: None),
        patch.object(DiskLibrary, "apply", apply_or_fail),
        patch("postil.tui.terminal.editor.edited", lambda *_: None),
        patch("postil.tui.commands.links._hand_over", AsyncMock()),
        patch("postil.ingest.fetching.fetching.fetch", side_effect=BadInput("There is no web here.")),
        patch(
            "postil.tui.terminal.clipboard.copy",
            lambda text, **_: Outcome(Status.FAILED, "", "a test has none", len(text), ""),
        ),
    ):
        async with begun(tmp_path, start) as stage:
            failing = seed % 2
            try:
                for _ in range(PRESSES):
                    await one_move(stage.pilot, chance, pressed)
                    assert stage.app.is_running
                failing = 0
                await quit_at_last(stage)
            except BaseException as error:
                error.add_note(f"pressed: {' '.join(pressed[-60:])}")
                raise
    findings = DiskLibrary.open(stage.app.library.folder, system_clock, create=False).examine()
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]


def begun(folder: Path, start: str) -> AbstractAsyncContextManager[Stage | ListStage]:
    """The app at one of its places."""
    if start == "book":
        return reading(folder, blocks=BOOK)
    return reading(folder) if start == "reader" else visiting(folder, start)


async def quit_at_last(stage: Stage | ListStage) -> None:
    """Saves what could not be saved, quits, and finds the program at its end with all on disk."""
    app, pilot = stage.app, stage.pilot
    await pilot.resize_terminal(120, 40)
    app.workspace.retry()
    assert written(app.writer, 30)
    await pilot.pause()
    with patch.object(Leaving, "_go", LEAVE):
        patience = time.monotonic() + 30
        while not app._exit and time.monotonic() < patience:
            app.post_message(events.Key("ctrl+q", None))  # more than once: what was typed may be asked about
            await pilot.pause(0.02)
        assert app._exit
        assert not app.workspace.unsaved


async def one_move(pilot: object, chance: random.Random, pressed: list[str]) -> None:
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    what = chance.random()
    if what < 0.03:
        size = chance.choice(SIZES)
        pressed.append(f"{size[0]}x{size[1]}")
        await pilot.resize_terminal(*size)
    elif what < 0.08:
        width, height = pilot.app.size
        spot = (chance.randrange(width), chance.randrange(height))
        pressed.append(f"click{spot}")
        with suppress(NoWidget):  # as the app itself lets a click on what is not laid out yet come to nothing
            await pilot.click(offset=spot, times=chance.choice([1, 1, 2, 3]))
    else:
        key = chance.choice(KEYS)
        pressed.append(key)
        name = _character_to_key(key) if len(key) == 1 else key
        pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await pilot._wait_for_screen()  # `press` would wait for the palette's spinner to come to rest
