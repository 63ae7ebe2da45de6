"""An export in a file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from postil.core.errors import LibraryError, WrongUse
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path


def write_export(path: Path, text: str, *, replace: bool = False) -> None:
    """Writes a file that is whole or absent.

    Args:
        path: Where to.
        text: Its content, written as UTF-8.
        replace: Whether a file that is already there may be replaced.

    Raises:
        WrongUse: There is a file already.
        LibraryError: It cannot be written; nothing was changed.
    """
    temporary, claimed = "", False
    try:
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "a device, a pipe or a socket"
            raise LibraryError(f"“{shown_path(path)}” is {what}, not a file.", "Choose another name.")
        with NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace", newline="",
            dir=path.parent, prefix=".postil-", delete=False,
        ) as file:  # fmt: skip
            temporary = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if not replace:
            path.touch(mode=0o600, exist_ok=False)
            claimed = True
        Path(temporary).replace(path)
        claimed = False
    except FileExistsError:
        raise WrongUse(f"“{shown(path.name)}” exists already.", "Choose another name.") from None
    except (OSError, ValueError) as error:
        why = in_words(error) if isinstance(error, OSError) else "a file's name holds no NUL"
        hint = "Choose another place."
        raise LibraryError(f"“{shown_path(path)}” cannot be written: {why}.", hint) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if claimed:
            path.unlink(missing_ok=True)
