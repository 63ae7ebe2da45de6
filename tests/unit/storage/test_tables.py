from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB, where

from postil.storage.files import canonical
from postil.storage.files.atomic import replace
from postil.storage.journal.tables import LibraryFile
from tests.unit.storage.samples import (
    ARTICLE,
    adding,
    claim,
    file_of,
    filled,
    key,
    noted,
    operation,
    reopened,
)

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import JSON


def test_nothing_is_written_before_it_is_put_in_place(tmp_path: Path) -> None:
    file = LibraryFile(tmp_path / "a.json")
    file.table("claims").insert({"note": "x"})
    assert not file.file.path.exists()
    replace(file.file.path, file.file.staged)
    file.file.committed()
    assert file.file.path.read_bytes() == canonical.encode_tables({"claims": {"1": {"note": "x"}}})
    assert file.file.digest


def test_tinydb_s_own_verbs_work_on_staged_tables(tmp_path: Path) -> None:
    file = LibraryFile(tmp_path / "a.json")
    claims = file.table("claims")
    claims.insert_multiple([{"note": "x", "tags": []}, {"note": "y", "tags": []}])
    claims.update({"note": "z"}, where("note") == "y")
    assert claims.get(doc_id=2) == {"note": "z", "tags": []}
    claims.remove(doc_ids=[1])
    assert len(claims) == 1
    assert file.file.staged == canonical.encode_tables({"claims": {"2": {"note": "z", "tags": []}}})


def test_documents_are_copies(tmp_path: Path) -> None:
    file = LibraryFile(tmp_path / "a.json")
    claims = file.records("claims")
    claims.put("5", {"tags": ["a"]})
    before = file.file.staged
    for document in (*claims.all(), *claims.search(where("tags").any(["a"])), claims.get(doc_id=5)):
        assert isinstance(document, dict)
        document["tags"].append("b")
    copy = claims.document("5")
    assert isinstance(copy, dict)
    copy["tags"] = "c"
    claims.put("6", {})
    assert b'"b"' not in file.file.staged
    assert b'"c"' not in file.file.staged
    assert file.file.staged != before


def test_an_update_in_place_is_not_overlooked(tmp_path: Path) -> None:
    file = LibraryFile(tmp_path / "a.json")
    file.records("claims").put("5", {"tags": ["a"]})
    assert b'"a"' in file.file.staged
    file.table("claims").update(lambda document: document["tags"].append("b"))
    assert b'"b"' in file.file.staged


def test_the_bytes_are_what_lies_there_whatever_is_staged(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    file = LibraryFile(path)
    assert file.file.data is None
    for note in ("x", "y", ""):
        lies = path.read_bytes() if path.exists() else None
        file.records("claims").put("5", {"note": note})
        assert file.file.data == lies
        assert file.file.staged == canonical.encode_tables({"claims": {"5": {"note": note}}})
        replace(path, file.file.staged)
        file.file.committed()
        assert file.file.data == path.read_bytes()
    path.unlink()
    file.file.refresh()
    assert file.file.data is None
    assert file.file.read() is None


def test_what_is_staged_is_forgotten_by_a_refresh(tmp_path: Path) -> None:
    file = LibraryFile(tmp_path / "a.json")
    file.records("claims").put("5", {})
    file.file.refresh()
    assert file.file.read() is None


@pytest.mark.parametrize("name", ["the-wall-at-saltmarsh-quay.json", "sources.json"])
def test_a_stock_tinydb_opens_queries_and_inserts(tmp_path: Path, name: str) -> None:
    library = filled(tmp_path)
    with TinyDB(tmp_path / name, encoding="utf-8") as stock:
        for table in stock.tables():
            assert all(len(str(document.doc_id)) == 19 for document in stock.table(table))
            assert stock.table(table).insert({"from": "elsewhere"}) > 10**18
        assert stock.insert({"note": "in no table"}) == 1
        assert stock.search(where("note").exists())
    annotated = library.read(ARTICLE)
    assert [claim.id for claim in annotated.claims] == [key(11), key(12)]
    assert len(library.sources()) == 1
    assert any("was left as it is" in line for line in library.troubles)
    library.apply(noted(library, 11, "after the stranger"))
    library.apply(operation(5, adding(claim(50))))
    with TinyDB(tmp_path / name, encoding="utf-8") as stock:
        for table in stock.tables() - {"_default"}:
            assert stock.table(table).contains(where("from") == "elsewhere")
        assert stock.contains(where("note") == "in no table")


def test_many_records_of_a_stranger_are_told_in_one_line(tmp_path: Path) -> None:
    library = filled(tmp_path)
    with TinyDB(file_of(library), encoding="utf-8") as stock:
        stock.table("claims").insert_multiple({"at": at} for at in range(50))
        stock.table("evidence").insert({"at": 51})
    library.read(ARTICLE)
    name, told = file_of(library).name, library.troubles
    assert len([line for line in told if "left as" in line]) == 2
    assert f"{name}: claims {key(13)} and 49 more were left as they are: target is missing." in told
    warnings = [each for each in library.examine() if "left as" in each.what]
    assert [each.where for each in warnings] == [name, name]
    assert warnings[0].what.startswith("claims ")


def test_a_new_process_takes_our_file_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    encoded: list[str] = []
    member = canonical.member

    def noting(own: str, document: JSON) -> bytes:
        encoded.append(own)
        return member(own, document)

    monkeypatch.setattr(canonical, "member", noting)
    reopened(library).apply(noted(library, 11, "ours"))
    assert encoded == [key(11)]
    data = file_of(library).read_bytes()
    assert data == canonical.encode_tables(canonical.decode_tables(data))
    file_of(library).write_bytes(canonical.line(canonical.decode_tables(data)))  # type: ignore[arg-type]
    (tmp_path / ".postil" / "journal" / "current.jsonl").unlink()
    for number in (12, 11):
        reopened(library).apply(noted(library, number, "once more"))
        data = file_of(library).read_bytes()
        assert data == canonical.encode_tables(canonical.decode_tables(data))


def test_a_small_id_and_a_foreign_table_survive_our_writes(tmp_path: Path) -> None:
    library = filled(tmp_path)
    tables = canonical.decode_tables(file_of(library).read_bytes())
    tables["claims"]["1"] = {"mood": "odd"}
    tables["article"]["2"] = "not even an object"
    tables["mine"] = {"x": [1, 2]}
    file_of(library).write_bytes(canonical.encode_tables(tables))
    again = reopened(library)
    assert again.articles() == (ARTICLE,)
    again.apply(noted(again, 12, "written"))
    after = canonical.decode_tables(file_of(library).read_bytes())
    assert after["claims"]["1"] == {"mood": "odd"}
    assert after["article"]["2"] == "not even an object"
    assert after["mine"] == {"x": [1, 2]}
    told = " ".join(again.troubles)
    assert "claims 1 was left as it is" in told
    assert "article 2 was left as it is" in told
