"""Searching in a text: as words are typed, and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import NotFound

if TYPE_CHECKING:
    from postil.core.snapshot import TextRange
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.found import Found


def to_next(screen: ReaderScreen) -> None:
    """Goes to the next place of what was searched for last, on from the start after the last one."""
    found = _found(screen)
    here = screen.view.overlay.hit
    after = here.start + 1 if here else screen.view.cursor.range.start
    hit = found.after(after)
    _show_hit(screen, hit or found.after(0), "" if hit else "searched to the end, and on from the top")


def to_previous(screen: ReaderScreen) -> None:
    """Goes to the place before, on from the end before the first one."""
    found = _found(screen)
    here = screen.view.overlay.hit
    before = here.start if here else screen.view.cursor.range.start
    hit = found.before(before)
    _show_hit(
        screen,
        hit or found.before(len(screen.view.snapshot.text)),
        "" if hit else "searched to the top, and on from the end",
    )


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
    """Keeps the place that was found, and says which it is, or that there is none; no words repeat the last search."""
    if not phrase.strip():
        if screen.searched:
            to_next(screen)
        return
    screen.searched = phrase
    hit = screen.view.overlay.hit
    screen.say(_found(screen).position(hit) if hit else _not_found(screen))


def cancel_search(screen: ReaderScreen) -> None:
    """Goes back to where the search began."""
    view = screen.view
    screen.found = None
    view.show_hits(None, None)
    if view.cursor.jumps:
        view.go(view.cursor.jumps.pop())


def _found(screen: ReaderScreen) -> Found:
    """What was searched for last, in the text that has the keys."""
    from postil.tui.widgets.found import Found

    text = screen.view.snapshot.text
    if not screen.searched:
        raise NotFound("Nothing has been searched for yet.", "/ searches.")
    if screen.found is None or screen.found.text != text:
        screen.found = Found(text, screen.searched)
    return screen.found


def _not_found(screen: ReaderScreen) -> str:
    """Tells that the words are not there, and whether they are but for their capitals."""
    from postil.tui.widgets.found import Found

    phrase = screen.searched.strip()
    small = phrase.lower()
    is_there = small != phrase and Found(screen.view.snapshot.text, small).after(0)
    return f"not found: {phrase}{f', but {small} is' if is_there else ''}"


def _show_hit(screen: ReaderScreen, hit: TextRange | None, words: str) -> None:
    """Goes to a place that was found, and says how it was come to and which of them it is."""
    found = _found(screen)
    if hit is None:
        screen.say(_not_found(screen))
        return
    screen.view.show_hits(found, hit)
    screen.view.go(hit.start)
    screen.say("; ".join(filter(None, (words, found.position(hit)))))
