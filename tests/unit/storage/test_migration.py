from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from tinydb import TinyDB

from postil.storage.disk_library import DiskLibrary
from postil.storage.files.article_files import kinds_in
from postil.storage.files.records import encode
from postil.storage.outside.migration import is_plain, migrated
from tests.unit.storage.samples import NOON, Clock, claim, evidence, filled, reopened, source, target

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import Record

KINDS = kinds_in("tide.json")


def _plain(folder: Path, name: str, **tables: list[Record]) -> Path:
    """A file that a plain TinyDB writes, documents numbered from 1."""
    path = folder / name
    with TinyDB(path) as plain:
        for table, records in tables.items():
            for record in records:
                document: dict[str, Any] = dict(encode(record))
                if "claim" in document:
                    document["claim"] = "1"
                plain.table(table).insert(document)
    return path


def test_a_plain_file_is_an_article_of_the_library_at_the_next_opening(tmp_path: Path) -> None:
    library = DiskLibrary.open(tmp_path, Clock(), create=True)
    before = _plain(tmp_path, "tide.json", _default=[claim(1, "high"), evidence(2, 1)]).read_bytes()
    library = reopened(library)
    (article,) = library.articles()
    held = library.read(article)
    assert (held.article.title, [known.note for known in held.claims]) == ("tide", ["high"])
    assert held.evidence_of(held.claims[0].id)[0].quote == "No ship has landed"
    assert {len(record.id) for record in (held.article, *held.claims, *held.evidence)} == {19}
    (told,) = library.troubles
    assert told.startswith("tide.json was a plain TinyDB file and is one of the library now.")
    (kept,) = (tmp_path / ".postil" / "backup").iterdir()
    assert kept.name in told
    with ZipFile(kept) as archive:
        assert archive.read("tide.json") == before
    assert reopened(library).troubles == ()


def test_numbered_documents_in_the_right_tables_get_ids_of_the_library(tmp_path: Path) -> None:
    library = DiskLibrary.open(tmp_path, Clock(), create=True)
    path = _plain(tmp_path, "tide.json", claims=[claim(1)], evidence=[evidence(2, 1)])
    with TinyDB(path) as plain:
        plain.table("article").insert({"title": "The tide"})
    (held,) = reopened(library).read_all()
    assert held.article.title == "The tide"
    assert held.evidence[0].claim == held.claims[0].id != "1"


@pytest.mark.parametrize("number", ["2", 2])
def test_evidence_that_has_a_place_in_its_source_is_no_claim(tmp_path: Path, number: str | int) -> None:
    library = DiskLibrary.open(tmp_path, Clock(), create=True)
    with TinyDB(tmp_path / "tide.json") as plain:
        plain.insert({"title": "The tide"})
        plain.insert(encode(claim(1)))
        plain.insert({**encode(replace(evidence(2, 1), target=target())), "claim": number})
    (held,) = reopened(library).read_all()
    assert len(held.claims) == 1
    (piece,) = held.live_evidence
    assert (piece.quote, piece.target) == ("No ship has landed", target())


def test_sources_are_taken_over_too(tmp_path: Path) -> None:
    library = filled(tmp_path)
    with TinyDB(tmp_path / "sources.json") as plain:
        plain.insert({"key": "lantern", "csl": {"title": "The Lantern"}})
    assert sorted(held.key for held in reopened(library).sources()) == [source(31).key, "lantern"]


def test_what_has_no_shape_of_a_record_stays_where_it_is() -> None:
    tables: Any = {"_default": {"1": {"anything": 1}, "2": "text"}, "claims": {"3": {"note": "no target"}}}
    assert not is_plain(tables, KINDS)
    assert migrated(tables, KINDS, "tide", NOON) == tables


def test_to_migrate_again_changes_nothing() -> None:
    plain: Any = {"_default": {"1": encode(claim(1)), "2": {"title": "The tide"}}}
    once = migrated(plain, KINDS, "tide", NOON)
    assert not is_plain(once, KINDS)
    assert migrated(once, KINDS, "tide", NOON) == once
    assert json.dumps(plain) == json.dumps({"_default": {"1": encode(claim(1)), "2": {"title": "The tide"}}})
