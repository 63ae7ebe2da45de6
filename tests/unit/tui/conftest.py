from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


@pytest.fixture
def bare(programs: Path) -> dict[str, str]:
    """An environment without display, SSH or tmux, whose own programs come first."""
    return {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm-256color"}


@pytest.fixture
def tmux(tmp_path: Path, bare: dict[str, str]) -> Iterator[dict[str, str]]:
    """An environment inside a tmux of its own, with the settings that tmux comes with."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    server = ["tmux", "-S", str(tmp_path / "mux"), "-f", os.devnull]
    outside = {key: value for key, value in os.environ.items() if key != "TMUX"}
    started = subprocess.run([*server, "new-session", "-d"], env=outside, check=False, timeout=20)
    if started.returncode:
        pytest.skip("tmux cannot be started here")
    try:
        yield {**bare, "TMUX": f"{tmp_path / 'mux'},0,0"}
    finally:
        subprocess.run([*server, "kill-server"], env=outside, check=False, timeout=20)
