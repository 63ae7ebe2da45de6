from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.storage.samples import ARTICLE, filled, key, reopened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_place_is_kept(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.keep_place(ARTICLE, 4321, 5000)
    other = reopened(library)
    other.keep_place(key(7), 3, 9)
    library.keep_place(ARTICLE, 5, 5000)
    assert reopened(library).places() == {ARTICLE: (5, 5000), key(7): (3, 9)}


@pytest.mark.parametrize(
    "data", [b"", b"[1]", b'{"a": [-1, 2], "b": "x", "c": [true, 2], "d": [3, 2], "e": 1}', b"\xff"]
)
def test_damaged_places_are_forgotten(tmp_path: Path, data: bytes) -> None:
    library = filled(tmp_path)
    (tmp_path / ".postil" / "places.json").write_bytes(data)
    assert library.places() == {}
    library.keep_place(ARTICLE, 1, 8)
    assert reopened(library).places() == {ARTICLE: (1, 8)}


def test_a_disk_that_refuses_a_place_is_not_worth_a_word(tmp_path: Path) -> None:
    library = filled(tmp_path)
    (tmp_path / ".postil" / "places.json").mkdir()
    library.keep_place(ARTICLE, 1, 8)
    assert library.places() == {ARTICLE: (1, 8)}
