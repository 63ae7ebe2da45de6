"""What every screen of postil is: a part of the program whose commands come from registries."""

from __future__ import annotations

from functools import cached_property
from inspect import isawaitable
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

from textual.screen import Screen

from postil.core.errors import PostilError
from postil.tui import notices
from postil.tui.widgets.drawn import Drawn
from postil.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from textual.app import App
    from textual.screen import ModalScreen
    from textual.timer import Timer

    from postil.core.changes import Change
    from postil.services.library.workspace import Workspace
    from postil.tui.app import PostilApp
    from postil.tui.commands.registry import Command, Registry
    from postil.tui.widgets.prompt import Prompt, Question

    _AnyScreen = Screen[Any]
else:
    _AnyScreen = object  # Textual takes a screen's styles from its first base only

Answer = TypeVar("Answer")

PICTURE_SECONDS = 1 / 120
"""At least so long after a picture the next one is drawn; Textual's 1/60 is felt where the margin follows the text."""


async def attempt(app: App[Any], act: Callable[[], Awaitable[None] | None]) -> None:
    """Does something; what it cannot do is told, never raised.

    Args:
        app: Where it is told.
        act: What is done; may be a coroutine function.
    """
    try:
        outcome = act()
        if isawaitable(outcome):
            await outcome
    except PostilError as error:
        notices.tell_error(app, error)


def telling(
    app: App[Any], then: Callable[[Answer], Awaitable[None] | None]
) -> Callable[[Answer], Awaitable[None]]:
    """Makes of a callback one that tells what it cannot do: for `push_screen`, which would end the app.

    Args:
        app: Where it is told.
        then: Takes an answer; may be a coroutine function.
    """

    async def told(answer: Answer) -> None:
        await attempt(app, lambda: then(answer))

    return told


def work_aside(app: App[Any], work: Awaitable[object]) -> None:
    """Does something beside the screen; whatever it fails at is told, since nobody waits for it."""

    async def told() -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - it is told, not lost
            notices.tell_error(app, error)

    app.run_worker(told(), exit_on_error=False)


class Forms(Protocol):
    """Holds the words that stand in forms, or were left in them, and are nowhere else."""

    @property
    def typed(self) -> object:
        """These words; nothing that is true where there are none."""
        ...

    def keep(self) -> bool:
        """Keeps them where they outlive the process; tells whether that was done."""
        ...


def _of_another_part(name: str) -> Command:
    from postil.tui.commands.parts import EVERY_REGISTRY

    return next(registry.commands[name] for registry in EVERY_REGISTRY if name in registry.commands)


