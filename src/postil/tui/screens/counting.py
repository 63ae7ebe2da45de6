"""A place where a number that is typed before a key says how often, or whereto: `3j`, `12G`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.screens.base import CommandScreen
from postil.tui.widgets.article_view import ArticleView
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.margin import MarginView

if TYPE_CHECKING:
    from textual import events

SAYING_SECONDS = 4.0

MOST = 9_999_999
"""The greatest number; further digits change nothing."""

OFTEN = 999
"""How often a key is repeated at most: in a book that takes a moment."""


class CountingScreen(CommandScreen):
    """Says things in place of the footer, and takes a number before a key of a text or a margin.

    Attributes:
        count: The number that was typed, 0 for none.
    """

    count = 0

    def count_on(self, event: events.Key) -> None:
        """Makes the number longer by a digit that starts no command; any other key that starts none ends it."""
        digit = event.character or ""
        if digit.isascii() and digit.isdigit() and isinstance(self.focused, ArticleView | MarginView):
            longer = self.count * 10 + int(digit)
            self.count = longer if longer <= MOST else self.count
            if self.count:
                whereto = f"{self.first_key('move.end')} goes to paragraph {self.count}"
                self.say(f"{self.count} …  {whereto}", lasting=True)
        else:
            self.forget_count()

    async def action_command(self, name: str) -> None:
        """Runs a command as often as the number says; what was said of the one before it is over."""
        self.query_one(KeyBar).hush()
        command = self.commands.get(name)
        count = self.count
        if count:
            self.say("")
        for _ in range(min(count, OFTEN) if count and command and command.repeats else 1):
            await super().action_command(name)
        self.count = 0

    def forget_count(self) -> None:
        """Takes the number back."""
        if self.count:
            self.count = 0
            self.say("")

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Shows words in place of the footer, for a moment or until something else is said."""
        self.query_one(KeyBar).say(words, seconds=0.0 if lasting else SAYING_SECONDS)
