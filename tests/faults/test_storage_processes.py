from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from postil.core.findings import Severity
from postil.storage.disk_library import DiskLibrary
from tests.faults.writing_process import numbers
from tests.unit.storage.samples import Clock, opening

if TYPE_CHECKING:
    from pathlib import Path

needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def _run(module: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _answer(process: subprocess.Popen[str]) -> list[int]:
    told, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return [int(line) for line in told.splitlines()]


@needs_kill
def test_a_process_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    (acknowledged,) = _answer(_run("killing_process", "random", tmp_path, 40))
    assert acknowledged >= 30
    assert DiskLibrary.open(tmp_path, Clock()).examine()[-1].severity is Severity.OK


@needs_kill
def test_a_process_killed_at_each_step_leaves_all_or_nothing(tmp_path: Path) -> None:
    (steps,) = _answer(_run("killing_process", "steps", tmp_path, 80))
    assert steps > 15


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    DiskLibrary.open(tmp_path, Clock(), create=True).apply(opening())
    writers = [_run("writing_process", tmp_path, first, 50) for first in (0, 1000)]
    told = [_answer(writer) for writer in writers]
    assert told == [list(range(50)), list(range(1000, 1050))]
    assert numbers(tmp_path) == {*told[0], *told[1]}
    assert len(DiskLibrary.open(tmp_path, Clock()).operations()) == 101
