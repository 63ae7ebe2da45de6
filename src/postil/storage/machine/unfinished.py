"""What was typed into a form and not saved, until it is: this machine's own, one file for each form.

It is written while it is typed, so that no signal and no lost connection has to be waited for.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from postil.core.digests import sha256
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import make_folder, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "unfinished"


class Unfinished:
    """The words of the forms that are open on one library, or were left.

    Args:
        folder: The reader's folder for such things.
        names: What names the library, as for `SetAside`.
    """

    def __init__(self, folder: Path, *names: str) -> None:
        self._folder = folder / FOLDER
        self._names = names

    def get(self, about: str) -> Mapping[str, str]:
        """The words of a form, by the names of its lines; none where there are none, or what is there is damaged.

        Args:
            about: What the form is about.
        """
        return next(filter(None, map(_words, self._files(about))), {})

    def put(self, about: str, words: Mapping[str, str]) -> bool:
        """Keeps the words of a form in place of those that were kept before; none leave no file.

        Returns:
            Whether that was done; a disk that refuses is for the caller to tell, if it matters then.
        """
        first, *others = self._files(about)
        with suppress(OSError):
            for file in others if words else (first, *others):
                file.unlink(missing_ok=True)
            if words:
                make_folder(self._folder)
                replace(first, canonical.lines(dict(words)) + b"\n", durable=False)
            return True
        return False

    def _files(self, about: str) -> list[Path]:
        names = (f"{name}\n{about}".encode("utf-8", "surrogateescape") for name in self._names)
        return [self._folder / f"{sha256(name).hexdigest()[:32]}.json" for name in names]


def _words(file: Path) -> Mapping[str, str]:
    try:
        value = canonical.decode(regular.read(file))
    except (OSError, canonical.Malformed):
        return {}
    words = value if isinstance(value, dict) else {}
    return {name: word for name, word in words.items() if isinstance(word, str)}
