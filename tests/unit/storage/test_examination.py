from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.findings import Severity
from postil.core.target import Anchoring
from postil.storage.files.texts import text_path
from tests.unit.storage.samples import (
    ARTICLE,
    SNAPSHOT,
    adding,
    claim,
    evidence,
    file_of,
    filled,
    key,
    operation,
    source,
    target,
)

if TYPE_CHECKING:
    from pathlib import Path

    from postil.storage.disk_library import DiskLibrary


def _told(library: DiskLibrary, severity: Severity) -> str:
    return "\n".join(f"{each.where}: {each.what}" for each in library.examine() if each.severity is severity)


def test_a_sound_library_is_told_as_sound(tmp_path: Path) -> None:
    findings = filled(tmp_path).examine()
    assert [finding.severity for finding in findings] == [Severity.OK]
    assert "1 article, 2 claims, 1 piece of evidence, 1 source and 1 text" in findings[0].what


def test_references_that_lead_nowhere(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(operation(4, adding(replace(evidence(22, 404), source="nobody1999"))))
    library.apply(operation(5, adding(replace(source(32), document=key(404)))))
    sources = tmp_path / "sources.json"
    sources.write_bytes(sources.read_bytes().replace(b'"courier2031a"', b'"courier2031"'))
    errors = _told(library, Severity.ERROR)
    assert "belongs to a claim that is not there" in errors
    assert "“nobody1999”" in errors
    assert f"Two sources have the key “courier2031”: {key(31)} and {key(32)}." in errors
    assert "text of “courier2031” is not in the library" in _told(library, Severity.WARNING)


def test_texts_and_marks(tmp_path: Path) -> None:
    library = filled(tmp_path)
    moved = replace(target(), selectors=(replace(target().selectors[0], start=5, end=12),))
    library.apply(operation(4, adding(replace(claim(13), target=moved))))
    wrong = f"The words of {key(13)} do not stand at 5 of {SNAPSHOT.digest[:12]}."
    assert _told(library, Severity.ERROR).count(wrong) == 1
    orphan = replace(moved, state=Anchoring.ORPHANED)
    library.apply(operation(5, adding(replace(claim(13), target=orphan))))
    assert wrong in _told(library, Severity.ERROR)
    put_right = moved.anchored_anew(SNAPSHOT.digest, target().selectors, Anchoring.ANCHORED)
    library.apply(operation(6, adding(replace(claim(13), target=put_right))))
    assert wrong in _told(library, Severity.ERROR)
    gone = target().anchored_anew("0" * 64, target().selectors, Anchoring.CHANGED)
    library.apply(operation(7, adding(replace(claim(13), target=gone))))
    assert "is not in the library" in _told(library, Severity.ERROR)
    library.apply(operation(8, adding(replace(claim(13), target=target()))))
    assert _told(library, Severity.ERROR) == ""
    text_path(tmp_path, SNAPSHOT.digest).write_bytes(b"x")
    assert "is damaged" in _told(library, Severity.ERROR)
    text_path(tmp_path, SNAPSHOT.digest).unlink()
    assert "is not in the library" in _told(library, Severity.ERROR)


def test_files(tmp_path: Path) -> None:
    library = filled(tmp_path)
    data = file_of(library).read_bytes()
    (tmp_path / "copy.json").write_bytes(data)
    (tmp_path / "other.json").write_bytes(data.replace(ARTICLE.encode(), key(999).encode()))
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / ".sources.json.1.postil-new").write_text("{")
    (tmp_path / "sources.json").write_bytes(b"{")
    errors = _told(library, Severity.ERROR)
    assert "sources.json: It is damaged" in errors
    assert f"{key(11)} is also in" in errors
    assert "copy.json" not in errors
    assert "holds no article" in _told(library, Severity.WARNING)
    assert "holds the same article" in _told(library, Severity.WARNING)
    assert "can be removed" in _told(library, Severity.NOTE)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    file_of(library).rename(tmp_path / "tide.json")
    file_of(library).symlink_to(tmp_path / "tide.json")
    assert "does not write" in _told(library, Severity.WARNING)
    assert _told(library, Severity.ERROR) == ""


def test_records(tmp_path: Path) -> None:
    library = filled(tmp_path)
    file_of(library).write_bytes(file_of(library).read_bytes().replace(b'"disputes"', b'"maybe"'))
    assert "'maybe' is not a word" in _told(library, Severity.WARNING)
    assert "changed by another program" in _told(library, Severity.NOTE)


def test_the_journal(tmp_path: Path) -> None:
    library = filled(tmp_path)
    journal = tmp_path / ".postil" / "journal" / "current.jsonl"
    journal.write_bytes(journal.read_bytes() + b"torn")
    file_of(library).unlink()
    assert "cut off" in _told(library, Severity.WARNING)
    assert "It is missing; the journal knows it." in _told(library, Severity.ERROR)


def test_a_disk_that_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    monkeypatch.setattr("postil.storage.care.examination.LOW_SPACE", 1 << 80)
    assert "MiB are free" in _told(library, Severity.WARNING)
    assert ARTICLE in library.articles()
