from __future__ import annotations

import pytest

from postil.storage.outside.conflict_markers import sides


@pytest.mark.parametrize(
    ("data", "both"),
    [
        (b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n", (b"a\nb\nd\n", b"a\nc\nd\n")),
        (b"a\n<<<<<<< HEAD\n=======\nc\n>>>>>>> x\n", (b"a\n", b"a\nc\n")),
        (b"a\n<<<<<<< A\nb\n||||||| 1\nz\n=======\nc\n>>>>>>> x\n", (b"a\nb\n", b"a\nc\n")),
        (b"a\n=======\nb\n", (b"a\n=======\nb\n", b"a\n=======\nb\n")),
        (b"a\n<<<<<<< HEAD\nb\n=======\nc\n", None),
        (b"a\nb\n", None),
        (b"", None),
    ],
)
def test_sides(data: bytes, both: tuple[bytes, bytes] | None) -> None:
    assert sides(data) == both
