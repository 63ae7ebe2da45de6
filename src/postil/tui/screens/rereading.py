"""What the article was read from, watched if it is a file, and read again while the reader has the article open."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

from postil.core.errors import Stopped, WrongUse
from postil.core.quoting import counted, quoted, so_far
from postil.core.text import shortened, shown
from postil.tui import notices
from postil.tui.screens.base import work_aside

if TYPE_CHECKING:
    from postil.services.articles.articles import Opened
    from postil.services.articles.originals import Original
    from postil.services.marks.refreshing import Refreshed
    from postil.services.marks.rereading import Reread
    from postil.tui.screens.reader import ReaderScreen


class Rereading:
    """Notices that the article's file has another text, and reads it, or its page, again when it is asked to.

    Args:
        reader: The screen.
        opened: How the article came to the screen.
    """

    def __init__(self, reader: ReaderScreen, opened: Opened) -> None:
        self._reader = reader
        self._unasked = opened.unasked
        self._opened = opened.read
        self._come = (0, 0)
        self._original: Original | None = None
        self._way = ("", "", "")
        self._stop: Event | None = None
        self._told = (0, 0)
        self._is_news = False
        self._earlier = self._held = self._report = ""

    def begin(self) -> None:
        """Looks at the file from now on; says of a page that it is the one that is kept."""
        reader = self._reader
        article = reader.annotated.article
        if self._unasked:
            day, key = article.read[:10], reader.first_key("article.refresh")
            notices.tell(reader.app, f"This is the page as it was read on {day}; {key} reads it again.")
        self.follow()
        if article.path and self._is_unmarked:
            work_aside(reader.app, self._look_for_earlier())

    def follow(self) -> None:
        """Looks at the file that the article is read from by now, in the way in which that is read."""
        from postil.services.articles.originals import Original, file_of

        reader = self._reader
        article = reader.annotated.article
        way = article.path, article.encoding, article.kind
        if way == self._way:
            return
        self._way = way
        if self._original:
            reader.postil.watcher.disregard(self._original)
        self._original = None
        if article.path:
            self._original = Original(
                file_of(reader.workspace, article),
                article.snapshot,
                max(article.read, self._opened),
                encoding=article.encoding,
                kind=article.kind,
            )
            reader.postil.watcher.attend(self._original, self._found)

    def knows(self, text: str) -> None:
        """Takes note of the digest of the text that is on the screen now."""
        self._is_news = False
        if self._original:
            self._original.text = text
            notices.withdraw(self._reader.app, self._news(self._original))

    def end(self) -> None:
        """Looks at the file no more, and ends what is being done."""
        self.stop()
        if self._original:
            self._reader.postil.watcher.disregard(self._original)

    def _found(self) -> None:
        self._is_news = True
        self.offer()

    def offer(self) -> None:
        """Tells, once and when the reader sees it, that the file has another text."""
        if not self._original or not self._is_news or not self._reader.is_current or self.busy:
            return
        self._is_news = False
        if self._original.is_news:  # which may have been taken in since it was found
            notices.warn(self._reader.app, self._news(self._original))

    def withdraw(self) -> None:
        """Takes that back while something else is on the screen; whoever has not let it go is told again."""
        if self._original:
            self._is_news |= notices.withdraw(self._reader.app, self._news(self._original))

    def attended(self) -> None:
        """Takes back that there is something to be decided: it is being looked at."""
        notices.withdraw(self._reader.app, self._report)

    def _news(self, original: Original) -> str:
        name, key = shown(original.file.name), self._reader.first_key("article.refresh")
        return f"{name} has changed since it was read: {key} reads it again."

    async def _look_for_earlier(self) -> None:
        """Tells of an article that was read from the same file before it had this text."""
        from postil.services.articles.originals import earlier_reading

        reader = self._reader
        workspace, article = reader.workspace, reader.annotated.article
        found = await asyncio.to_thread(earlier_reading, workspace, article)
        if found is not None and self._is_unmarked and reader.is_attached:
            self._earlier = found.article.id
            claims = counted(len(found.live_claims), "claim")
            name, key = quoted(shortened(found.article.title, 60)), reader.first_key("article.refresh")
            words = f"This file was read before it was changed, as {name} with {claims}."
            notices.warn(reader.app, words, hint=f"{key} goes on with these in the new text.")
            self._held = words if found.live_claims else ""

    @property
    def _is_unmarked(self) -> bool:
        """Whether the text is no article of the library yet, or one in the trash."""
        article = self._reader.annotated.article
        return bool(article.deleted) or self._reader.workspace.is_draft(article.id)

    def check_mark(self) -> None:
        """Holds the first mark back, once, where the claims of the file's earlier text would be left behind.

        Raises:
            WrongUse: It is the first one.
        """
        words, self._held = self._held, ""
        if words and self._is_unmarked:
            key = self._reader.first_key("article.refresh")
            raise WrongUse(words, f"{key} goes on with these; the same again begins a second article.")

    async def _go_on_with(self, article: str) -> None:
        """Reads the article again that was read from this file before, in place of this one."""
        from postil.services.articles.articles import open_article
        from postil.tui.screens.reader import ReaderScreen

        app = self._reader.postil
        await app.places.read(open_article(app.workspace, article))
        if isinstance(app.screen, ReaderScreen) and app.screen.article == article:
            app.screen.rereading.read()

    @property
    def busy(self) -> bool:
        """Whether the article is being read again now."""
        return self._stop is not None

    def stop(self) -> None:
        """Ends reading again; nothing has been changed by it."""
        if self._stop is not None:
            self._stop.set()

    def read(self) -> None:
        """Reads the article again, beside the screen."""
        reader = self._reader
        if self._earlier and self._is_unmarked:
            work_aside(reader.app, self._go_on_with(self._earlier))
        elif not self.busy:
            self._stop = Event()
            self._told = self._come = (0, 0)
            work_aside(self._reader.app, self._read(self._stop))

    async def _read(self, stop: Event) -> None:
        from postil.services.marks.refreshing import take_in
        from postil.tui.beside.waiting import awaited

        reader, end = self._reader, ""
        reader.say("")
        try:
            found = await awaited(lambda: self._looked_through(stop), self._tell_how_far, stop)
            refreshed = take_in(reader.workspace, found)
        except Stopped:
            end = "stopped: nothing was changed"
            return
        finally:
            self._stop = None
            if reader.is_attached:
                reader.say(end)
                reader.refresh_bindings()
        reader.newest.take(found, refreshed)
        reader.refresh_bindings()
        self._tell(refreshed)

    def _looked_through(self, stop: Event) -> Reread:
        """Does what takes long; runs on a thread of its own."""
        from postil.services.articles.originals import read_again
        from postil.services.marks.rereading import look_through

        def progress(done: int, total: int) -> None:
            self._told = done, total

        def come(done: int, total: int) -> None:
            self._come = done, total

        reader = self._reader
        workspace, article = reader.workspace, reader.annotated.article
        allow_private = reader.postil.settings.allow_private
        found = read_again(
            workspace, article, allow_private=allow_private, apart=True, progress=come, stopped=stop.is_set
        )
        return look_through(
            workspace, article, found.snapshot, page=found.page, progress=progress, stopped=stop.is_set
        )

    def _tell_how_far(self) -> None:
        done, total = self._told
        how_far = f": {so_far(*self._come)} came" if self._come[0] else ""
        if total:  # the texts are compared before the first mark has its place
            how_far = f": {done} of {total} marks" if done else ": comparing the texts"
        key = self._reader.first_key("article.refresh-stop")
        self._reader.say(f"reading again{how_far}; {key} stops it", lasting=True)

    def _tell(self, refreshed: Refreshed) -> None:
        from postil.services.marks.refreshing import told
        from postil.tui.looks.glyphs import word

        reader = self._reader
        words = told(refreshed, word)
        if refreshed.operation is None or not reader.annotated.in_doubt:
            notices.tell(reader.app, words)
        else:
            key = reader.first_key("doubt.list")
            self._report = notices.warn(reader.app, words, hint=f"{key} shows what is to be decided.")
