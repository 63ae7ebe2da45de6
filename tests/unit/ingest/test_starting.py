from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from postil.ingest.formats import LARGE

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no process copies itself there")

# A program of one thread that opens the long text `ferry.txt`; the process that reads it is a copy of it.
_PROGRAM = """
import os, sys, time
from postil.core.errors import PostilError
from postil.core.snapshot import Block, BlockKind
from postil.ingest import formats
from postil.ingest.document import Parsed
from postil.ingest.door import begin, open_document

class Reader:
    @staticmethod
    def read(received):
        told = []
        {body}
        return Parsed([Block(BlockKind.PARAGRAPH, word) for word in (str(os.getpid()), *map(str, told))])

formats.import_module = lambda name: Reader
print(os.getpid(), flush=True)
try:
    {task}
except PostilError as error:
    print(error)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody is left")
"""
_OPENED = "print(*(block.text for block in open_document('ferry.txt').snapshot.blocks), sep=chr(10))"


def program(body: str = "pass", task: str = _OPENED) -> list[str]:
    return [sys.executable, "-c", _PROGRAM.replace("{body}", body).replace("{task}", task)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_bytes(b"The ferry left the quay at noon.\n\n" * (LARGE // 30))
    return tmp_path


def lines(folder: Path, body: str = "pass", task: str = _OPENED, given: IO[bytes] | None = None) -> list[str]:
    """What the program prints, but for its own id."""
    done = subprocess.run(
        program(body, task),
        cwd=folder,
        stdin=given,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert not done.stderr
    own, *rest = done.stdout.splitlines()
    assert own not in " ".join(rest).split()  # another process has read the text
    return rest


def test_a_copy_reads_a_text_and_is_gone_then(folder: Path) -> None:
    *_, length, left = lines(folder, "told.append(len(received.data))")
    assert int(length) == (folder / "ferry.txt").stat().st_size
    assert left == "nobody is left"


_SHELL = "from postil.__main__ import main; sys.argv = ['postil', *{words}]; main()"
_SCREEN = """
    from postil.container import Container
    Container._open = lambda self, *how, real=Container._open: print(real(self, *how).snapshot.text)
    Container("library").run_screen("ferry.txt")
"""


@pytest.mark.parametrize(
    ("task", "is_given"),
    [
        (_SHELL.format(words=["ingest", "ferry.txt"]), False),
        (_SHELL.format(words=["ingest", "-"]), True),
        (_SHELL.format(words=["ingest", "/dev/stdin"]), True),
        (_SCREEN.strip(), False),
    ],
    ids=["file", "piped", "redirected", "screen"],
)
def test_shell_and_screen_have_a_long_text_read_by_another_process(
    folder: Path, task: str, *, is_given: bool
) -> None:
    with (folder / "ferry.txt").open("rb") as file:
        told = lines(folder, "told.append('It has been read.')", task, file if is_given else None)
    assert any("It has been read." in line for line in told)
    assert told[-1] == "nobody is left"


def test_a_copy_prints_nothing_and_holds_no_file_of_who_made_it(folder: Path) -> None:
    body = (
        "print('noise', flush=True); os.write(2, b'noise'); told += sorted(os.listdir('/proc/self/fd'))"
        "; told += [os.readlink(f'/proc/self/fd/{stream}') for stream in (1, 2)]"
    )
    task = f"kept = [open('ferry.txt') for _ in range(20)]; print('Once.', end=' '); {_OPENED}"
    told = lines(folder, body, task)
    assert "".join(told).count("Once.") == 1
    # The standard streams, what its answer goes to, and the folder that is listed.
    assert told[1:] == [*"01234", os.devnull, os.devnull, "nobody is left"]


@pytest.mark.parametrize(
    "body",
    ["import socket; socket.socket()", "os.fork()", "open('seen.txt', 'w')", "os.kill(os.getppid(), 9)"],
)
def test_a_copy_may_not_reach_out(folder: Path, body: str) -> None:
    told, _ = lines(folder, body)
    assert "it is damaged (PermissionError)" in told
    assert not (folder / "seen.txt").exists()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("bytearray(1 << 31)", "takes more than 1024 MB of memory"),
        ("os.abort()", "it is damaged"),
        ("raise SystemExit", "could not be started"),
        ("raise KeyboardInterrupt", "could not be started"),
    ],
)
def test_what_ends_a_copy_is_told_and_never_goes_up_to_who_made_it(folder: Path, body: str, why: str) -> None:
    told, left = lines(folder, body)
    assert why in told
    assert left == "nobody is left"


def test_what_is_not_wanted_any_more_is_ended(folder: Path) -> None:
    assert lines(folder, "time.sleep(600)", "begin('ferry.txt').end()") == ["nobody is left"]


def test_ctrl_c_ends_both(folder: Path) -> None:
    task = "reading = begin('ferry.txt'); print('begun', flush=True); reading.document()"
    with subprocess.Popen(
        program("time.sleep(600)", task),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as running:
        assert running.stdout
        for line in running.stdout:
            if line == "begun\n":
                break
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(100) == -signal.SIGINT
        until = time.monotonic() + 100
        while time.monotonic() < until:
            try:
                os.killpg(running.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.01)
    pytest.fail("The copy goes on.")


def test_a_program_without_standard_streams_has_its_texts_read(folder: Path) -> None:
    task = (
        "[os.close(each) for each in range(3)]; told = open_document('ferry.txt')"
        "; open('told.txt', 'w').write(told.snapshot.text)"
    )
    code = _PROGRAM.replace("{body}", "pass").replace("{task}", task)
    subprocess.run([sys.executable, "-c", code], cwd=folder, timeout=100, check=False, capture_output=True)
    assert (folder / "told.txt").read_text().isdecimal()


@pytest.mark.parametrize("library", ["ferry.txt", "library"])
def test_a_start_that_fails_leaves_nobody(folder: Path, library: str) -> None:
    """The library is a file, or there is no terminal."""
    task = f"from postil.container import Container; Container({library!r}).run_screen('ferry.txt')"
    told, left = lines(folder, "time.sleep(600)" if library == "ferry.txt" else "pass", task)
    assert ("needs a terminal" in told) is (library == "library")
    assert left == "nobody is left"
