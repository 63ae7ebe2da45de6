"""A quote beside its source, over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from postil.tui.commands.comparing import COMPARISON
from postil.tui.comparison_lines import lines
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.header import Header
from postil.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from postil.services.quotes import Compared
    from postil.tui.commands.registry import Registry

FOOT = "{}, {}: scroll   {}: leave   [-the source's words-]   {{+the quote's+}}"


class ComparisonScreen(Dialog[None]):
    """Shows quotes beside the passages of their sources.

    Args:
        compared: The quotes; one at least.
    """

    DEFAULT_CSS = """
    ComparisonScreen { align: center middle; }
    ComparisonScreen > Vertical {
        width: 94%; max-width: 102; height: 94%;
        border: round $primary; background: $background;
    }
    """
    registries: ClassVar[tuple[Registry, ...]] = (COMPARISON,)
    BINDINGS: ClassVar = [*COMPARISON.bindings()]

    def __init__(self, compared: Sequence[Compared]) -> None:
        super().__init__()
        self._compared = compared

    def compose(self) -> ComposeResult:
        """A frame with the page and what the keys do."""
        looks = self.postil.looks
        with Vertical() as frame:
            frame.border_title = "Quote and source"
            yield PageView(looks)
            yield Header(looks, 1)

    @property
    def page_view(self) -> PageView:
        """The page."""
        return self.query_one(PageView)

    def on_mount(self) -> None:
        """Shows the quotes."""
        glyphs = self.postil.glyphs
        foot = self.foot(FOOT, "comparison.page-down", "comparison.page-up", "comparison.leave")
        self.query_one(Header).show(([(foot, "dim")], []))
        self.page_view.show(lambda width: list(lines(self._compared, width, glyphs)))
        self.page_view.focus()
