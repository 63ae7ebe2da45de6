from __future__ import annotations

import string
from typing import Any, ClassVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from textual.app import App
from textual.binding import BindingsMap, BindingType

from postil.tui.commands.registry import Registry
from postil.tui.keys.keymap import check_keymap, key_name, written_key
from tests.key_page import key_page


def nothing(_: Any) -> None:
    """Does nothing."""


def registry_of(part: str, **keys: tuple[str, ...]) -> Registry:
    """A part with commands of these keys; `_` in a name stands for the dot."""
    registry = Registry(part)
    for name, own in keys.items():
        label = name.split("_")[-1]
        registry.command(name.replace("_", "."), *own, label=label, group="Claims")(nothing)
    return registry


@pytest.fixture
def registries() -> tuple[Registry, ...]:
    return (
        registry_of(
            "Reader",
            claim_mark=("a",),
            claim_trash=("d", "delete"),
            go_up=("k", "up"),
            view_leave=("escape",),
            select_leave=("escape", "v"),
            help_show=("?",),
        ),
        registry_of("Review", row_trash=("d",), row_pick=("space",)),
    )


# ------------------------------------------------------------------ keys


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a", "a"), ("A", "A"), ("?", "question_mark"), ("]", "right_square_bracket"), ("+", "plus"),
        ("-", "minus"), ("/", "slash"), ("comma", "comma"), (",", "comma"), ("'", "apostrophe"), ("é", "é"),
        (" ", "space"), ("space", "space"), ("esc", "escape"), ("escape", "escape"), ("enter", "enter"),
        ("return", "enter"), ("pgdn", "pagedown"), ("pagedown", "pagedown"), ("del", "delete"), ("↓", "down"),
        ("down", "down"), ("f1", "f1"), ("f24", "f24"), ("tab", "tab"), ("shift+tab", "shift+tab"),
        ("ctrl+s", "ctrl+s"), ("ctrl+/", "ctrl+slash"), ("ctrl++", "ctrl+plus"), ("ctrl+up", "ctrl+up"),
        ("shift+ctrl+left", "ctrl+shift+left"), ("shift+a", "A"), ("alt+]", "alt+right_square_bracket"),
        ("question_mark", "question_mark"), ("slash", "slash"), ("ctrl+shift+a", "ctrl+shift+a"),
        ("shift+↑", "shift+up"), ("Ctrl+z", "ctrl+z"), ("CTRL+Up", "ctrl+up"), ("Esc", "escape"), ("F1", "f1"),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, name: str) -> None:
    assert key_name(written) == name
    assert key_name(name) == name


@pytest.mark.parametrize(
    "written",
    ["", "ctrl", "ctrl+", "strg+x", "ctrl-s", "ctrl+ctrl+s", "ctrl+A", "gg", "f99", "null", "\x1b", "\n", "no key",
     "<any>", "ctrl+gg", "shift+1"],
)  # fmt: skip
def test_what_is_no_key_is_none(written: str) -> None:
    assert key_name(written) is None


@pytest.mark.parametrize("character", string.printable.strip())
def test_a_character_is_named_as_textual_names_it(character: str) -> None:
    (bound,) = BindingsMap([(character if character != "," else "comma", "x", "x")]).key_to_bindings
    assert key_name(character) == bound
    assert key_name(written_key(bound)) == key_name(character)


@pytest.mark.parametrize(
    ("key", "written"),
    [("ctrl+d", "ctrl+d"), ("down", "↓"), ("right_square_bracket", "]"), ("question_mark", "?"), ("]", "]"),
     ("escape", "esc"), ("space", "space"), ("pagedown", "pgdn"), ("enter", "enter"), ("G", "G"), ("+", "+"),
     ("minus", "-"), ("shift+tab", "shift+tab"), ("ctrl+slash", "ctrl+/")],
)  # fmt: skip
def test_keys_are_shown_as_people_write_them(key: str, written: str) -> None:
    assert written_key(key) == written


@example("😍")
@given(st.text(max_size=12))
def test_any_text_is_a_key_or_not(written: str) -> None:
    name = key_name(written)
    assert name is None or (key_name(name) == name and "," not in name)


# ------------------------------------------------------------------ checking


def test_no_overrides_no_problems(registries: tuple[Registry, ...]) -> None:
    assert check_keymap(registries, {}) == ({}, ())


def test_overrides_are_taken_in_textuals_names(registries: tuple[Registry, ...]) -> None:
    keymap, problems = check_keymap(registries, {"claim.mark": "!, ctrl+s", "help.show": "f2"})
    assert keymap == {"claim.mark": "exclamation_mark,ctrl+s", "help.show": "f2"}
    assert problems == ()


