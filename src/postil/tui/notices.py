"""What the reader is told in passing, in one form: a title, what happened, what to do.

Every text passes `shown` here, and none is markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets._toast import ToastHolder, ToastRack

from postil.core.errors import PostilError, SaveFailed
from postil.core.quoting import quoted
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.notifications import Notification, SeverityLevel

    from postil.tui.terminal.clipboard import Outcome
    from postil.tui.terminal.clipboard_reading import Found

READING_PACE = 15.0
"""Characters that a reader takes in a second, while looking up from something else."""

SHORTEST = 3.0
LONGEST = 20.0
ERROR_SECONDS = 8.0
"""How long an error stays at least, in seconds."""

MOST = 3
"""Notices that are seen at a time; more would hide the text."""

UNKNOWN_TITLE = "Something went wrong"


def tell(app: App[Any], message: str, title: str = "") -> None:
    """Tells that something happened; it takes the place of what was told before."""
    words = shown(message)
    _notify(app, words, shown(title), "information", _long_enough(words, SHORTEST))


def warn(app: App[Any], message: str, hint: str = "") -> str:
    """Tells that something was not quite as wanted; gives the words, by which `withdraw` takes it back."""
    words = _paragraphs(message, hint)
    _notify(app, words, "", "warning", _long_enough(words, ERROR_SECONDS))
    return words


def warn_of(app: App[Any], messages: Sequence[str]) -> None:
    """Tells that several things are not as they should be: as many as are seen at a time, and where the others are told."""
    told = messages if len(messages) <= MOST else messages[: MOST - 1]
    for message in told:
        warn(app, message)
    if left := len(messages) - len(told):
        warn(app, f"{left} more things are not as they should be: `postil doctor` lists them.")


def withdraw(app: App[Any], message: str) -> bool:
    """Takes back what was told and is not so any more, or not here; tells whether it was still on the screen.

    Args:
        app: Where it was told.
        message: What was told, or what `warn` gave.
    """
    words = {message, shown(message)}
    found = [notice for notice in app._notifications if notice.message in words]  # noqa: SLF001 - Textual offers no other way
    for notice in found:
        app._unnotify(notice, refresh=False)  # noqa: SLF001
    _show_the_rest(app)
    return bool(found)


def close_all(app: App[Any]) -> None:
    """Takes all notices off the screen."""
    app._notifications.clear()  # noqa: SLF001 - `clear_notifications` leaves what `_show_the_rest` removes
    _show_the_rest(app)


def are_shown(app: App[Any]) -> bool:
    """Whether there are notices on the screen."""
    return len(app._notifications) > 0  # noqa: SLF001 - Textual offers no other way


def tell_error(app: App[Any], error: Exception) -> None:
    """Tells what failed, why, and what to do about it."""
    if isinstance(error, PostilError):
        title, words = error.title, _paragraphs(error.what, error.hint)
    else:
        title, words = UNKNOWN_TITLE, _paragraphs(f"{type(error).__name__}: {error}", "")
    _notify(app, words, shown(title), "error", _long_enough(words, ERROR_SECONDS))


def tell_unsaved(app: App[Any], label: str, error: Exception) -> None:
    """Tells that a change is not on disk, and why."""
    why = error.what if isinstance(error, PostilError) else f"{type(error).__name__}: {error}"
    what = f"“{label}” is not on disk: {why}"
    tell_error(app, SaveFailed(what, "It is kept here; ctrl+s tries again."))


def tell_copy(app: App[Any], outcome: Outcome, first_words: str = "") -> None:
    """Tells where a copy went; a copy that may not have arrived is a warning, one that did not an error.

    Args:
        app: The app.
        outcome: What became of the copy.
        first_words: How the copied text begins.
    """
    from postil.tui.terminal.clipboard import Status

    words = _paragraphs(_sentence(outcome.notice), quoted(first_words) if first_words else "")
    match outcome.status:
        case Status.OK:
            _notify(app, words, "", "information", _long_enough(words, SHORTEST))
        case Status.UNCONFIRMED:
            _notify(app, words, "", "warning", _long_enough(words, SHORTEST))
        case Status.FAILED:
            _notify(app, words, "Not copied", "error", _long_enough(words, ERROR_SECONDS))


def tell_paste(app: App[Any], found: Found, taken: int) -> None:
    """Tells where a paste came from, and how many code points of it the field took."""
    tell(app, _sentence(found.notice(taken)))


def tell_nothing_pasted(app: App[Any], found: Found) -> None:
    """Tells why there is nothing to paste, and what works nevertheless."""
    warn(app, _sentence(found.notice(0)), hint="Your terminal’s own key for pasting works here too.")


def _notify(app: App[Any], words: str, title: str, severity: SeverityLevel, seconds: float) -> None:
    app.notify(words, title=title, severity=severity, timeout=seconds, markup=False)
    app.call_later(_thin_out, app)  # comes to the app after the notice itself


def _thin_out(app: App[Any]) -> None:
    """Leaves the latest of equal notices, the latest piece of information, and `MOST` in all."""
    latest: dict[tuple[str, ...], Notification] = {}
    for notice in list(app._notifications):  # noqa: SLF001 - Textual offers no other way to take one back
        informs = notice.severity == "information"
        what = ("information",) if informs else (notice.severity, notice.title, notice.message)
        if what in latest:
            app._unnotify(latest.pop(what), refresh=False)  # noqa: SLF001
        latest[what] = notice
    surplus = sorted(latest.values(), key=lambda notice: notice.severity != "information")[
        : len(latest) - MOST
    ]
    for notice in surplus if len(latest) > MOST else ():
        app._unnotify(notice, refresh=False)  # noqa: SLF001
    _show_the_rest(app)


def _show_the_rest(app: App[Any]) -> None:
    """Shows the notices that are left; of a toast that goes, Textual would keep the box around it for good."""
    left = {ToastRack._toast_id(notice) for notice in app._notifications}  # noqa: SLF001
    for box in app.screen.query(ToastHolder):
        if box.id not in left:
            box.remove()
    app._refresh_notifications()  # noqa: SLF001


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _paragraphs(*parts: str) -> str:
    return "\n".join(shown(part) for part in parts if part)


def _long_enough(words: str, at_least: float) -> float:
    return min(max(at_least, len(words) / READING_PACE), max(LONGEST, at_least))
