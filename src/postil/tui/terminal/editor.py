"""Editing a note in the reader's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from postil.core.errors import WrongUse
from postil.core.text import clean, shown

if TYPE_CHECKING:
    from textual.app import App

DEFAULT_EDITOR = "vi"


def edited(app: App[None], note: str, editor: str = "") -> str | None:
    """Lets the reader edit a note; the screen is theirs meanwhile.

    Args:
        app: The app, which steps aside.
        note: The note as it is.
        editor: The command, split as a shell would but never run by one; `$VISUAL`, `$EDITOR` or vi
            when empty.

    Returns:
        The new note, or None when it was left as it was.

    Raises:
        WrongUse: The editor cannot be started, or ended with an error.
    """
    command = editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or DEFAULT_EDITOR
    with tempfile.TemporaryDirectory(prefix="postil-") as folder:  # made with mode 0700
        path = Path(folder) / "note.md"
        path.touch(mode=0o600)
        path.write_text(note, encoding="utf-8", errors="replace")
        _run(app, command, path)
        try:
            raw = path.read_bytes().decode("utf-8", "replace")
        except OSError as error:
            raise WrongUse(
                "The editor left no note; it is as it was.", shown(error.strerror or "")
            ) from error
    after = clean(raw).strip()
    return None if after == note.strip() else after


def _run(app: App[None], command: str, path: Path) -> None:
    failure: Exception | None = None
    code = 0
    try:
        with app.suspend():
            try:
                code = subprocess.run([*shlex.split(command), str(path)], check=False).returncode  # noqa: S603 - an argument list
            except (OSError, ValueError) as error:
                failure = error  # the screen comes back before it is told
    except SuspendNotSupported:
        raise WrongUse("The screen cannot step aside for an editor here.", "e edits the note.") from None
    if failure is not None:
        raise WrongUse(
            f"The editor “{shown(command)}” cannot be started: {shown(str(failure))}.",
            "Set `editor` in the configuration, or $EDITOR.",
        ) from failure
    if code:
        raise WrongUse(f"The editor ended with code {code}; the note is as it was.")
