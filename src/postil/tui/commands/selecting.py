"""Commands that select words, and that move the boundaries of a claim, by keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from postil.core.errors import WrongUse
from postil.core.quoting import counted
from postil.core.snapshot import TextRange
from postil.tui.commands.registry import Registry
from postil.tui.widgets.selection import Selection

if TYPE_CHECKING:
    from postil.anchoring.boundaries import Unit
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.article_view import ArticleView

SELECTING = Registry("Selecting")
command = SELECTING.command
selecting = partial(command, group="Selecting", at_once=True, repeats=True)
adjusting = partial(command, group="Adjusting a claim", at_once=True, repeats=True)

STARTING = Registry("Reader")
"""What begins a selection; it comes after the commands on claims, which are wanted more often."""


def _selecting(screen: ReaderScreen) -> bool:
    return screen.view.selection is not None and not screen.view.adjusting


def _adjusting(screen: ReaderScreen) -> bool:
    return bool(screen.view.adjusting)


def _either(screen: ReaderScreen) -> bool:
    return screen.view.selection is not None


@STARTING.command(
    "select.start", "v", label="select", group="Selecting", show=True, when=lambda screen: not _either(screen)
)
def select(screen: ReaderScreen) -> None:
    """Select words: what was found, the current claim, or the sentence; then move its ends."""
    view = screen.view
    claim = screen.claim if view is screen.text else None
    if view.overlay.hit and view.cursor.range.overlaps(view.overlay.hit):
        chosen = view.overlay.hit
    elif claim and claim.id == screen.just_marked and screen.annotated.stands(claim):
        chosen = TextRange(claim.start, claim.end)
    else:
        chosen = view.cursor.range
    if chosen.end > chosen.start:
        view.focus()
        view.select(Selection(chosen))


@command("select.leave", "escape", "v", label="leave", group="Selecting", show=True, when=_selecting)
def leave(screen: ReaderScreen) -> None:
    """Select nothing."""
    screen.view.select(None)


@command("adjust.save", "enter", label="save", group="Adjusting a claim", show=True, when=_adjusting)
def save(screen: ReaderScreen) -> None:
    """Keep the new boundaries."""
    from postil.services.marks import claims

    view, claim = screen.text, screen.adjusted
    if view.selection and claim:
        claims.move_claim(screen.workspace, screen.article, claim, [view.selection.range])
        view.select(None)
        screen.claims_changed()


@command("adjust.restore", "escape", label="restore", group="Adjusting a claim", show=True, when=_adjusting)
def restore(screen: ReaderScreen) -> None:
    """Leave the boundaries as they were."""
    screen.text.select(None)


@selecting("select.right", "l", "right", label="character", when=_selecting)
def right(screen: ReaderScreen) -> None:
    """Move the end that moves one character on."""
    _move(screen, "character", 1)


@selecting("select.left", "h", "left", label="character back", when=_selecting)
def left(screen: ReaderScreen) -> None:
    """Move the end that moves one character back."""
    _move(screen, "character", -1)


@selecting("select.word", "w", "ctrl+right", label="word", show=True, when=_selecting)
def word(screen: ReaderScreen) -> None:
    """Move it one word on."""
    _move(screen, "word", 1)


@selecting("select.word-back", "b", "ctrl+left", label="word back", when=_selecting)
def word_back(screen: ReaderScreen) -> None:
    """Move it one word back."""
    _move(screen, "word", -1)


@selecting("select.sentence", "right_parenthesis", "j", "down", label="sentence", show=True, when=_selecting)
def sentence(screen: ReaderScreen) -> None:
    """Move it one sentence on, over the paragraph's border too."""
    _move(screen, "sentence", 1)


@selecting("select.sentence-back", "left_parenthesis", "k", "up", label="sentence back", when=_selecting)
def sentence_back(screen: ReaderScreen) -> None:
    """Move it one sentence back."""
    _move(screen, "sentence", -1)


@command("select.swap", "o", label="other end", group="Selecting", when=_either, at_once=True)
def swap(screen: ReaderScreen) -> None:
    """Move the other end from now on."""
    view = screen.view
    if view.selection:
        view.select(view.selection.swapped(), adjusting=view.adjusting)


@command(
    "select.copy",
    "y",
    label="copy",
    group="Selecting",
    when=lambda screen: _selecting(screen) and screen.view is screen.text,
)
async def copy(screen: ReaderScreen) -> None:
    """Copy the selected words, citing the article."""
    from postil.tui.commands.copying import copy_passage

    if screen.text.selection:
        await copy_passage(screen, screen.text.selection.range)


@STARTING.command("select.copy-words", "ctrl+c", "super+c", label="copy words", group="Selecting")
async def copy_words(screen: ReaderScreen) -> None:
    """Copy the selected words, or the sentence, without a citation."""
    view = screen.view
    piece = view.selection.range if view.selection else view.cursor.range
    await screen.postil.put(view.snapshot.text[piece.start : piece.end])


