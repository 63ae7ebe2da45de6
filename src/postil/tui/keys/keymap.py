"""The keys of the commands: how a reader writes them and remaps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.keys import REPLACED_KEYS, Keys, _character_to_key, format_key, key_to_character

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.app import App

    from postil.tui.commands.registry import Command, Registry

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""In the order in which Textual names them."""

RESERVED = {"ctrl+c": "copies", "ctrl+p": "opens the palette", "ctrl+q": "quits"}
"""Keys that no command can have, and what they do."""

_KEY = pattern(r"((?:[A-Za-z]+\+)*)(.+)")
_SYNONYMS = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page up": "pageup", "page down": "pagedown", "←": "left", "→": "right", "↑": "up", "↓": "down",
}  # fmt: skip
_NAMED = {key.value for key in Keys if "+" not in key.value and key.value.isalnum()} - {"return"}
_WRITTEN = {"enter": "enter", "backspace": "backspace", "tab": "tab"}


def key_name(written: str) -> str | None:
    """Reads one key as people write it: `?`, `ctrl+s`, `Ctrl+Up`, `space`, `esc`, `↓`.

    Returns:
        Textual's name for it, or None where it is no key; a capital letter with a modifier is none,
        since it may mean two things.
    """
    if (parts := _KEY.fullmatch(written)) is None:
        return None
    modifiers, last = parts[1].lower().split("+")[:-1], parts[2]
    last = last if len(last) == 1 else last.lower()
    if len(set(modifiers)) < len(modifiers) or not set(modifiers) <= set(MODIFIERS):
        return None
    if len(last) != 1 or last in _SYNONYMS:
        base = _base_name(last)
    elif modifiers == ["shift"]:
        return capital if len(capital := last.upper()) == 1 and capital != last.lower() else None
    elif last.isprintable() and not (modifiers and last.isupper()):
        named = _character_to_key(last)
        base = named if len(named) == 1 or _base_name(named) == named else None  # 😍 has a name of no return
    else:
        base = None
    return "+".join([*sorted(modifiers), base]) if base else None


def written_key(key: str, *, plain: bool = False) -> str:
    """Writes a key as people do: `ctrl+d`, `↓`, `]`; the opposite of `key_name`.

    Args:
        key: The key, in Textual's name or as it was written.
        plain: Whether only ASCII can be drawn: `down` for `↓`.
    """
    *modifiers, last = (key_name(key) or key).split("+")
    written = _WRITTEN.get(last) or format_key(last)
    return "+".join([*modifiers, last if plain and not written.isascii() else written])


def keys_in_force(app: App[Any], command: Command) -> tuple[str, ...]:
    """The keys that start a command in an app, as it is declared or as the reader has set them."""
    keymap = app._keymap  # noqa: SLF001 - Textual tells it to nobody else
    return tuple(keymap[command.id].split(",")) if command.id in keymap else command.keys


def check_keymap(
    registries: Iterable[Registry],
    overrides: Mapping[str, str],
    together: Iterable[Iterable[Registry]] | None = None,
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Checks the keys that a reader gives to commands.

    Args:
        registries: All commands.
        overrides: Keys by command id, several divided by commas; the comma itself is `comma`.
        together: The parts whose keys are heard at the same time, a row for each place that can have
            the focus; each part alone where nothing is given.

    Returns:
        What `App.set_keymap` takes, and one sentence for each override that was left out: its command
        or its key does not exist, or the key belongs to another command that is heard at the same time.
        Two commands that share a key by default may share another: only one of them means something at
        a time. Commands that shared a key with one that is remapped are named in the keymap too, since
        Textual takes the key from all of them.
    """
    known = tuple(registries)
    commands = {name: command for registry in known for name, command in registry.commands.items()}
    heard = [_merged(row) for row in together or [[registry] for registry in known]]
    problems: list[str] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for name, written in overrides.items():
        keys, problem = _read(name, written, [*commands])
        if problem:
            problems.append(problem)
        else:
            wanted[name] = keys
    while (clash := _first_clash(heard, wanted)) is not None:
        problems.append(clash.sentence)
        del wanted[clash.loser]
    keymap = {**_bystanders(heard, wanted), **wanted}
    return {name: ",".join(keys) for name, keys in keymap.items()}, tuple(problems)


# ------------------------------------------------------------------ keys


def _base_name(name: str) -> str | None:
    """Textual's name of a key that is not written as its character, without modifiers."""
    name = _SYNONYMS.get(name, name)
    if name in _NAMED or name in REPLACED_KEYS:
        return name
    character = key_to_character(name)
    return _character_to_key(character) if character and character.isprintable() else None


# ------------------------------------------------------------------ checking

_Commands = dict[str, "Command"]


@dataclass(frozen=True, slots=True)
class _Clash:
    loser: str
    sentence: str


def _merged(registries: Iterable[Registry]) -> _Commands:
    return {name: command for registry in registries for name, command in registry.commands.items()}


def _own_keys(command: Command) -> tuple[str, ...]:
    return tuple(key_name(key) or key for key in command.keys)


def _read(name: str, written: str, known: Sequence[str]) -> tuple[tuple[str, ...], str]:
    if name not in known:
        return (), f"“{name}” is not a command.{_similar(name, known)}"
    keys: list[str] = []
    for key in [","] if written.strip() == "," else written.split(","):
        if (found := key_name(key.strip())) is None:
            return (), f"“{key.strip()}” is not a key; `{name}` keeps its own keys.{_about(key)}"
        if found in RESERVED:
            return (), f"{written_key(found)} always {RESERVED[found]}; `{name}` keeps its own keys."
        keys.append(found)
    return tuple(dict.fromkeys(keys)), ""


def _about(key: str) -> str:
    *modifiers, last = key.strip().split("+")
    if not modifiers or not (len(last) == 1 and last.isupper()):
        return ""
    start = "+".join(modifiers).lower()
    if key_name(f"{start}+{last}".lower()) is None:
        return ""
    return f" Write {start}+{last.lower()} or {start}+shift+{last.lower()}."


def _similar(name: str, known: Sequence[str]) -> str:
    from postil.core.suggestions import closest

    close = closest(name, known)
    return f" Did you mean `{close}`?" if close else ""


def _first_clash(heard: Sequence[_Commands], wanted: Mapping[str, tuple[str, ...]]) -> _Clash | None:
    """The last override that wants a key which another command that is heard with it has or wants too."""
    for name in reversed(list(wanted)):
        for commands in heard:
            if name not in commands:
                continue
            own = set(_own_keys(commands[name]))
            for other, command in commands.items():
                theirs = _own_keys(command)
                shared = set(wanted[name]) & set(wanted.get(other, theirs))
                if other != name and shared and own.isdisjoint(theirs):
                    key = written_key(min(shared))
                    return _Clash(name, f"{key} is already `{other}`; `{name}` keeps its own keys.")
    return None


def _bystanders(heard: Sequence[_Commands], wanted: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The commands that share a key with one that is remapped, or with one of these, and their keys."""
    moved = set(wanted)
    found: dict[str, tuple[str, ...]] = {}
    for commands in heard:
        own = {name: _own_keys(command) for name, command in commands.items()}
        taken = {key for name in moved & own.keys() for key in own[name]}
        while more := [
            name for name in own if name not in found | dict.fromkeys(moved) and taken & set(own[name])
        ]:
            found |= {name: own[name] for name in more}
            taken.update(key for name in more for key in own[name])
    return found
