"""The process that reads a text apart: `python -P -m postil.ingest.isolated`, started by `isolation`.

It may read files, which importing needs, and nothing else: no socket, no other process, nothing written. The audit
hook that sees to it is no wall against code of its own that has broken into the process; it is one lock more, and it
makes a parser that wants to go to the network fail at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.ingest.formats import named
from postil.ingest.handover import MEMORY, SECONDS, answer, asked, refusal

if TYPE_CHECKING:
    from postil.ingest.document import Received

# Names of https://docs.python.org/3/library/audit_events.html; a whole family where it ends with a dot.
_FORBIDDEN = (
    *(
        "socket.",
        "subprocess.",
        "pty.",
        "webbrowser.",
        "urllib.",
        "ftplib.",
        "smtplib.",
        "shutil.",
        "tempfile.",
    ),
    *(
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "os.kill",
    ),
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"),
    *("os.truncate", "os.utime", "os.setxattr", "os.removexattr", "sqlite3."),
)
_FAMILIES = tuple(name for name in _FORBIDDEN if name.endswith("."))
_SINGLE = frozenset(_FORBIDDEN) - set(_FAMILIES)
_ANEW = "Open it in another program, save it anew, and open that."
_SMALLER = "Split it into parts, or save its text as a file and open that."
_SELDOM = 200_000
"""New things after which the collector looks for what is not used any more: most of what is made is handed back."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Reads the text on standard input and answers on standard output."""
    gc.set_threshold(_SELDOM)
    out = _taken_standard_output()
    _limit()
    kind, received = asked(sys.stdin.buffer)
    with os.fdopen(out, "wb") as stream:
        stream.write(_answer(kind, received))


def _taken_standard_output() -> int:
    """The descriptor for the answer; whatever a parser prints goes where errors go."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _answer(kind: str, received: Received) -> bytes:
    try:
        reader = named(kind).reader()  # before the hook, so that its compiled code may be kept
        sys.addaudithook(forbid)
        return answer(reader.read(received))
    except BadInput as error:
        return refusal(error)
    except MemoryError:
        what = f"takes more than {MEMORY >> 20} MB of memory to be read, so reading it was ended."
        return refusal(BadInput(what, _SMALLER))
    except RecursionError:
        return refusal(BadInput("is nested too deeply to be read.", _ANEW))
    except Exception as error:  # noqa: BLE001 - whatever a parser does not stand is the text's fault
        return refusal(BadInput(f"cannot be read: it is damaged ({type(error).__name__}).", _ANEW))


def _limit() -> None:
    """Limits memory and time where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's clock is the limit
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        hard = resource.getrlimit(what)[1]
        with contextlib.suppress(OSError, ValueError):  # a lower limit holds already, or the system has none
            resource.setrlimit(what, (most, hard))


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook: refuses what no reader of a text needs.

    Raises:
        PermissionError: The event is one of those.
    """
    if event == "open":
        if _writes(*arguments[1:3]):
            raise PermissionError("a reader of texts writes no files")
    elif event in _SINGLE or event.startswith(_FAMILIES):
        raise PermissionError(f"a reader of texts may not do this: {event}")


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str) and not set(mode).isdisjoint("wax+"):
        return True
    return isinstance(flags, int) and bool(flags & _WRITING)


if __name__ == "__main__":
    main()