@STARTING.command(
    "adjust.start", "B", label="boundaries", group="Adjusting a claim", when=lambda screen: screen.claim
)
def adjust(screen: ReaderScreen) -> None:
    """Adjust the boundaries of the current claim, by word and by character."""
    claim = screen.claim
    if claim is not None and len(claim.target.selectors) > 1:
        raise WrongUse(
            "This claim stands on several pieces of the text.",
            f"{screen.first_key('claim.mark')} marks one of them alone.",
        )
    if claim is not None and not screen.annotated.stands(claim):
        raise WrongUse("This claim has no place in the text.", f"{screen.first_key('doubt.list')} lists it.")
    if claim is not None:
        screen.adjusted = claim
        screen.text.focus()
        screen.text.select(Selection(TextRange(claim.start, claim.end)), adjusting=claim.id)


@adjusting("adjust.end-on", "l", "right", label="end on", show=True, when=_adjusting)
def end_on(screen: ReaderScreen) -> None:
    """Move the end one word on."""
    _adjust(screen, "word", 1, at_start=False)


@adjusting("adjust.end-back", "h", "left", label="end back", when=_adjusting)
def end_back(screen: ReaderScreen) -> None:
    """Move the end one word back."""
    _adjust(screen, "word", -1, at_start=False)


@adjusting("adjust.start-on", "L", "shift+right", label="start on", show=True, when=_adjusting)
def start_on(screen: ReaderScreen) -> None:
    """Move the start one word on."""
    _adjust(screen, "word", 1, at_start=True)


@adjusting("adjust.start-back", "H", "shift+left", label="start back", when=_adjusting)
def start_back(screen: ReaderScreen) -> None:
    """Move the start one word back."""
    _adjust(screen, "word", -1, at_start=True)


@adjusting("adjust.character-on", "full_stop", label="character on", when=_adjusting)
def character_on(screen: ReaderScreen) -> None:
    """Move the end that moved last one character on."""
    _adjust(screen, "character", 1)


@adjusting("adjust.character-back", "comma", label="character back", when=_adjusting)
def character_back(screen: ReaderScreen) -> None:
    """Move the end that moved last one character back."""
    _adjust(screen, "character", -1)


def select_dragged(view: ArticleView, start: int, end: int) -> None:
    """Selects what the mouse was dragged over, the character under it included."""
    low, high = min(start, end), max(start, end)
    view.select(Selection(TextRange(low, min(high + 1, len(view.snapshot.text))), at_start=end < start))


def select_unit(view: ArticleView, offset: int, unit: Unit) -> None:
    """Selects the word or the sentence at an offset."""
    view.cursor.go(offset)
    view.moved()
    if unit == "sentence":
        view.select(Selection(view.cursor.range))
        return
    from postil.core.words import words_around

    word = next(words_around(view.snapshot.text, offset, 1), None)
    if word and word[0] <= offset:
        view.select(Selection(TextRange(*word)))


def _move(screen: ReaderScreen, unit: Unit, steps: int) -> None:
    view = screen.view
    if view.selection:
        view.select(view.selection.moved(view.snapshot.text, unit, steps, sentences=_sentences(view)))


def _adjust(screen: ReaderScreen, unit: Unit, steps: int, *, at_start: bool | None = None) -> None:
    view = screen.text
    if view.selection:
        moving = view.selection.at_start if at_start is None else at_start
        selection = Selection(view.selection.range, moving)
        view.select(
            selection.moved(view.snapshot.text, unit, steps, sentences=_sentences(view)),
            adjusting=view.adjusting,
        )


def _sentences(view: ArticleView) -> list[tuple[int, int]]:
    """The sentences around the end that moves: of its block and the ones beside it."""
    if view.selection is None:
        return []
    at = view.selection.range.start if view.selection.at_start else view.selection.range.end
    block = view.snapshot.block_at(max(at - 1, 0))
    blocks = range(max(block - 1, 0), min(block + 2, len(view.snapshot.blocks)))
    return [(span.start, span.end) for number in blocks for span in view.cursor.sentence_spans(number)]


def selected_words(view: ArticleView, room: int) -> str:
    """The count of the selected words, and as much of them as fits, with the end that moves."""
    from postil.core.words import words as spans

    selection = view.selection
    if selection is None:
        return ""
    words = " ".join(view.snapshot.text[selection.range.start : selection.range.end].split())
    said = f"{counted(len(spans(words)), 'word')}: "
    room = max(room - len(said) - 2, 8)
    if len(words) > room:
        words = words[: room - 1] + "…" if selection.at_start else "…" + words[1 - room :]
    return said + words
