from __future__ import annotations

import base64
import os
import select
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.text import KEEPER, copyable, copyable_line, copyable_markup
from postil.tui.terminal import clipboard_programs
from postil.tui.terminal.clipboard import LAST_COPY, OSC_52_LIMIT, Outcome, Status, copy, osc_52
from tests.programs import program

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="its programs are shell scripts")
QUOTE = "“The weir at Saltmarsh Quay was closed in May,” the paper wrote."


def pasted(sequence: str) -> str:
    """The text in a plain OSC 52 sequence."""
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    return base64.b64decode(sequence[7:-1], validate=True).decode()


# ------------------------------------------------------------------ the reader's own command


@posix
def test_the_readers_command_is_given_the_text(programs: Path, bare: dict[str, str]) -> None:
    program(programs, "keep", 'cat > "$1"')
    target = programs / "what was copied; touch x"
    sent: list[str] = []
    outcome = copy(QUOTE, command=f"keep '{target}'", write=sent.append, environment=bare)
    assert outcome == Outcome(Status.OK, "keep", "", len(QUOTE))
    assert outcome.notice == f"copied {len(QUOTE)} characters (keep)"
    assert target.read_text(encoding="utf-8") == QUOTE
    assert sent == []


@posix
@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("no-such-program -x", "“no-such-program” was not found"),
        ("sh -c 'exit 4'", "“sh” ended with an error (4)"),
        ("keep 'unclosed", "the copy command of the settings has an unclosed quotation mark"),
        ("/", "“” could not be started"),
    ],
)
def test_a_command_that_fails_is_named_and_the_next_way_is_taken(
    command: str, reason: str, bare: dict[str, str]
) -> None:
    sent: list[str] = []
    outcome = copy(QUOTE, command=command, write=sent.append, environment=bare)
    assert outcome.status is Status.UNCONFIRMED
    assert outcome.reason == reason
    assert outcome.notice.endswith(f"; {reason}")
    assert [pasted(sequence) for sequence in sent] == [QUOTE]


@posix
def test_a_command_that_hangs_is_stopped_with_its_children(
    monkeypatch: pytest.MonkeyPatch, programs: Path, bare: dict[str, str]
) -> None:
    monkeypatch.setattr(clipboard_programs, "PATIENCE", 0.3)
    os.mkfifo(programs / "open")
    reader = os.open(programs / "open", os.O_RDONLY | os.O_NONBLOCK)
    try:
        program(programs, "hang", f"exec 3> {programs}/open; sleep 60 & wait")
        outcome = copy(QUOTE, command="hang", environment=bare)
        readable, _, _ = select.select([reader], [], [], 20)
        assert readable  # nobody holds the other end any more
        assert os.read(reader, 1) == b""
    finally:
        os.close(reader)
    assert outcome.status is Status.FAILED
    assert outcome.reason == "“hang” did not answer within 0.3 seconds"


@posix
def test_a_program_that_stays_behind_does_not_hold_the_copy_up(programs: Path, bare: dict[str, str]) -> None:
    program(programs, "serve", f"cat > {programs}/got; sleep 3 &")
    assert copy(QUOTE, command="serve", environment=bare).status is Status.OK


def test_there_is_no_shell(tmp_path: Path, bare: dict[str, str]) -> None:
    trap = tmp_path / "trap"
    copy(QUOTE, command=f"true; touch {trap}", environment=bare)
    copy(f"$(touch {trap})", command=f"{sys.executable} -c pass `touch {trap}`", environment=bare)
    assert not trap.exists()


# ------------------------------------------------------------------ the desktop

XCLIP_THAT_WORKS = """
case "$*" in *-o*) cat "$KEPT";; *) cat > "$KEPT";; esac
"""
XCLIP_THAT_LIES = """
case "$*" in *-o*) printf 'something older';; *) cat > /dev/null;; esac
"""

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have a clipboard of their own")


@linux
def test_the_desktop_counts_only_when_it_gives_back_what_it_got(programs: Path, bare: dict[str, str]) -> None:
    desktop = {**bare, "DISPLAY": ":99", "KEPT": str(programs / "kept")}
    program(programs, "xclip", XCLIP_THAT_WORKS)
    outcome = copy(QUOTE, environment=desktop)
    assert outcome == Outcome(Status.OK, "clipboard", "", len(QUOTE))
    program(programs, "xclip", XCLIP_THAT_LIES)
    sent: list[str] = []
    outcome = copy(QUOTE, write=sent.append, environment=desktop)
    assert outcome.status is Status.UNCONFIRMED
    assert outcome.route == "terminal"
    failed = copy(QUOTE, environment=desktop)
    assert failed.status is Status.FAILED
    assert failed.reason == "the desktop's clipboard did not keep it"


