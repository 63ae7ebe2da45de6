from __future__ import annotations

import os
import re
import sys
import termios
from typing import TYPE_CHECKING

import pyte
import pytest

from postil.tui.terminal import first_sight
from tests.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="consoles of Windows are not drawn on")

# Says when the screen's own code begins to be loaded, between what is shown before it and after it.
START = """
import sys
from postil.__main__ import main

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            sys.stdout.write("\\x1b]2;LOADING\\x07")
            sys.stdout.flush()

sys.meta_path.insert(0, Watch())
sys.exit(main())
"""
LOADING = "\x1b]2;LOADING\x07"
TEXT = "The tide bell\n\nThe bell rang twice. Nobody on the quay heard it.\n\nThe ferry left at nine.\n"


class Desk:
    """A folder with an article and a library, and a terminal at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.article = folder / "bell.txt"
        self.article.write_text(TEXT, encoding="utf-8")

    def start(self) -> Terminal:
        command = [sys.executable, "-c", START, "--library", str(self.folder / "lib"), str(self.article)]
        own = {name: str(self.folder / name) for name in ("cache", "state")}
        return Terminal(command, XDG_CACHE_HOME=own["cache"], XDG_STATE_HOME=own["state"])

    def read(self, *keys: str) -> tuple[Terminal, bytes]:
        """Opens the article, presses keys, leaves; with what was seen before the screen was loaded."""
        terminal = self.start()
        try:
            terminal.wait_for(LOADING)
            before = terminal.all.split(LOADING.encode())[0]
            terminal.wait_for("\x1b[?2004h")
            terminal.wait_for("help")
            for key in keys:
                terminal.type(key)
            terminal.wait_for("\x1b[?1049l")
            assert terminal.process.wait(PATIENCE) == 0
        finally:
            terminal.close()
        return terminal, before

    @property
    def pictures(self) -> list[Path]:
        folder = self.folder / "cache" / "postil" / "sights"
        return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def fed(before: bytes) -> tuple[pyte.Screen, pyte.Stream]:
    """A screen that shows what was written before the program was loaded, and what it is written with."""
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    stream.feed(before.decode().replace("\x1b[?2026$p", ""))
    return screen, stream


def test_an_article_is_seen_before_the_screen_is_loaded_and_stays_as_it_is(desk: Desk) -> None:
    _, before = desk.read("ja", "q")
    assert before == b""
    _, before = desk.read("q")
    screen, stream = fed(before)
    seen = list(screen.display)
    assert any("The bell rang twice." in line for line in seen)
    assert any("1 claim" in line for line in seen)
    again, _ = desk.read("q")
    whole = again.all.split(LOADING.encode())
    assert first_sight.ALTERNATE_SCREEN.encode() in whole[0]
    assert first_sight.ALTERNATE_SCREEN.encode() not in whole[1]
    for part in _drawn(whole[1].decode()):
        stream.feed(part)
        assert list(screen.display) == seen


def test_the_width_and_the_hidden_margin_are_there_again(desk: Desk) -> None:
    _, before = desk.read("<" * 7, "z", "q")
    assert before == b""
    terminal, before = desk.read("q")
    screen, stream = fed(before)
    seen = list(screen.display)
    assert any(line.strip(" │") == "heard it." for line in seen)
    assert not any("No claims yet" in line for line in seen)
    for part in _drawn(terminal.all.split(LOADING.encode())[1].decode()):
        stream.feed(part)
        assert list(screen.display) == seen


def _drawn(output: str) -> Iterator[str]:
    """What is drawn until the program leaves, picture by picture, without what pyte would print."""
    for unknown in ("\x1b[>25u", "\x1b[<u", "\x1b[?2026$p", "\x1b[?2048$p", "\x1b]22;default\x1b\\"):
        output = output.replace(unknown, "")
    yield from re.split("(?=\x1b\\[1;1H)", output.split("\x1b[?2004l")[0])


@pytest.mark.parametrize("changed", ["article", "library", "window", "environment"])
def test_nothing_is_seen_early_when_anything_has_changed(
    desk: Desk, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.read("ja", "q")
    assert len(desk.pictures) == 1
    if changed == "article":
        desk.article.write_text(TEXT.replace("nine", "ten"), encoding="utf-8")
    elif changed == "library":
        file = next(path for path in (desk.folder / "lib").glob("*.json") if path.name != "sources.json")
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif changed == "environment":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.setattr("tests.terminal.SIZE", (30, 100))
    _, before = desk.read("q")
    assert before == b""


def test_keys_that_are_typed_before_it_is_loaded_are_not_lost(desk: Desk) -> None:
    desk.read("q")
    terminal = desk.start()
    try:
        terminal.wait_for("The bell rang twice.")
        terminal.type("ja\r")
        terminal.wait_for("1 claim")
        terminal.type("q")
        terminal.wait_for("\x1b[?1049l")
        assert terminal.process.wait(PATIENCE) == 0
        assert termios.tcgetattr(terminal.near) == terminal.attributes
        assert b"ja" not in terminal.all.split(LOADING.encode())[0][-20:]
    finally:
        terminal.close()


def test_a_start_that_fails_takes_the_picture_away(desk: Desk) -> None:
    desk.read("q")
    os.utime(desk.folder / "lib", ns=(0, 0))
    picture = desk.pictures[0]
    parts = picture.read_bytes().split(b"\0\0")
    identity = desk.folder / "lib" / ".postil-library"
    identity.write_text("{", encoding="utf-8")
    files = parts[1].decode().split("\0")
    parts[2] = first_sight._signatures(files).encode()
    picture.write_bytes(b"\0\0".join(parts))
    terminal = desk.start()
    try:
        terminal.wait_for("The bell rang twice.")
        terminal.wait_for("\x1b[?1049l")
        terminal.wait_for("postil: ")
        assert terminal.process.wait(PATIENCE) == 4
        assert termios.tcgetattr(terminal.near) == terminal.attributes
    finally:
        terminal.close()


def test_the_latest_pictures_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    for number in range(first_sight.KEPT + 3):
        first_sight.keep([f"{number}.txt"], "picture", [tmp_path])
    kept = list((tmp_path / "postil" / "sights").iterdir())
    assert len(kept) == first_sight.KEPT
    assert {stat.st_mode & 0o777 for stat in map(os.stat, kept)} == {0o600}
