"""The help's first page: the keys that work where the reader is, the focused part first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.keys.keymap import keys_in_force, written_key
from postil.tui.terminal.ascii_frames import CLASS
from postil.tui.widgets.wrapping import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from postil.tui.commands.registry import Command, Registry
    from postil.tui.lines.plain_markdown import Line
    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.screens.base import Commanded

LEAST_HELP = 16
"""Cells that a sentence has at least."""

WIDEST_KEYS = 24

Section = tuple[str, list[tuple[str, str]]]
"""A heading, and for each row its keys and its sentence."""


def sections(screen: Commanded) -> list[Section]:
    """The keys by their parts: first those of what has the focus, and of what was begun there."""
    from postil.tui.keys.fixed import fixed_parts

    plain = screen.app.has_class(CLASS)
    focus = screen.focused.ancestors_with_self if screen.focused else []
    typed = [
        (fixed.part, [(_written(keys, plain=plain), words) for keys, words in fixed.rows])
        for fixed in fixed_parts()
        if any(isinstance(node, fixed.widget) for node in focus)
    ]
    registries = _nearest_first(screen)

    def keys(command: Command) -> str:
        return _written(keys_in_force(screen.app, command), plain=plain)

    told = {
        (id(registry), group): (_heading(registry, group), _rows(registry, group, keys))
        for registry in registries
        for group in dict.fromkeys(command.group for command in registry.commands.values())
    }
    begun = _begun(screen)
    idle = {place for registry in registries for place in _idle(registry, screen)}
    ordered = sorted(told, key=lambda place: (place != begun, place in idle))
    return [*typed, *(told[place] for place in ordered if told[place][1])]


def lines(told: Iterable[Section], width: int) -> Iterator[Line]:
    """Sets the sections, each row with its keys beside its sentence.

    Args:
        told: What `sections` or `signs` gave.
        width: Cells of a line.
    """
    known = list(told)
    longest = max((width_of(keys) for _, rows in known for keys, _ in rows), default=0)
    wide = min(longest, max(width - LEAST_HELP, 8), WIDEST_KEYS)
    for heading, rows in known:
        yield [(heading, "heading")]
        for keys, words in rows:
            for number, (start, end) in enumerate(wrap(words, max(width - wide - 4, LEAST_HELP))):
                head = keys if number == 0 else ""
                yield [(f"  {head:<{wide}}  ", "key"), (words[start:end], "")]
        yield []


def signs(glyphs: Glyphs) -> list[Section]:
    """The glyphs that carry meaning, and what each of them means."""
    return [("Signs", [*glyphs.legend()])]


def _written(keys: Sequence[str], *, plain: bool) -> str:
    """The keys of one row, each once."""
    return "  ".join(dict.fromkeys(written_key(key, plain=plain) for key in keys))


def _nearest_first(screen: Commanded) -> list[Registry]:
    """The registries in the order in which a key would find them; those of the app reach no dialog."""
    known = [*screen.registries, *(() if screen.is_modal else screen.postil.registries)]
    names = [
        binding.id
        for node in (screen.focused.ancestors_with_self if screen.focused else ())
        for bindings in node._bindings.key_to_bindings.values()  # noqa: SLF001 - they are told of nowhere else
        for binding in bindings
        if node is not screen.app
    ]
    near = [registry for name in names for registry in known if name in registry.commands]
    return list({id(registry): registry for registry in (*near, *known)}.values())


def _begun(screen: Commanded) -> tuple[int, str] | None:
    """The part that escape would leave, by its registry and group: a selection, a search, the margin.

    The notices, which it takes away too, are no part of the screen.
    """
    active = screen.active_bindings.get("escape")
    name = active.binding.id if active else ""
    for registry in screen.registries:
        if name in registry.commands:
            return id(registry), registry.commands[name].group
    return None


def _idle(registry: Registry, screen: Commanded) -> Iterator[tuple[int, str]]:
    """The groups of a part of which no command means anything now; they stand below the others."""
    groups = {command.group: False for command in registry.commands.values()}
    for command in registry.commands.values():
        groups[command.group] = groups[command.group] or command.means_something(screen)
    return ((id(registry), group) for group, useful in groups.items() if not useful)


def _heading(registry: Registry, group: str) -> str:
    alone = all(command.group == group for command in registry.commands.values())
    return registry.part if alone else group


def _rows(registry: Registry, group: str, keys: Callable[[Command], str]) -> list[tuple[str, str]]:
    """The commands that have keys; those that say the same stand in one row."""
    same: dict[str, list[str]] = {}
    for command in registry.commands.values():
        if command.group == group and (told := keys(command)):
            same.setdefault(command.help.replace("`", ""), []).append(told)
    return [
        (f"{told[0]} ... {told[-1]}" if len(told) > 2 else "  ".join(told), words)
        for words, told in same.items()
    ]
