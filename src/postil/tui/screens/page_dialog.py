"""A page over the screen, that is read and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from postil.tui.screens.dialog import Answer, Dialog
from postil.tui.widgets.header import Header
from postil.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PageDialog(Dialog[Answer]):
    """A frame with a page, and a line below it that tells what the keys do.

    Attributes:
        heading: What stands in the frame; it is not parsed.
    """

    DEFAULT_CSS = """
    PageDialog { align: center middle; }
    PageDialog > Vertical {
        width: 94%; max-width: 102; height: 94%;
        border: round $primary; background: $background;
    }
    """

    heading = ""

    def compose(self) -> ComposeResult:
        """A frame with the page and what the keys do."""
        looks = self.postil.looks
        with Vertical() as frame:
            frame.border_title = Content(self.heading)
            yield PageView(looks)
            yield Header(looks, 1)

    @property
    def page_view(self) -> PageView:
        """The page."""
        return self.query_one(PageView)