@pytest.mark.parametrize(
    ("overrides", "problem"),
    [
        ({"claim.trsh": "x"}, "“claim.trsh” is not a command. Did you mean `claim.trash`?"),
        ({"zzz": "x"}, "“zzz” is not a command."),
        ({"claim.mark": "strg+x"}, "“strg+x” is not a key; `claim.mark` keeps its own keys."),
        ({"claim.mark": "x,"}, "“” is not a key; `claim.mark` keeps its own keys."),
        (
            {"claim.mark": "ctrl+A"},
            "“ctrl+A” is not a key; `claim.mark` keeps its own keys. Write ctrl+a or ctrl+shift+a.",
        ),
        (
            {"claim.mark": "Ctrl+Z"},
            "“Ctrl+Z” is not a key; `claim.mark` keeps its own keys. Write ctrl+z or ctrl+shift+z.",
        ),
        ({"claim.mark": "Strg+Z"}, "“Strg+Z” is not a key; `claim.mark` keeps its own keys."),
        ({"claim.mark": "d"}, "d is already `claim.trash`; `claim.mark` keeps its own keys."),
        ({"claim.mark": "x,del"}, "del is already `claim.trash`; `claim.mark` keeps its own keys."),
        ({"claim.mark": "ctrl+p"}, "ctrl+p always opens the palette; `claim.mark` keeps its own keys."),
    ],
)
def test_what_cannot_be_is_told_and_dropped(
    registries: tuple[Registry, ...], overrides: dict[str, str], problem: str
) -> None:
    assert check_keymap(registries, {**overrides, "help.show": "f2"}) == ({"help.show": "f2"}, (problem,))


def test_a_key_of_another_part_is_no_clash(registries: tuple[Registry, ...]) -> None:
    assert check_keymap(registries, {"row.pick": "a"}) == ({"row.pick": "a"}, ())


def test_a_key_of_a_part_that_is_heard_at_the_same_time_is_a_clash(registries: tuple[Registry, ...]) -> None:
    reader, review = registries
    everywhere = registry_of("Everywhere", app_back=("q",), app_find=("f", "k"))
    known = (*registries, everywhere)
    together = ((reader, everywhere), (review, everywhere))

    def problems(overrides: dict[str, str]) -> tuple[str, ...]:
        return check_keymap(known, overrides, together)[1]

    assert problems({"row.pick": "q"}) == ("q is already `app.back`; `row.pick` keeps its own keys.",)
    assert problems({"app.back": "space"}) == ("space is already `row.pick`; `app.back` keeps its own keys.",)
    assert problems({"row.pick": "a"}) == ()
    assert problems({"go.up": "f"}) == ()  # they share k, so only one of them means something at a time


def test_commands_of_two_parts_that_shared_a_key_keep_it_in_textual() -> None:
    reading, selecting = registry_of("Reader", go_on=("l", "right")), registry_of("Selecting", end_on=("l",))
    keymap, problems = check_keymap([reading, selecting], {"end.on": "x"}, [(selecting, reading)])
    assert problems == ()
    bindings = BindingsMap([*selecting.bindings(), *reading.bindings()])
    bindings.apply_keymap(keymap)
    held = {key: {binding.id for binding in found} for key, found in bindings.key_to_bindings.items()}
    assert held == {"x": {"end.on"}, "l": {"go.on"}, "right": {"go.on"}}


def test_two_commands_may_swap_their_keys(registries: tuple[Registry, ...]) -> None:
    overrides = {"claim.mark": "d", "claim.trash": "a"}
    assert check_keymap(registries, overrides) == (overrides, ())


def test_of_two_that_want_one_key_the_first_gets_it(registries: tuple[Registry, ...]) -> None:
    keymap, problems = check_keymap(registries, {"claim.mark": "x", "claim.trash": "x"})
    assert keymap == {"claim.mark": "x"}
    assert problems == ("x is already `claim.mark`; `claim.trash` keeps its own keys.",)


def test_an_override_that_falls_takes_those_with_it_that_stood_on_it(
    registries: tuple[Registry, ...],
) -> None:
    keymap, problems = check_keymap(registries, {"help.show": "k", "claim.mark": "d", "claim.trash": "k"})
    assert keymap == {}
    assert problems == (
        "k is already `go.up`; `claim.trash` keeps its own keys.",
        "d is already `claim.trash`; `claim.mark` keeps its own keys.",
        "k is already `go.up`; `help.show` keeps its own keys.",
    )


