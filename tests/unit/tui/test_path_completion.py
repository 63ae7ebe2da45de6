from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.tui.path_completion import completed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("harbour-bill.md", "harbour-mud.md", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "texts").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("h", "harbour-"),
        ("harbour-m", "harbour-mud.md"),
        ("t", "texts/"),
        (".h", ".hidden"),
        ("", ""),
        ("x", "x"),
        ("nowhere/x", "nowhere/x"),
        ("a\0b", "a\0b"),
    ],
)
def test_as_far_as_the_names_leave_no_choice(folder: Path, typed: str, wanted: str) -> None:
    assert completed(f"{folder}/{typed}") == f"{folder}/{wanted}"


def test_the_users_folder_stays_a_tilde(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert completed("~/te") == "~/texts/"


def test_the_folder_of_a_user_who_does_not_exist_is_only_a_name() -> None:
    assert completed("~nobody-of-this-name/x") == "~nobody-of-this-name/x"
