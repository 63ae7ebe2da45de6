from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.core.errors import LibraryError
from postil.storage.disk_library import DiskLibrary
from tests.fakes import operations_of
from tests.unit.storage.samples import (
    ARTICLE,
    SNAPSHOT,
    Clock,
    adding,
    claim,
    file_of,
    filled,
    key,
    noted,
    operation,
)


@cache
def _files() -> dict[str, bytes]:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        library = filled(Path(folder))
        library.apply(noted(library, 11, "the last change"))
        library.keep_place(ARTICLE, 5, 9)
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in Path(folder).rglob("*")
            if path.is_file() and path.suffix != ".zip"
        }


def _laid_out(folder: Path, name: str, data: bytes) -> None:
    for other, content in _files().items():
        path = folder / other
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if other == name else content)


def _used(folder: Path) -> DiskLibrary:
    library = DiskLibrary.open(folder, Clock())
    list(library.read_all())
    library.sources()
    operations_of(library)
    library.places()
    library.examine()
    for article in library.articles():
        library.read(article)
    library.snapshot(SNAPSHOT.digest)
    library.apply(operation(7, adding(claim(40))))
    return library


NAMES = st.deferred(lambda: st.sampled_from(sorted(_files())))


@settings(max_examples=150, deadline=None)
@given(st.data(), NAMES, st.binary(max_size=8))
def test_damaged_bytes_raise_nothing_but_what_is_meant_for_readers(
    data: st.DataObject, name: str, instead: bytes
) -> None:
    whole = _files()[name]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.sampled_from([start, start + 1, start + len(instead), len(whole)]))
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        _laid_out(Path(folder), name, whole[:start] + instead + whole[end:])
        with suppress(LibraryError):
            _used(Path(folder))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_cut_article_is_whole_again(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        name = file_of(DiskLibrary(Path(folder), None, Clock())).name  # type: ignore[arg-type]
        whole = _files()[name]
        _laid_out(Path(folder), name, whole[: data.draw(st.integers(0, len(whole) - 3))])
        library = _used(Path(folder))
        notes = {claim.id: claim.note for claim in library.read(ARTICLE).claims}
        assert notes == {key(11): "the last change", key(12): "", key(40): ""}
