from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from postil.cli.output import put_json

if TYPE_CHECKING:
    from postil.core.model import JSON


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"a": []},
        {"a": [1, "two\n", None, True], "b": {"c": [{"d": 1.5}], "e": {}}, "f\x9b": "\u202eg"},
        {"rows": [{"n": n} for n in range(1000)]},
    ],
)
def test_a_document_is_printed_as_it_is(
    document: dict[str, JSON], capsys: pytest.CaptureFixture[str]
) -> None:
    put_json(document)
    assert json.loads(capsys.readouterr().out) == document


def test_a_list_has_one_member_a_line_and_nothing_acts(capsys: pytest.CaptureFixture[str]) -> None:
    put_json({"rows": [{"n": [1, 2]}, {"n": "\x9b31m"}]})
    assert capsys.readouterr().out == '{\n "rows": [\n  {"n": [1, 2]},\n  {"n": "\\u009b31m"}\n ]\n}\n'
