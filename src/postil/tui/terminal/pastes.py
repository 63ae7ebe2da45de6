"""What is pasted is words and nothing else, whatever stands in it.

Between the marks of a bracketed paste Textual takes an escape sequence that it does not know for keys, so that
what a page had put into the clipboard would be typed, and `ctrl+q` pressed. It is told of a paste only when all of
it has come, and made harmless.
"""

from __future__ import annotations

from postil.core.text import clean

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""How a terminal marks a paste (xterm, "Bracketed Paste Mode")."""


class Pastes:
    """Passes input on; what lies between the marks of a paste when it has ended, and cleaned."""

    def __init__(self) -> None:
        self._last = ""
        self._pasted: str | None = None

    def feed(self, data: str) -> str:
        """Gives what is to be read now of what has come.

        Args:
            data: What was read from the terminal; a mark may be cut by its ends.
        """
        passed = ""
        while data:
            if self._pasted is None:
                seen = self._last + data
                at = seen.find(BEGIN)
                cut = len(data) if at < 0 else at + len(BEGIN) - len(self._last)
                passed += data[:cut]
                self._last = "" if at >= 0 else seen[1 - len(BEGIN) :]
                self._pasted = None if at < 0 else ""
                data = data[cut:]
            else:
                words, mark, data = (self._pasted + data).partition(END)
                self._pasted = None if mark else words
                passed += clean(words) + mark if mark else ""
        return passed
