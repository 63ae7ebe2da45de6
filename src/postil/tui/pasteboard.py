"""Copying and pasting on the screen: off its thread, one after the other, and told truthfully."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from postil.core.text import copyable, copyable_markup, shortened
from postil.tui import notices
from postil.tui.keys.in_turn import KeysInTurn
from postil.tui.terminal.resizing import PromptlyResized

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postil.core.settings import Settings
    from postil.tui.widgets.pasting import TakesPaste


class Pasteboard(KeysInTurn, PromptlyResized):
    """An app that copies and pastes by the ways that lead out of its terminal.

    Args:
        options: As `App` takes them.
    """

    settings: Settings
    state_folder: Path | None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._one_at_a_time = asyncio.Lock()

    def write_to_terminal(self, sequence: str) -> None:
        """Sends a sequence to the terminal at once, from any thread; nothing where there is none."""
        if self._driver is not None:
            self._driver.write(sequence)
            self._driver.flush()

    async def put(self, text: str) -> None:
        """Copies a text and tells where it went."""
        from postil.tui.terminal import clipboard

        self._clipboard = copyable_markup(text) or self._clipboard
        async with self._one_at_a_time:
            outcome = await asyncio.to_thread(
                clipboard.copy,
                text,
                command=self.settings.clipboard,
                write=self.write_to_terminal,
                state_folder=self.state_folder,
            )
        notices.tell_copy(self, outcome, shortened(text, 40))

    def copy_to_clipboard(self, text: str) -> None:
        """Copies out of what is typed into, which Textual asks for; nothing that acts is ever copied."""
        from postil.tui.screens.base import work_aside

        if harmless := copyable(text):
            self._clipboard = harmless
            work_aside(self, self.put(harmless))

    def action_paste(self) -> None:
        """Pastes what was copied into the field that has the focus; keys that follow wait for it."""
        from postil.tui.screens.base import work_aside
        from postil.tui.widgets.pasting import TakesPaste

        field: object = self.focused
        if isinstance(field, TakesPaste):
            work_aside(self, self._paste_into(field, self.hold()))

    async def _paste_into(self, field: TakesPaste, go_on: Callable[[], object]) -> None:
        from postil.tui.terminal import clipboard_reading

        try:
            async with self._one_at_a_time:
                found = await asyncio.to_thread(
                    clipboard_reading.read,
                    command=self.settings.clipboard_paste,
                    last=self._clipboard,
                    state_folder=self.state_folder,
                )
            if not found.text:
                notices.tell_nothing_pasted(self, found)
            elif field.is_attached:  # it may have been left meanwhile
                notices.tell_paste(self, found, field.take_paste(found.text))
        finally:
            go_on()
