"""Commands, each declared once.

A command is a function of the screen it works on, with an id, keys, a label, a help sentence and a
group. From this one declaration come the binding, the footer's entry, the palette's entry and the
row of the key help. Ids are what a reader's configuration remaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from textual.binding import Binding

from postil.core.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.binding import BindingType


def _always(_screen: Any) -> bool:
    return True


class Command(NamedTuple):
    """One thing a reader can do.

    Attributes:
        id: Stable, dotted name, as `claim.mark`; the key of a remapping.
        keys: The keys in Textual's names, the one to be shown first.
        label: One or two words, for the footer.
        help: One sentence, for the palette and the key page.
        group: The heading under which the key page lists it.
        run: What it does, given the screen; may be a coroutine function.
        when: Whether it means anything now; a key falls through to the next command otherwise.
        show: Whether the footer shows it when it can be used.
        listed: Whether the palette lists it.
        at_once: Whether it is over when it returns, as what only moves in the text is: the next key need not wait.
        repeats: Whether it is done as often as a number says that is typed before its key.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    run: Callable[[Any], Awaitable[None] | None]
    when: Callable[[Any], bool] = _always
    show: bool = False
    listed: bool = True
    at_once: bool = False
    repeats: bool = False

    def means_something(self, screen: Any) -> bool:
        """Whether it can be used now.

        Where it takes the library to know, and it cannot be read, it cannot: why is told to whoever does
        something, and not while a footer is drawn.
        """
        try:
            return self.when(screen)
        except LibraryError:
            return False

    def binding(self, *, first: bool = False) -> Binding:
        """The command as a Textual binding whose action runs it on the screen.

        Args:
            first: Whether it is run before the key is handed to the part that has the focus.
        """
        return Binding(
            ",".join(self.keys),
            f"screen.command('{self.id}')",
            self.label,
            show=self.show,
            tooltip=self.help,
            priority=first,
            id=self.id,
        )


class Registry:
    """The commands of one part of the screen, in the order in which they were declared.

    Args:
        part: What the part is called in the help, as `Reader`.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.commands: dict[str, Command] = {}

    def command(
        self,
        name: str,
        *keys: str,
        label: str,
        group: str,
        when: Callable[[Any], bool] = _always,
        show: bool = False,
        listed: bool = True,
        at_once: bool = False,
        repeats: bool = False,
    ) -> Callable[[Callable[[Any], Awaitable[None] | None]], Callable[[Any], Awaitable[None] | None]]:
        """Declares the decorated function as a command; its docstring's first line is the help.

        Raises:
            ValueError: The id is taken, or the function has no docstring.
        """

        def declare(
            run: Callable[[Any], Awaitable[None] | None],
        ) -> Callable[[Any], Awaitable[None] | None]:
            if name in self.commands or not run.__doc__:
                raise ValueError(f"{name} needs an id of its own and a docstring")
            words = run.__doc__.strip().split("\n", 1)[0]
            self.commands[name] = Command(
                name, keys, label, words, group, run, when, show, listed, at_once, repeats
            )
            return run

        return declare

    def bindings(self) -> list[Binding]:
        """The commands that have keys, as bindings of a screen or the app."""
        return [command.binding() for command in self.commands.values() if command.keys]


def keys_of_part(*registries: Registry) -> list[BindingType]:
    """The bindings of a part that takes no keys but those of commands: these are run without handing the key to it.

    Args:
        registries: Its commands, the more specific ones first.
    """
    return [
        command.binding(first=True)
        for registry in registries
        for command in registry.commands.values()
        if command.keys
    ]
