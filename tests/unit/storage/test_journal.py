from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from postil.storage.journal.journal import Entry, Journal, baseline, decode_entry, digest, encode_entry
from tests.fakes import operations_of
from tests.unit.storage.samples import ARTICLE, file_of, filled, noted, reopened

if TYPE_CHECKING:
    from pathlib import Path


def _operation(name: str, before: str, after: str) -> Entry:
    return Entry({name: (before, after)}, {"id": after, "changes": []})


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "journal")
    journal.begin("quay")
    return journal


def test_a_line_is_read_back() -> None:
    entry = Entry({"a.json": ("x", "y")}, {"label": "tab\tand\nbreak"})
    line = encode_entry(entry)
    assert line.count(b"\n") == 1
    assert decode_entry(line) == entry


def test_any_changed_byte_is_noticed() -> None:
    line = encode_entry(_operation("a.json", "", "x"))
    for at in range(len(line) - 1):
        damaged = line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]
        assert decode_entry(damaged) is None


def test_a_new_journal_names_its_library(journal: Journal) -> None:
    assert journal.library() == "quay"
    assert Journal(journal.folder.parent / "none").library() == ""


def test_what_others_append_is_read(journal: Journal) -> None:
    other = Journal(journal.folder)
    assert other.refresh()
    assert not other.refresh()
    journal.append([_operation("a.json", "", "x")])
    assert other.refresh()
    assert other.known == {"a.json": "x"}
    assert other.last == journal.last


def test_a_journal_is_full_of_many_short_files_and_not_of_one_that_is_long(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postil.storage.journal.journal.ROTATION", 4000)

    def bytes_of(seed: int, digests: int) -> bytes:
        return b"".join(sha256(f"{seed} {number}".encode()).digest() for number in range(digests))

    full = []
    short = [baseline(f"{number}.json", bytes_of(number, 9)) for number in range(16)]
    for entries in ([baseline("long.json", bytes_of(99, 120))], short):
        journal.append(entries)
        full.append(journal.is_full)
    assert full == [False, True]


def test_a_line_can_be_taken_back(journal: Journal) -> None:
    journal.append([_operation("a.json", "", "x")])
    data = journal.path.read_bytes()
    journal.take_back(journal.append([_operation("a.json", "x", "y")]))
    assert journal.path.read_bytes() == data
    assert journal.known == {"a.json": "x"}


@pytest.mark.parametrize("cut", [1, 5, 60])
def test_a_torn_line_is_told_apart(journal: Journal, cut: int) -> None:
    journal.append([_operation("a.json", "", "x")])
    whole = journal.length
    journal.append([_operation("a.json", "x", "y")])
    journal.path.write_bytes(journal.path.read_bytes()[:-cut])
    journal.refresh()
    assert journal.length == whole
    assert journal.torn
    assert journal.known == {"a.json": "x"}


def test_the_old_journal_is_kept_and_what_is_known_is_carried(journal: Journal) -> None:
    journal.append([baseline("a.json", b"{}"), _operation("a.json", digest(b"{}"), "y")])
    journal.begin("quay")
    assert journal.known == {"a.json": "y"}
    assert not journal.based
    assert len(journal.older()) == 1
    assert [entry.body.get("id") for entry in journal.entries(journal.older()[0])] == [None, None, "y"]


def test_an_older_journal_is_never_overwritten(journal: Journal) -> None:
    for name in ("a.json", "b.json", "c.json"):
        journal.append([_operation(name, "", "x")])
        journal.begin("quay")
    journal.older()[-1].unlink()
    newest = journal.older()[0].read_bytes()
    journal.append([_operation("d.json", "", "x")])
    journal.begin("quay")
    assert [path.name for path in journal.older()] == [f"{number:06}.jsonl.z" for number in (4, 3, 2)]
    assert journal.older()[1].read_bytes() == newest


def test_a_history_begins_with_the_last_baseline(journal: Journal) -> None:
    first, second = digest(b"{}"), digest(b'{"claims": {}}')
    journal.append([baseline("a.json", b"{}"), _operation("a.json", first, "y")])
    journal.append([baseline("a.json", b'{"claims": {}}'), _operation("a.json", second, "z")])
    journal.append([_operation("b.json", "", "z")])
    history = journal.history("a.json")
    assert history[0].whole("a.json") == b'{"claims": {}}'
    assert [entry.files["a.json"][1] for entry in history] == [second, "z"]
    assert journal.history("c.json") == []


def test_a_history_is_found_in_an_older_journal(journal: Journal) -> None:
    journal.append([_operation("a.json", "", "x")])
    journal.begin("quay")
    journal.append([_operation("b.json", "", "z")])
    assert [entry.files["a.json"] for entry in journal.history("a.json")] == [("", "x")]


@pytest.mark.parametrize(
    "name", ["../a.json", "/a.json", ".postil-library", "a\\b.json", "C:a.json", "a.txt"]
)
def test_a_journal_names_only_files_of_the_library(journal: Journal, name: str) -> None:
    journal.append([_operation(name, "", "x")])
    assert journal.known == {}
    entry = decode_entry(journal.last)
    assert entry
    assert not entry.files


@pytest.mark.parametrize("word", [b'"Ada"', b'"the-wall-at-saltmarsh-quay.json":', b'"claims"'])
def test_a_line_that_is_damaged_later_is_told_and_the_files_stand(tmp_path: Path, word: bytes) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "the last"))
    journal = tmp_path / ".postil" / "journal" / "current.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    spoilt = next(at for at, line in enumerate(lines) if b'"claims"' in line)
    lines[spoilt] = lines[spoilt].replace(word, word[:-2] + b"\0" + word[-1:], 1)
    journal.write_bytes(b"".join(lines))
    library = reopened(library)
    assert any("1 line of it" in finding.what for finding in library.examine())
    library.apply(noted(library, 12, "and on", 100))
    told = "The journal was damaged and is begun anew: 1 line of it cannot be read any more; "
    assert [line[: len(told)] for line in library.troubles] == [told]
    assert len(operations_of(reopened(library))) == 4
    file_of(library).write_bytes(b"")
    library = reopened(library)
    assert [claim.note for claim in library.read(ARTICLE).claims] == ["the last", "and on"]
    assert [finding.where for finding in library.examine()[:-1]] == ["000001.jsonl.z"]


@pytest.mark.parametrize("damage", [b"", b"no zlib", "cut"])
def test_an_old_journal_that_is_damaged_is_found(tmp_path: Path, damage: bytes | str) -> None:
    library = filled(tmp_path)
    journal = Journal(tmp_path / ".postil" / "journal")
    journal.refresh()
    journal.begin("x")
    assert not journal.damage(journal.older()[0])
    (old,) = journal.older()
    old.write_bytes(old.read_bytes()[:-9] if isinstance(damage, str) else damage)
    assert journal.damage(old)
    assert "000001.jsonl.z" in [finding.where for finding in library.examine()]
