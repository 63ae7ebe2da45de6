"""What the library and the sources have in common: rows that are filtered by words and stand in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from postil.core.text import shown
from postil.tui.screens.listing import ListScreen
from postil.tui.widgets.prompt import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")


class FilteredListScreen(ListScreen[T]):
    """A list of which words show a part, in an order that the reader chooses.

    Attributes:
        orders: The names of the orders; the first is that of a new screen.
        order: In which order the rows stand.
        words: What they are filtered by.
        everything: All rows that were read, in their order.
    """

    orders: ClassVar[tuple[str, ...]]

    def __init__(self, arranged: Callable[[Iterable[T], str], Sequence[T]]) -> None:
        """Begins with no rows.

        Args:
            arranged: Puts rows into one of the orders.
        """
        super().__init__()
        self._arranged = arranged
        self.order = self.orders[0]
        self.words = ""
        self.everything: Sequence[T] = ()

    def show_rows(self) -> None:
        """Shows the rows that the filter finds."""
        raise NotImplementedError

    def take(self, rows: Iterable[T]) -> None:
        """Shows rows that were read in place of those that were there."""
        self.everything = self._arranged(rows, self.order)
        self.show_rows()

    def narrow(self, words: str) -> None:
        """Shows the rows that hold some words, or all for none."""
        self.words = words
        self.show_rows()

    def sort_by(self, order: str) -> None:
        """Puts the rows into another order."""
        self.order = order
        self.take(self.everything)

    async def ask_words(self) -> None:
        """Asks for the words, and shows what they leave while they are typed."""
        before = self.words
        question = Question(self.narrow, changed=self.narrow, cancelled=lambda: self.narrow(before))
        await self.ask("/", question, before)

    async def ask_order(self) -> None:
        """Asks for the order."""
        from postil.tui.screens.choice import Choice

        def chosen(index: int | None) -> None:
            if index is not None:
                self.sort_by(self.orders[index])

        await self.consult(Choice("Sort by", self.orders, self.orders.index(self.order)), chosen)

    def told(self, counts: str) -> list[tuple[str, str]]:
        """What the header tells of the rows: the filter, how many there are, the order.

        Args:
            counts: How many there are of all; what is being done takes its place.
        """
        told = [(self.progress or counts, "")]
        if self.words:
            told.insert(0, (f"“{shown(self.words)}” {len(self.listing.rows)} of ", "key"))
        if self.order != self.orders[0]:
            told.append((f"  by {self.order}", "dim"))
        return told
