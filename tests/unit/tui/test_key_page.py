from __future__ import annotations

from postil.help import PAGES, page
from postil.tui.commands import every_registry
from postil.tui.keymap import check_keymap, key_page


def test_the_key_page_is_what_the_commands_say() -> None:
    assert page("keys") == key_page(every_registry()), "python -m tests.pages writes it anew"


def test_every_page_can_be_read() -> None:
    assert all(page(name).startswith("# ") for name in PAGES)


def test_no_two_commands_share_a_name_and_every_default_key_is_a_key() -> None:
    names = [name for registry in every_registry() for name in registry.commands]
    assert len(names) == len(set(names))
    own = {
        name: ",".join(command.keys)
        for registry in every_registry()
        for name, command in registry.commands.items()
    }
    _keymap, problems = check_keymap(every_registry(), {name: keys for name, keys in own.items() if keys})
    assert not [problem for problem in problems if "not a key" in problem]
