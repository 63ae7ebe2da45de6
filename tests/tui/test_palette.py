from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.command import CommandPalette, Provider
from textual.screen import Screen
from textual.widgets import OptionList

from postil.tui.commands.registry import Registry
from postil.tui.palette import RegistryCommands
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

READER = Registry("Reader")


@READER.command("claim.mark", "a", "ctrl+s", label="Mark claim", group="Claims")
def mark(screen: Desk) -> None:
    """Marks the sentence as a claim ([/] is no markup)."""
    screen.done.append("mark")


@READER.command("claim.trash", "d", label="Trash", group="Claims", when=lambda screen: screen.has_claims)
def trash(screen: Desk) -> None:
    """Puts the claim to the trash."""
    screen.done.append("trash")


REVIEW = Registry("Review")


@REVIEW.command("row.pick", label="Pick row", group="Rows")
def pick(screen: Desk) -> None:
    """Picks the row for the next weir."""
    screen.done.append("pick")


@REVIEW.command("row.rate-1", "1", label="Rate 1", group="Rows", listed=False)
def rate(screen: Desk) -> None:
    """Rates; there is a command that asks."""
    screen.done.append("rate")


class Desk(Screen[None]):
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {RegistryCommands}
    registries = (READER, REVIEW)
    has_claims = False

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def action_command(self, name: str) -> Any:
        for registry in self.registries:
            if name in registry.commands:
                return registry.commands[name].run(self)
        raise KeyError(name)


class Desks(App[None]):
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()

    def get_default_screen(self) -> Desk:
        return self.desk


async def found(app: Desks, pilot: Pilot[None]) -> list[str]:
    await app.workers.wait_for_complete()
    await pilot.pause()
    options = app.screen.query_one(OptionList).options
    return [str(option.prompt) for option in options]


async def test_every_command_that_means_something_is_listed_those_without_a_key_first() -> None:
    app = Desks()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        listed = await found(app, pilot)
        assert listed == [
            "Pick row\nPicks the row for the next weir.",
            "Mark claim  a  ctrl+s\nMarks the sentence as a claim ([/] is no markup).",
        ]
        await pilot.press("escape")
        app.desk.has_claims = True
        await pilot.press("ctrl+p")
        assert any(line.startswith("Trash  d\n") for line in await found(app, pilot))


async def test_the_apps_own_commands_come_after_the_screens() -> None:
    class Everywhere(Desks):
        registries = (READER,)

    app = Everywhere()
    own = Registry("Own")
    own.command("row.go", "g", label="Go", group="Rows")(pick)
    app.desk.registries = (own,)  # type: ignore[assignment]
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert [line.split("\n")[0] for line in await found(app, pilot)] == [
            "Go  g",
            "Mark claim  a  ctrl+s",
        ]


async def test_a_screen_that_runs_no_commands_is_offered_none() -> None:
    class Bare(Desks):
        COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {RegistryCommands}
        registries = (READER,)

    app = Bare()
    async with app.run_test() as pilot:
        await app.push_screen(Screen())
        await pilot.press("ctrl+p")
        assert await found(app, pilot) == []


async def test_a_command_is_found_by_its_label_and_its_help_and_runs() -> None:
    app = Desks()
    async with app.run_test() as pilot:
        for typed, wanted in (("mark", "mark"), ("weir", "pick")):
            await pilot.press("ctrl+p", *typed)
            assert len(await found(app, pilot)) == 1
            await pilot.press("enter", "enter")
            await pilot.pause()
            assert app.desk.done[-1:] == [wanted]


async def test_a_command_is_not_found_by_letters_that_are_scattered_over_its_help() -> None:
    app = Desks()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"tncim")  # the senteNCe as a claIM
        assert set(await found(app, pilot)) <= {"No matches found"}
        await pilot.press("escape", "ctrl+p", *"sentence", "space", *"claim")
        assert len(await found(app, pilot)) == 1


async def test_the_readers_own_keys_are_shown() -> None:
    app = Desks()
    async with app.run_test() as pilot:
        app.set_keymap({"claim.mark": "question_mark,left_square_bracket"})
        await pilot.press("ctrl+p")
        assert any(line.startswith("Mark claim  ?  [\n") for line in await found(app, pilot))


async def test_the_screen_is_drawn_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with visiting(tmp_path, "library") as stage:
        drawn: list[bool] = []
        monkeypatch.setattr(stage.app, "refresh", lambda *, layout=False, **_: drawn.append(layout))
        await stage.press("ctrl+l")
        assert drawn == [True]


async def test_a_theme_that_is_chosen_tells_how_it_is_kept(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("ctrl+p")
        await stage.type("theme")
        await stage.press("enter", "2")
        assert stage.app.theme == "postil-contrast-light"
        assert stage.notices.startswith("postil-contrast-light, also at the next start.")
        assert '`theme = "postil-contrast-light"` in config.toml sets it for good' in stage.notices


async def test_who_looks_for_saving_is_told_that_all_is_saved(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("ctrl+p")
        await stage.type("save")
        options = stage.app.screen.query_one(OptionList).options
        assert any(str(option.prompt).startswith("save  ctrl+s") for option in options)
        await stage.press("escape", "ctrl+s")
        assert stage.notices == "Every change is saved as soon as it is made. Now: saved."


async def test_the_palette_offers_nothing_of_a_source_that_is_not_being_read(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "plus")
        assert not stage.reader.commands["source.take"].means_something(stage.reader)
        assert not stage.reader.commands["source.back"].means_something(stage.reader)
        await stage.press("escape", "colon")
        await stage.type("take as quote")
        await stage.pilot.pause(0.3)
        await stage.press("enter")
        assert stage.reader.text.is_attached
