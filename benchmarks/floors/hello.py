"""The least that a Textual program can be: one line of text. `q` quits."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static


class Hello(App[None]):
    """Shows `FLOOR`."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = (Binding("q", "quit"),)

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("FLOOR")


if __name__ == "__main__":
    Hello().run()
