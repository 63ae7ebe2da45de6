"""An article is seen before the program is loaded: the picture of it that was kept when it was left.

Loading Textual takes most of a start. A start that will come to what an earlier one left (the same command
line, window and environment, the same files) therefore writes the kept picture first, and the app's own first
picture changes no cell of it. Keys that are typed meanwhile wait in the terminal for the app.

Only what every start needs is imported here.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # the module typing alone takes longer than the picture
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

KEPT = 24
"""How many pictures are kept, the latest."""

LARGEST = 1 << 20
"""Characters of a picture that is kept."""

ALTERNATE_SCREEN = "\x1b[?1049h"
_BEGIN = f"{ALTERNATE_SCREEN}\x1b[?25l\x1b[?7l"
_END = "\x1b[?7h\x1b[?25h\x1b[?1049l"
_PART = "\0\0"
_DECISIVE = (
    "COLORTERM",
    "FORCE_COLOR",
    "HOME",
    "LANG",
    "LC_",
    "NO_COLOR",
    "POSTIL_",
    "TERM",
    "TEXTUAL_",
    "XDG_",
)
"""How the names of the variables begin that decide what is shown."""


class Sight:
    """A picture that stands on the terminal until the app has drawn its own.

    Attributes:
        attributes: The terminal's attributes from before; the app gives them back when it leaves.
        taken: Whether the app has the terminal now.

    Raises:
        OSError: The terminal is none any more.
    """

    def __init__(self, picture: str) -> None:
        import termios

        self.taken = False
        try:
            self.attributes: list[Any] = termios.tcgetattr(sys.stdin)
            quiet = list(self.attributes)
            # As the app will have it, but ctrl+c still ends the start.
            quiet[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            termios.tcsetattr(sys.stdin, termios.TCSANOW, quiet)
        except termios.error as error:
            raise OSError(*error.args) from error
        _write(_BEGIN + picture)

    def leave(self) -> None:
        """Takes the picture away, unless the app has the terminal."""
        if not self.taken:
            import termios

            self.taken = True
            _write(_END)
            termios.tcsetattr(sys.stdin, termios.TCSANOW, self.attributes)


def show(arguments: Sequence[str]) -> Sight | None:
    """Shows the picture that this start will come to, where it is known.

    Args:
        arguments: What stands behind `postil`. Standard input and output are a terminal.

    Returns:
        What takes it away again; None where nothing is shown.
    """
    try:
        key = _key(arguments)
        with open(_place(key), encoding="utf-8", newline="") as file:
            known, files, signatures, picture = file.read().split(_PART)
        if known == key and signatures == _signatures(files.split("\0")):
            return Sight(picture)
    except (OSError, ValueError):
        pass  # it is seen a little later
    return None


def keep(arguments: Sequence[str], picture: str, files: Iterable[object]) -> None:
    """Keeps the picture that the next start of this kind will come to.

    A disk that refuses is not worth a word: the article is seen a little later then.

    Args:
        arguments: What stands behind `postil`.
        picture: The whole screen, as it is written to the terminal.
        files: What it depends on: it is shown only while each of them is as it is now.
    """
    if len(picture) > LARGEST:
        return
    names = [os.path.abspath(str(file)) for file in files]
    try:
        key = _key(arguments)
        place = _place(key)
        os.makedirs(os.path.dirname(place), 0o700, exist_ok=True)
        temporary = f"{place}.{os.getpid()}"
        private = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(private, "w", encoding="utf-8", newline="") as file:
            file.write(_PART.join([key, "\0".join(names), _signatures(names), picture]))
        os.replace(temporary, place)
        _thin_out(os.path.dirname(place))
    except (OSError, ValueError):
        pass


def _key(arguments: Sequence[str]) -> str:
    """All that decides what a start shows, but for the files."""
    from postil import __version__

    decisive = sorted(item for item in os.environ.items() if item[0].startswith(_DECISIVE))
    return repr((__version__, list(arguments), os.getcwd(), tuple(os.get_terminal_size()), decisive))


def _place(key: str) -> str:
    """The file of a picture, in the user's cache."""
    from zlib import crc32

    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(cache, "postil", "sights", f"{crc32(key.encode('utf-8', 'surrogateescape')):08x}")


def _signatures(files: Iterable[str]) -> str:
    return " ".join(map(_signature, files))


def _signature(file: str) -> str:
    try:
        status = os.stat(file)
    except FileNotFoundError:
        return "-"
    return f"{status.st_mtime_ns}.{status.st_size}.{status.st_ino}"


def _thin_out(folder: str) -> None:
    """Removes the oldest pictures."""
    with os.scandir(folder) as entries:
        kept = sorted(entries, key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in kept[KEPT:]:
        os.unlink(entry)


def _write(sequence: str) -> None:
    """Writes to the terminal, past Python's buffer, whatever its encoding."""
    data = sequence.encode("utf-8", "replace")
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]
