from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import SaveFailed
from postil.storage.files.preferences import FILE, PreferenceFile

if TYPE_CHECKING:
    from pathlib import Path


def test_a_choice_comes_back_and_leaves_the_others(tmp_path: Path) -> None:
    PreferenceFile(tmp_path).put("style", "apa")
    PreferenceFile(tmp_path).put("locale", "de-DE")
    chosen = PreferenceFile(tmp_path)
    assert (chosen.get("style"), chosen.get("locale")) == ("apa", "de-DE")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"style": 7}', b"\xff", b" " * 5000])
def test_a_damaged_file_chooses_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    assert PreferenceFile(tmp_path).get("style") == ""


def test_nothing_that_starts_a_program_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"clipboard": "rm", "style": "a\\u001bpa"}', encoding="utf-8")
    assert PreferenceFile(tmp_path).get("clipboard") == ""
    assert "\x1b" not in PreferenceFile(tmp_path).get("style")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SaveFailed, match="cannot be written"):
        PreferenceFile(tmp_path / "file" / "library").put("style", "apa")
