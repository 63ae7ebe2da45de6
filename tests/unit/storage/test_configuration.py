from __future__ import annotations

from pathlib import Path

import pytest

from postil.core.errors import BadInput
from postil.storage.machine.configuration import (
    configuration_file,
    default_library_folder,
    read_configuration,
    state_folder,
)


def test_the_environment_names_other_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_LIBRARY", "~/quay")
    monkeypatch.setenv("POSTIL_CONFIG", "/etc/quay.toml")
    assert default_library_folder() == Path("~/quay").expanduser()
    assert configuration_file() == Path("/etc/quay.toml")


def test_the_places_of_this_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTIL_LIBRARY", raising=False)
    monkeypatch.delenv("POSTIL_CONFIG", raising=False)
    assert configuration_file().name == "config.toml"
    assert default_library_folder().name == "library"
    assert "postil" in str(state_folder())


def test_a_missing_configuration_is_empty(tmp_path: Path) -> None:
    assert read_configuration(tmp_path / "none.toml") == {}


def test_a_configuration_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "harbour"\n[keys]\nmark = "m"\n')
    assert read_configuration(path) == {"theme": "harbour", "keys": {"mark": "m"}}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"theme = 1\nkeys = [\n", r"config\.toml.*line"),
        (b"a = 1\na = 2\n", r"config\.toml.*line 2"),
        (b"a = 1\nb = '\xff'\n", r"config\.toml.*UTF-8 in line 2"),
        (b"a = " + b"[" * 100_000, r"config\.toml.*deeply"),
        (b"#" * (1024 * 1024 + 1), r"config\.toml.*more than"),
    ],
    ids=["value", "twice", "encoding", "depth", "length"],
)
def test_a_broken_configuration_names_its_line(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=why):
        read_configuration(path)


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_configuration(tmp_path)
