"""The house rules about sizes: what grows past them wants a room of its own."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src" / "postil"
MODULES = sorted(SOURCE.rglob("*.py"))
MODULE_LINES, CORE_LINES, APP_LINES = 400, 300, 250
CLASS_LINES = 300
FUNCTION_LINES = 40


def limit(module: Path) -> int:
    """How many lines a module may have."""
    if module == SOURCE / "tui" / "app.py":
        return APP_LINES
    return CORE_LINES if module.parent == SOURCE / "core" else MODULE_LINES


def too_long(module: Path) -> Iterator[str]:
    """What in a module is longer than it may be; docstrings are not counted in a function."""
    text = module.read_text(encoding="utf-8")
    name = module.relative_to(SOURCE).as_posix()
    lines = text.count("\n")
    if lines > limit(module):
        yield f"{name}: {lines} lines, {limit(module)} at most"
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        size = (node.end_lineno or node.lineno) - node.lineno + 1
        if isinstance(node, ast.ClassDef):
            allowed = CLASS_LINES
        else:
            allowed = FUNCTION_LINES
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                size -= (first.end_lineno or first.lineno) - first.lineno + 1
        if size > allowed:
            yield f"{name}: {node.name} has {size} lines, {allowed} at most"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(SOURCE).as_posix())
def test_nothing_is_longer_than_it_may_be(module: Path) -> None:
    assert not list(too_long(module))
