"""tmux with a server, a setting and a terminal of its own."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 30


class Tmux:
    """A tmux, and the terminal in which it is seen.

    Args:
        folder: Where its socket is.
        setting: Its `set-clipboard`.
        attached: Whether it has a terminal at all.
        term: What the terminal is called.

    Attributes:
        terminal: The terminal, if there is one.
    """

    def __init__(self, folder: Path, setting: str, *, attached: bool, term: str) -> None:
        self.folder = folder
        self.outside = {
            "PATH": os.environ["PATH"],
            "TMUX_TMPDIR": str(folder),
            "TERM": term,
            "LC_ALL": "C.UTF-8",
        }
        set_up = ["set-option", "-s", "set-clipboard", setting, ";", "new-session", "-s", "reading"]
        command = ["tmux", "-L", "test", "-f", os.devnull, *set_up]
        self.terminal = None
        if attached:
            self.terminal = Terminal([*command, "cat"], **self.outside, TMUX="")
            self.terminal.wait_for("reading")  # its status line
        else:
            subprocess.run([*command, "-d", "cat"], env=self.outside, check=True, timeout=PATIENCE)
        self.socket = self.told("display-message", "-p", "#{socket_path}").strip()

    @property
    def inside(self) -> dict[str, str]:
        """The environment of a program that runs in it."""
        return {"PATH": os.environ["PATH"], "TERM": "screen-256color", "TMUX": f"{self.socket},0,0"}

    @property
    def buffer(self) -> str:
        """What its paste key would type."""
        return self.told("show-buffer")

    def told(self, *words: str) -> str:
        """What one of its commands writes."""
        done = subprocess.run(
            ["tmux", "-L", "test", *words],
            env=self.outside,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout.decode()

    def close(self) -> None:
        """Ends the server and with it all that runs there."""
        self.told("kill-server")
        if self.terminal is not None:
            self.terminal.close()