class Commanded(_AnyScreen):
    """Mixed into a screen: its keys come from its `registries`.

    Attributes:
        registries: The commands that work here, the more specific part first.
        forms: The forms on the screen; None where it has none.
    """

    registries: ClassVar[tuple[Registry, ...]] = ()
    forms: Forms | None = None

    @property
    def postil(self) -> PostilApp:
        """The app, as what it is."""
        return cast("PostilApp", self.app)

    @cached_property
    def commands(self) -> Mapping[str, Command]:
        """The commands of this screen and of the whole app, by their ids."""
        known: dict[str, Command] = {}
        for registry in (*self.postil.registries, *reversed(self.registries)):
            known |= registry.commands
        return known

    @cached_property
    def _update_timer(self) -> Timer:
        """Draws what has changed."""
        return self.set_interval(PICTURE_SECONDS, self._on_timer_update, pause=True)

    @property
    def is_asking(self) -> bool:
        """Whether a prompt waits for its answer."""
        return False

    def first_key(self, name: str) -> str:
        """The key that starts a command, here or elsewhere, as it is written; an empty string where none does."""
        command = self.commands.get(name) or _of_another_part(name)
        if not self.postil.settings.keymap and command.keys and len(command.keys[0]) == 1:
            return command.keys[0]  # the first picture tells some, and waits for nothing that writes keys
        from postil.tui.keys.keymap import keys_in_force, written_key

        return next(map(written_key, keys_in_force(self.app, command)), "")

    def with_keys(self, words: str, *names: str) -> str:
        """A line that tells keys: for each `{}` of the words the first key of a command.

        Args:
            words: Our own, as `{} restores`.
            names: The commands' ids.
        """
        return words.format(*map(self.first_key, names))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lets a command's key fall through while the command means nothing.

        Another screen's command is none here: Textual asks the uppermost screen for those of a screen
        that is drawn while it goes.
        """
        if action != "command":
            return super().check_action(action, parameters)
        name = str(parameters[0])
        return name in self.commands and self.commands[name].means_something(self)

    def on_screen_suspend(self) -> None:
        """Leaves what was told to the screen that comes, where it stands too; it is told here again afterwards."""
        if notices.are_shown(self.app):
            self.query("ToastRack").set(display=False)

    async def action_command(self, name: str) -> None:
        """Runs a command; what it cannot do is told, never raised.

        A second click on a footer comes here with its command when the first one has opened a dialog.
        """
        if command := self.commands.get(name):
            self.postil.leaving.went_on(name)
            await attempt(self.app, lambda: command.run(self))
            if command.at_once:
                self.postil.worked_off()


class CommandScreen(Commanded, Screen[None]):
    """A place: its footer, palette and help come from its registries as well."""

    _situation: object = None
    _question: Question | None = None
    _drawn = 0.0

    @property
    def situation(self) -> object:
        """What decides which commands mean something; the footer is made anew when it changes.

        A new object each time, unless a screen says better: then after every command.
        """
        return object()

    @property
    def labels(self) -> Mapping[str, str]:
        """What commands are called now in the footer, by their ids, where that is not what they are called elsewhere."""
        return {"app.back": "quit"} if self.postil.places.at_root else {}

    @property
    def is_asking(self) -> bool:
        """Whether a prompt waits for its answer."""
        return self._question is not None

    @property
    def workspace(self) -> Workspace:
        """The open library."""
        return self.postil.workspace

    @property
    def saving(self) -> tuple[str, str]:
        """Whether all is on disk: a word and its look."""
        word = self.postil.saving
        return word, "error" if word == "NOT SAVED" else "dim"

    async def action_command(self, name: str) -> None:
        """Runs a command, and tells the footer where it may mean something else now."""
        await super().action_command(name)
        self.renew_keys()
        if name in self.commands and self.commands[name].at_once:
            self._draw_at_once()

    def renew_keys(self) -> None:
        """Makes the footer anew where other commands mean something by now."""
        if self.situation != self._situation:
            self._situation = self.situation
            self.refresh_bindings()

    async def consult(
        self, dialog: ModalScreen[Answer], then: Callable[[Answer | None], Awaitable[None] | None]
    ) -> None:
        """Shows a dialog; what cannot be done with its answer is told.

        Args:
            dialog: What comes over this screen.
            then: Takes the answer, None where there is none; may be a coroutine function.
        """
        await self.app.push_screen(dialog, telling(self.app, then))

    def settled(self) -> None:
        """Called when an operation has been saved, or could not be."""

    def library_changed(self) -> None:
        """Called when records may have changed under the screen: an undo, or a command elsewhere."""

    def stepped(self, changes: Sequence[Change]) -> None:
        """Called when these changes have been made by undo or redo."""
        del changes
        self.library_changed()

    def news(self, collections: AbstractSet[str]) -> None:
        """Called when others have changed some articles, or the bibliography, and memory has it already."""
        if collections:
            self.library_changed()

    def leaving(self) -> None:
        """Called before the screen goes for good: it may remember where the reader was."""

    def retheme(self) -> None:
        """Called when the styles have changed."""
        for bar in self.query(KeyBar):
            bar.looks = self.postil.looks
            bar.refresh()

    def take_keys(self) -> None:
        """Gives the keys to the screen's main part."""

    def _compositor_refresh(self) -> None:
        """Draws nothing that the app would not show, as it does not while it starts; it is still to be drawn then."""
        if not self.app._batch_count:  # noqa: SLF001 - Textual draws it, and shows it to nobody
            self._drawn = monotonic()
            super()._compositor_refresh()

    def _draw_at_once(self) -> None:
        """Draws what was changed, which several messages would lead to, unless a picture has just been drawn."""
        if self.is_current and monotonic() - self._drawn >= PICTURE_SECONDS:
            self._dirty_widgets.update(part for part in self.walk_children(Drawn) if part.hands_over())
            self._on_timer_update()

    # ------------------------------------------------------------------ a line of input

    async def ask(self, label: str, question: Question, value: str = "", placeholder: str = "") -> None:
        """Asks for one line at the foot of the screen, in place of another that is being asked."""
        from postil.tui.widgets.prompt import Prompt

        await self.query(Prompt).remove()
        self._question = question
        takes_pages = question.pasted is not None
        prompt = Prompt(label, value, placeholder, replaced=question.replaced, takes_pages=takes_pages)
        await self.mount(prompt)

    def close_prompt(self) -> None:
        """Takes the prompt away and gives the keys back."""
        self._question = None
        self.query("#prompt").remove()
        self.take_keys()

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Tells what the line reads."""
        if self._question and self._question.changed:
            self._question.changed(event.value)

    async def on_prompt_pasted(self, event: Prompt.Pasted) -> None:
        """Takes several lines that were pasted."""
        question = self._question
        if question and (pasted := question.pasted):
            await attempt(self.app, lambda: pasted(event.value))

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Takes the answer; nothing typed is lost where it cannot be taken."""
        question = self._question
        if question is None:
            return
        try:
            question.answered(event.value)
        except PostilError as error:
            notices.tell_error(self.app, error)
            return
        if not question.keeps and self._question is question:
            self.close_prompt()

    def on_prompt_cancelled(self) -> None:
        """Leaves the prompt."""
        question = self._question
        self.close_prompt()
        if question and question.cancelled:
            question.cancelled()

    def on_prompt_completing(self, event: Prompt.Completing) -> None:
        """Makes the line longer."""
        if self._question and self._question.completed:
            from postil.tui.widgets.prompt import Prompt

            self.query_one(Prompt).fill(self._question.completed(event.value))
