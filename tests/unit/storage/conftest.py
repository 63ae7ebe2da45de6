from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _a_quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests do not cut the power; those of `tests/faults` wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
