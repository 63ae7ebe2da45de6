from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from postil.storage.files import canonical

if TYPE_CHECKING:
    from postil.core.model import JSON


def test_a_value_is_written_one_sorted_field_a_line() -> None:
    assert canonical.lines({"b": "é", "a": [1, 2.5]}) == '{\n "a": [\n  1,\n  2.5\n ],\n "b": "é"\n}'.encode()


def test_one_line_has_no_blanks() -> None:
    assert canonical.line({"b": "x y", "a": None}) == b'{"a":null,"b":"x y"}'


def test_assembled_members_are_the_encoded_tables() -> None:
    tables: canonical.Tables = {
        "claims": {"2": {"note": "a\nb"}, "1": {}, "x": 5},
        "article": {},
        "“odd”": {"3": {"deep": {"er": [{"x": 1}]}}},
    }
    members = [
        (name, [canonical.member(key, document) for key, document in sorted(table.items())])
        for name, table in sorted(tables.items())
    ]
    assert b"".join(canonical.pieces(members)) == canonical.encode_tables(tables)
    assert b"".join(canonical.pieces([])) == canonical.encode_tables({})


@pytest.mark.parametrize("length", [1, 2, 3, 6, 7])
def test_a_run_is_cut_between_its_members(length: int) -> None:
    documents: list[JSON] = [{"a": {"b": 1}}, 5, 'x,\n  "y', [], ["z", {"c": ',\n  "'}], {}]
    members = [canonical.member(str(key), document) for key, document in enumerate(documents)]
    count, parts = canonical.cut(canonical.joined(members), length)
    assert count == len(members)
    assert parts == [canonical.joined(members[at : at + length]) for at in range(0, count, length)]
    assert canonical.members(canonical.joined(members)) == members


def test_a_lone_surrogate_survives() -> None:
    value = canonical.decode(b'{"a": "\\ud800"}')
    assert value == {"a": "\ud800"}
    assert canonical.decode(canonical.lines(value)) == value


def test_a_byte_order_mark_is_passed_over() -> None:
    assert canonical.decode(b"\xef\xbb\xbf[1]") == [1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Expecting value"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b"[NaN]", "not a finite"),
        (b"[-Infinity]", "not a finite"),
        (b"[1e999]", "not a finite"),
        (b'"\xff"', "UTF-8"),
        (b"[" * 100_000, "deep"),
        (b"[" * 65 + b"]" * 65, "deep"),
        (b"9" * 5000, "digits"),
        (b"[1] 2", "Extra data"),
    ],
    ids=range(10),
)
def test_what_is_not_strict_json_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(canonical.Malformed, match=why):
        canonical.decode(data)


def test_the_deepest_value_is_taken() -> None:
    assert canonical.decode(b"[" * 64 + b"]" * 64)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(canonical.Malformed, match="more than 3"):
        canonical.decode(b"[12]", limit=3)


def test_a_number_that_json_does_not_know_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical.lines({"a": float("nan")})


@pytest.mark.parametrize("data", [b"[]", b'{"claims": []}', b"null"])
def test_tables_are_objects_of_objects(data: bytes) -> None:
    with pytest.raises(canonical.Malformed):
        canonical.decode_tables(data)


def test_the_files_are_what_json_writes_elsewhere() -> None:
    tables: canonical.Tables = {"claims": {"1": {"note": "é", "tags": ["a"]}}}
    written = canonical.encode_tables(tables)
    assert written.decode() == json.dumps(tables, indent=1, ensure_ascii=False) + "\n"


def test_what_records_have_in_common_is_in_memory_once() -> None:
    place: JSON = {"snapshot": "5" * 64, "history": [{"snapshot": "5" * 64, "read": "2026-03-01"}]}
    record: JSON = {
        "created": "2026-03-01",
        "modified": "2026-03-01",
        "creator": "Ines Corrow",
        "target": place,
    }
    data = canonical.encode_tables({"claims": {"1": record, "2": record}, "evidence": {"3": {"creator": 1}}})
    tables = canonical.decode_tables(data)
    assert canonical.encode_tables(tables) == data
    words = [word for name in ("1", "2") for word in _words(tables["claims"][name])]
    assert len({id(word) for word in words}) == len(set(words)) == 3


def _words(value: JSON) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [word for part in parts for word in _words(part)]