@linux
def test_a_desktop_that_takes_its_time_has_kept_it(programs: Path, bare: dict[str, str]) -> None:
    late = 'cat > "$KEPT.coming"; (sleep 0.1; mv "$KEPT.coming" "$KEPT") &'
    program(programs, "xclip", f'case "$*" in *-o*) cat "$KEPT";; *) {late};; esac')
    desktop = {**bare, "DISPLAY": ":99", "KEPT": str(programs / "kept")}
    assert copy(QUOTE, environment=desktop) == Outcome(Status.OK, "clipboard", "", len(QUOTE))


@linux
def test_the_desktop_of_the_other_end_of_ssh_is_not_touched(programs: Path, bare: dict[str, str]) -> None:
    program(programs, "xclip", XCLIP_THAT_WORKS)
    far = {
        **bare,
        "DISPLAY": "localhost:10",
        "SSH_CONNECTION": "::1 1 ::1 22",
        "KEPT": str(programs / "kept"),
    }
    assert copy(QUOTE, environment=far).status is Status.FAILED
    assert not (programs / "kept").exists()


# ------------------------------------------------------------------ tmux


@posix
def test_tmux_takes_a_copy_of_any_size(tmux: dict[str, str]) -> None:
    text = QUOTE * 2_000
    outcome = copy(text, environment=tmux)
    assert outcome == Outcome(Status.OK, "tmux", "", len(text))
    assert outcome.notice == f"copied {len(text):,} characters (tmux)"
    shown = subprocess.run(["tmux", "show-buffer"], env=tmux, capture_output=True, check=True, timeout=20)
    assert shown.stdout.decode() == text


@posix
@pytest.mark.parametrize(
    ("answers", "begins"),
    [("", "\x1b]52;c;"), ('case "$1" in display-message) exit 0;; esac; ', "\x1bPtmux;\x1b\x1b]52;c;")],
)
def test_a_tmux_that_fails_leaves_the_terminal_and_one_that_has_ended_is_not_spoken_to(
    answers: str, begins: str, programs: Path, bare: dict[str, str]
) -> None:
    program(programs, "tmux", f"{answers}exit 1")
    sent: list[str] = []
    outcome = copy(QUOTE, write=sent.append, environment={**bare, "TMUX": "/nowhere,1,0"})
    assert outcome.status is Status.UNCONFIRMED
    assert outcome.reason == ""
    assert sent[0].startswith(begins)


@posix
@pytest.mark.parametrize(
    ("ability", "told"),
    [("[missing]", "tmux’s buffer; paste with tmux’s paste key"), ("(string) \\033]52;%p1%s", "tmux")],
)
def test_a_copy_that_tmux_keeps_for_itself_is_told_so(
    ability: str, told: str, programs: Path, bare: dict[str, str]
) -> None:
    program(
        programs, "tmux", f'case "$1" in show-messages) echo "206: Ms: {ability}";; *) cat > /dev/null;; esac'
    )
    outcome = copy("mud", environment={**bare, "TMUX": "/nowhere,1,0"})
    assert outcome.status is Status.OK
    assert outcome.notice == f"copied 3 characters ({told})"


# ------------------------------------------------------------------ the terminal


def test_the_terminal_gets_one_sequence_and_no_promise(bare: dict[str, str]) -> None:
    sent: list[str] = []
    outcome = copy(QUOTE, write=sent.append, environment=bare)
    assert outcome == Outcome(Status.UNCONFIRMED, "terminal", "", len(QUOTE))
    assert outcome.notice == f"sent to the terminal, cannot confirm ({len(QUOTE)} characters)"
    assert [pasted(sequence) for sequence in sent] == [QUOTE]


