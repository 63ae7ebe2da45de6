"""What is chosen for one library and travels with it: nothing that could start a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.core.system_errors import in_words
from postil.core.text import clean_line, shown_path
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import make_folder, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from postil.core.model import JSON

FILE = ".postil-preferences"
KNOWN = ("style", "locale")
"""The names of what can be chosen; others in the file are kept and not heeded."""

_LARGEST = 4096


class PreferenceFile:
    """The preferences of one library.

    Args:
        folder: The library's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def get(self, name: str) -> str:
        """What was chosen, or an empty string; also where the file is missing or damaged."""
        value = self._read().get(name, "") if name in KNOWN else ""
        return clean_line(value) if isinstance(value, str) else ""

    def put(self, name: str, value: str) -> None:
        """Chooses something, durably.

        Raises:
            SaveFailed: The folder cannot be written.
        """
        try:
            make_folder(self._path.parent)
            replace(self._path, canonical.lines({**self._read(), name: value}) + b"\n")
        except OSError as error:
            raise SaveFailed(f"{shown_path(self._path)} cannot be written: {in_words(error)}.") from None

    def _read(self) -> Mapping[str, JSON]:
        try:
            value = canonical.decode(regular.read(self._path), _LARGEST)
        except (OSError, canonical.Malformed):
            return {}
        return value if isinstance(value, dict) else {}
