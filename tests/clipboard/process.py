"""`postil copy` as a process of its own in a terminal that it belongs to."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATIENCE = 60

# A terminal is a process's own, as /dev/tty, only when it was made so.
_OWNED = """
import fcntl, os, sys, termios
if sys.argv.pop(1) == "owned":
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "postil", *sys.argv[1:]])
"""

_SEQUENCE = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")

_UNSET = dict.fromkeys(
    ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "WSL_INTEROP", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"),
    "",
)


class Reader:
    """Somebody with one claim, who copies it.

    Args:
        folder: Where everything of theirs is.
        words: What the claim says.

    Attributes:
        text: What a copy of it is.
        kept: The file that holds the last copy.
    """

    def __init__(self, folder: Path, words: str) -> None:
        self.home = {
            f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")
        }
        self.home["POSTIL_LIBRARY"] = str(folder / "library")
        self.kept = folder / "state" / "postil" / "last-copy.txt"
        essay = folder / "essay.txt"
        essay.write_text(f"The harbour report\n\n{words}\n", encoding="utf-8")
        self._postil("add", str(essay))
        self.claim = self._postil("claim", "add", "essay", "--exact", "-", stdin=words).split()[0]
        self.text = self._postil("cite", self.claim, "--shape", "quote").removesuffix("\n")

    def copy(self, environment: Mapping[str, str], *, owned: bool = True) -> tuple[int, bytes]:
        """Copies the claim.

        Args:
            environment: Beside what the reader has anyway.
            owned: Whether the terminal is the process's own.

        Returns:
            The exit code, and all that came to the terminal.
        """
        own = "owned" if owned else "lent"
        command = [sys.executable, "-c", _OWNED, own, "copy", self.claim, "--shape", "quote"]
        terminal = Terminal(command, **{**_UNSET, **self.home, **environment})
        try:
            terminal.read_to_end()
            return terminal.process.wait(PATIENCE), terminal.all
        finally:
            terminal.close()

    def _postil(self, *words: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "postil", *words],
            env={**_UNSET, **self.home, "PATH": "", "LC_ALL": "C.UTF-8"},
            input=stdin.encode(),
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout.decode()


def pasted(heard: bytes) -> list[str]:
    """The texts that a terminal was told to take."""
    return [base64.b64decode(payload, validate=True).decode() for payload in _SEQUENCE.findall(heard)]
