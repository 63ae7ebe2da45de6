from __future__ import annotations

import pytest

from postil.core.quoting import counted, quoted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the quay", "“the quay”"),
        ("“the quay”", "“the quay”"),
        ("“the inner basin…", "“the inner basin…"),
        ("»the quay«", "»the quay«"),
        ('"the quay"', '"the quay"'),
        ("the mayor’s “quay” here", "the mayor’s “quay” here"),
        ("the mayor’s quay", "“the mayor’s quay”"),
        ("", "“”"),
    ],
)
def test_words_are_quoted_once(words: str, expected: str) -> None:
    assert quoted(words) == expected


def test_one_thing_is_one_thing() -> None:
    assert [counted(number, "claim") for number in (0, 1, 2)] == ["0 claims", "1 claim", "2 claims"]
    assert counted(2, "source", "sources at least") == "2 sources at least"
