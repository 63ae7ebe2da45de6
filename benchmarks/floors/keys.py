"""The least that a key can cost in a Textual program: `j` counts on one line. `q` quits."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static


class Keys(App[None]):
    """Shows `FLOOR`, then how often `j` was pressed."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = (Binding("j", "count"), Binding("q", "quit"))
    pressed = 0

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("FLOOR")

    def action_count(self) -> None:
        """Counts."""
        self.pressed += 1
        self.query_one(Static).update(f"FLOOR {self.pressed}", layout=False)


if __name__ == "__main__":
    Keys().run()
