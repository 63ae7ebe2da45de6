from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.widgets._toast import Toast, ToastHolder

from postil.core.errors import PostilError
from postil.core.settings import Settings
from postil.tui.notices import close_all, tell, tell_error, warn, withdraw
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def told(*acts: Callable[[App[object]], object]) -> list[str]:
    """What is left on the screen of some notices, the oldest first."""
    app: App[object] = App()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        for act in acts:
            act(app)
        await pilot.pause()
        await pilot.pause()
        assert len(app.screen.query(Toast)) == len(app._notifications)
        assert len(app.screen.query(ToastHolder)) == len(app._notifications)
        return [notice.message for notice in app._notifications]


async def test_information_takes_the_place_of_what_was_told_before() -> None:
    assert await told(lambda app: tell(app, "one"), lambda app: tell(app, "two")) == ["two"]


async def test_the_same_error_is_shown_once() -> None:
    same = [lambda app: tell_error(app, PostilError("No.")), lambda app: warn(app, "Beware.")] * 5
    assert sorted(await told(*same)) == ["Beware.", "No."]


async def test_three_notices_at_a_time_and_errors_rather_than_information() -> None:
    errors = [lambda app, number=number: tell_error(app, PostilError(f"{number}.")) for number in range(4)]
    assert await told(errors[0], lambda app: tell(app, "by the way"), *errors[1:3]) == ["0.", "1.", "2."]
    assert await told(*errors) == ["1.", "2.", "3."]


async def test_nothing_stays_in_the_tree_of_notices_that_were_taken_back() -> None:
    app: App[object] = App()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        words = [warn(app, f"Beware of {number}.") for number in range(2)]
        await pilot.pause()
        await pilot.pause()
        assert len(app.screen.query(ToastHolder)) == 2
        assert withdraw(app, words[0])
        await pilot.pause()
        assert len(app.screen.query(ToastHolder)) == 1
        close_all(app)
        await pilot.pause()
        assert not app.screen.query(ToastHolder)


async def test_a_long_notice_covers_few_rows_of_a_narrow_window(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        tell_error(stage.app, PostilError("word " * 60))
        await stage.settle()
        (toast,) = stage.app.screen.query(Toast)
        assert toast.outer_size.height <= 5


@pytest.mark.parametrize("length", range(70, 82))
async def test_a_notice_in_a_narrow_window_is_as_high_as_its_words(tmp_path: Path, length: int) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        words = ("word " * 20)[: length - 1] + "."
        tell(stage.app, words)
        await stage.settle()
        assert "".join(words.split()) in "".join(stage.screen_text.replace("▌", "").split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [["plus"], ["a", "e"]])
async def test_no_notice_lies_over_a_form(tmp_path: Path, size: tuple[int, int], keys: list[str]) -> None:
    async with reading(tmp_path, size=size) as stage:
        await stage.press("j", "j", *keys)
        warn(stage.app, "Words that are long enough to need a second line in a narrow window, as some do.")
        await stage.pilot.pause()
        await stage.pilot.pause()
        screen = stage.app.screen
        (toast,) = screen.query(Toast)
        parts = [part.region for part in screen.query("EvidenceForm Line, EvidenceForm Quote, FieldForm")]
        assert not any(toast.region.overlaps(region) for region in parts if region)


async def test_a_notice_goes_along_to_a_dialog_and_is_seen_once(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        warn(stage.app, "Mind the mud.")
        await stage.press("o")
        await stage.type("/nowhere")
        await stage.press("enter", "escape", "W", "a", "enter")
        await stage.settle()
        assert stage.screen_text.count("Mind the mud.") == 1
        assert stage.screen_text.count("There is no file /nowhere.") == 1
        await stage.press("escape")
        assert not stage.app.screen.is_modal
        assert stage.screen_text.count("Mind the mud.") == 1


@pytest.mark.parametrize(
    ("place", "ending"),
    [
        ("library", "x opens the bundled example."),
        ("review", "L shows the articles."),
        ("sources", "+ on a claim attaches one."),
    ],
)
async def test_an_empty_place_tells_its_keys_in_a_narrow_window(
    tmp_path: Path, place: str, ending: str
) -> None:
    async with visiting(tmp_path, place, size=(80, 24), empty=True) as stage:
        assert ending in stage.screen_text


async def test_the_form_of_a_book_and_all_that_its_type_may_be_fit_in_a_narrow_window(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources", size=(80, 24), empty=True) as stage:
        await stage.press("a", *"book", "enter")
        assert "ctrl+s save" in stage.screen_text
        await stage.press("up")
        form = stage.app.screen.query_one("FormScreen > VerticalScroll")
        assert not form.max_scroll_y


async def test_of_many_things_that_are_wrong_some_are_told_and_where_the_others_are(tmp_path: Path) -> None:
    keymap = {f"no.command{number}": "f6" for number in range(4)}
    async with visiting(tmp_path, "library", settings=Settings(theme="none", keymap=keymap)) as stage:
        assert stage.notices.splitlines() == [
            "“no.command0” is not a command.",
            "“no.command1” is not a command.",
            "3 more things are not as they should be: `postil doctor` lists them.",
        ]


async def test_an_empty_place_tells_the_keys_that_the_reader_has_set(tmp_path: Path) -> None:
    settings = Settings(keymap={"claim.mark": "f6", "place.library": "f7"})
    async with visiting(tmp_path, "review", empty=True, settings=settings) as stage:
        assert "No claims yet. f6 marks one while you read; f7 shows the articles." in stage.screen_text
