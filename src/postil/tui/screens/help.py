"""The help over the screen: the keys that work there, the signs, and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from postil.help import PAGES, page
from postil.tui.commands.dialogs import HELP
from postil.tui.commands.scrolling import SCROLLING
from postil.tui.keys.here import lines, sections, signs
from postil.tui.lines.plain_markdown import lines_of
from postil.tui.screens.page_dialog import PageDialog
from postil.tui.widgets.found import Found
from postil.tui.widgets.header import Header
from postil.tui.widgets.page_view import PageView
from postil.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from postil.core.snapshot import TextRange
    from postil.tui.commands.registry import Registry
    from postil.tui.lines.plain_markdown import Line
    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.screens.base import Commanded

HERE = "here"
"""The first page: the keys of the screen that asked for help."""

SIGNS = "signs"
"""The last page: what the glyphs mean."""

FOOT = "{} or a digit: page   {}, {}: scroll   {}: search   {}: leave"

ASKED = "words; enter keeps the place, esc goes back"


class HelpScreen(PageDialog[None]):
    """Shows the keys of a screen, what the glyphs mean, and the help pages.

    Args:
        screen: The one that asked for help.
    """

    heading = "Help"
    registries: ClassVar[tuple[Registry, ...]] = (HELP, SCROLLING)
    BINDINGS: ClassVar = [*HELP.bindings(), *SCROLLING.bindings()]

    def __init__(self, screen: Commanded) -> None:
        super().__init__()
        self._asked = screen
        self._here = sections(screen)  # now: which keys are active is told of the uppermost screen only
        self._pages = (HERE, *PAGES, SIGNS)
        self._index = 0
        self._phrase = ""
        self._hit: TextRange | None = None
        self._origin = (0, 0)
        self._texts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A frame with the pages' names, the page, and what the keys do."""
        looks = self._asked.postil.looks
        with Vertical() as frame:
            frame.border_title = self.heading
            yield Header(looks, 2)
            yield PageView(looks)
            foot = Header(looks, 1)
            foot.id = "foot"
            yield foot

    def on_mount(self) -> None:
        """Shows the keys."""
        self.page_view.focus()
        self._tell()
        self.turn(0)

    def on_key(self, event: events.Key) -> None:
        """Turns to the page of a digit."""
        digit = event.character or ""
        if digit.isdecimal() and 1 <= int(digit) <= len(self._pages):
            event.stop()
            self.turn(int(digit) - 1 - self._index)

    def turn(self, pages: int) -> None:
        """Shows another page."""
        self._index = (self._index + pages) % len(self._pages)
        name = self._pages[self._index]
        tabs = []
        for number, each in enumerate(self._pages, 1):
            look = "title" if each == name else "dim"
            tabs += [(f"{number} ", "key"), (each, look), ("  ", "dim")]
        self.query_one(Header).show((tabs, []), ([], []))
        self.page_view.show(self._page(name))
        self._hit = None

    def on_resize(self) -> None:
        """Lets the next search begin where the page is now: all lines are others."""
        self._hit = None
        self._texts.clear()

    # ------------------------------------------------------------------ searching

    async def ask(self) -> None:
        """Asks for words that are looked for in all pages, from here on."""
        if not self.query(Prompt):
            self._origin = (self._index, self.page_view.top)
            self.query_one("#foot").display = False
            await self.query_one(Vertical).mount(Prompt("/", placeholder=ASKED))

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Shows the first place of the words while they are typed."""
        self._phrase = event.value.strip()
        self._go_back()
        self._seek(self.page_view.here, 1)

    def on_prompt_answered(self) -> None:
        """Keeps the place."""
        self._close()

    def on_prompt_cancelled(self) -> None:
        """Goes back to where the search began."""
        self._phrase = ""
        self._go_back()
        self._tell()
        self._close()

    def seek(self, step: int) -> None:
        """Goes to the next place where the words are found, or to the one before, in this page or another."""
        if not self._phrase:
            self._tell("nothing searched for yet")
            return
        here = self._hit.start if self._hit else self.page_view.here
        self._seek(here + 1 if self._hit and step > 0 else here, step)

    def _seek(self, offset: int, step: int) -> None:
        """Looks in this page from an offset on, in each other one, and in what was passed over of this one."""
        view, count = self.page_view, len(self._pages)
        for pages in range(count + 1):
            name = self._pages[(self._index + step * pages) % count]
            if name not in self._texts:
                self._texts[name] = view.text_of(self._page(name))
            text = self._texts[name]
            found = Found(text, self._phrase)
            start = offset if pages == 0 else 0 if step > 0 else len(text)
            if hit := found.after(start) if step > 0 else found.before(start):
                if pages % count:
                    self.turn(step * pages)
                self._hit = hit
                view.show_hits(found, hit)
                self._tell(f"{found.position(hit)} on this page")
                return
        self._tell("not found" if self._phrase else "")

    def _go_back(self) -> None:
        """Shows what was shown when the search began."""
        index, top = self._origin
        if index != self._index:
            self.turn(index - self._index)
        self._hit = None
        self.page_view.show_hits(None, None)
        self.page_view.scroll_rows(top - self.page_view.top)

    def _close(self) -> None:
        self.query(Prompt).remove()
        self.query_one("#foot").display = True
        self.page_view.focus()

    def _tell(self, words: str = "") -> None:
        """Shows what the keys do, and beside it what came of a search."""
        keys = ("help.next-page", "page.page-down", "page.page-up", "help.search", "help.leave")
        self.query_one("#foot", Header).show(
            ([(self.with_keys(FOOT, *keys), "dim")], [(f" {words}", "")] if words else [])
        )
        for prompt in self.query(Prompt):
            prompt.tell(words)

    def _page(self, name: str) -> Callable[[int], Sequence[Line]]:
        glyphs = self._asked.postil.glyphs
        if name in {HERE, SIGNS}:
            told = self._here if name == HERE else signs(glyphs)
            return lambda width: list(lines(told, width))
        return _markdown(name, glyphs)


def _markdown(name: str, glyphs: Glyphs) -> Callable[[int], Sequence[Line]]:
    try:
        text = page(name)
    except OSError:  # a page that was left out of an installation is no reason to end
        text = f"The page “{name}” is not part of this installation."
    return lambda width: lines_of(text, max(width, 20), glyphs)
