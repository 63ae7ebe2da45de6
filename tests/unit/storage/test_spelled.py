"""A file's bytes are made anew only where a document is another one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from postil.core import digests
from postil.storage.files import canonical
from postil.storage.files.spelled import _OFTEN, Spelled, shared

if TYPE_CHECKING:
    from postil.core.model import JSON
    from postil.storage.files.canonical import Tables


def _tables() -> Tables:
    return {"claims": {"1": {"note": "x"}, "3": {"note": "y"}}, "article": {"2": {"title": "t"}}, "mine": {}}


def test_it_makes_the_bytes_of_the_encoded_tables_whatever_changed() -> None:
    spelled, tables = Spelled(), _tables()
    assert b"".join(spelled.pieces(tables)) == canonical.encode_tables(tables)
    tables = {**tables, "claims": {**tables["claims"], "3": {"note": "z"}}}
    assert b"".join(spelled.pieces(tables)) == canonical.encode_tables(tables)
    tables = {**tables, "claims": {"2": {"note": "new"}, **tables["claims"], "0": {}}}
    assert b"".join(spelled.pieces(tables)) == canonical.encode_tables(tables)
    tables = {"claims": {"3": tables["claims"]["3"]}, "evidence": {"9": "odd"}}
    assert b"".join(spelled.pieces(tables)) == canonical.encode_tables(tables)
    assert b"".join(spelled.pieces({})) == canonical.encode_tables({})


def test_the_same_objects_are_not_encoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    spelled, tables = Spelled(), _tables()
    spelled.pieces(tables)
    encoded: list[str] = []
    member = canonical.member

    def noting(key: str, document: JSON) -> bytes:
        encoded.append(key)
        return member(key, document)

    monkeypatch.setattr(canonical, "member", noting)
    again = shared(canonical.decode_tables(canonical.encode_tables(tables)), tables)
    again["claims"] = {**again["claims"], "2": {"note": "new"}}
    assert b"".join(spelled.pieces(again)) == canonical.encode_tables(again)
    assert encoded == ["2"]


@pytest.mark.parametrize("written", [1, 1.0, True])
def test_only_what_is_written_alike_is_shared(written: object) -> None:
    known: Tables = {"claims": {"1": {"n": 1}}}
    read: Tables = {"claims": {"1": {"n": written}}}  # type: ignore[dict-item]
    assert (shared(read, known)["claims"]["1"] is known["claims"]["1"]) == (written is 1)  # noqa: F632


@pytest.mark.parametrize(
    "tables",
    [
        _tables(),
        {
            "claims": {"1": "odd", "2": [], "3": {}, "4": {"a": {"5": {}}, "b": '\n  "6": {\n },'}},
            'é"': {},
            "z": {"7": 1},
        },
        {"a": {}, "b": {"1": {"c": {}}}, "c": {}},
        {},
    ],
)
def test_what_was_made_by_another_process_is_not_encoded_again(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    spelled, data = Spelled(), canonical.encode_tables(tables)
    assert spelled.learn(data, tables)
    monkeypatch.setattr(canonical, "member", lambda *_: pytest.fail("it was encoded again"))
    assert b"".join(spelled.pieces(tables)) == data


def test_bytes_in_another_layout_teach_nothing() -> None:
    spelled, tables = Spelled(), _tables()
    assert not spelled.learn(canonical.line(tables), tables)  # type: ignore[arg-type]
    assert b"".join(spelled.pieces(tables)) == canonical.encode_tables(tables)


def test_a_file_that_grows_large_is_hashed_as_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "LARGE", 400 * _OFTEN)
    spelled, tables = Spelled(), _tables()
    for note, is_large in (("mud", False), ("silt" * 200, True), ("sand", False)):
        tables = {**tables, "claims": {**tables["claims"], "3": {"note": note}}}
        pieces, digest = spelled.with_digest(tables)
        assert digest == hashlib.sha256(b"".join(pieces)).hexdigest()
        begun = spelled._hashed._states[0]
        assert type(begun) is type(digests.sha256(expected=400 * _OFTEN if is_large else 0))
