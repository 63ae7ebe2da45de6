from __future__ import annotations

from typing import Any

from postil.help import PAGES, page
from postil.tui.commands.parts import EVERY_REGISTRY, HEARD_TOGETHER
from postil.tui.keys.fixed import fixed_parts
from postil.tui.keys.keymap import RESERVED, check_keymap
from postil.tui.screens.article_text import Text
from postil.tui.screens.choice import Choice
from postil.tui.screens.comparison import ComparisonScreen
from postil.tui.screens.consent import Consent
from postil.tui.screens.contents import ContentsScreen
from postil.tui.screens.doubtful import DoubtScreen
from postil.tui.screens.help import HelpScreen
from postil.tui.screens.intake import IntakeScreen
from postil.tui.screens.library import Articles
from postil.tui.screens.links import LinksScreen
from postil.tui.screens.margin_pane import Margin
from postil.tui.screens.review import Claims, Detail
from postil.tui.screens.source_text import SourceText
from postil.tui.screens.sources import Sources
from postil.tui.screens.trash import TrashScreen
from tests.key_page import key_page


def test_the_key_page_is_what_the_commands_say() -> None:
    assert page("keys") == key_page(EVERY_REGISTRY, fixed=fixed_parts()), (
        "python -m tests.pages writes it anew"
    )


def test_every_page_can_be_read() -> None:
    assert all(page(name).startswith("# ") for name in PAGES)


def test_no_two_commands_share_a_name_and_every_default_key_is_a_key() -> None:
    names = [name for registry in EVERY_REGISTRY for name in registry.commands]
    assert len(names) == len(set(names))
    own = {
        name: ",".join(command.keys)
        for registry in EVERY_REGISTRY
        for name, command in registry.commands.items()
    }
    keymap = {name: keys for name, keys in own.items() if keys and name != "select.copy-words"}
    _keymap, problems = check_keymap(EVERY_REGISTRY, keymap, HEARD_TOGETHER)
    assert problems == ()


def test_no_command_has_a_key_that_stays_as_it_is() -> None:
    taken = {
        key for registry in EVERY_REGISTRY for command in registry.commands.values() for key in command.keys
    }
    assert taken & RESERVED.keys() == {"ctrl+c"}  # the words that it copies are the selected ones


def test_what_is_heard_together_is_what_the_parts_of_the_screen_hear() -> None:
    parts: tuple[Any, ...] = (
        Text,
        Margin,
        SourceText,
        Articles,
        Sources,
        Claims,
        Detail,
        TrashScreen,
        DoubtScreen,
        LinksScreen,
        ContentsScreen,
        Choice,
        Consent,
        IntakeScreen,
        ComparisonScreen,
        HelpScreen,
    )
    for part, registries in zip(parts, HEARD_TOGETHER, strict=True):
        own = [registry for registry in registries if registry.part != "Everywhere"]
        names = {name for known in own for name, command in known.commands.items() if command.keys}
        assert {binding.id for binding in part.BINDINGS} == names


def test_the_page_tells_the_keys_that_stay_as_they_are() -> None:
    told = page("keys")
    assert "`ctrl+q` quits" in told
    assert told.index("## Everywhere") < told.index("## Evidence form")
    assert "| `esc` | Leave the line; nothing is done. |" in told
