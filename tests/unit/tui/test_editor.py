from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import pytest
from textual.app import SuspendNotSupported

from postil.core.errors import WrongUse
from postil.tui.terminal.editor import edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App


class Desk:
    """An app that steps aside and comes back, or cannot."""

    def __init__(self, *, able: bool = True) -> None:
        self.able = able
        self.aside = False

    @contextmanager
    def suspend(self) -> Iterator[None]:
        if not self.able:
            raise SuspendNotSupported
        self.aside = True
        yield  # what is raised here would leave no screen behind
        self.aside = False


def editing(desk: Desk, note: str, code: str) -> str | None:
    return edited(cast("App[None]", desk), note, f'"{sys.executable}" -c "import sys, pathlib; {code}"')


def test_a_note_is_what_the_editor_left() -> None:
    desk = Desk()
    assert editing(desk, "one", "pathlib.Path(sys.argv[1]).write_text('two')") == "two"
    assert editing(desk, "one", "pass") is None
    assert not desk.aside


@pytest.mark.parametrize("editor", ["no-such-editor-anywhere", "vi '"])
def test_the_screen_is_back_before_an_editor_that_cannot_start_is_told(editor: str) -> None:
    desk = Desk()
    with pytest.raises(WrongUse, match="cannot be started"):
        edited(cast("App[None]", desk), "one", editor)
    assert not desk.aside


def test_an_editor_that_fails_or_removes_the_note_changes_nothing() -> None:
    desk = Desk()
    with pytest.raises(WrongUse, match="code 3"):
        editing(desk, "one", "sys.exit(3)")
    with pytest.raises(WrongUse, match="left no note"):
        editing(desk, "one", "pathlib.Path(sys.argv[1]).unlink()")


def test_a_screen_that_cannot_step_aside_says_so() -> None:
    with pytest.raises(WrongUse, match="step aside"):
        edited(cast("App[None]", Desk(able=False)), "one\udfff", "vi")
