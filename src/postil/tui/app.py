"""The app: it owns the workspace, the writer, the theme and the way between the places."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from postil.tui import notices
from postil.tui.after_painting import after_painting
from postil.tui.beside.watching import Watcher
from postil.tui.beside.writer import ThreadWriter
from postil.tui.citing import References
from postil.tui.commands.everywhere import EVERYWHERE
from postil.tui.leaving import Leaving
from postil.tui.looks.breakpoints import NARROW, TOO_SMALL, is_too_small
from postil.tui.looks.glyphs import ASCII, glyphs_for
from postil.tui.looks.styles import Looks
from postil.tui.looks.themes import NAMES, SIXTEEN_COLOURS, theme, variable_defaults
from postil.tui.pasteboard import Pasteboard
from postil.tui.places import Places
from postil.tui.setting_aside import SettingAside
from postil.tui.setting_checks import checked_keys, theme_problem
from postil.tui.terminal.ascii_frames import draw_around
from postil.tui.terminal.filters import Colourless, Harmless, InAscii
from postil.tui.terminal.settling import settle_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from textual import events
    from textual.binding import Binding, BindingType
    from textual.command import Provider
    from textual.filter import LineFilter

    from postil.core.ports import Library, SetAside
    from postil.core.settings import Settings
    from postil.services.articles.articles import Opened
    from postil.services.library.workspace import Settled, Workspace
    from postil.tui.commands.registry import Registry
    from postil.tui.terminal.first_sight import Sight


def _command_provider() -> type[Provider]:
    from postil.tui.palette import RegistryCommands

    return RegistryCommands


class PostilApp(Pasteboard):
    """postil on the screen.

    Args:
        workspace: The library as the reader works on it; its changes go to a writer that the app owns.
        library: The library on disk.
        settings: The reader's settings.
        problems: What was wrong with the configuration, a sentence each.
        opened: The article to begin with, or None for the library.
        start: The place to begin at, as `Places.visit` names it.
        query: The review's first filter.
        references: Citations in the style that is in force, and the choice of another one.
        encoding: The locale's encoding, which decides whether glyphs can be more than ASCII.
        state_folder: Where what was copied last is kept.
        set_aside: Where changes go that the library does not take.
        sight: What stands on the terminal until the app draws.

    Attributes:
        next_sight: Once the app was left: the picture that the next start will come to.
        next_library: Once the app was left: the folder of the library that is to be opened now, or None.
        trusted_hosts: The hosts, and people to write to, that the reader let be opened without being asked again.
    """

    CSS_PATH: ClassVar[str] = "postil.tcss"
    COMMANDS: ClassVar = {_command_provider}
    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE.bindings()]
    TITLE = "postil"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - so declared in Textual
    ALLOW_SELECT = False  # the article has a selection of its own
    registries: ClassVar[tuple[Registry, ...]] = (EVERYWHERE,)
    _has_theme = False

    class Settlement(Message):
        """The writer has answered."""

        def __init__(self, settled: Settled) -> None:
            super().__init__()
            self.settled = settled

    def __init__(
        self,
        workspace: Workspace,
        library: Library,
        settings: Settings,
        *,
        problems: Iterable[str] = (),
        opened: Opened | None = None,
        start: str = "library",
        query: str = "",
        references: References | None = None,
        encoding: str = "utf-8",
        state_folder: Path | None = None,
        set_aside: Callable[[], SetAside] | None = None,
        sight: Sight | None = None,
        **options: object,
    ) -> None:
        # The first place is known by name too, so that one can come back to it.
        self.MODES = {self.DEFAULT_MODE: lambda: self.places.first()}  # type: ignore[misc]  # noqa: PLW0108
        super().__init__(**options)
        self.settings = settings
        self.library = library
        self.writer = ThreadWriter(library, lambda act: after_painting(self, act))
        self.workspace = workspace
        workspace.writer = self.writer
        workspace.on_settled = lambda settled: self.post_message(self.Settlement(settled))
        self.glyphs = glyphs_for(encoding, settings.ascii, os.environ.get("TERM", ""))
        draw_around(self, plain_ascii=self.glyphs is ASCII)
        self.state_folder = state_folder
        self.sight, self.next_sight = sight, ""
        self.next_library: Path | None = None
        self.trusted_hosts: set[str] = set()
        self._problems, self._read_only = (*problems, *self._remap()), ""
        self.references = references or References()
        self.places = Places(self, opened, start, query)
        self.leaving = Leaving(self)
        self.setting_aside = SettingAside(self, set_aside)
        self.watcher = Watcher(self)
        self._take_theme(settings.theme)
        self.looks = self._looks()

    # ------------------------------------------------------------------ beginning and end

    async def on_mount(self) -> None:
        """Tells what is not as it should be; what the first paint does not need comes after it."""
        self.theme_changed_signal.subscribe(self, lambda _theme: self._retheme())
        self._read_only = self.library.read_only
        how = [f"This library opens for reading only: {self._read_only}"] if self._read_only else []
        notices.warn_of(self, [*how, *self._problems, *self.library.troubles])
        self.call_after_refresh(settle_down)
        self.call_after_refresh(self.watcher.start)

    async def on_resize(self, event: events.Resize) -> None:
        """Lays nothing out in a window that is too small to read in."""
        small = self.screen.name == TOO_SMALL
        if is_too_small(event.size) and not small:
            from postil.tui.screens.too_small import TooSmall

            await self.push_screen(TooSmall())
        elif small and not is_too_small(event.size):
            await self.pop_screen()

    def leave(self) -> None:
        """Quits when everything is on disk; says what is not, and quits when asked again."""
        self.leaving.begin()

    # ------------------------------------------------------------------ saving

    def on_postil_app_settlement(self, message: Settlement) -> None:
        """Takes in what the writer answered, and tells it."""
        self._read_only = self.library.read_only
        self.workspace.settle(message.settled)
        self.leaving.answered(saved=message.settled.error is None)
        self.watcher.settled(message.settled)
        self.setting_aside.settled()
        for screen in self.places.screens():
            screen.settled()

    @property
    def saving(self) -> str:
        """One word: whether what is on the screen is on disk."""
        if self.workspace.failed:
            return "NOT SAVED"
        if self._read_only:
            return "read-only"
        return "saving" if self.workspace.unsaved else "saved"

    # ------------------------------------------------------------------ looks

    def _take_theme(self, wanted: str) -> None:
        """Sets the theme before the first style is made, so that nothing is styled twice."""
        for name in NAMES:
            self.register_theme(theme(name, self.console.color_system))
        problem = theme_problem(wanted)
        chosen = NAMES[0] if problem else wanted or NAMES[0]
        self.set_reactive(PostilApp.theme, chosen)
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())
        self._problems += (problem,) if problem else ()

    @property
    def plain(self) -> bool:
        """Whether the terminal has too few colours for tints."""
        return self.no_color or self.console.color_system in {None, *SIXTEEN_COLOURS}

    def _looks(self) -> Looks:
        return Looks(self.theme_variables, plain=self.plain)

    def _retheme(self) -> None:
        self.looks = self._looks()
        for screen in self.places.screens():
            screen.retheme()

    def get_css_variables(self) -> dict[str, str]:
        """None until postil's theme is chosen: the colours of the one with which Textual begins are not worked out."""
        return super().get_css_variables() if self._has_theme else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Gives every theme, Textual's own too, the variables that postil draws with."""
        return variable_defaults(self.current_theme)

    def get_line_filters(self) -> list[LineFilter]:
        """Takes all colours away where none are wanted; adds the last defence against control characters, and ASCII."""
        colours = [Colourless()] if self.no_color else super().get_line_filters()
        return [*colours, Harmless(), *([InAscii()] if self.glyphs is ASCII else [])]

    def get_key_display(self, binding: Binding) -> str:
        """Writes a key for the footer, in ASCII where nothing else can be drawn."""
        shown_key = super().get_key_display(binding)
        return shown_key if shown_key.isascii() or self.glyphs is not ASCII else binding.key

    # ------------------------------------------------------------------ actions

    def _remap(self) -> tuple[str, ...]:
        """Takes the reader's own keys, before any part tells of one, and tells which of them cannot be."""
        if not self.settings.keymap:
            return ()
        keymap, problems = checked_keys(self.settings)
        self._keymap = self._normalize_keymap(keymap)
        return problems

    async def action_quit(self) -> None:
        """Quits as `leave` does; Textual's ctrl+q comes here from everywhere, whatever is over the screen."""
        self.leave()

    def action_command_palette(self) -> None:
        """Shows the palette, once."""
        from postil.tui.palette import Palette

        if not any(isinstance(screen, Palette) or screen.name == TOO_SMALL for screen in self.screen_stack):
            self.push_screen(Palette())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves out of Textual's actions those that write files or hand the terminal away."""
        if action in {"screenshot", "suspend_process"}:
            return False
        return super().check_action(action, parameters)
