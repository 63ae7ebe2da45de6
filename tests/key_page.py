"""The help page of all keys, as the commands themselves tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.keys.keymap import RESERVED, written_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.tui.commands.registry import Command, Registry
    from postil.tui.keys.fixed import Fixed


def key_page(registries: Iterable[Registry], fixed: Iterable[Fixed] = ()) -> str:
    """Writes the page as Markdown, by part and group, in the order of their declaration.

    Args:
        registries: All commands.
        fixed: The parts whose keys cannot be changed.
    """
    always = ", ".join(f"`{written_key(key)}` {does}" for key, does in RESERVED.items())
    lines = [
        "# Keys",
        "",
        "Every key that starts a command can be changed: in the configuration file, give the command's name",
        'the keys you want, as in `keymap = { "claim.mark" = "a,ctrl+a" }`. A command without a key is in the',
        f"palette (`:`). Three keys stay as they are: {always}; so do the keys of what is typed into, at the",
        "end of this page.",
    ]  # fmt: skip
    for registry in registries:
        commands = registry.commands
        lines += ["", f"## {registry.part}"]
        for group in dict.fromkeys(command.group for command in commands.values()):
            lines += ["", f"### {group}", "", "| Keys | What it does | Name |", "| --- | --- | --- |"]
            lines += [_row(command) for command in commands.values() if command.group == group]
    for part in fixed:
        lines += ["", f"## {part.part}", "", "| Keys | What it does |", "| --- | --- |"]
        lines += [f"| {_cell(_codes(keys))} | {_cell(words)} |" for keys, words in part.rows]
    return "\n".join(lines) + "\n"


def _row(command: Command) -> str:
    return f"| {_cell(_codes(command.keys) or '—')} | {_cell(command.help)} | `{command.id}` |"


def _codes(keys: Iterable[str]) -> str:
    return " ".join(_code(written_key(key)) for key in keys)


def _code(key: str) -> str:
    return "`` ` ``" if key == "`" else f"`{key}`"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
