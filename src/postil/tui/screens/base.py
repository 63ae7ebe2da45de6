"""What every screen of postil is: a place whose commands come from registries."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from postil.core.errors import PostilError
from postil.tui import notices
from postil.tui.commands.registry import find
from postil.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from postil.services.workspace import Settled, Workspace
    from postil.tui.app import PostilApp
    from postil.tui.commands.registry import Command, Registry


class CommandScreen(Screen[None]):
    """A screen whose keys, footer, palette and help all come from its `registries`.

    Attributes:
        registries: The commands that work here, the more specific part first.
        page: The name of the part of the help that explains this screen.
    """

    registries: ClassVar[tuple[Registry, ...]] = ()
    page: ClassVar[str] = ""

    _situation: object = None

    @property
    def situation(self) -> object:
        """What decides which commands mean something; the footer is made anew when it changes.

        A new object each time, unless a screen says better: then after every command.
        """
        return object()

    @property
    def postil(self) -> PostilApp:
        """The app, as what it is."""
        from postil.tui.app import PostilApp

        assert isinstance(self.app, PostilApp)  # noqa: S101 - for the type checker
        return self.app

    @property
    def workspace(self) -> Workspace:
        """The open library."""
        return self.postil.workspace

    def find_command(self, name: str) -> Command:
        """A command of this screen or of the whole app, by its id."""
        return find((*self.registries, *self.postil.registries), name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lets a command's key fall through while the command means nothing."""
        if action == "command":
            return bool(self.find_command(str(parameters[0])).when(self))
        return super().check_action(action, parameters)

    async def action_command(self, name: str) -> None:
        """Runs a command; what it cannot do is told, never raised."""
        try:
            outcome = self.find_command(name).run(self)
            if isawaitable(outcome):
                await outcome
        except PostilError as error:
            notices.tell_error(self.app, error)
        if self.situation != self._situation:
            self._situation = self.situation
            self.refresh_bindings()

    def settled(self, settled: Settled) -> None:
        """Called when an operation has been saved, or could not be."""

    def library_changed(self) -> None:
        """Called when records may have changed under the screen: an undo, or a command elsewhere."""

    def leaving(self) -> None:
        """Called before the screen goes for good: it may remember where the reader was."""

    def retheme(self) -> None:
        """Called when the styles have changed."""
        for bar in self.query(KeyBar):
            bar.looks = self.postil.looks
            bar.refresh()
