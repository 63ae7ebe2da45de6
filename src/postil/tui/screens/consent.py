"""What is about to be done, in full, before the reader agrees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from postil.core.text import shown
from postil.tui.commands.dialogs import CONSENT
from postil.tui.commands.scrolling import SCROLLING
from postil.tui.screens.page_dialog import PageDialog
from postil.tui.widgets.header import Header

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.tui.commands.registry import Registry
    from postil.tui.lines.plain_markdown import Line


class Consent(PageDialog["bool | None"]):
    """Shows a page; the answer is whether the reader agrees.

    Args:
        title: What is about to be done.
        lines: Makes the page for a width in cells.
        verb: What enter does, as `merges`.
    """

    DEFAULT_CSS = "Consent > Vertical { height: 80%; }"
    registries: ClassVar[tuple[Registry, ...]] = (CONSENT, SCROLLING)
    BINDINGS: ClassVar = [*CONSENT.bindings(), *SCROLLING.bindings()]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]], verb: str) -> None:
        super().__init__()
        self.heading = shown(title)
        self._lines = lines
        self._verb = verb

    def on_mount(self) -> None:
        """Shows the page; what was typed before it is seen agrees to nothing."""
        self.postil.shown_unasked(self)
        words = self.with_keys(
            f"{{}} {self._verb}   {{}} leaves all as it is", "consent.agree", "consent.leave"
        )
        self.query_one(Header).show(([(words, "dim")], []))
        self.page_view.show(self._lines)
        self.page_view.focus()
