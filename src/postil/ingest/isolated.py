"""The process that reads a text apart: `python -P -m postil.ingest.isolated QUESTION`, or a copy of who asks.

It may read files, which importing needs, and nothing else: no socket, no other process, nothing written. The audit
hook that sees to it is no wall against code of its own that has broken into the process; it is one lock more, and it
makes a parser that wants to go to the network fail at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.snapshot import Snapshot
from postil.ingest.formats import named
from postil.ingest.handover import ANEW, SECONDS, SMALLER, answer, asked, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.ingest.handover import Question

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
_SELDOM = 200_000
"""New things after which the collector looks for what is not used any more: most of what is made is handed back."""

_INPUT, _OUTPUT, _ERRORS = range(3)

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def read(question: str) -> None:
    """Reads the text on standard input and answers on standard output.

    Args:
        question: What is asked, as `handover.Question` writes it.
    """
    gc.enable()
    gc.set_threshold(_SELDOM)
    out = _taken_standard_output()
    wanted = asked(question)
    _limit(wanted.memory)
    with os.fdopen(out, "wb") as stream:
        stream.writelines(_answer(wanted))


def _taken_standard_output() -> int:
    """The descriptor for the answer; whatever a parser prints goes where errors go."""
    out = os.dup(_OUTPUT)
    os.dup2(_ERRORS, _OUTPUT)
    return out


def _answer(wanted: Question) -> Iterable[bytes]:
    try:
        known = named(wanted.kind)
        reader = known.reader()  # before the hook, so that its compiled code may be kept
        sys.addaudithook(forbid)
        with open(_INPUT, "rb", buffering=0, closefd=False) as file:
            file.seek(0)
            received = wanted.received._replace(data=file.readall())
        parsed = reader.read(received)
        if known.is_believed:
            snapshot = Snapshot(parsed.blocks, parsed.digest)
            parsed = parsed._replace(blocks=snapshot.blocks, digest=snapshot.digest)
        return answer(parsed)
    except BadInput as error:
        return [refusal(error)]
    except MemoryError:
        what = f"takes more than {wanted.memory >> 20} MB of memory to be read, so reading it was ended."
        return [refusal(BadInput(what, SMALLER))]
    except RecursionError:
        return [refusal(BadInput("is nested too deeply to be read.", ANEW))]
    except Exception as error:  # noqa: BLE001 - whatever a parser does not stand is the text's fault
        return [refusal(BadInput(f"cannot be read: it is damaged ({type(error).__name__}).", ANEW))]


def _limit(memory: int) -> None:
    """Limits memory, time and the answer where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's clock is the limit
        return
    limits = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, memory), (resource.RLIMIT_CPU, SECONDS))
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        with contextlib.suppress(OSError, ValueError):  # a lower limit holds already, or the system has none
            resource.setrlimit(what, (most, hard))
    signal.alarm(SECONDS)  # also where nobody waits any more


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
    read(sys.argv[1])
