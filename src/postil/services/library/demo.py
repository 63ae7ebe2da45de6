"""The bundled example library, in a copy that can be scribbled on."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from postil.core.errors import LibraryError
from postil.core.system_errors import in_words
from postil.core.text import shown_path

_PACKAGE = Path(__file__).resolve().parents[2]
_PLACES = (_PACKAGE / "demo_library", _PACKAGE.parents[1] / "annotations")
"""Where the example lies: in an installation, and in a checkout that is run in place."""

_IDENTITY = ".postil-library"
_PRIVATE = ".postil"


def copy_of_example() -> Path:
    """Copies the example library into a new folder for temporary files.

    Returns:
        The library's folder; its parent is new and holds nothing else.

    Raises:
        LibraryError: This installation holds no example, or there is no room for the copy.
    """
    example = _example()
    try:
        copied = Path(tempfile.mkdtemp(prefix="postil-demo-")) / "annotations"
        shutil.copytree(example, copied, ignore=shutil.ignore_patterns(_PRIVATE))
    except OSError as error:
        raise LibraryError(f"The example cannot be copied: {in_words(error)}.") from error
    return copied


def told_of_copy(folder: Path) -> str:
    """What whoever works in a copy of the example has to know."""
    return (
        f"This is the example, in a copy that goes with the temporary files: {shown_path(folder)}. "
        "Your own library is there when you start postil again."
    )


def _example() -> Path:
    for folder in _PLACES:
        if (folder / _IDENTITY).is_file():
            return folder
    raise LibraryError("This installation of postil holds no example library.", "Install it again.")
