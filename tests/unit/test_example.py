"""The example library that ships is the one that its texts and its plan make, and it teaches every state."""

from __future__ import annotations

import json
from pathlib import Path

from tinydb import TinyDB

from postil.container import system_clock
from postil.core.findings import Severity
from postil.core.model import Check, Stance
from postil.review.ledger import State, states
from postil.storage.disk_library import DiskLibrary
from tests.example import build

SHIPPED = Path(__file__).parents[2] / "annotations"
IDENTITY = ".postil-library"


def contents(folder: Path) -> dict[str, bytes]:
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file() and ".postil" not in path.relative_to(folder).parts
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != IDENTITY}


def test_what_ships_is_what_its_texts_make(tmp_path: Path) -> None:
    build(tmp_path)
    assert contents(tmp_path) == contents(SHIPPED)
    assert json.loads((SHIPPED / IDENTITY).read_bytes())["format"] == 1


def test_every_state_of_the_ledger_is_there_but_a_changed_article() -> None:
    library = DiskLibrary.open(SHIPPED, system_clock)
    found = {
        state
        for annotated in library.read_all()
        for claim in annotated.live_claims
        for state in states(claim, annotated.evidence_of(claim.id), annotated.article.snapshot)
    }
    assert found == set(State) - {State.CHANGED}


def test_quotes_that_are_said_to_stand_in_their_source_do() -> None:
    library = DiskLibrary.open(SHIPPED, system_clock)
    documents = {source.key: source.document for source in library.sources()}
    checks = set()
    for annotated in library.read_all():
        for piece in annotated.evidence:
            checks.add(piece.check)
            if piece.check is Check.EXACT:
                text = library.snapshot(library.read(documents[piece.source]).article.snapshot).text
                assert piece.quote in text
    assert {Check.EXACT, Check.ALTERED, Check.ELIDED, Check.UNCHECKED} <= checks


def test_the_library_is_sound() -> None:
    findings = DiskLibrary.open(SHIPPED, system_clock).examine()
    assert not [finding for finding in findings if finding.severity in {Severity.ERROR, Severity.WARNING}]


def test_a_stock_tinydb_reads_it() -> None:
    (path,) = SHIPPED.glob("the-harbour*.json")
    with TinyDB(path, access_mode="r", encoding="utf-8") as database:
        assert len(database.table("claims")) == 13
        disputes = [row for row in database.table("evidence") if row["stance"] == Stance.DISPUTES]
        assert len(disputes) >= 3
