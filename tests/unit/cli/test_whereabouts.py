"""Which folder becomes a library, and by which command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

READING = (
    ("list",), ("check",), ("articles",), ("show", "essay"), ("undo",), ("history",), ("cite", "log"),
    ("source", "list"), ("trash", "list"), ("claim", "add", "essay", "--exact", "harbour"),
)  # fmt: skip


@pytest.mark.parametrize("words", READING)
@pytest.mark.parametrize("inside", [None, "", "notes.txt"])
def test_a_named_folder_without_a_library_is_told_and_left_alone(
    shell: Shell, words: tuple[str, ...], inside: str | None
) -> None:
    folder = shell.folder / "disk"
    if inside is not None:
        folder.mkdir()
    if inside:
        (folder / inside).write_text("Mine.", encoding="utf-8")
    shell.patch.setenv("POSTIL_LIBRARY", str(folder))
    answer = shell(*words)
    assert answer.code == 4
    assert f"{folder} is not a postil library" in answer.err
    assert "mounted" in answer.err
    assert inside is None or [path.name for path in folder.iterdir()] == ([inside] if inside else [])
    assert folder.exists() == (inside is not None)


def test_doctor_finds_a_named_folder_without_a_library(shell: Shell) -> None:
    shell.patch.setenv("POSTIL_LIBRARY", str(shell.folder / "disk"))
    answer = shell("doctor")
    assert answer.code == 4
    assert "is not a postil library" in answer.out
    assert not (shell.folder / "disk").exists()


@pytest.mark.parametrize("words", [("add", "essay.txt"), ("source", "add", "--title", "Log")])
def test_adding_makes_the_named_library(shell: Shell, words: tuple[str, ...]) -> None:
    shell.patch.setenv("POSTIL_LIBRARY", str(shell.folder / "disk"))
    assert shell(*words).code == 0
    assert shell("check").code == 0


@pytest.mark.parametrize("words", [("add", "esay.txt"), ("source", "import", "log.bib")])
def test_a_file_that_is_not_there_makes_no_library(shell: Shell, words: tuple[str, ...]) -> None:
    refused = shell(*words, "--library", str(shell.folder / "disk"))
    assert (refused.code, "There is no file" in refused.err) == (3, True)
    assert not (shell.folder / "disk").exists()


def test_a_folder_of_other_files_becomes_a_library_only_where_it_is_asked_for(shell: Shell) -> None:
    folder = shell.folder / "site"
    folder.mkdir()
    (folder / "package.json").write_text("{}", encoding="utf-8")
    shell.patch.setenv("POSTIL_LIBRARY", str(folder))
    refused = shell("add", "essay.txt")
    assert refused.code == 4
    assert "package.json" in refused.err
    assert [path.name for path in folder.iterdir()] == ["package.json"]
    assert shell("list", "--library", str(folder)).code == 4
    assert shell("add", "essay.txt", "--library", str(folder)).code == 0
    assert shell("articles").code == 0


@pytest.mark.parametrize(
    "words", [("list",), ("articles",), ("check",), ("source", "list"), ("trash", "list")]
)
def test_who_has_no_library_yet_is_told_and_nothing_is_made(shell: Shell, words: tuple[str, ...]) -> None:
    answer = shell(*words)
    assert answer.code == 0
    assert answer.out == ""
    assert "There is no library yet. `postil add FILE` makes one." in answer.err
    assert not (shell.folder / "xdg_data_home").exists()


def test_without_a_library_there_is_nothing_to_change(shell: Shell) -> None:
    assert shell.json("list") == {"query": "", "claims": []}
    assert shell("undo").code == 2
    assert shell("show", "essay").code == 2
    assert "There is no library yet" in shell("doctor").out
    assert shell("source", "link", "log", "log.txt").code == 2
    assert not (shell.folder / "xdg_data_home").exists()
