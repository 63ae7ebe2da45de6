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
        self._pasted: list[str] | None = None

    def feed(self, data: str) -> str:
        """Gives what is to be read now of what has come.

        Args:
            data: What was read from the terminal; a mark may be cut by its ends.
        """
        passed = ""
        while data:
            mark = BEGIN if self._pasted is None else END
            seen = self._last + data
            at = seen.find(mark)
            cut = len(data) if at < 0 else at + len(mark) - len(self._last)
            come, data = data[:cut], data[cut:]
            self._last = "" if at >= 0 else seen[1 - len(mark) :]
            if self._pasted is None:
                passed += come
                self._pasted = [] if at >= 0 else None
            else:
                self._pasted.append(come)
                if at >= 0:
                    passed += clean("".join(self._pasted).removesuffix(END)) + END
                    self._pasted = None
        return passed
