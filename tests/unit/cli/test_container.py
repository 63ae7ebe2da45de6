from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING, cast

import pytest

from postil.container import Container, id_factory, system_clock, user_name
from postil.core.errors import BadInput, LibraryError, SaveFailed, WrongUse
from postil.core.ids import DIGITS
from postil.ingest import door
from postil.services.articles.articles import add_text, open_named

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


def test_ids_rise_even_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    make_id = id_factory()
    first = make_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_500_000_000_000_000_000)
    ids = [first, *(make_id() for _ in range(100))]
    assert ids == sorted(set(ids))
    assert {len(made) for made in ids} == {DIGITS}


def test_a_clock_without_ids_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    with pytest.raises(LibraryError, match="clock of this machine"):
        id_factory()()


def test_stamps_are_utc_with_microseconds() -> None:
    stamp = system_clock()
    assert len(stamp) == 27
    assert stamp.endswith("Z")


def test_somebody_is_always_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert user_name() == "reader"


def test_a_workspace_for_a_script(shell: Shell) -> None:
    with pytest.raises(LibraryError):
        _ = Container("nowhere").workspace
    with pytest.raises(SaveFailed, match="postil add"):
        add_text(Container().workspace, "essay.txt")
    shell("add", "log.txt")
    workspace = Container().workspace
    article = add_text(workspace, "essay.txt").article
    assert Container().workspace.annotated(article.id).article == article
    assert workspace.creator


def test_the_screen_needs_a_terminal_and_reads_its_text_before(shell: Shell) -> None:
    with pytest.raises(WrongUse, match="terminal"):
        Container().run_screen("essay.txt", "reader")


def test_a_word_opens_a_file_or_an_article_of_that_name(shell: Shell) -> None:
    def title(named: str) -> str:
        return open_named(Container(may_create=True).workspace, named).annotated.article.title

    assert title("essay.txt") == "The harbour report"
    shell("add", "log.txt")
    assert title("harbour log") == "The harbour log"
    (shell.folder / "harbour log").write_text("A file of that name.", encoding="utf-8")
    assert open_named(Container().workspace, "harbour log").snapshot.text == "A file of that name."


def test_standard_input_without_an_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert size > 0
            return b"y" * size

    monkeypatch.setattr(door, "LARGEST", 1000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(cast("io.BufferedReader", Endless())))
    with pytest.raises(BadInput, match="larger"):
        open_named(Container(may_create=True).workspace, "-", stdin=Container().read_stdin)
