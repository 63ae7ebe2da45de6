"""Expressions that wait for their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

import postil
from postil.core.patterns import Uncompiled, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_an_expression_answers_as_if_it_were_compiled() -> None:
    waiting, compiled = (make(r"(?P<day>\d+)\. (\w+)", re.IGNORECASE) for make in (pattern, re.compile))
    text = "1. May and 2. June"

    assert waiting.pattern == compiled.pattern
    assert (waiting.flags, waiting.groups) == (compiled.flags, compiled.groups)
    assert waiting.findall(text) == compiled.findall(text)
    assert waiting.sub(r"\2 \g<day>", text) == compiled.sub(r"\2 \g<day>", text)
    assert [found.span() for found in waiting.finditer(text)] == [
        found.span() for found in compiled.finditer(text)
    ]
    assert waiting.match(text, 4) is None


def test_it_is_compiled_with_its_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile("a+")

    def compile_it(source: str, _flags: int) -> re.Pattern[str]:
        made.append(source)
        return compiled

    monkeypatch.setattr(re, "compile", compile_it)

    waiting = pattern("a+")
    assert made == []
    assert waiting.search("baa")
    assert waiting.fullmatch("aa")
    assert waiting.search("baa")
    assert made == ["a+"]


def test_what_an_expression_does_not_have_is_refused() -> None:
    with pytest.raises(AttributeError, match="serach"):
        _ = pattern("a").serach  # type: ignore[attr-defined]


def test_every_expression_that_a_module_holds_compiles() -> None:
    held = list(_held())
    assert held
    for waiting in held:
        assert waiting.flags is not None


def _held() -> Iterator[Uncompiled]:
    """All expressions at the top of a module, also those in a table."""
    for module in pkgutil.walk_packages(postil.__path__, "postil."):
        if module.name.endswith("__main__"):
            continue
        values = list(vars(importlib.import_module(module.name)).values())
        while values:
            value = values.pop()
            if isinstance(value, Uncompiled):
                yield value
            elif isinstance(value, dict):
                values.extend(value.values())
            elif isinstance(value, (tuple, list)):
                values.extend(value)
