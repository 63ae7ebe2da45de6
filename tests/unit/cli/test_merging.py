"""`postil merge-file`, by itself and as the driver of a real git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from postil.core.changes import Change
from postil.storage.disk_library import DiskLibrary
from postil.storage.files import canonical
from postil.storage.files.records import encode
from tests.unit.storage.samples import (
    ARTICLE,
    NOON,
    Clock,
    adding,
    article,
    claim,
    evidence,
    file_of,
    filled,
    key,
    noted,
    operation,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Shell


def _claims(*notes: str) -> dict[str, Any]:
    return {"claims": {key(11 + at): {"note": note} for at, note in enumerate(notes)}}


def _write(folder: Path, **versions: dict[str, Any] | str) -> list[str]:
    for name, value in versions.items():
        text = value if isinstance(value, str) else json.dumps(value)
        (folder / name).write_text(text, encoding="utf-8")
    return list(versions)


def test_both_sides_are_in_the_result_as_postil_writes_it(shell: Shell) -> None:
    names = _write(
        shell.folder, base=_claims("a", "b"), ours=_claims("A", "b"), theirs=_claims("a", "B", "new")
    )
    assert shell("merge-file", *names).code == 0
    assert (shell.folder / "ours").read_bytes() == canonical.encode_tables(_claims("A", "B", "new"))
    assert json.loads((shell.folder / "theirs").read_text()) == _claims("a", "B", "new")


def test_a_file_that_was_made_on_both_sides_has_an_empty_base(shell: Shell) -> None:
    names = _write(shell.folder, base="", ours=_claims("a"), theirs={"mine": {"1": {}}})
    assert shell.json("merge-file", *names) == {"merged": "ours"}
    assert canonical.decode_tables((shell.folder / "ours").read_bytes()) == {
        **_claims("a"),
        "mine": {"1": {}},
    }


@pytest.mark.parametrize("broken", ["base", "ours", "theirs"])
def test_what_is_no_file_of_a_library_is_refused_and_nothing_is_written(shell: Shell, broken: str) -> None:
    versions: dict[str, dict[str, Any] | str] = {"base": {}, "ours": _claims("a"), "theirs": _claims("b")}
    versions[broken] = "<<<<<<< no JSON"
    names = _write(shell.folder, **versions)
    before = (shell.folder / "ours").read_bytes()
    answer = shell("merge-file", *names)
    assert answer.code == 3
    assert "is no file of a library" in answer.err
    assert (shell.folder / "ours").read_bytes() == before
    (shell.folder / broken).unlink()
    missing = shell("merge-file", *names)
    assert missing.code == 3
    assert "There is no file" in missing.err
    assert broken in missing.err


def _git(folder: Path, *words: str) -> str:
    own = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    names = {f"GIT_{who}_{what}": "ana" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **own, **names},
        check=False,
        capture_output=True,
        text=True,
    )
    assert not done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A library in git, whose files git merges by postil; it has the branches `main` and `other`."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    filled(tmp_path)
    (tmp_path / ".gitattributes").write_text("*.json merge=postil\n", encoding="utf-8")
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    _git(tmp_path, "config", "merge.postil.driver", f'"{sys.executable}" -m postil merge-file %O %A %B')
    _git(tmp_path, "add", "--all")
    _git(tmp_path, "commit", "--quiet", "--message=begin")
    _git(tmp_path, "branch", "other")
    return tmp_path


def _commit(folder: Path) -> None:
    _git(folder, "commit", "--quiet", "--all", "--message=work")


def test_git_merges_each_value_into_its_own_record(shared: Path) -> None:
    library = DiskLibrary.open(shared, Clock())
    library.apply(noted(library, 11, "ours"))
    library.apply(operation(60, adding(claim(60, "new here"))))
    _commit(shared)
    _git(shared, "switch", "--quiet", "other")
    tables = canonical.decode_tables(file_of(library).read_bytes())
    tables["claims"][key(12)]["note"] = "theirs"  # type: ignore[index, call-overload]
    tables["claims"][key(61)] = {**tables["claims"][key(12)], "note": "new there"}  # type: ignore[dict-item]
    file_of(library).write_bytes(canonical.encode_tables(tables))
    _commit(shared)
    _git(shared, "switch", "--quiet", "main")
    _git(shared, "merge", "--quiet", "--no-edit", "other")
    merged = DiskLibrary.open(shared, Clock()).read(ARTICLE)
    notes = {each.id: each.note for each in merged.claims}
    assert notes == {key(11): "ours", key(12): "theirs", key(60): "new here", key(61): "new there"}
    assert not any(each.conflicts for each in merged.claims)


def test_git_leaves_no_conflict_where_one_field_was_changed_on_both_sides(shared: Path) -> None:
    library = DiskLibrary.open(shared, Clock())
    library.apply(noted(library, 11, "ours"))
    _commit(shared)
    _git(shared, "switch", "--quiet", "other")
    tables = canonical.decode_tables(file_of(library).read_bytes())
    tables["claims"][key(11)]["note"] = "theirs"  # type: ignore[index, call-overload]
    file_of(library).write_bytes(canonical.encode_tables(tables))
    _commit(shared)
    _git(shared, "switch", "--quiet", "main")
    _git(shared, "merge", "--quiet", "--no-edit", "other")
    (held,) = [each for each in DiskLibrary.open(shared, Clock()).read(ARTICLE).claims if each.id == key(11)]
    assert {held.note, *(conflict.value for conflict in held.conflicts)} == {"ours", "theirs"}


def test_evidence_brings_back_the_claim_that_was_put_to_the_trash_on_the_other_side(shared: Path) -> None:
    library = DiskLibrary.open(shared, Clock())
    (held,) = [each for each in library.read(ARTICLE).claims if each.id == key(11)]
    library.apply(operation(70, Change(ARTICLE, held, replace(held, deleted=NOON, modified="2032"))))
    _commit(shared)
    _git(shared, "switch", "--quiet", "other")
    shutil.rmtree(shared / ".postil")  # as in another clone
    other = DiskLibrary.open(shared, Clock())
    other.apply(operation(71, adding(evidence(71, 11))))
    _commit(shared)
    _git(shared, "merge", "--quiet", "--no-edit", "main")
    merged = DiskLibrary.open(shared, Clock()).read(ARTICLE)
    assert {each.id: each.deleted for each in merged.claims}[key(11)] == ""
    assert key(71) in {each.id for each in merged.evidence}


@pytest.mark.parametrize("damaged", ["ours", "theirs"])
def test_an_article_under_a_damaged_id_is_no_other_one(shell: Shell, damaged: str) -> None:
    base = {"article": {ARTICLE: encode(article())}, **_claims("a")}
    astray = {"article": {f"3{ARTICLE[1:]}": encode(article())}, **_claims("a", "b")}
    sides = {"ours": base, "theirs": base, damaged: astray}
    names = _write(shell.folder, base=base, ours=sides["ours"], theirs=sides["theirs"])
    assert shell("merge-file", *names).code == 0
    assert json.loads((shell.folder / "ours").read_text()) == {**base, **_claims("a", "b")}


def test_two_articles_of_one_name_get_a_file_each(shared: Path) -> None:
    def added(number: int) -> None:
        library = DiskLibrary.open(shared, Clock())
        made = replace(article(number, "Introduction"), creator=f"Writer {number}")
        library.apply(operation(number, adding(made, key(number)), snapshots=(text(number),)))
        marked = replace(claim(number + 1), target=replace(claim(11).target, snapshot=text(number).digest))
        library.apply(operation(number + 1, adding(marked, key(number))))
        _git(shared, "add", "--all")
        _commit(shared)

    added(80)
    _git(shared, "switch", "--quiet", "other")
    shutil.rmtree(shared / ".postil")  # as in another clone
    added(90)
    with pytest.raises(AssertionError, match="holds another article on each side"):
        _git(shared, "merge", "--quiet", "--no-edit", "main")
    library = DiskLibrary.open(shared, Clock())
    for number in (80, 90):
        held = library.read(key(number))
        assert [each.id for each in held.claims] == [key(number + 1)]
    assert {"introduction.json", "introduction-2.json"} <= {path.name for path in shared.iterdir()}
