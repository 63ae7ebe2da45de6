"""What comes over a screen, answers once and goes."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.screen import ModalScreen

from postil.tui.commands.everywhere import EVERYWHERE
from postil.tui.screens.base import Commanded, CommandScreen

Answer = TypeVar("Answer")


class Dialog(Commanded, ModalScreen[Answer], Generic[Answer]):
    """A screen over the others whose keys come from registries, and that has help as every screen has."""

    BINDINGS: ClassVar = [EVERYWHERE.commands["app.help"].binding()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Asks the screen below for its own commands: its footer is still to be seen."""
        if action == "command" and not any(parameters[0] in known.commands for known in self.registries):
            below = (
                screen for screen in reversed(self.app.screen_stack) if isinstance(screen, CommandScreen)
            )
            return next((screen.check_action(action, parameters) for screen in below), False)
        return super().check_action(action, parameters)

    def answer(self, answer: Answer) -> None:
        """Leaves with an answer; a second key may come before the first one has been worked off."""
        if self.is_active:
            self.dismiss(answer)
