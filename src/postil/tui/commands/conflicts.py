"""The command that decides between two values of a field, where a claim or an article is shown."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING, TypeAlias

from postil.core.text import shortened, shown
from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.model import JSON, Claim, Evidence
    from postil.services.marks.conflicts import Undecided
    from postil.tui.screens.library import LibraryScreen
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.screens.review import ReviewScreen

    Deciding: TypeAlias = ReaderScreen | ReviewScreen | LibraryScreen
    Subject: TypeAlias = tuple[str, Claim | None, Evidence | None]


CONFLICTS = Registry("Both sides")
command = CONFLICTS.command

VALUE = 44
"""Code points of a value that a row of the choice shows."""


def conflicts_here(screen: Deciding) -> tuple[Undecided, ...]:
    """What there is to decide at the current claim or article; the selected evidence comes first."""
    subject = screen.subject()
    if subject is None:
        return ()
    article, claim, evidence = subject
    if claim is None and not screen.workspace.annotated(article).article.conflicts:
        return ()
    from postil.services.marks.conflicts import about

    first = evidence.id if evidence else ""
    return tuple(sorted(about(screen.workspace, article, claim), key=lambda item: item.record.id != first))


@command(
    "conflict.decide",
    "K",
    label="both values",
    group="Changed on both sides",
    show=True,
    when=lambda screen: bool(conflicts_here(screen)),
)
async def decide(screen: Deciding) -> None:
    """Choose which value stays of a field that was changed here and elsewhere."""
    from postil.services.marks.conflicts import written_by

    items, history = conflicts_here(screen), screen.workspace.history()
    # Read at once and beside the screen: the keys behind this one wait, those behind an answer would not.
    names = await to_thread(lambda: [written_by(history, item) for item in items])
    await _decide(screen, list(zip(items, names, strict=True)))


async def _decide(screen: Deciding, known: Sequence[tuple[Undecided, tuple[str, str]]]) -> None:
    """Asks about the first thing that there is to decide, and then about the next one.

    Args:
        screen: Where it is asked.
        known: Who wrote which value of what there was to decide.
    """
    from postil.services.marks import conflicts
    from postil.tui.screens.choice import Choice

    items = conflicts_here(screen)
    if not items:
        return
    item = items[0]
    told = (names for past, names in known if _is_same(past, item))
    ours, other = next(told, ("", ""))
    mine, theirs = apart(item.ours, item.conflict.value)
    when = item.conflict.modified[:16].replace("T", " ")
    rows = (
        f"stands  {mine}{_by(ours, item.record.modified[:16].replace('T', ' '))}",
        f"other   {theirs}{_by(other, when)}",
    )

    async def chosen(index: int | None) -> None:
        if index is None:
            return
        conflicts.decide(screen.workspace, item.collection, item.record, item.conflict, keep_other=index == 1)
        notices.tell(screen.app, f"Kept: {shortened(shown((mine, theirs)[index]), 60)}")
        screen.news({item.collection})
        if len(items) > 1:
            await _decide(screen, known)

    left = f" (1 of {len(items)})" if len(items) > 1 else ""
    title = f"Which {shortened(shown(item.conflict.field), 20)} of the {item.kind} stays?{left}"
    await screen.consult(Choice(title, rows), chosen)


def _is_same(one: Undecided, other: Undecided) -> bool:
    return one.record.id == other.record.id and one.conflict == other.conflict


def apart(ours: JSON, other: JSON) -> tuple[str, str]:
    """Two values in words, as far as a row shows them; what they begin with alike is left out where it must be."""
    from postil.services.marks.conflicts import in_words

    words = [" ".join(in_words(value).split()) for value in (ours, other)]
    pairs = zip(*words, strict=False)
    alike = next((at for at, (one, two) in enumerate(pairs) if one != two), min(map(len, words)))
    start = max(alike - VALUE // 3, 0) if max(map(len, words)) > VALUE else 0
    one, two = (f"{'…' if start else ''}{shortened(text[start:], VALUE)}" for text in words)
    return one, two


def _by(who: str, when: str) -> str:
    told = ", ".join(part for part in (shortened(shown(who), 16), shown(when)) if part)
    return f"  ({told})" if told else ""
