"""Commands that move through a text: by sentence, paragraph, page, claim, search and mark."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from postil.core.errors import NotFound
from postil.core.settings import LIMITS
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.snapshot import TextRange
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.found import Found
    from postil.tui.widgets.marks import Mark

READING = Registry("Reader")
command = READING.command
moving = partial(command, group="Moving", at_once=True)

MEASURE_STEP = 4


def _reading(screen: ReaderScreen) -> bool:
    return screen.view.selection is None


@moving("move.next-paragraph", "j", "down", "right_curly_bracket", label="paragraph", when=_reading)
def next_paragraph(screen: ReaderScreen) -> None:
    """Go to the next paragraph; one that is taller than the screen is scrolled first."""
    view = screen.view
    if view.viewport.goes_on_below(view.cursor.block):
        view.scroll_rows(max(view.viewport.height // 2, 1))
    elif view.cursor.next_paragraph():
        view.moved()
    else:
        view.to_end()


@moving("move.previous-paragraph", "k", "up", "left_curly_bracket", label="paragraph", when=_reading)
def previous_paragraph(screen: ReaderScreen) -> None:
    """Go to the previous paragraph; one that is taller than the screen is scrolled first."""
    view = screen.view
    if view.viewport.begins_above(view.cursor.block):
        view.scroll_rows(-max(view.viewport.height // 2, 1))
    elif view.cursor.previous_paragraph():
        view.moved()
    else:
        view.go(0)


@moving("move.next-sentence", "l", "right", "right_parenthesis", label="sentence", when=_reading)
def next_sentence(screen: ReaderScreen) -> None:
    """Go to the next sentence."""
    if screen.view.cursor.next_sentence():
        screen.view.moved()


@moving("move.previous-sentence", "h", "left", "left_parenthesis", label="sentence", when=_reading)
def previous_sentence(screen: ReaderScreen) -> None:
    """Go to the previous sentence."""
    if screen.view.cursor.previous_sentence():
        screen.view.moved()


@moving("move.page-down", "space", "pagedown", "ctrl+f", label="page")
def page_down(screen: ReaderScreen) -> None:
    """Scroll a page down."""
    screen.view.page(1)


@moving("move.page-up", "b", "pageup", "ctrl+b", label="page back", when=_reading)
def page_up(screen: ReaderScreen) -> None:
    """Scroll a page up."""
    screen.view.page(-1)


@moving("move.half-down", "ctrl+d", label="half page")
def half_down(screen: ReaderScreen) -> None:
    """Scroll half a page down."""
    screen.view.page(0.5)


@moving("move.half-up", "ctrl+u", label="half page back")
def half_up(screen: ReaderScreen) -> None:
    """Scroll half a page up."""
    screen.view.page(-0.5)


@moving("move.row-down", "ctrl+e", label="row")
def row_down(screen: ReaderScreen) -> None:
    """Scroll one row down."""
    screen.view.scroll_rows(1)


@moving("move.row-up", "ctrl+y", label="row back")
def row_up(screen: ReaderScreen) -> None:
    """Scroll one row up."""
    screen.view.scroll_rows(-1)


@moving("move.start", "g", label="start", when=_reading)
def start(screen: ReaderScreen) -> None:
    """Go to the start: press it twice, as `gg`."""

    def second(key: str) -> None:
        if key == "g":
            screen.view.cursor.remember()
            screen.view.go(0)

    _wait_for_key(screen, second)


@moving("move.top", "home", label="top", when=_reading)
def top(screen: ReaderScreen) -> None:
    """Go to the start at once."""
    screen.view.cursor.remember()
    screen.view.go(0)


@moving("move.end", "G", "end", label="end", when=_reading)
def end(screen: ReaderScreen) -> None:
    """Go to the end."""
    screen.view.cursor.remember()
    screen.view.to_end()


@moving("claim.next", "right_square_bracket", label="next claim", show=True, when=_reading)
def next_claim(screen: ReaderScreen) -> None:
    """Go to the next claim, also a second one of the same sentence."""
    _to_claim(screen, 1)


@moving("claim.previous", "left_square_bracket", label="previous claim", when=_reading)
def previous_claim(screen: ReaderScreen) -> None:
    """Go to the previous claim."""
    _to_claim(screen, -1)


@command("search.find", "slash", label="search", group="Searching", show=True)
async def find(screen: ReaderScreen) -> None:
    """Search for words as you type; n and N repeat it."""
    from postil.tui.widgets.prompt import Question

    screen.view.cursor.remember()
    question = Question(
        answered=partial(end_search, screen),
        changed=partial(live_search, screen),
        cancelled=partial(cancel_search, screen),
    )
    await screen.ask("/", question, placeholder="words; enter keeps the place, esc goes back")


@command("search.next", "n", label="next found", group="Searching", when=_reading, at_once=True)
def search_next(screen: ReaderScreen) -> None:
    """Go to the next place where the words are found; go on from the start after the last."""
    found = _found(screen)
    here = screen.view.overlay.hit
    after = here.start + 1 if here else screen.view.cursor.range.start
    hit = found.after(after)
    _show_hit(screen, hit or found.after(0), "" if hit else "searched to the end, and on from the top")


@command("search.previous", "N", label="previous found", group="Searching", when=_reading, at_once=True)
def search_previous(screen: ReaderScreen) -> None:
    """Go to the place before; go on from the end before the first."""
    found = _found(screen)
    here = screen.view.overlay.hit
    before = here.start if here else screen.view.cursor.range.start
    hit = found.before(before)
    _show_hit(
        screen,
        hit or found.before(len(screen.view.snapshot.text)),
        "" if hit else "searched to the top, and on from the end",
    )


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


@moving("mark.go", "apostrophe", label="to mark", when=_reading)
def go_to_mark(screen: ReaderScreen) -> None:
    """Go to the place that was marked under the letter that follows."""
    known = " ".join(sorted(screen.view.cursor.marks))
    screen.say(
        f"go to mark … {known}" if known else "no marks yet: m and a letter set one", lasting=bool(known)
    )
    if not known:
        return

    def letter(key: str) -> None:
        if key not in screen.view.cursor.marks:
            screen.say(f"no mark {key}")
            return
        screen.view.cursor.remember()
        screen.view.go(screen.view.cursor.marks[key])

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


def live_search(screen: ReaderScreen, phrase: str) -> None:
    """Shows the first place of a phrase while it is being typed."""
    from postil.tui.widgets.found import Found

    view = screen.view
    jumps = view.cursor.jumps
    origin = jumps[-1] if jumps else 0
    screen.found = Found(view.snapshot.text, phrase) if phrase.strip() else None
    hit = (screen.found.after(origin) or screen.found.after(0)) if screen.found else None
    view.show_hits(screen.found, hit)
    view.go(hit.start if hit else origin)


def end_search(screen: ReaderScreen, phrase: str) -> None:
    """Keeps the place that was found, and says which it is, or that there is none."""
    hit = screen.view.overlay.hit
    if screen.found is not None:
        screen.say(screen.found.position(hit) if hit else f"not found: {phrase.strip()}")


def cancel_search(screen: ReaderScreen) -> None:
    """Goes back to where the search began."""
    view = screen.view
    screen.found = None
    view.show_hits(None, None)
    if view.cursor.jumps:
        view.go(view.cursor.jumps.pop())


def _wait_for_key(screen: ReaderScreen, take: Callable[[str], object]) -> None:
    """Gives the next key to a command of two; escape leaves it."""

    def taken(key: str) -> None:
        screen.say("")
        if key != "escape":
            take(key)

    screen.postil.next_key = taken


def _found(screen: ReaderScreen) -> Found:
    if screen.found is None:
        raise NotFound("Nothing has been searched for yet.", "/ searches.")
    return screen.found


def _show_hit(screen: ReaderScreen, hit: TextRange | None, words: str) -> None:
    """Goes to a place that was found, and says how it was come to and which of them it is."""
    found = _found(screen)
    if hit is None:
        screen.say(f"not found: {found.phrase}")
        return
    screen.view.show_hits(found, hit)
    screen.view.go(hit.start)
    screen.say("; ".join(filter(None, (words, found.position(hit)))))


def _to_claim(screen: ReaderScreen, step: int) -> None:
    marks = screen.text.overlay.claims
    here = screen.text.cursor.range
    claim = screen.claim
    wanted: Mark | None = marks.neighbour(claim.id, step) if claim else None
    if claim is None:
        wanted = marks.after(here.start - 1) if step > 0 else marks.before(here.start)
    if wanted is None:
        back = screen.first_key("claim.previous" if step > 0 else "claim.next")
        screen.say(f"no further claim; {back} goes the other way" if marks else "no claims yet: a marks one")
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
