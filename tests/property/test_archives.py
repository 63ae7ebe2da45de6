from __future__ import annotations

import contextlib
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import BadInput
from postil.ingest.archive import Archive
from tests.unit.ingest.packing import packed

NAMES = st.text(st.sampled_from("ab./\\:\x1b€"), min_size=1, max_size=12)
FILES = st.dictionaries(NAMES, st.binary(max_size=200), max_size=6)


def is_safe(name: str) -> bool:
    parts = name.split("/")
    return name.isprintable() and parts[0] != "" and ".." not in parts and not name.startswith(("a:", "b:"))


@given(FILES)
def test_what_is_there_is_safe_and_whole(files: dict[str, bytes]) -> None:
    read = Archive(packed(files))
    for name in read.names:
        assert is_safe(name)
        with contextlib.suppress(BadInput):  # where two names are one
            assert read.read(name) in files.values()
    expected = {name for name in files if "\\" not in name and is_safe(name) and name[-1] != "/"}
    assert expected <= set(read.names)


@given(FILES, st.data())
def test_a_damaged_archive_is_read_or_refused(files: dict[str, bytes], data: st.DataObject) -> None:
    broken = bytearray(packed(files, data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))))
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    for damaged in (bytes(broken), bytes(broken[:cut])):
        with contextlib.suppress(BadInput):
            read = Archive(damaged)
            for name in read.names:
                assert is_safe(name)
                with contextlib.suppress(BadInput):
                    read.read(name)


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with contextlib.suppress(BadInput):
        Archive(b"PK\x03\x04" + noise)
