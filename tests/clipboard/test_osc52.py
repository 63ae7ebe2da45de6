"""The terminal itself: what comes to it, bare and through multiplexers, and when nothing is sent."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from postil.tui.terminal.clipboard import OSC_52_LIMIT, SCREEN_CHUNK, Status, copy
from tests.clipboard.conftest import need
from tests.clipboard.process import Reader, pasted
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the system has a clipboard, which a test leaves alone"
)

WORDS = "Not one boat – nicht eines, 一艘也没有 – has returned. " * 12


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Somebody whose claim takes several of GNU screen's pieces."""
    with tempfile.TemporaryDirectory(prefix="postil-reader-") as folder:
        yield Reader(Path(folder), WORDS.strip())


def test_the_terminal_is_told_once(reader: Reader, bare: dict[str, str]) -> None:
    code, heard = reader.copy(bare)
    assert (code, pasted(heard)) == (0, [reader.text])
    assert heard.count(b"\x1b") == 1
    assert b"sent to the terminal, cannot confirm" in heard
    assert b"copied" not in heard


def test_the_sequence_is_not_wrapped_for_a_tmux_that_has_ended(reader: Reader, bare: dict[str, str]) -> None:
    code, heard = reader.copy({**bare, "TMUX": "/nonexistent,1,0"})
    assert code == 0
    assert pasted(heard) == [reader.text]
    assert b"sent to the terminal, cannot confirm" in heard


def test_the_sequence_is_cut_for_gnu_screen(reader: Reader, bare: dict[str, str]) -> None:
    code, heard = reader.copy({**bare, "STY": "4077.test"})
    assert code == 0
    pieces = heard[: heard.rindex(b"\x1b\\")].split(b"\x1b\\")
    assert len(pieces) > 2
    assert all(piece.startswith(b"\x1bP") and len(piece) <= SCREEN_CHUNK + 2 for piece in pieces)
    assert pasted(b"".join(piece[2:] for piece in pieces)) == [reader.text]


def test_gnu_screen_hands_it_on(reader: Reader, bare: dict[str, str]) -> None:
    need("screen")
    folder = tempfile.mkdtemp(prefix="postil-screen-")
    Path(folder).chmod(0o700)
    command = [sys.executable, "-m", "postil", "copy", reader.claim, "--shape", "quote"]
    around = ["screen", "-c", "/dev/null", "-T", "xterm-256color", "-S", "postil-test", *command]
    terminal = Terminal(around, **reader.home, **bare, SCREENDIR=folder)
    try:
        terminal.read_to_end()
        assert pasted(terminal.all) == [reader.text]
    finally:
        terminal.close()
        shutil.rmtree(folder)


@pytest.mark.parametrize("term", ["linux", "dumb"])
def test_a_terminal_that_cannot_is_told_nothing(term: str, reader: Reader, bare: dict[str, str]) -> None:
    code, heard = reader.copy({**bare, "TERM": term})
    assert code == 1
    assert b"\x1b" not in heard
    assert f"not copied: a terminal of type “{term}” takes no copies".encode() in heard
    assert reader.kept.read_text(encoding="utf-8") == reader.text


def test_more_than_a_terminal_takes_is_not_sent(tmp_path: Path, bare: dict[str, str]) -> None:
    reader = Reader(tmp_path, "tide " * (OSC_52_LIMIT // 5))
    code, heard = reader.copy(bare)
    assert code == 1
    assert b"\x1b" not in heard
    assert b"are more than a terminal takes" in heard
    assert reader.kept.read_text(encoding="utf-8") == reader.text


@pytest.mark.parametrize("inside", [{}, {"TMUX": "/nonexistent,1,0"}, {"STY": "4077.test"}])
def test_five_megabytes_are_refused_by_every_terminal(inside: dict[str, str], bare: dict[str, str]) -> None:
    sent: list[str] = []
    outcome = copy("Ebbe ä " * 700_000, write=sent.append, environment={**bare, **inside})
    assert (outcome.status, sent) == (Status.FAILED, [])


def test_a_process_without_a_terminal_says_so(reader: Reader, bare: dict[str, str]) -> None:
    code, heard = reader.copy(bare, owned=False)
    assert code == 1
    assert b"not copied: there is no terminal" in heard
