"""The picture of the screen that the next start will come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.looks.themes import NAMES
from postil.tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from postil.tui.app import PostilApp


def next_sight(app: PostilApp) -> str:
    """The article that the app began with, as a next start will open it, as the bytes of a terminal.

    Returns:
        An empty string where something else is on the screen, or an article in another shape.
    """
    screen = app.screen
    usual = app.current_mode == app.DEFAULT_MODE and app.theme == (app.settings.theme or NAMES[0])
    if not usual or not isinstance(screen, ReaderScreen) or not _as_opened(screen):
        return ""
    whole = screen._compositor.render_full_update()  # noqa: SLF001 - what Textual itself writes
    return whole.render_segments(app.console)


def _as_opened(screen: ReaderScreen) -> bool:
    """Shows the article as it would be opened now: where it was left, with nothing selected or found.

    Returns:
        Whether that can be; not while a form is open, or where the margin or the measure is another one.
    """
    settings = screen.postil.settings
    as_usual = (screen.text.measure, not screen.has_class("-margin-hidden")) == (
        settings.measure,
        settings.margin,
    )
    if screen.has_class("-working") or screen.query("#prompt") or not as_usual:
        return False
    screen.set_focus(screen.text)
    screen.text.begin_again()
    screen.current = ""
    screen.follow()
    screen.say("")
    return True
