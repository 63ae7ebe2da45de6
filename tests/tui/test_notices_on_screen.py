from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets._toast import Toast

from postil.core.errors import PostilError
from postil.tui.notices import tell, tell_error, warn
from tests.tui.list_stage import visiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def told(*acts: Callable[[App[object]], None]) -> list[str]:
    """What is left on the screen of some notices, the oldest first."""
    app: App[object] = App()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        for act in acts:
            act(app)
        await pilot.pause()
        await pilot.pause()
        assert len(app.screen.query(Toast)) == len(app._notifications)
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


async def test_a_notice_covers_at_most_half_of_a_narrow_window(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        tell_error(stage.app, PostilError("word " * 60))
        await stage.settle()
        (toast,) = stage.app.screen.query(Toast)
        assert toast.outer_size.width <= 40
