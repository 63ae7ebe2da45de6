"""`postil backup`, `postil doctor --repair` and the backup before a purge."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


def library(shell: Shell) -> Path:
    return shell.folder / "xdg_data_home" / "postil" / "library"


def reasons(shell: Shell) -> list[str]:
    return [backup["why"] for backup in shell.json("backup", "list")["backups"]]


def test_a_backup_in_the_library_and_one_in_a_file(shell: Shell, claim: str) -> None:
    own = shell.json("backup")
    assert (own["why"], Path(own["file"]).name) == ("a command", own["name"])
    assert Path(own["file"]).parent == library(shell) / ".postil" / "backup"
    made = shell("backup", "deep/whole.zip")
    assert (made.code, made.out) == (0, "")
    assert made.err == f"The library was copied to {shell.folder / 'deep' / 'whole.zip'}.\n"
    with ZipFile(own["file"]) as inner, ZipFile("deep/whole.zip") as outer:
        texts = set(outer.namelist()) - set(inner.namelist())
        assert len(texts) == 1
        assert next(iter(texts)).startswith("texts/")
    assert reasons(shell) == ["first change of the day", "a command"]
    lines = shell("backup", "list").out.splitlines()
    assert lines[-1].startswith(own["name"])
    assert lines[-1].endswith("a command")


def test_a_file_is_overwritten_only_by_force(shell: Shell, claim: str) -> None:
    (shell.folder / "mine.zip").write_text("mine")
    refused = shell("backup", "mine.zip")
    assert (refused.code, "is there already" in refused.err, "--force" in refused.err) == (2, True, True)
    assert (shell.folder / "mine.zip").read_text() == "mine"
    assert shell("backup", "mine.zip", "--force").code == 0
    assert shell("backup", "restore", "mine.zip").code == 0
    (shell.folder / "folder").mkdir()
    failed = shell("backup", "folder", "--force")
    assert (failed.code, "is no file" in failed.err) == (2, True)
    failed = shell("backup", "mine.zip/deeper.zip")
    assert (failed.code, "was not written" in failed.err) == (4, True)
    for inside in ("the-harbour-report.json", ".postil-library", "texts/a.zip"):
        refused = shell("backup", str(library(shell) / inside), "--force")
        assert (refused.code, "lies inside the library" in refused.err) == (2, True)
    assert shell("backup", "-").code == 2
    assert shell("check", "--fail-on", "altered").code == 0


def test_a_restore_goes_back_and_says_where_the_present_is(shell: Shell, claim: str) -> None:
    shell("backup", "a.zip")
    shell("claim", "edit", claim, "--note", "later")
    answer = shell.json("backup", "restore", "a.zip")
    assert (answer["texts"], answer["left_out"], len(answer["files"])) == (0, [], 1)
    assert shell.json("list")["claims"][0]["note"] == ""
    back = shell("backup", "restore", Path(answer["backup"]).stem)
    assert back.code == 0
    assert "1 file and 0 texts were restored; the state before is the backup 20" in back.err
    assert back.out == "the-harbour-report.json\n"
    assert shell.json("list")["claims"][0]["note"] == "later"
    assert reasons(shell).count("before a restore") == 2


def test_what_a_restore_took_away_is_not_undone_once_more(shell: Shell, claim: str) -> None:
    shell("backup", "a.zip")
    shell("claim", "edit", claim, "--note", "first")
    shell("claim", "add", "essay", "--exact", "Forty boats")
    shell("backup", "restore", "a.zip")
    for article in ((), ("essay",)):
        assert "restore the backup “a.zip”" in shell("history", *article).out.splitlines()[-1]
    gesture = shell("history").out.splitlines()[-2].split()[0]
    refused = shell("undo", gesture)
    assert (refused.code, "nothing of it is left" in refused.err) == (1, True)
    assert shell.json("trash", "list") == {"trash": []}
    assert shell("undo").err.startswith("Undone: mark claim")
    assert len(shell.json("trash", "list")["trash"]) == 1
    assert shell("redo").err.startswith("Done again: mark claim")


def test_a_restore_into_a_new_folder_needs_no_library(shell: Shell, claim: str) -> None:
    shell("backup", "a.zip")
    shutil.rmtree(library(shell))
    refused = shell("backup", "restore", "a.zip")
    assert (refused.code, "--to DIR" in refused.err) == (4, True)
    made = shell("backup", "restore", "a.zip", "--to", "rescued")
    assert (made.code, made.out) == (0, "the-harbour-report.json\n")
    assert made.err.startswith(f"1 file and 1 text were restored to {shell.folder / 'rescued'}.")
    shell.patch.setenv("POSTIL_LIBRARY", str(shell.folder / "nowhere"))
    assert shell.json("backup", "restore", "a.zip", "--to", "again")["texts"] == 1
    assert shell.json("--library", "again", "list")["claims"][0]["id"] == claim
    full = shell("backup", "restore", "a.zip", "--to", "again")
    assert (full.code, "is not empty" in full.err) == (2, True)


def test_what_cannot_be_restored_is_told(shell: Shell, claim: str) -> None:
    (shell.folder / "bad.zip").write_text("bad")
    with ZipFile("evil.zip", "w") as archive:
        archive.writestr("../evil\x1b[31m.json", "{}")
    for named, code, words in (
        ("bad.zip", 3, "no whole zip archive"),
        ("evil.zip", 3, "which is no file of a library"),
        ("./none.zip", 3, "There is no file"),
        ("20", 0, "restored"),
        ("1999", 2, "is neither a file nor a backup of this library"),
    ):
        answer = shell("backup", "restore", named)
        assert (answer.code, words in answer.err) == (code, True), answer
        assert "\x1b" not in answer.err
    assert not (shell.folder.parent / "evil.json").exists()
    several = shell("backup", "restore", "20")
    assert (several.code, "names several backups" in several.err) == (2, True)


def test_what_is_left_out_makes_the_answer_no(shell: Shell, claim: str) -> None:
    (library(shell) / "package.json").write_text('{"scripts": {}}')
    shell("backup", "a.zip")
    answer = shell("backup", "restore", "a.zip")
    assert (answer.code, "package.json was left out" in answer.err) == (1, True)
    assert shell.json("backup", "restore", "a.zip", code=1)["left_out"]


@pytest.mark.parametrize(
    "words",
    [("list", "x"), ("restore",), ("restore", "a", "b"), ("a", "b"), ("--force",), ("list", "--force"),
     ("--to", "x"), ("a.zip", "--to", "x"), ("list", "--to", "x"), ("restore", "a.zip", "--force")],
)  # fmt: skip
def test_wrong_use(shell: Shell, claim: str, words: tuple[str, ...]) -> None:
    answer = shell("backup", *words)
    assert (answer.code, answer.out, "postil backup" in answer.err) == (2, "", True)
    assert reasons(shell) == ["first change of the day"]


def test_without_a_library(shell: Shell) -> None:
    assert shell.json("backup", "list") == {"backups": []}
    assert "There are no backups yet" in shell("backup", "list").err
    for words in ((), ("a.zip",)):
        answer = shell("backup", *words)
        assert (answer.code, "There is no library yet" in answer.err) == (4, True)
    assert shell("doctor", "--repair").code == shell("doctor").code
    assert not library(shell).exists()


def test_a_purge_is_preceded_by_a_backup(shell: Shell, claim: str) -> None:
    shell("claim", "edit", claim, "--note", "a secret")
    shell("claim", "rm", claim)
    shell("trash", "purge", claim)
    assert reasons(shell)[-1] == "before a purge"
    last = shell.json("backup", "list")["backups"][-1]["file"]
    with ZipFile(last) as archive:
        assert b"a secret" in archive.read("the-harbour-report.json")
    shell("trash", "purge", "--all")
    assert reasons(shell)[-1] == "before a purge"
    assert len(reasons(shell)) == 2


def test_doctor_repairs_from_the_backup_and_says_so(shell: Shell, claim: str) -> None:
    shell("backup")
    (library(shell) / "the-harbour-report.json").write_bytes(b"{")
    shutil.rmtree(library(shell) / ".postil" / "journal")
    found = shell("doctor")
    assert (found.code, "`postil doctor --repair`" in found.err) == (1, True)
    answer = shell("doctor", "--repair")
    assert answer.code == 0, answer.out
    lines = [line for line in answer.out.splitlines() if line.startswith("repaired ")]
    assert any(
        "the-harbour-report.json was damaged and was put back from the backup of 20" in each for each in lines
    )
    assert shell.json("list")["claims"][0]["id"] == claim
    again: dict[str, Any] = shell.json("doctor", "--repair")
    assert (again["ok"], again["repaired"]) == (True, [])


def test_doctor_reads_a_lost_text_from_the_article_s_file_again(shell: Shell, claim: str) -> None:
    (text,) = (library(shell) / "texts").iterdir()
    before = text.read_bytes()
    text.unlink()
    shutil.rmtree(library(shell) / ".postil" / "texts")
    repaired = shell.json("doctor", "--repair")
    assert repaired["ok"]
    assert repaired["repaired"] == [
        f"The text {text.name[:12]} was read again from {shell.folder / 'essay.txt'}."
    ]
    assert text.read_bytes() == before
    text.write_bytes(b"damaged")
    shutil.rmtree(library(shell) / ".postil" / "texts")
    (shell.folder / "essay.txt").write_text("Another text.")
    assert shell.json("doctor", "--repair", code=1)["repaired"] == []
    (shell.folder / "essay.txt").unlink()
    left = shell("doctor", "--repair")
    assert (left.code, "`postil backup restore FILE`" in left.err) == (1, True)


def test_a_repair_that_fails_is_an_error(shell: Shell, claim: str) -> None:
    shutil.rmtree(library(shell) / ".postil" / "backup")
    (library(shell) / ".postil" / "backup").write_text("in the way")
    answer = shell("doctor", "--repair")
    assert (answer.code, "The repair was not finished" in answer.out) == (1, True)
    shell.patch.setenv("POSTIL_LIBRARY", str(shell.folder / "nowhere"))
    assert shell("doctor", "--repair").code == 4
