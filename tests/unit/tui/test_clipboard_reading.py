from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.text import clean
from postil.tui.terminal import clipboard_programs
from postil.tui.terminal.clipboard import copy
from postil.tui.terminal.clipboard_reading import MOST, OWN, Found, read
from tests.programs import program

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="its programs are shell scripts")
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have a clipboard of their own")
QUOTE = "“Not one boat has returned,” the harbour master said.\nHe was not asked twice."


def gives(folder: Path, name: str, text: str) -> None:
    """Makes a program that writes a text."""
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    program(folder, name, f'cat "{folder}/{name}.txt"')


# ------------------------------------------------------------------ the ways, in their order


@posix
def test_the_readers_command_is_read_first(programs: Path, bare: dict[str, str]) -> None:
    gives(programs, "fetch", QUOTE)
    gives(programs, "tmux", "from tmux")
    found = read(command="fetch", last="own", environment={**bare, "TMUX": "/nowhere,1,0"})
    assert found == Found(QUOTE, "fetch", "")
    assert found.notice(len(QUOTE)) == f"pasted {len(QUOTE)} characters (fetch)"


@posix
@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("no-such-program -x", "“no-such-program” was not found"),
        ("sh -c 'echo half; exit 4'", "“sh” ended with an error (4)"),
        ("true", "“true” gave no text"),
        ("cat 'unclosed", "the paste command of the settings has an unclosed quotation mark"),
        ("/", "“” could not be started"),
    ],
)
def test_a_command_that_fails_is_named_and_the_next_way_is_read(
    command: str, reason: str, programs: Path, bare: dict[str, str]
) -> None:
    gives(programs, "tmux", QUOTE)
    found = read(command=command, environment={**bare, "TMUX": "/nowhere,1,0"})
    assert found == Found(QUOTE, "tmux", reason)
    assert found.notice(3) == f"pasted 3 characters (tmux); {reason}"


@linux
def test_the_desktop_is_read_before_tmux(programs: Path, bare: dict[str, str]) -> None:
    gives(programs, "xclip", QUOTE)
    gives(programs, "tmux", "from tmux")
    inside = {**bare, "DISPLAY": ":99", "TMUX": "/nowhere,1,0"}
    assert read(environment=inside) == Found(QUOTE, "clipboard", "")
    program(programs, "xclip", 'echo "Error: Can\'t open display: :99" >&2; exit 1')
    assert read(environment=inside) == Found("from tmux", "tmux", "")
    program(programs, "tmux", "exit 1")
    assert read(last="own words", environment=inside) == Found("own words", OWN, "")
    assert read(environment=inside).notice(0) == (
        "nothing pasted: the desktop's clipboard gave no text; tmux gave no text"
    )


@linux
def test_over_ssh_the_other_machines_clipboard_is_not_read(programs: Path, bare: dict[str, str]) -> None:
    gives(programs, "xclip", "of the other machine")
    far = {**bare, "DISPLAY": "localhost:10", "SSH_CONNECTION": "::1 1 ::1 22"}
    assert not read(environment=far).text


def test_last_comes_what_postil_copied(tmp_path: Path, bare: dict[str, str]) -> None:
    nothing = read(state_folder=tmp_path, environment=bare)
    if sys.platform == "linux":
        assert nothing.notice(0) == (
            "nothing pasted: there is no clipboard and no tmux, and postil copied nothing"
        )  # fmt: skip
        copy(QUOTE, state_folder=tmp_path, environment=bare)
        assert read(state_folder=tmp_path, environment=bare) == Found(QUOTE, OWN, "")
        assert read(last="newer", state_folder=tmp_path, environment=bare) == Found("newer", OWN, "")


# ------------------------------------------------------------------ bounds and cleaning


@posix
def test_a_command_that_hangs_is_stopped(
    monkeypatch: pytest.MonkeyPatch, programs: Path, bare: dict[str, str]
) -> None:
    monkeypatch.setattr(clipboard_programs, "PATIENCE", 0.3)
    program(programs, "hang", f"echo $$ > {programs}/pid; echo half; while :; do sleep 1; done")
    found = read(command="hang", last="own", environment=bare)
    assert found == Found("own", OWN, "“hang” did not answer within 0.3 seconds")
    with pytest.raises(ProcessLookupError):
        os.kill(int((programs / "pid").read_text(encoding="utf-8")), 0)


@posix
def test_a_pipe_that_somebody_holds_open_does_not_hold_the_paste_up(
    monkeypatch: pytest.MonkeyPatch, programs: Path, bare: dict[str, str]
) -> None:
    monkeypatch.setattr(clipboard_programs, "PATIENCE", 1.0)
    program(programs, "serve", "echo words; sleep 4 &")
    assert read(command="serve", environment=bare).text == "words\n"


@posix
def test_more_than_a_form_takes_is_refused_and_nothing_older_is_pasted_instead(
    programs: Path, bare: dict[str, str]
) -> None:
    gives(programs, "fits", "x" * MOST)
    assert len(read(command="fits", environment=bare).text) == MOST
    for endless in ("yes", "head -c 300000 /dev/zero"):
        found = read(command=endless, last="own", environment=bare)
        assert found.text == ""
        assert found.reason == "the text is too long for a form, which takes 262,144 bytes"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_what_is_read_is_clean(text: str) -> None:
    found = read(last=text, environment={"TERM": "xterm"})
    assert found.text == clean(text)


@posix
def test_bytes_that_are_no_text_do_not_stop_a_paste(bare: dict[str, str]) -> None:
    found = read(command="printf '\\377\\033[31mred\\007'", environment=bare)
    assert found.text == "\N{REPLACEMENT CHARACTER}red\N{SYMBOL FOR BELL}"


def test_there_is_no_shell(tmp_path: Path, bare: dict[str, str]) -> None:
    trap = tmp_path / "trap"
    read(command=f"true; touch {trap}", environment=bare)
    read(command=f"echo $(touch {trap})", environment=bare)
    assert not trap.exists()
