"""Real clipboards, multiplexers and terminals, each started by the test that asks for it.

What a machine does not have is skipped, and the reason names it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.clipboard.multiplexer import Tmux

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 30


@pytest.fixture
def bare() -> dict[str, str]:
    """An environment with no way out but a terminal."""
    return {"PATH": os.environ["PATH"], "TERM": "xterm-256color"}


def need(*programs: str) -> None:
    """Skips the test where a program is missing."""
    if missing := [name for name in programs if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture
def desktop(bare: dict[str, str]) -> Iterator[dict[str, str]]:
    """An environment on an X server of its own, whose clipboard is empty."""
    need("Xvfb", "xclip")
    options = ["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "64x64x8"]
    server = subprocess.Popen(["Xvfb", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with server:
        try:
            assert server.stdout is not None
            number = server.stdout.readline().decode().strip()
            if not number:
                pytest.skip("Xvfb cannot be started here")
            yield {**bare, "DISPLAY": f":{number}"}
        finally:
            server.terminate()


def selection(desktop: dict[str, str]) -> str:
    """What is in a desktop's clipboard."""
    held = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env=desktop,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return held.stdout.decode()


@pytest.fixture
def start_tmux() -> Iterator[Callable[..., Tmux]]:
    """Starts a tmux with a server of its own."""
    need("tmux")
    started: list[Tmux] = []

    def start(setting: str = "external", *, attached: bool = True, term: str = "xterm-256color") -> Tmux:
        # A socket's path may be no longer than some hundred bytes.
        folder = Path(tempfile.mkdtemp(prefix="postil-tmux-"))
        started.append(Tmux(folder, setting, attached=attached, term=term))
        return started[-1]

    yield start
    for tmux in started:
        tmux.close()
        shutil.rmtree(tmux.folder)
