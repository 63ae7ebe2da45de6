"""Of a file that another program writes again and again, only the records that changed are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from postil.core import strict_json
from postil.storage.files import canonical
from postil.storage.files.members import Members

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from postil.storage.files.canonical import Tables

_TABLES: Tables = {
    "article": {"1": {"title": "t"}},
    "claims": {str(at): {"note": f"n {at}", "target": {"at": [at, {}]}} for at in range(2, 9)},
    "mine": {"word": {"2": {"x": 1}}, "9": [1], "10": {}},
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed."""
    found: list[str] = []
    parse = strict_json.parse

    def noting(text: str, known: Sequence[object] = (), in_common: Container[str] = ()) -> object:
        found.append(text)
        return parse(text, known=known, in_common=in_common)

    monkeypatch.setattr(strict_json, "parse", noting)
    return found


@pytest.mark.parametrize("indent", [None, 0, 4])
def test_a_record_that_stands_there_as_before_is_not_read_again(indent: int | None, read: list[str]) -> None:
    members, tables = Members(), json.loads(json.dumps(_TABLES))
    first = members.tables(json.dumps(tables, indent=indent).encode(), {})
    assert first == _TABLES
    tables["claims"]["4"]["note"] = "another"
    read.clear()
    again = members.tables(json.dumps(tables, indent=indent).encode(), first)
    assert again == tables
    words = " ".join(read)
    assert "another" in words
    assert "n 2" not in words
    assert [key for key in again["claims"] if again["claims"][key] is not first["claims"][key]] == ["4"]


def test_what_is_held_takes_the_place_of_what_is_written_alike() -> None:
    members, data = Members(), json.dumps(_TABLES).encode()
    for _ in range(2):
        held = canonical.decode_tables(data)
        tables = members.tables(data, held)
        assert all(tables["claims"][key] is held["claims"][key] for key in held["claims"])


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"1": {"x": 1}, "1": {"x": 1}, "2": {}}}',
        '{"a": {"1": {"x": 1}}, "a": {"2": {"x": 1}}}',
        '{"a": {"1": {"x": NaN}, "2": {"x": 1}}}',
        '{"a": {"1": {"x": 1}, "2": NaN, "3": {"x": 1}}}',
        '{"a": {"1": {"x": 1, "x": 2}, "2": {"x": 1}}}',
        '{"a": {"1": {"x": 1}}, {"y": {}}, "2": {"x": 1}}}',
        '{"a": {"x"1": {"x": 1}, "2": {"x": 1}}}',
        '{"a": {"x "1": {"x": 1}, "2": {"x": 1}}',
        '[{"1": {"x": 1}, "2": {"x": 1}}]',
        '{"a": [{"1": {"x": 1}, "2": {"x": 1}}]}',
    ],
)
def test_what_is_no_file_of_tables_is_refused_in_the_same_words(text: str) -> None:
    members = Members()
    members.tables(b'{"a": {"1": {"x": 1}, "2": {"x": 1}, "3": {"x": 1}, "4": {}}}', {})
    with pytest.raises(canonical.Malformed) as wanted:
        canonical.decode_tables(text.encode())
    with pytest.raises(canonical.Malformed) as found:
        members.tables(text.encode(), {})
    assert str(found.value) == str(wanted.value)


@pytest.mark.parametrize(
    "text",
    [
        r'{"a": {"x\"1": {"x": 1}, "2": {"x": 1}, "3": {}}}',
        '{"a": {"9": {"1": {"x": 1}, "2": {"x": 1}}, "3": {}}}',
        '{"a": {"1": {"x": 1}, "s": "\\"2\\": {\\"x\\": 1},", "3": {}}}',
        '{"a": {"1": {"x": 1}, "3": {}}, "b": {"1": {"x": 1}, "3": {}}}',
        "{}",
        '{"a": {}}',
    ],
)
def test_a_record_is_known_wherever_it_stands(text: str) -> None:
    members = Members()
    members.tables(b'{"a": {"1": {"x": 1}, "2": {"x": 1}, "3": {"x": 1}, "4": {}}}', {})
    assert members.tables(text.encode(), {}) == canonical.decode_tables(text.encode())


def test_nothing_nests_deeper_for_being_known() -> None:
    document = '{"x": ' + "[" * (canonical.DEPTH - 3) + "]" * (canonical.DEPTH - 3) + "}"
    members = Members()
    members.tables(f'{{"a": {{"1": {document}, "2": {{}}}}}}'.encode(), {})
    with pytest.raises(canonical.Malformed, match="nested"):
        members.tables(f'{{"a": {{"9": {{"1": {document}, "2": {{}}}}}}}}'.encode(), {})
