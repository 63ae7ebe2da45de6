"""All quotes of the library are compared with their sources again, beside the screen."""

from __future__ import annotations

from threading import Event

from postil.core.pausing import asking
from postil.tui import notices
from postil.tui.beside.waiting import awaited
from postil.tui.screens.base import CommandScreen
from postil.tui.widgets.key_bar import KeyBar

CHECKING = "comparing all quotes with their sources …"


async def check_all(screen: CommandScreen) -> None:
    """Checks the quotes, keeps what is found otherwise than before as one change, and tells how many those are."""
    from postil.services.marks.quotes import keep_answers, look_again

    workspace, stop = screen.workspace, Event()

    def say(words: str) -> None:
        for bar in screen.query(KeyBar):
            bar.say(words)

    checked = await awaited(
        lambda: look_again(workspace, pause=asking(stop.is_set)), lambda: say(CHECKING), stop
    )
    say("")
    keep_answers(workspace, checked.changed)
    notices.tell(screen.app, checked.told)
    for shown in screen.app.screen_stack if checked.changed else ():
        if isinstance(shown, CommandScreen):
            shown.library_changed()
