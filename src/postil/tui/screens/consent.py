"""What is about to be done, in full, before the reader agrees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content

from postil.core.text import shown
from postil.tui.commands.dialogs import CONSENT
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.header import Header
from postil.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from postil.tui.commands.registry import Registry
    from postil.tui.plain_markdown import Line


class Consent(Dialog["bool | None"]):
    """Shows a page; the answer is whether the reader agrees.

    Args:
        title: What is about to be done.
        lines: Makes the page for a width in cells.
        verb: What enter does, as `merges`.
    """

    DEFAULT_CSS = """
    Consent { align: center middle; }
    Consent > Vertical {
        width: 94%; max-width: 102; height: 80%;
        border: round $primary; background: $background;
    }
    """
    registries: ClassVar[tuple[Registry, ...]] = (CONSENT,)
    BINDINGS: ClassVar = [*CONSENT.bindings()]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]], verb: str) -> None:
        super().__init__()
        self._title = shown(title)
        self._lines = lines
        self._verb = verb

    def compose(self) -> ComposeResult:
        """A frame with the page and what the keys do."""
        looks = self.postil.looks
        with Vertical() as frame:
            frame.border_title = Content(self._title)
            yield PageView(looks)
            yield Header(looks, 1)

    @property
    def page_view(self) -> PageView:
        """The page."""
        return self.query_one(PageView)

    def on_mount(self) -> None:
        """Shows the page."""
        words = self.foot(f"{{}} {self._verb}   {{}} leaves all as it is", "consent.agree", "consent.leave")
        self.query_one(Header).show(([(words, "dim")], []))
        self.page_view.show(self._lines)
        self.page_view.focus()
