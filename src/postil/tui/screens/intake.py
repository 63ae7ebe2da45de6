"""A bibliography that comes in, entry by entry, before the reader says what is to become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from postil.tui.commands.dialogs import INTAKE
from postil.tui.commands.scrolling import SCROLLING
from postil.tui.lines.incoming import lines, summary
from postil.tui.screens.page_dialog import PageDialog
from postil.tui.widgets.header import Header

if TYPE_CHECKING:
    from postil.services.sources.importing import Incoming
    from postil.tui.commands.registry import Registry


class IntakeScreen(PageDialog["bool | None"]):
    """Shows what was read; the answer is whether known sources are completed too, None where nothing comes in.

    Args:
        incoming: What was read; something of it can be taken in.
    """

    DEFAULT_CSS = "IntakeScreen > Vertical { height: 80%; }"
    registries: ClassVar[tuple[Registry, ...]] = (INTAKE, SCROLLING)
    BINDINGS: ClassVar = [*INTAKE.bindings(), *SCROLLING.bindings()]

    def __init__(self, incoming: Incoming) -> None:
        super().__init__()
        self.incoming = incoming
        self.heading = summary(incoming)

    @property
    def ways(self) -> str:
        """What the keys do with it."""
        words = ["{} merges"] if self.incoming.richer else []
        words += ["{} adds what is new"] if self.incoming.new else []
        names = [name for name in ("intake.merge", "intake.add") if self.commands[name].means_something(self)]
        return self.with_keys("   ".join([*words, "{} takes in nothing"]), *names, "intake.leave")

    def on_mount(self) -> None:
        """Shows the page; what was typed before it is seen takes nothing in."""
        self.postil.shown_unasked(self)
        self.query_one(Header).show(([(self.ways, "dim")], []))
        self.page_view.show(lambda width: list(lines(self.incoming, width, self.postil.glyphs)))
        self.page_view.focus()