def test_more_than_a_terminal_takes_is_refused(bare: dict[str, str]) -> None:
    fits = "x" * (OSC_52_LIMIT // 4 * 3)
    sent: list[str] = []
    assert copy(fits, write=sent.append, environment=bare).status is Status.UNCONFIRMED
    assert len(sent[0]) <= OSC_52_LIMIT + len("\x1b]52;c;\x07")
    outcome = copy(fits + "xxx", write=sent.append, environment=bare)
    assert outcome.status is Status.FAILED
    assert "more than a terminal takes" in outcome.notice
    assert len(sent) == 1


@pytest.mark.parametrize("terminal", ["dumb", "linux", ""])
def test_a_terminal_that_cannot_is_sent_nothing(terminal: str, bare: dict[str, str]) -> None:
    sent: list[str] = []
    outcome = copy(QUOTE, write=sent.append, environment={**bare, "TERM": terminal})
    assert outcome.status is Status.FAILED
    assert sent == []


@pytest.mark.parametrize("failure", [OSError("gone"), AssertionError("not now"), RuntimeError("\x1b[31m")])
def test_a_terminal_that_fails_raises_nothing(failure: Exception, bare: dict[str, str]) -> None:
    def write(_: str) -> None:
        raise failure

    outcome = copy(QUOTE, write=write, environment=bare)
    assert outcome.status is Status.FAILED
    assert outcome.notice.isprintable()


def test_multiplexers_are_passed_through() -> None:
    payload = base64.b64encode(QUOTE.encode() * 20).decode()
    plain = osc_52(payload, {})
    wrapped = osc_52(payload, {"TMUX": "x"})
    assert wrapped.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b") == plain
    chunks = osc_52(payload, {"STY": "x"}).split("\x1b\\")
    assert chunks.pop() == ""
    assert all(chunk.startswith("\x1bP") for chunk in chunks)
    assert "".join(chunk.removeprefix("\x1bP") for chunk in chunks) == plain
    assert max(len(chunk) for chunk in chunks) <= 242
    assert osc_52(payload, {"KITTY_WINDOW_ID": "1"}).endswith(plain)


# ------------------------------------------------------------------ what is copied, and the file


ACTING = {"Cc", "Cf", "Cs"}
JOINERS = set("\u200c\u200d")
"""Where they change what is drawn they stay: tests/unit/core/test_text.py."""


def acting(text: str) -> set[str]:
    """What of a text acts or hides, but for line breaks."""
    return {character for character in text if unicodedata.category(character) in ACTING} - {"\n"}


@pytest.mark.parametrize("plane", range(17))
def test_no_character_of_unicode_that_acts_or_hides_is_copied(plane: int) -> None:
    every = [chr(code) for code in range(plane << 16, plane + 1 << 16)]
    for text in ("".join(every), " ".join(every)):
        assert acting(copyable(text)) == set()
        assert acting(copyable_line(text)) == set()
        assert acting(copyable_markup(text)) == (set() if plane else {KEEPER})
    for character in every if plane in {0, 14} else ():
        assert acting(copyable_markup(f"a{character}b")) <= {KEEPER} & {character}


@given(st.text(st.one_of(st.characters(), st.sampled_from(f"{KEEPER}\x1b[]52;c\x07\x9b\u202e\u2066\r\n\t"))))
def test_nothing_that_acts_or_hides_is_copied(text: str) -> None:
    sent: list[str] = []
    outcome = copy(f"a{text}b", write=sent.append, environment={"TERM": "xterm"})
    copied = pasted(sent[0])
    assert outcome.size == len(copied)
    assert acting(copied) <= {KEEPER} | JOINERS
    assert copied.count(KEEPER) <= text.count(KEEPER)
    assert copyable_markup(copied) == copied


@pytest.mark.parametrize("text", ["", "\u202a", "\x1b[31m"])
def test_nothing_is_not_copied(text: str, tmp_path: Path, bare: dict[str, str]) -> None:
    copy("earlier", state_folder=tmp_path, environment=bare)
    sent: list[str] = []
    outcome = copy(text, command="true", write=sent.append, state_folder=tmp_path, environment=bare)
    assert outcome == Outcome(Status.FAILED, "", "there is nothing to copy", 0)
    assert sent == []
    assert (tmp_path / LAST_COPY).read_text(encoding="utf-8") == "earlier"


@posix
def test_every_copy_is_kept_in_a_private_file(tmp_path: Path, bare: dict[str, str]) -> None:
    state = tmp_path / "state" / "postil"
    outcome = copy("first, and longer", state_folder=state, environment=bare)
    assert outcome.status is Status.FAILED
    assert outcome.notice == (
        "not copied: there is no clipboard, no tmux and no terminal to send it to; "
        f"it is in {state / LAST_COPY}"
    )  # fmt: skip
    (state / LAST_COPY).chmod(0o644)
    copy("second", state_folder=state, write=lambda _: None, environment=bare)
    assert (state / LAST_COPY).read_text(encoding="utf-8") == "second"
    assert (state / LAST_COPY).stat().st_mode & 0o777 == 0o600


@posix
def test_the_file_is_never_written_through_a_link(tmp_path: Path, bare: dict[str, str]) -> None:
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (tmp_path / LAST_COPY).symlink_to(other)
    assert copy(QUOTE, state_folder=tmp_path, environment=bare).kept == ""
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, bare: dict[str, str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcome = copy(QUOTE, state_folder=tmp_path / "file", write=lambda _: None, environment=bare)
    assert outcome.status is Status.UNCONFIRMED
    assert outcome.kept == ""


def test_one_character_is_one_character() -> None:
    assert Outcome(Status.OK, "tmux", "", 1).notice == "copied 1 character (tmux)"


def test_copying_needs_no_screen() -> None:
    program = "import sys, postil.tui.terminal.clipboard_routes; print(*{'textual', 'rich', 'pyperclip'} & set(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.strip() == ""
