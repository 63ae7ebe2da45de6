from __future__ import annotations

import pytest
from textual.app import App

from postil.core.errors import PostilError, SaveFailed
from postil.tui.notices import ERROR_SECONDS, tell, tell_copy, tell_error, warn
from postil.tui.terminal.clipboard import Outcome, Status

HOSTILE = ["[/]", "[@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07", "a\nb\u202e", "\udc9b"]


@pytest.fixture
def app() -> Told:
    return Told()


class Told(App[object]):
    """An app that keeps what it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[tuple[str, str, str, float, bool]] = []

    def notify(  # type: ignore[override]
        self,
        message: str,
        *,
        title: str = "",
        severity: str = "information",
        timeout: float,
        markup: bool,
    ) -> None:
        self.notices.append((title, message, severity, timeout, markup))


def test_an_error_says_what_and_what_to_do_and_stays(app: Told) -> None:
    tell_error(app, SaveFailed("The disk is full.", "Make room and press u."))
    ((title, message, severity, timeout, markup),) = app.notices
    assert title == "Not saved"
    assert message == "The disk is full.\nMake room and press u."
    assert severity == "error"
    assert timeout >= 8
    assert markup is False


def test_an_error_of_another_kind_is_told_too(app: Told) -> None:
    tell_error(app, ValueError("[/] \x1b"))
    ((title, message, severity, _, _),) = app.notices
    assert (title, message, severity) == ("Something went wrong", "ValueError: [/] ␛", "error")


def test_long_words_stay_longer_but_not_forever(app: Told) -> None:
    tell_error(app, PostilError("word " * 40))
    tell_error(app, PostilError("word " * 4_000))
    tell(app, "saved")
    middle, longest, shortest = (notice[3] for notice in app.notices)
    assert shortest < ERROR_SECONDS < middle < longest == 20


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_is_never_markup_and_never_acts(app: Told, text: str) -> None:
    tell(app, text, text)
    warn(app, text, text)
    tell_error(app, PostilError(text, text))
    tell_copy(app, Outcome(Status.OK, text, text, 3), text)
    tell_copy(app, Outcome(Status.FAILED, "", text, 3, text), text)
    assert len(app.notices) == 5
    for title, message, _, _, markup in app.notices:
        assert markup is False
        assert title.isprintable()
        assert message.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("outcome", "message", "severity"),
    [
        (Outcome(Status.OK, "tmux", "", 214), "Copied 214 characters (tmux).\n“The weir”", "information"),
        (
            Outcome(Status.UNCONFIRMED, "terminal", "", 1),
            "Sent to the terminal, cannot confirm (1 character).\n“The weir”",
            "warning",
        ),
        (
            Outcome(Status.FAILED, "", "tmux was not found", 9, "/s/last-copy.txt"),
            "Not copied: tmux was not found; it is in /s/last-copy.txt.\n“The weir”",
            "error",
        ),
    ],
)
def test_a_copy_is_told_as_it_went(app: Told, outcome: Outcome, message: str, severity: str) -> None:
    tell_copy(app, outcome, "The weir")
    assert [(notice[1], notice[2]) for notice in app.notices] == [(message, severity)]


@pytest.mark.parametrize("text", HOSTILE)
async def test_the_toast_shows_the_words_as_they_are(text: str) -> None:
    app: App[object] = App()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        tell_error(app, PostilError(text, "What to do."))
        await pilot.pause()
        drawn = [segment.text for strip in app.screen._compositor.render_strips() for segment in strip]
        words = "".join(drawn)
        assert "What to do." in words
        assert all(character.isprintable() for character in words)
        assert text.startswith("[") is (text[:3] in words)
