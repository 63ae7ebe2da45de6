"""What the library, the review and the sources have in common: a list, lines above it, a prompt, work beside the screen."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.worker import Worker, WorkerState

from postil.core.errors import PostilError
from postil.core.model import Evidence
from postil.tui import notices
from postil.tui.beside.waiting import PATIENCE_SECONDS
from postil.tui.screens.base import CommandScreen, attempt
from postil.tui.widgets.header import Header
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from postil.core.changes import Change


T = TypeVar("T")


class ListScreen(CommandScreen, Generic[T]):
    """A screen whose main part is a list of rows, read beside the screen.

    Attributes:
        progress: What is being done beside the screen and has taken long enough to be told, or nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.progress = ""
        self._jobs: dict[Worker[Any], Callable[[Any], Awaitable[None] | None]] = {}

    # ------------------------------------------------------------------ parts

    @property
    def listing(self) -> LineList[T]:
        """The list."""
        return self.query_one(LineList)

    @property
    def header(self) -> Header:
        """The lines above it."""
        return self.query_one(Header)

    @property
    def is_there(self) -> bool:
        """Whether its parts are: those of a screen that is taken down go before its last messages come."""
        return bool(self.query(LineList)) and bool(self.query(Header))

    def on_mount(self) -> None:
        """Begins to read the rows."""
        self.listing.focus()
        self.library_changed()

    def stepped(self, changes: Sequence[Change]) -> None:
        """Reads the rows again; the one of which something was put back becomes the current one."""
        living = [change for change in changes if not change.after.deleted]
        about = [(change.after.id, change.collection) for change in living]
        claims = [change.after.claim for change in living if isinstance(change.after, Evidence)]
        self.listing.seek((*chain.from_iterable(about), *claims))
        self.library_changed()

    def take_keys(self) -> None:
        """Gives the keys to the list."""
        self.listing.focus()

    def show_header(self) -> None:
        """Writes the lines above the list."""
        raise NotImplementedError

    async def read_current(self) -> None:
        """Shows the current row in the reader."""
        raise NotImplementedError

    def on_line_list_resized(self) -> None:
        """Sets the columns' names over the list's columns."""
        self._renew_header()

    async def on_line_list_chosen(self) -> None:
        """Shows the row that was double-clicked."""
        await attempt(self.app, self.read_current)

    def retheme(self) -> None:
        """Draws everything in the new styles."""
        super().retheme()
        for part in (*self.query(LineList), *self.query(Header)):
            part.looks = self.postil.looks
            part.refresh()

    def settled(self) -> None:
        """Shows whether all is on disk."""
        self._renew_header()

    def leaving(self) -> None:
        """Stops the work beside the screen: nobody waits for it."""
        self.workers.cancel_node(self)

    def busy(self, group: str) -> bool:
        """Whether something of a group is being worked on, or what it has come to is still to be taken in."""
        return any(worker.group == group for worker in self._jobs)

    # ------------------------------------------------------------------ work beside the screen

    def work(
        self, what: str, job: Callable[[], Any], done: Callable[[Any], Awaitable[None] | None], *, group: str
    ) -> None:
        """Does something on a thread; a new piece of work of its group takes its place.

        Args:
            what: Told while it takes longer than `PATIENCE_SECONDS`, as `reading`.
            job: The work; a `PostilError` that it raises is told.
            done: Takes what it returned, on the screen's own thread.
            group: What it takes the place of.
        """
        worker = self.run_worker(job, thread=True, exclusive=True, group=group, exit_on_error=False)
        self._jobs[worker] = done

        def tell() -> None:
            if worker in self._jobs and not worker.is_finished:
                self.progress = f"{what} …"
                self.show_header()

        self.set_timer(PATIENCE_SECONDS, tell)

    def stop(self, group: str) -> bool:
        """Stops what of a group is being worked on, and tells whether there was anything."""
        if is_busy := self.busy(group):
            self.workers.cancel_group(self, group)
        return is_busy

    async def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Takes what a piece of work has come to."""
        if event.worker not in self._jobs or not event.worker.is_finished:
            return
        done = self._jobs.pop(event.worker)
        if not self.is_there:
            return
        if not self._jobs:
            self.progress = ""
        if event.state is WorkerState.SUCCESS:
            await attempt(self.app, lambda: done(event.worker.result))
        elif event.state is WorkerState.ERROR:
            error = event.worker.error
            if not isinstance(error, PostilError):
                raise error or RuntimeError("work ended without a word")
            notices.tell_error(self.app, error)
        self._renew_header()
        self.renew_keys()

    def _renew_header(self) -> None:
        if self.is_there:
            self.show_header()

    def say(self, words: str) -> None:
        """Shows words in place of the footer; none brings the keys back."""
        self.query_one(KeyBar).say(words)
