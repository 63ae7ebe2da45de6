"""A short form of `python -m benchmarks.faults`: the same faults, fewer of them."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.broken import PROTOCOLS

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 120
"""Seconds after which a process is said to hang."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this system can neither fork nor kill")


def counted(kind: str, folder: Path, number: int, seed: int = 1, broken: str = "") -> dict[str, Any]:
    """The count of a kind of faults, from a process of its own."""
    command = [sys.executable, "-m", "tests.faults", kind, str(folder), str(number), str(seed)]
    done = subprocess.run(
        [*command, *([broken] if broken else [])], check=False, capture_output=True, text=True
    )
    assert not done.returncode, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def harm(tally: dict[str, Any]) -> int:
    """How many faults did any."""
    return sum(tally[name] for name in ("lost", "unreadable", "unwritten", "stuck"))


@pytest.mark.parametrize(
    ("kind", "number", "seed", "at_least"),
    [
        ("kills", 150, 1, 150),
        ("kills", 150, 2, 150),
        ("faults", 90, 1, 90),
        ("power-posix", 250, 1, 150),
        ("power-ordered", 250, 1, 80),
        ("power-ext4", 250, 1, 80),
        ("damages", 60, 1, 60),
        ("full-disks", 16, 1, 16),
        ("writers", 100, 1, 4),
        ("writers-killed", 60, 1, 4),
    ],
)
def test_a_fault_loses_nothing_and_leaves_nothing_unreadable(
    tmp_path: Path, kind: str, number: int, seed: int, at_least: int
) -> None:
    tally = counted(kind, tmp_path, number, seed)
    assert harm(tally) == 0, tally
    assert tally["faults"] >= at_least
    assert tally["acknowledged"] > 0


@pytest.mark.skipif(not importlib.util.find_spec("resource"), reason="this system limits the size of no file")
def test_files_that_may_not_grow_lose_nothing(tmp_path: Path) -> None:
    tally = counted("short-files", tmp_path, 16)
    assert harm(tally) == 0, tally
    assert tally["faults"] == 16


@pytest.mark.parametrize(("kind", "each"), [("writers-outside", 100), ("writers-outside-killed", 100)])
def test_a_program_that_replaces_the_file_meanwhile_loses_nothing_and_nothing_of_its_own(
    tmp_path: Path, kind: str, each: int
) -> None:
    tally = counted(kind, tmp_path, each)
    assert harm(tally) == 0, tally


def test_a_library_in_new_folders_outlives_a_power_cut(tmp_path: Path) -> None:
    tally = counted("power-deep", tmp_path, 100)
    assert harm(tally) == 0, tally


@pytest.mark.parametrize("kind", ["power-refused", "power-killed"])
def test_a_power_cut_some_time_after_a_sync_that_did_not_happen_loses_nothing(
    tmp_path: Path, kind: str
) -> None:
    tally = counted(kind, tmp_path, 1000)
    assert harm(tally) == 0, tally


def _finds(protocol: str) -> tuple[str, int]:
    """The kind and the number of the faults that a broken protocol does not outlive."""
    match protocol:
        case "no lock":
            return "writers", 25
        case "no checksum":
            return "damages", 60
        case "unlinked first":
            return "writers-outside", 50
        case _:
            return "power-posix", 150


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_protocol_that_lacks_a_step_is_found_out(tmp_path: Path, protocol: str) -> None:
    kind, number = _finds(protocol)
    assert harm(counted(kind, tmp_path, number, broken=protocol)) > 0


def test_a_file_put_in_place_before_the_journal_knows_is_found_out_by_a_kill(tmp_path: Path) -> None:
    assert counted("faults", tmp_path, 140, broken="file before journal")["unwritten"] > 0
