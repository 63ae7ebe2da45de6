from __future__ import annotations

import pytest

from postil.core.quoting import counted, quoted, size, so_far


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


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 kB"), (1, "1 kB"), (999_000, "999 kB"), (999_001, "1.0 MB"), (3_210_000, "3.2 MB")],
)
def test_a_size_is_told_in_thousands(count: int, told: str) -> None:
    assert size(count) == told


def test_how_much_has_come_is_told_as_far_as_it_is_known() -> None:
    assert so_far(1_200_000, 3_400_000) == "1.2 MB of 3.4 MB"
    assert so_far(1_200_000, 0) == "1.2 MB"
