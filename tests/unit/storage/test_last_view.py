from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.settings import DEFAULTS
from postil.storage.machine.last_view import FILE, remember, remembered

if TYPE_CHECKING:
    from pathlib import Path


def test_what_keys_changed_is_there_again(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    last = replace(DEFAULTS, measure=60, margin=False, theme="postil-light")
    remember(folder, DEFAULTS, last)
    assert remembered(folder, DEFAULTS) == last
    remember(folder, DEFAULTS, replace(last, margin=True))
    assert remembered(folder, DEFAULTS) == replace(last, margin=True)
    remember(folder, DEFAULTS, DEFAULTS)
    assert remembered(folder, DEFAULTS) == DEFAULTS


def test_a_configuration_that_says_another_thing_since_then_has_the_last_word(tmp_path: Path) -> None:
    remember(tmp_path, DEFAULTS, replace(DEFAULTS, measure=60, margin=False))
    written = replace(DEFAULTS, measure=80)
    assert remembered(tmp_path, written) == replace(written, margin=False)


def test_nothing_is_written_while_nothing_is_changed(tmp_path: Path) -> None:
    remember(tmp_path / "state", DEFAULTS, DEFAULTS)
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[72, 60]",
        b'{"measure": [72, 5], "margin": [true, 0], "theme": ["", ["x"]]}',
        b'{"measure": [72, NaN]}',
        b'{"measure": 60, "margin_width": [40, 60], "name": ["", "somebody"]}',
    ],
)
def test_what_is_damaged_or_was_never_kept_is_not_heeded(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    assert remembered(tmp_path, DEFAULTS) == DEFAULTS


def test_a_disk_that_refuses_is_not_worth_a_word(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")
    remember(tmp_path / "state", DEFAULTS, replace(DEFAULTS, measure=60))
    assert remembered(tmp_path / "state", DEFAULTS) == DEFAULTS
