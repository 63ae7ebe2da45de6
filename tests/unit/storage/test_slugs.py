from __future__ import annotations

import pytest

from postil.storage.files.slugs import slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The wall at Saltmarsh Quay", "the-wall-at-saltmarsh-quay"),
        ("  Ærlig? — Straße №5: “Żółć”", "aerlig-strasse-no5-zolc"),
        ("../../etc/passwd", "etc-passwd"),
        ("Sources", "sources-2"),
        ("CON", "con-2"),
        ("lpt1", "lpt1-2"),
        ("港の壁", "article"),
        ("", "article"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert slug(title, ()) == name


def test_a_taken_name_is_numbered_in_any_case() -> None:
    assert slug("Wall", {"WALL"}) == "wall-2"
    assert slug("Wall", {"wall", "wall-2"}) == "wall-3"


def test_a_long_title_is_cut_with_its_number() -> None:
    first = slug("harbour " * 40, ())
    second = slug("harbour " * 40, {first})
    assert len(first) <= 80
    assert len(second) <= 80
    assert second.endswith("-2")
    assert not first.endswith("-")
