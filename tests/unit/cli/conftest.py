from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import pytest

from postil.cli.running import run
from postil.container import Container

if TYPE_CHECKING:
    from pathlib import Path

ESSAY = """The harbour report

The harbour of Saltmarsh Quay closed on 3 March. The mayor said the harbour closed for good.

Forty boats stayed in.
"""
LOG = """The harbour log

The gates were shut at noon on 3 March.
"""


@dataclass
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it is."""
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs commands in a scratch folder as a process of its own would."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *words: str, stdin: str | bytes = b"") -> Answer:
        """Runs one command line."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self.patch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))
        self.capture.readouterr()
        code = run(words, Container)
        out, err = self.capture.readouterr()
        return Answer(code, out, err)

    def json(self, *words: str, stdin: str | bytes = b"", code: int = 0) -> Any:
        """Runs a command with `--json` and reads its answer."""
        answer = self(*words, "--json", stdin=stdin)
        assert answer.code == code, answer.err
        return answer.json


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "POSTIL_LIBRARY", "POSTIL_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    (tmp_path / "log.txt").write_text(LOG, encoding="utf-8")
    return Shell(tmp_path, capsys, monkeypatch)


@pytest.fixture
def claim(shell: Shell) -> str:
    """The id of a claim in an article of the library."""
    shell("add", "essay.txt")
    made: str = shell.json("claim", "add", "essay", "--exact", "the harbour closed")["id"]
    return made


@pytest.fixture
def evidence(shell: Shell, claim: str) -> str:
    """The id of a piece of evidence of that claim, whose source has its text."""
    shell(
        "source",
        "add",
        "--title",
        "Harbour log",
        "--author",
        "Nell Ferry",
        "--date",
        "1931",
        "--text",
        "log.txt",
    )
    made: str = shell.json(
        "evidence",
        "add",
        claim,
        "--stance",
        "supports",
        "--source",
        "ferry1931",
        "--quote",
        "gates were shut",
    )["id"]
    return made
