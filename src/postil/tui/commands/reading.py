"""Commands that move through a text: by sentence, paragraph, page, claim and mark."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from postil.core.settings import LIMITS
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.marks import Mark

READING = Registry("Reader")
command = READING.command
moving = partial(command, group="Moving", at_once=True)
stepping = partial(moving, repeats=True)

MEASURE_STEP = 4


def _reading(screen: ReaderScreen) -> bool:
    return screen.view.selection is None


@stepping("move.next-paragraph", "j", "down", "right_curly_bracket", label="paragraph", when=_reading)
def next_paragraph(screen: ReaderScreen) -> None:
    """Go to the next paragraph; one that is taller than the screen is scrolled first."""
    view = screen.view
    if view.viewport.goes_on_below(view.cursor.block):
        view.scroll_rows(max(view.viewport.height // 2, 1))
    elif view.cursor.next_paragraph():
        view.moved()
    else:
        view.to_end()


@stepping("move.previous-paragraph", "k", "up", "left_curly_bracket", label="paragraph", when=_reading)
def previous_paragraph(screen: ReaderScreen) -> None:
    """Go to the previous paragraph; one that is taller than the screen is scrolled first."""
    view = screen.view
    if view.viewport.begins_above(view.cursor.block):
        view.scroll_rows(-max(view.viewport.height // 2, 1))
    elif view.cursor.previous_paragraph():
        view.moved()
    else:
        view.go(0)


@stepping("move.next-sentence", "l", "right", "right_parenthesis", label="sentence", when=_reading)
def next_sentence(screen: ReaderScreen) -> None:
    """Go to the next sentence."""
    if screen.view.cursor.next_sentence():
        screen.view.moved()


@stepping("move.previous-sentence", "h", "left", "left_parenthesis", label="sentence", when=_reading)
def previous_sentence(screen: ReaderScreen) -> None:
    """Go to the previous sentence."""
    if screen.view.cursor.previous_sentence():
        screen.view.moved()


@stepping("move.page-down", "space", "pagedown", "ctrl+f", label="page")
def page_down(screen: ReaderScreen) -> None:
    """Scroll a page down."""
    screen.view.page(1)


@stepping("move.page-up", "b", "pageup", "ctrl+b", label="page back", when=_reading)
def page_up(screen: ReaderScreen) -> None:
    """Scroll a page up."""
    screen.view.page(-1)


@stepping("move.half-down", "ctrl+d", label="half page")
def half_down(screen: ReaderScreen) -> None:
    """Scroll half a page down."""
    screen.view.page(0.5)


@stepping("move.half-up", "ctrl+u", label="half page back")
def half_up(screen: ReaderScreen) -> None:
    """Scroll half a page up."""
    screen.view.page(-0.5)


@stepping("move.row-down", "ctrl+e", label="row")
def row_down(screen: ReaderScreen) -> None:
    """Scroll one row down."""
    screen.view.scroll_rows(1)


@stepping("move.row-up", "ctrl+y", label="row back")
def row_up(screen: ReaderScreen) -> None:
    """Scroll one row up."""
    screen.view.scroll_rows(-1)


@moving("move.start", "g", label="start", when=_reading)
def start(screen: ReaderScreen) -> None:
    """Go to the start: press it twice, as `gg`; after a number to that paragraph."""
    number = screen.count

    def second(key: str) -> None:
        if key == "g":
            screen.view.cursor.remember()
            _to_paragraph(screen, number)

    _wait_for_key(screen, second)


@moving("move.top", "home", label="top", when=_reading)
def top(screen: ReaderScreen) -> None:
    """Go to the start at once."""
    screen.view.cursor.remember()
    screen.view.go(0)


@moving("move.end", "G", "end", label="end", when=_reading)
def end(screen: ReaderScreen) -> None:
    """Go to the end; after a number to that paragraph, as `12G`."""
    screen.view.cursor.remember()
    if screen.count:
        _to_paragraph(screen, screen.count)
    else:
        screen.view.to_end()


@stepping("claim.next", "right_square_bracket", label="next claim", show=True, when=_reading)
def next_claim(screen: ReaderScreen) -> None:
    """Go to the next claim, also a second one of the same sentence."""
    _to_claim(screen, 1)


@stepping("claim.previous", "left_square_bracket", label="previous claim", when=_reading)
def previous_claim(screen: ReaderScreen) -> None:
    """Go to the previous claim."""
    _to_claim(screen, -1)


@command("search.find", "slash", label="search", group="Searching", show=True)
async def find(screen: ReaderScreen) -> None:
    """Search for words as you type, in both cases unless one is a capital; n and N repeat it."""
    from postil.tui.commands import searching
    from postil.tui.widgets.prompt import Question

    screen.view.cursor.remember()
    question = Question(
        answered=partial(searching.end_search, screen),
        changed=partial(searching.live_search, screen),
        cancelled=partial(searching.cancel_search, screen),
    )
    await screen.ask("/", question, placeholder="words; enter keeps the place, esc goes back")


@stepping("search.next", "n", label="next found", group="Searching", when=_reading)
def search_next(screen: ReaderScreen) -> None:
    """Go to the next place where the words are found; go on from the start after the last."""
    from postil.tui.commands import searching

    searching.to_next(screen)


@stepping("search.previous", "N", label="previous found", group="Searching", when=_reading)
def search_previous(screen: ReaderScreen) -> None:
    """Go to the place before; go on from the end before the first."""
    from postil.tui.commands import searching

    searching.to_previous(screen)


@command(
    "search.clear", "escape", label="clear", group="Searching", when=lambda screen: screen.found is not None
)
def clear_search(screen: ReaderScreen) -> None:
    """Show the found words no longer."""
    screen.found = None
    screen.view.show_hits(None, None)


@moving("mark.set", "m", label="mark", when=_reading)
def set_mark(screen: ReaderScreen) -> None:
    """Mark this place under the letter that follows."""
    screen.say("mark this place as …", lasting=True)

    def letter(key: str) -> None:
        screen.view.cursor.marks[key] = screen.view.cursor.range.start
        screen.say(f"marked as {key}")

    _wait_for_key(screen, letter)


@moving("mark.go", "apostrophe", "grave_accent", label="to mark", when=_reading)
def go_to_mark(screen: ReaderScreen) -> None:
    """Go to the place that was marked under the letter that follows; pressed twice, to where the last jump began."""
    cursor = screen.view.cursor
    known = [*sorted(cursor.marks), *("'" if cursor.jumps else "")]
    screen.say(
        f"go to mark … {' '.join(known)}" if known else "no marks yet: m and a letter set one",
        lasting=bool(known),
    )
    if not known:
        return

    def letter(key: str) -> None:
        if key in cursor.marks:
            there = cursor.marks[key]
        elif key in {"'", "`"} and cursor.jumps:
            there = cursor.jumps.pop()
        else:
            screen.say(f"no mark {key}")
            return
        cursor.remember()
        screen.view.go(there)

    _wait_for_key(screen, letter)


@moving("move.jump-back", "ctrl+o", label="jump back")
def jump_back(screen: ReaderScreen) -> None:
    """Go back to where you were before the last jump."""
    view = screen.view
    if not view.cursor.jumps:
        screen.say("no jump to take back")
        return
    view.go(view.cursor.jumps.pop())


@command("view.wider", "greater_than_sign", label="wider", group="View")
def wider(screen: ReaderScreen) -> None:
    """Make the text column wider, also at the next start."""
    _measure(screen, MEASURE_STEP)


@command("view.narrower", "less_than_sign", label="narrower", group="View")
def narrower(screen: ReaderScreen) -> None:
    """Make the text column narrower, also at the next start."""
    _measure(screen, -MEASURE_STEP)


@command("view.margin", "z", label="hide margin", group="View")
def toggle_margin(screen: ReaderScreen) -> None:
    """Hide the margin, or show it again; so it is at the next start."""
    screen.toggle_class("-margin-hidden")
    app = screen.postil
    app.settings = replace(app.settings, margin=not screen.has_class("-margin-hidden"))
    if screen.focused is screen.margin:
        screen.text.focus()
    screen.update_margin()


@command("focus.margin", "tab", label="margin", group="View", when=lambda screen: screen.margin.display)
def focus_margin(screen: ReaderScreen) -> None:
    """Go to the margin: its claims and their evidence."""
    screen.remove_class("-margin-hidden")
    screen.update_margin()
    screen.margin.focus()
    if not screen.current:
        screen.margin.step(0)


@command(
    "form.save",
    "ctrl+s",
    label="save the form",
    group="Evidence",
    show=True,
    when=lambda screen: screen.pane.form is not None and screen.pane.form.display,
)
def save_form(screen: ReaderScreen) -> None:
    """Save the form that is open in the margin, from the text too."""
    if screen.pane.form is not None:
        screen.pane.form.action_save()


def _to_paragraph(screen: ReaderScreen, number: int) -> None:
    """Goes to a paragraph by the number beside it: to the start for 0, to the last one where there are fewer."""
    snapshot = screen.view.snapshot
    blocks = range(len(snapshot.blocks))
    block = bisect_left(blocks, number, key=snapshot.paragraph_number) if number else 0
    screen.view.go(snapshot.starts[min(block, blocks[-1])])


def _wait_for_key(screen: ReaderScreen, take: Callable[[str], object]) -> None:
    """Gives the next key to a command of two; escape leaves it."""

    def taken(key: str) -> None:
        screen.say("")
        if key != "escape":
            take(key)

    screen.postil.next_key = taken


def _to_claim(screen: ReaderScreen, step: int) -> None:
    marks = screen.text.overlay.claims
    here = screen.text.cursor.range
    claim = screen.claim
    wanted: Mark | None = marks.neighbour(claim.id, step) if claim else None
    if claim is None:
        wanted = marks.after(here.start - 1) if step > 0 else marks.before(here.start)
    if wanted is None:
        back = screen.first_key("claim.previous" if step > 0 else "claim.next")
        alone = claim is not None and marks.neighbour(claim.id, -step) is None
        further = "this is the only claim" if alone else f"no further claim; {back} goes the other way"
        screen.say(further if marks else screen.with_keys("no claims yet: {} marks one", "claim.mark"))
        return
    screen.text.cursor.remember()
    screen.text.go(wanted.start)
    screen.choose(wanted.id)


def _measure(screen: ReaderScreen, step: int) -> None:
    view = screen.view
    least, most = LIMITS["measure"]
    width = view.viewport.flow.width  # of what is wanted, as much as there is room for
    if step < 0 or width == view.measure:
        view.set_measure(max(least, min(most, width + step)))
        if view is screen.text:
            app = screen.postil
            app.settings = replace(app.settings, measure=view.measure)
    now = view.viewport.flow.width
    end = "" if now != width else ", the widest here" if step > 0 else ", the narrowest"
    screen.say(f"text column: {now} cells{end}")
