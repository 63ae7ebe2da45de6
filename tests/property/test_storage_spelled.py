"""A file's bytes that are made of what was known of it are the bytes of its tables, whatever has changed."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from postil.storage.files import atomic, canonical, spelled
from postil.storage.files.atomic import holds
from postil.storage.files.spelled import Spelled
from tests.property.test_storage_records import VALUES

KEYS = st.integers(0, 30).map(str) | st.text(max_size=2)
TABLES = st.dictionaries(
    st.sampled_from(["article", "claims", 'é"']), st.dictionaries(KEYS, VALUES, max_size=24)
)


@given(TABLES, st.lists(TABLES, min_size=1, max_size=4), st.integers(1, 4))
@example({"claims": {"1": "a", "2": "b", "3": "c"}}, [{"claims": {"2": "d"}}, {"claims": {}}, {}], 1)
def test_one_version_after_the_other(
    learned: canonical.Tables, versions: list[canonical.Tables], length: int
) -> None:
    made, tables = Spelled(), learned
    with patch.object(spelled, "_LENGTH", length):
        made.learn(canonical.encode_tables(tables), tables)
        for version in versions:
            kept = {name: dict(list(table.items())[::2]) for name, table in tables.items()}
            tables = {name: {**kept.get(name, {}), **table} for name, table in version.items()}
            data = canonical.encode_tables(tables)
            pieces, digest = made.with_digest(tables)
            assert (b"".join(pieces), digest) == (data, sha256(data).hexdigest())
            assert b"".join(made.pieces(tables)) == data


@given(st.binary(max_size=9), st.binary(max_size=9), st.integers(1, 4), st.integers(0, 9))
def test_a_file_holds_its_own_bytes_and_no_others(held: bytes, other: bytes, piece: int, cut: int) -> None:
    with TemporaryDirectory() as folder, patch.object(atomic, "_PIECE", piece):
        path = Path(folder, "a")
        path.write_bytes(held)
        assert holds(path, held)
        assert holds(path, held[:cut], held[cut:])
        assert holds(path, other) == holds(path, other[:cut], other[cut:]) == (held == other)
        os.truncate(path, len(held) // 2)
        assert holds(path, held) == (not held)
