"""Whatever is pressed, clicked and resized, the program goes on and the library stays sound."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from textual import events
from textual.keys import _character_to_key

from postil.core.findings import Severity
from postil.tui.app import PostilApp
from postil.tui.clipboard import Outcome, Status
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [
    *"abcdefghijklmnopqrtuvwxyzABDEGHJKLMNRSTVY0123456789[](){}<>/?:;,.+-=~'!@# ",
    "escape", "escape", "enter", "tab", "shift+tab", "space", "backspace", "delete", "home", "end",
    "up", "down", "left", "right", "pageup", "pagedown", "ctrl+d", "ctrl+u", "ctrl+o", "ctrl+r", "ctrl+s",
    "ctrl+t", "ctrl+e", "ctrl+y", "ctrl+p", "ctrl+right", "ctrl+left", "f1", "f5", "shift+left", "shift+right",
]  # fmt: skip
SIZES = [(120, 40), (80, 24), (60, 15), (40, 10), (20, 5), (1, 1), (2, 2), (200, 50)]
PRESSES = int(os.environ.get("POSTIL_RANDOM_KEYS", "150"))
"""How many keys a seed presses; the long form sets 2500."""


@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_clicks_and_sizes(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # an export is written where the program runs
    chance = random.Random(seed)  # noqa: S311 - a repeatable game of chance
    pressed: list[str] = []
    with (
        patch.object(PostilApp, "exit", lambda _app: None),
        patch("postil.tui.editor.edited", lambda *_: None),
        patch("postil.tui.browser._open", lambda *_: None),
        patch(
            "postil.tui.clipboard.copy",
            lambda text, **_: Outcome(Status.FAILED, "", "a test has none", len(text), ""),
        ),
    ):
        async with reading(tmp_path) as stage:
            try:
                for _ in range(PRESSES):
                    await one_move(stage.pilot, chance, pressed)
                    assert stage.app.is_running
            except BaseException as error:
                error.add_note(f"pressed: {' '.join(pressed[-60:])}")
                raise
            await stage.pilot.resize_terminal(120, 40)
            library = stage.saved()
    findings = library.examine()
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]


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
        await pilot.click(offset=spot, times=chance.choice([1, 1, 2, 3]))
    else:
        key = chance.choice(KEYS)
        pressed.append(key)
        name = _character_to_key(key) if len(key) == 1 else key
        pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await pilot._wait_for_screen()  # `press` would wait for the palette's spinner to come to rest
