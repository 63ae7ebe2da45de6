"""What others do to the library reaches the screen, and what of it meets the reader's own work is told."""

from __future__ import annotations

import threading
from functools import cached_property, partial
from typing import TYPE_CHECKING

from postil.core.changes import Motion
from postil.core.model import Claim, Evidence, kind_of
from postil.core.text import shown
from postil.tui import notices
from postil.tui.screens.base import CommandScreen, attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.core.changes import Change, Operation
    from postil.services.articles.originals import Original
    from postil.services.library.watching import News, Watch
    from postil.services.library.workspace import Settled
    from postil.tui.app import PostilApp

PACE_SECONDS = 0.4
"""How long a look at the library waits for the next; what it finds has to be drawn within a second."""

HURRY_SECONDS = 0.15
"""How long it waits where somebody is in the midst of writing."""


class Watcher:
    """Looks at the library on a thread of its own for as long as the app runs and has the terminal.

    Args:
        app: Whose library it is.
    """

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._ended = threading.Event()
        self._awake = threading.Event()
        self._originals: dict[Original, Callable[[], object]] = {}

    @cached_property
    def _watch(self) -> Watch:
        from postil.services.library.watching import Watch

        return Watch(self._app.workspace)

    def attend(self, original: Original, told: Callable[[], object]) -> None:
        """Looks at the file of an article too; `told` is called on the app's thread when it has another text."""
        self._originals = {**self._originals, original: told}

    def disregard(self, original: Original) -> None:
        """Looks at it no more."""
        self._originals = {known: told for known, told in self._originals.items() if known is not original}

    def start(self) -> None:
        """Begins to look, and rests while an editor has the terminal."""
        self._app.app_suspend_signal.subscribe(self._app, lambda _: self._awake.clear())
        self._app.app_resume_signal.subscribe(self._app, lambda _: self._awake.set())
        self._awake.set()
        # A daemon: it changes nothing, so that nothing is lost where the process ends before it.
        threading.Thread(target=self._work, args=(self._watch,), name="postil-watcher", daemon=True).start()

    def stop(self) -> None:
        """Looks no more."""
        self._ended.set()
        self._awake.set()

    def settled(self, settled: Settled) -> None:
        """Tells that a change is not on disk, or what of others it met there; looks at what it was made on."""
        operation = settled.operation
        if settled.error is not None:
            notices.tell_unsaved(self._app, operation.label, settled.error)
            return
        self._watch.doubt({change.collection for change in operation.changes})
        for words in _met(operation, self._key()):
            notices.warn(self._app, words)

    def _key(self) -> str:
        """The key that shows both values, as the reader has set it."""
        from postil.tui.commands.conflicts import CONFLICTS
        from postil.tui.keys.keymap import keys_in_force, written_key

        return written_key(keys_in_force(self._app, CONFLICTS.commands["conflict.decide"])[0])

    def _work(self, watch: Watch) -> None:
        pace = PACE_SECONDS
        while not self._ended.wait(pace) and self._app.is_running:
            self._awake.wait()
            news = watch.look()
            pace = HURRY_SECONDS if watch.in_haste else PACE_SECONDS
            if news and not self._ended.is_set():
                self._app.call_later(partial(attempt, self._app, partial(self._take, news)))
            for original, told in self._originals.items():
                if original.look() and not self._ended.is_set():
                    self._app.call_later(told)

    def _take(self, news: News) -> None:
        """Takes news in, on the app's own thread."""
        for problem in news.problems:
            notices.warn(self._app, problem)
        if changed := self._watch.take_in(news):
            for screen in self._app.screen_stack:
                if isinstance(screen, CommandScreen):
                    screen.news(changed)


def _met(operation: Operation, key: str) -> Iterator[str]:
    """What an operation met on disk that the reader has to know, a sentence or two each; `key` shows both."""
    for change in operation.changes:
        before, after = change.before, change.after
        if before is None or operation.motion is not Motion.DO:
            continue
        fields = [conflict.field for conflict in after.conflicts if conflict not in before.conflicts]
        if fields:
            names = " and ".join(f"“{shown(name)}”" for name in fields)
            yield (
                f"{names} of this {kind_of(after)} was changed elsewhere meanwhile. Yours stands, the other is "
                f"kept: {key} shows both."
            )
        if _came_back(change, operation.changes):
            yield f"The {kind_of(after)} had been put to the trash elsewhere; your change brings it back."


def _came_back(change: Change, changes: tuple[Change, ...]) -> bool:
    """Whether a mark came out of the trash because something else was done to it or to what belongs to it."""
    if change.before is None or not change.before.deleted or change.after.deleted:
        return False
    edited = any(set(other.fields()) - {"deleted"} for other in changes)
    return edited and isinstance(change.after, Claim | Evidence)
