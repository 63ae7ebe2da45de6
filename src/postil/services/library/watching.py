"""What others write into the library while it is open here."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES
from postil.core.errors import LibraryError
from postil.core.system_errors import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postil.core.annotated import Annotated
    from postil.core.model import Source
    from postil.services.library.workspace import Workspace

    Signature = tuple[int, ...]

SHARE = 200
"""A look at all files is followed by a rest of so many times as long: it costs half a percent at most."""

UNSURE_SECONDS = 2.5
"""How far apart two changes of a folder may be that leave it the same time: FAT counts in two seconds."""

MANY = 40
"""Articles that are read anew one by one; of more, only those that are held."""


@dataclass(frozen=True)
class News:
    """What was found in the library.

    Attributes:
        articles: The ids of the articles whose files were written, by anybody.
        fresh: Those of them that were read.
        sources: The bibliography, where it was written.
        answers: How many of the writer's answers were taken in before the reading.
        problems: What could not be read, a sentence each.
    """

    articles: frozenset[str] = frozenset()
    fresh: Mapping[str, Annotated] = field(default_factory=dict)
    sources: tuple[Source, ...] | None = None
    answers: int = 0
    problems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.articles or self.problems or self.sources is not None)


class Watch:
    """Looks at the library's files, on a thread of its own, and reads what was written.

    A look at the folder's time costs next to nothing and shows every file that was put in another's place,
    as postil does it. What programs write into a file is found by the rarer looks at all files.

    Args:
        workspace: The open library.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._began = time.time_ns()
        self._seen: Mapping[str, Signature] | None = None
        self._unfinished: dict[str, Signature] = {}
        self._doubtful: set[str] = set()
        self._folder = 0
        self._sure = False
        self._rest_until = 0.0
        self._told: set[str] = set(workspace.library.troubles)

    @property
    def in_haste(self) -> bool:
        """Whether somebody is in the midst of writing, so that the next look should come soon."""
        return bool(self._unfinished)

    def doubt(self, collections: Iterable[str]) -> None:
        """Has some collections read at the next look, whether their files have been written or not."""
        self._doubtful.update(collections)

    def look(self) -> News:
        """Looks once; to be called every now and then, by one thread at a time. Raises nothing."""
        try:
            written = self._written()
        except (LibraryError, OSError) as error:
            why = str(error) if isinstance(error, LibraryError) else f"{in_words(error)}."
            return News(problems=self._new(f"The library cannot be looked at: {why}"))
        doubtful, self._doubtful = self._doubtful, set()
        return self._read(written | doubtful)

    def take_in(self, news: News) -> frozenset[str]:
        """Takes news into the workspace, on the thread that works with it.

        Returns:
            The collections in which something is other than it was known. What was read while the writer
            has answered is read again, since it may be older.
        """
        if news.answers != self._workspace.answers:
            self.doubt({*news.articles, *([SOURCES] if news.sources is not None else [])})
            return frozenset()
        unread = news.articles - news.fresh.keys()
        return unread | self._workspace.renew(news.fresh, news.sources)

    def _written(self) -> set[str]:
        """The collections whose files look other than at the last look."""
        folder = os.stat(self._workspace.library.folder).st_mtime_ns  # noqa: PTH116 - twice a second
        if folder == self._folder and self._sure and time.monotonic() < self._rest_until:
            return set()
        sure = abs(time.time_ns() - folder) > UNSURE_SECONDS * 1e9
        began = time.perf_counter()
        now = self._workspace.library.signatures()
        self._rest_until = time.monotonic() + SHARE * (time.perf_counter() - began)
        before, self._seen, self._folder, self._sure = self._seen, now, folder, sure
        if before is None:
            return {name for name, seen in now.items() if seen[0] >= self._began - UNSURE_SECONDS * 1e9}
        return self._finished({name for name, seen in now.items() if before.get(name) != seen}, before, now)

    def _finished(
        self, changed: set[str], before: Mapping[str, Signature], now: Mapping[str, Signature]
    ) -> set[str]:
        """Of what was written, that whose writer is done: a file that is written into is given one more look."""
        within = {name for name in changed if name in before and before[name][-1] == now[name][-1]}
        done = {name for name, seen in self._unfinished.items() if now.get(name) == seen}
        self._unfinished = {name: now[name] for name in within}
        if within:
            self._sure = False  # the next look is at all files again
        return changed - within | done

    def _read(self, written: set[str]) -> News:
        workspace = self._workspace
        answers = workspace.answers
        articles = frozenset(written - {SOURCES})
        wanted = articles if len(articles) <= MANY else articles & workspace.held_articles
        fresh, sources = {}, None
        problems: list[str] = []
        for article in sorted(wanted):
            try:
                found = workspace.library.read(article)
            except LibraryError as error:
                problems.append(str(error))
                continue
            if found == workspace.held_article(article):  # we wrote it
                articles -= {article}
            else:
                fresh[article] = found
        try:
            sources = workspace.library.sources() if SOURCES in written else None
        except LibraryError as error:
            problems.append(str(error))
        problems += workspace.library.troubles
        return News(articles, fresh, sources, answers, self._new(*problems) if written else ())

    def _new(self, *problems: str) -> tuple[str, ...]:
        """Those of some problems that were not told before."""
        new = tuple(problem for problem in dict.fromkeys(problems) if problem not in self._told)
        self._told.update(new)
        return new
