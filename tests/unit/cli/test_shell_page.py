"""The examples of the page `shell`, followed from its first to its last in a copy of the example library."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from postil.container import Container
from postil.core.settings import COPY_FORMS, COPY_SHAPES, DEFAULTS, Settings, settings_from
from postil.help import page
from postil.services.library.demo import copy_of_example
from postil.tui.looks.themes import NAMES
from postil.tui.setting_checks import theme_problem
from tests import plain_engine
from tests.unit.cli.test_conflicts import disagree

if TYPE_CHECKING:
    import pytest

    from tests.unit.cli.conftest import Answer, Shell

ESSAY = """The harbour report

The harbour of Saltmarsh Quay closed on 3 March. The mayor said the harbour closed for good. The clerk had a key.

Forty boats stayed in.

In June the harbour was closed again.
"""
LATER = """The harbour report

Forty boats stayed in. A notice was put up by the clerk of the council.

The harbour of Saltmarsh Quay closed on 3 March. The mayor said the harbour closed for good.

In June the harbour was closed again.

Nobody was told of it until the week was over. Forty boats stayed in.
"""
LOG = "The log\n\nGates open. The gates were shut at noon.\n"
FILES = {
    "essay.txt": ESSAY,
    "essay-2.txt": f"{ESSAY}\nMud.\n",
    "essay.md": "# Mud\n\n“The mud is no fable,” said Nell Ferry.\n",
    "log.txt": LOG,
    "report.md": "By now the harbour is, they say, closed.\n",
    "references.bib": "@book{quay1904, title={Quays}, author={Orm, Ada}, year={1904}}\n",
    "bibliography.json": json.dumps({"id": "harbour-log", "type": "book", "title": "The log"}),
    **dict.fromkeys(("BASE", "OURS", "THEIRS"), ""),
}
NETWORK = ("https://quay.example/news", "lookup")
NEEDS_A_SHELL = "<("
ANSWERS_NO = {"check": 1}
IDS = re.compile(r"\b1790\d{3}\b")


def examples() -> list[str]:
    """The lines of the page's examples."""
    return [line.strip() for line in page("shell").splitlines() if line.startswith("    ")]


@dataclass
class Follower:
    """Runs examples, putting the ids of the library at hand in the place of the page's."""

    shell: Shell
    ids: dict[str, str] = field(default_factory=dict)

    def __call__(self, line: str) -> Answer:
        """Runs one, without what other programs do with its answer."""
        before, at, words = line.rpartition("postil ")
        command = shlex.split(re.split(r" (?:>>?|\|\|?) |\)\"$", words)[0])
        assert at
        typed = [IDS.sub(lambda found: self.ids[found[0]], self._here(word)) for word in command]
        stdin = "gates were shut" if "evidence" in typed else "harbour is" if "pbpaste" in before else "Mud."
        return self.shell(*typed, stdin=stdin)

    def _here(self, word: str) -> str:
        if word == "2031-05-04T09":
            name: str = self.shell.json("backup", "list")["backups"][-1]["name"]
            return name
        return word.replace("~", str(self.shell.folder), 1) if word.startswith("~") else word

    def took(self, line: str) -> None:
        """Learns the ids of what an example made, and makes what the page supposes further on."""
        if line.startswith("postil claim add"):
            made = self._claims()
            self.ids |= dict(zip(("1790123", "1790789"), made, strict=False))
        if "--start" in line:
            for name, words in (
                ("1790555", "Saltmarsh Quay"),
                ("1790654", "Forty boats stayed in."),
                ("1790321", "The clerk had a key."),
            ):
                self.ids[name] = self.shell.json("claim", "add", "essay", "--exact", words)["id"]
        if line.startswith("postil claim rm"):
            (self.shell.folder / "essay-2.txt").write_text(LATER, encoding="utf-8")
            assert self.shell("refresh", "essay").code == 0
        if "evidence add" in line:
            (claim,) = (one for one in self.shell.json("list")["claims"] if one["id"] == self.ids["1790123"])
            self.ids |= dict(
                zip(("1790456", "1790457"), (one["id"] for one in claim["evidence"]), strict=False)
            )
        if line.startswith("postil history"):
            done = [one for one in self.shell.json("history")["operations"] if one["motion"] == "do"]
            self.ids["1790999"] = done[-1]["id"]
        if line == "postil conflicts list":
            disagree(self.ids["1790123"])

    def _claims(self) -> list[str]:
        return [one["id"] for one in self.shell.json("list", "article:report")["claims"]]


def test_every_example_of_the_page_can_be_followed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(shell.folder))
    monkeypatch.setenv("POSTIL_LIBRARY", str(copy_of_example()))
    for name, text in FILES.items():
        (shell.folder / name).write_text(text, encoding="utf-8")
    plain_engine.install(monkeypatch)
    (shell.folder / "config.toml").write_text("clipboard = 'cat'\n", encoding="utf-8")
    monkeypatch.setenv("POSTIL_CONFIG", str(shell.folder / "config.toml"))
    opened: list[str] = []

    def run_screen(_: Container, origin: str, *__: str, **___: object) -> int:
        opened.append(origin)
        return 0

    monkeypatch.setattr(Container, "run_screen", run_screen)
    follow = Follower(shell)
    failed: list[str] = []
    for line in examples():
        if NEEDS_A_SHELL in line or any(word in line for word in NETWORK):
            continue
        answer = follow(line)
        if answer.code != ANSWERS_NO.get(line.split()[1], 0):
            failed.append(f"{line}: {answer.code} {answer.err}")
        follow.took(line)
    assert "\n".join(failed) == ""
    assert opened == ["essay.txt", "mud", "-"]


def test_every_setting_is_told_and_the_example_of_them_can_be_taken() -> None:
    told = page("shell").split("## Settings\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE)
    assert sorted(rows) == sorted(setting.name for setting in fields(Settings))
    settings, problems = settings_from(tomllib.loads(told.split("```toml")[1].split("```")[0]))
    assert not problems
    assert not theme_problem(settings.theme)
    assert all(f"`{name}`" in told for name in (*NAMES, *COPY_SHAPES, *COPY_FORMS))
    for setting in fields(Settings):
        if type(getattr(DEFAULTS, setting.name)) in {bool, int}:
            row = next(line for line in told.splitlines() if line.startswith(f"| `{setting.name}` |"))
            assert row.endswith(f"| `{str(getattr(DEFAULTS, setting.name)).lower()}` |")