def test_the_comma_can_be_a_key(registries: tuple[Registry, ...]) -> None:
    assert check_keymap(registries, {"claim.mark": ","})[0] == {"claim.mark": "comma"}


def test_commands_that_shared_a_key_keep_it_in_textual() -> None:
    registry = registry_of("Reader", view_leave=("escape",), select_leave=("escape", "v"), view_flip=("v",))
    keymap, problems = check_keymap([registry], {"view.leave": "x"})
    assert problems == ()
    bindings = BindingsMap(registry.bindings())
    bindings.apply_keymap(keymap)
    held = {key: {binding.id for binding in found} for key, found in bindings.key_to_bindings.items()}
    assert held == {"x": {"view.leave"}, "escape": {"select.leave"}, "v": {"select.leave", "view.flip"}}


@given(
    st.dictionaries(
        st.sampled_from(["claim.mark", "claim.trash", "go.up", "view.leave", "select.leave", "help.show"]),
        st.lists(st.sampled_from(["a", "d", "k", "v", "x", "escape", "?"]), min_size=1, max_size=3).map(
            ",".join
        ),
    )
)
def test_no_command_ever_loses_its_keys(overrides: dict[str, str]) -> None:
    registry = registry_of(
        "Reader",
        claim_mark=("a",),
        claim_trash=("d", "delete"),
        go_up=("k", "up"),
        view_leave=("escape",),
        select_leave=("escape", "v"),
        help_show=("?",),
    )
    keymap, problems = check_keymap([registry], overrides)
    bindings = BindingsMap(registry.bindings())
    bindings.apply_keymap(keymap)
    held: dict[str, set[str]] = {}
    for key, found in bindings.key_to_bindings.items():
        for binding in found:
            held.setdefault(str(binding.id), set()).add(key)
    wanted = {
        name: {str(key_name(key)) for key in (keymap[name].split(",") if name in keymap else command.keys)}
        for name, command in registry.commands.items()
    }
    assert held == wanted
    for name, written in overrides.items():
        if not any(problem.endswith(f"`{name}` keeps its own keys.") for problem in problems):
            assert set(keymap[name].split(",")) == {key_name(key) for key in written.split(",")}


async def test_textual_takes_the_keymap() -> None:
    pressed: list[str] = []

    class Keyed(App[None]):
        BINDINGS: ClassVar[list[BindingType]] = [
            *registry_of("Reader", claim_mark=("a",), help_show=("?",)).bindings()
        ]

        async def run_action(self, action: Any, *rest: Any, **named: Any) -> bool:
            pressed.append(str(action))
            return True

    app = Keyed()
    keymap, _ = check_keymap(
        [registry_of("Reader", claim_mark=("a",), help_show=("?",))], {"claim.mark": "/"}
    )
    async with app.run_test() as pilot:
        app.set_keymap(keymap)
        await pilot.press("slash", "question_mark", "a")
    assert pressed == ["screen.command('claim.mark')", "screen.command('help.show')"]


# ------------------------------------------------------------------ the page


def test_the_page_lists_every_command_once(registries: tuple[Registry, ...]) -> None:
    registry = Registry("Margin")
    registry.command("margin.pipe", "|", "`", label="pipe", group="Odd | ends")(nothing)
    registry.command("margin.none", label="none", group="Odd | ends")(nothing)
    page = key_page([*registries, registry])
    assert page.startswith("# Keys\n")
    assert "## Reader\n\n### Claims\n" in page
    assert "| `d` `del` | Does nothing. | `claim.trash` |" in page
    assert r"| `\|` `` ` `` | Does nothing. | `margin.pipe` |" in page
    assert "| — | Does nothing. | `margin.none` |" in page
    assert page.index("## Reader") < page.index("## Review") < page.index("## Margin")
    for part in (*registries, registry):
        for name in part.commands:
            assert page.count(f"| `{name}` |") == 1


def test_the_page_is_a_table_that_markdown_understands(registries: tuple[Registry, ...]) -> None:
    registry = registry_of("Margin", margin_pipe=("|",))
    tokens = MarkdownIt().enable("table").parse(key_page([*registries, registry]))
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type == "td_open"]
    commands = sum(len(part.commands) for part in (*registries, registry))
    heads = 3
    assert len(rows) == commands + heads
    assert len(cells) == commands * 3
    codes = [
        child.content for token in tokens for child in token.children or () if child.type == "code_inline"
    ]
    assert "|" in codes
