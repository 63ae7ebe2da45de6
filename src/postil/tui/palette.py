"""The commands of the current screen in Textual's command palette.

A screen or an app offers them by `COMMANDS = {RegistryCommands}` and its `registries`; the screen runs
them by its `action_command`. The palette opens with ctrl+p, which is Textual's own binding, and with
whatever command runs `App.action_command_palette`.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content

from postil.core.addresses import is_address
from postil.tui.keys.keymap import keys_in_force, written_key
from postil.tui.terminal.ascii_frames import CLASS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.tui.commands.registry import Command

HELP_WEIGHT = 0.5
"""What the words in a command's help are worth, where a match in its label is worth 1 at most."""


class Palette(CommandPalette):
    """Textual's command palette, mended."""

    def on_mount(self) -> None:
        """Asks with the key that opens it: Textual's sign is an emoji, which many terminals have no glyph for."""
        self.query_one(SearchIcon).icon = ":"

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Goes, once: a second click beside the palette may come before the first one has been worked off."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        # A list that is paged before it has been laid out knows no lines yet (`OptionList._move_page`).
        with suppress(KeyError):
            super()._action_command_list(action)


class RegistryCommands(Provider):
    """Offers each command that means something now, with its keys and its help."""

    async def discover(self) -> Hits:
        """Lists the commands in the order of their declaration, first those that no key starts."""
        for command in sorted(self._commands(), key=lambda each: any(keys_in_force(self.app, each))):
            shown = self._with_keys(Content(command.label), command)
            yield DiscoveryHit(shown, self._run(command), command.label, _help(command))

    async def search(self, query: str) -> Hits:
        """Finds the commands by their labels, and by the words of their help.

        The letters of a word may stand apart in a label only: in a sentence they nearly always do.

        Args:
            query: What was typed.
        """
        screen: Any = self.screen
        if is_address(query) and not screen.is_modal and hasattr(screen, "ask"):
            from postil.tui.beside.opening import Opening

            opening = Opening(screen)
            shown = Content.assemble("open  ", (query.strip(), "dim"))
            yield Hit(1.0, shown, partial(opening.open, query), f"open {query.strip()}")
        matcher, wanted = self.matcher(query), query.casefold().split()
        for command in self._commands():
            by_label = matcher.match(command.label)
            by_help = all(word in command.help.casefold() for word in wanted)
            score = max(by_label, HELP_WEIGHT * by_help)
            if score > 0:
                label = matcher.highlight(command.label) if by_label else Content(command.label)
                shown = self._with_keys(label, command)
                yield Hit(score, shown, self._run(command), command.label, _help(command))

    def _commands(self) -> Iterator[Command]:
        screen: Any = self.screen
        if screen.is_modal or not hasattr(screen, "action_command"):  # a dialog tells its keys itself
            return
        everywhere = getattr(self.app, "registries", ())
        for registry in (*getattr(screen, "registries", ()), *everywhere):
            for command in registry.commands.values():
                if command.listed and command.means_something(screen):
                    yield command

    def _run(self, command: Command) -> Callable[[], Any]:
        screen: Any = self.screen
        return partial(screen.action_command, command.id)

    def _with_keys(self, label: Content, command: Command) -> Content:
        written = "  ".join(
            written_key(key, plain=self.app.has_class(CLASS)) for key in keys_in_force(self.app, command)
        )
        return Content.assemble(label, "  ", (written, "dim")) if written else label


def _help(command: Command) -> str:
    """The help without the marks of the key page, as the palette takes it: it would read a `str` as markup, and takes a `Content` as it is."""
    return cast("str", Content(command.help.replace("`", "")))
