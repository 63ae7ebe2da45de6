"""What the reader is told in passing, in one form: a title, what happened, what to do.

Every text passes `shown` here, and none is markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postil.core.errors import PostilError
from postil.core.text import shown

if TYPE_CHECKING:
    from textual.app import App

    from postil.tui.clipboard import Outcome

READING_PACE = 15.0
"""Characters that a reader takes in a second, while looking up from something else."""

SHORTEST = 3.0
LONGEST = 20.0
ERROR_SECONDS = 8.0
"""How long an error stays at least, in seconds."""

UNKNOWN_TITLE = "Something went wrong"


def tell(app: App[Any], message: str, title: str = "") -> None:
    """Tells that something happened."""
    words = shown(message)
    app.notify(words, title=shown(title), timeout=_long_enough(words, SHORTEST), markup=False)


def warn(app: App[Any], message: str, title: str = "", hint: str = "") -> None:
    """Tells that something was not quite as wanted."""
    words = _paragraphs(message, hint)
    seconds = _long_enough(words, ERROR_SECONDS)
    app.notify(words, title=shown(title), severity="warning", timeout=seconds, markup=False)


def tell_error(app: App[Any], error: Exception) -> None:
    """Tells what failed, why, and what to do about it."""
    if isinstance(error, PostilError):
        title, words = error.title, _paragraphs(error.what, error.hint)
    else:
        title, words = UNKNOWN_TITLE, _paragraphs(f"{type(error).__name__}: {error}", "")
    seconds = _long_enough(words, ERROR_SECONDS)
    app.notify(words, title=shown(title), severity="error", timeout=seconds, markup=False)


def tell_copy(app: App[Any], outcome: Outcome, first_words: str = "") -> None:
    """Tells where a copy went; a copy that may not have arrived is a warning, one that did not an error.

    Args:
        app: The app.
        outcome: What became of the copy.
        first_words: How the copied text begins.
    """
    from postil.tui.clipboard import Status

    words = _paragraphs(_sentence(outcome.notice), f"“{first_words}”" if first_words else "")
    match outcome.status:
        case Status.OK:
            app.notify(words, timeout=_long_enough(words, SHORTEST), markup=False)
        case Status.UNCONFIRMED:
            seconds = _long_enough(words, SHORTEST)
            app.notify(words, severity="warning", timeout=seconds, markup=False)
        case Status.FAILED:
            seconds = _long_enough(words, ERROR_SECONDS)
            app.notify(words, title="Not copied", severity="error", timeout=seconds, markup=False)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _paragraphs(*parts: str) -> str:
    return "\n".join(shown(part) for part in parts if part)


def _long_enough(words: str, at_least: float) -> float:
    return min(max(at_least, len(words) / READING_PACE), max(LONGEST, at_least))
