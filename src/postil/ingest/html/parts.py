"""The parts of a page that are of some kind, and what lies in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree


class Parts:
    """The parts of a page that are of one kind; each element is looked at once.

    Args:
        is_one: Tells whether an element is such a part.
    """

    def __init__(self, is_one: Callable[[etree._Element], bool]) -> None:
        self._is_one = is_one
        self._known: dict[etree._Element, etree._Element | None] = {}

    def around(self, element: etree._Element | None) -> etree._Element | None:
        """The outermost part that an element lies in, or is; None where there is none."""
        path = []
        while element is not None and element not in self._known:
            path.append(element)
            element = element.getparent()
        outer = None if element is None else self._known[element]
        for one in reversed(path):
            outer = one if outer is None and self._is_one(one) else outer
            self._known[one] = outer
        return outer
