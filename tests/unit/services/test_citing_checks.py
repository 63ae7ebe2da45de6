from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.citation import styles
from postil.core.findings import Severity
from postil.pandoc import running
from postil.services.citing.checks import check_style, check_templates
from postil.services.citing.citing import Citations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["plain", "apa"])
def test_a_style_that_works_is_named(name: str) -> None:
    found = check_style(Citations(name))
    assert found.severity is Severity.OK
    assert f"style {name}" in found.what
    assert "pandoc sets" in found.what


@pytest.mark.parametrize(("name", "severity"), [("plain", Severity.NOTE), ("apa", Severity.WARNING)])
def test_without_pandoc_styles_do_not_work(
    name: str, severity: Severity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "pandoc", lambda: "")
    found = check_style(Citations(name))
    assert found.severity is severity
    assert "pip install 'postil[pandoc]'" in found.what


def test_a_style_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = check_style(Citations("appa", own_styles=tmp_path))
    assert found.severity is Severity.WARNING
    assert "no citation style appa" in found.what
    monkeypatch.setattr(styles, "_collection", lambda: None)
    assert check_style(Citations()).severity is Severity.NOTE


def test_templates_that_hide_a_shape_or_cannot_be_filled_in_are_named() -> None:
    templates = {"card": "$quote for $$5", "quote": "<$quote>", "bad": "$nothing", "worse": "5 $ each"}
    found = [(one.severity, one.where, one.what) for one in check_templates(templates)]
    assert [(severity, where) for severity, where, _ in found] == [
        (Severity.NOTE, "template quote"),
        (Severity.WARNING, "template bad"),
        (Severity.WARNING, "template worse"),
    ]
    assert "$nothing" in found[1][2]
