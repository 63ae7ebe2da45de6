"""Undo and redo: operations appended, never a rewind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from postil.core.changes import OUTSIDE, Change, Motion, Operation, carried_over, contradicted, reverse
from postil.core.errors import ChangedMeanwhile, NotFound, PostilError, WrongUse
from postil.core.ids import later
from postil.core.model import Article, Evidence, Locator, Record, Source, kind_of
from postil.core.quoting import quoted
from postil.core.target import Target
from postil.core.text import shortened, shown
from postil.services.trash import is_bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from postil.services.workspace import Workspace

_VERBS = {Motion.UNDO: "taken back", Motion.REDO: "done again"}


@dataclass
class Stack:
    """The gestures that one person can undo and redo now, the next one last."""

    done: list[Operation] = field(default_factory=list)
    undone: list[tuple[Operation, Operation]] = field(default_factory=list)
    """The gesture and the operation that undid it."""


def stack(operations: Iterable[Operation], creator: str) -> Stack:
    """Replays the journal into what can be undone and redone; others' gestures are left alone."""
    now = Stack()
    own: set[str] = set()
    for operation in operations:
        if not operation.changes or not (operation.creator == creator or operation.of in own):
            continue
        own.add(operation.id)
        match operation.motion:
            case Motion.DO:
                now.done.append(operation)
                now.undone.clear()
            case Motion.UNDO:
                taken = [known for known in now.done if known.id == operation.of]
                now.done = [known for known in now.done if known.id != operation.of]
                now.undone.extend((gesture, operation) for gesture in taken)
            case Motion.REDO:
                back = [gesture for gesture, _ in now.undone if gesture.id == operation.of]
                now.undone = [pair for pair in now.undone if pair[0].id != operation.of]
                now.done.extend(back)
    return now


def undo(workspace: Workspace, gesture: str = "") -> Operation:
    """Takes back the last gesture, also one of an earlier session.

    A gesture of which nothing stands any more is passed over, and so is one that another postil takes back
    at the same time.

    Args:
        workspace: The open library.
        gesture: The id of an earlier gesture to take back instead: of one's own, or what was taken in from
            another program.

    Raises:
        WrongUse: There is none.
        ChangedMeanwhile: A field that it set has been changed since by something else, or what it made is
            needed by something else, or it was taken back already.
    """
    return _step(workspace, Motion.UNDO, gesture)


def redo(workspace: Workspace, gesture: str = "") -> Operation:
    """Does again what was last undone, or the undone gesture that is named.

    Raises:
        WrongUse: There is none.
        ChangedMeanwhile: A field that it sets has been changed since by something else, or it was done
            again already.
    """
    return _step(workspace, Motion.REDO, gesture)


def _step(workspace: Workspace, motion: Motion, wanted: str) -> Operation:
    history = workspace.history()
    named = next((made for made in history if made.id == wanted), None)
    person = OUTSIDE if named and named.creator == OUTSIDE else workspace.creator
    now = stack(history, person)
    choices = [(known, known) for known in now.done] if motion is Motion.UNDO else now.undone
    for gesture, operation in reversed(choices):
        if wanted not in ("", gesture.id):
            continue
        changes = _reversed(workspace, gesture, operation, motion, history)
        if any(change.fields() for change in changes):
            done = workspace.commit(gesture.label, changes, motion=motion, of=gesture.id)
            if done.changes:
                return done
            workspace.forget()  # somebody was quicker
        if wanted:
            raise ChangedMeanwhile(*_why_not(workspace, gesture, motion))
    if wanted:
        raise _refusal(history, person, motion, wanted)
    raise WrongUse(f"There is nothing to {motion}.")


def _why_not(workspace: Workspace, gesture: Operation, motion: Motion) -> tuple[str, str]:
    """Why nothing of a gesture is left to take back or to do again, and what can be done."""
    verb = _VERBS[motion]
    made = [change.after for change in gesture.changes if change.before is None]
    if motion is Motion.UNDO and made and all(_lives(workspace, gesture, record.id) for record in made):
        what = kind_of(made[0])
        return (
            f"“{gesture.label}” cannot be {verb}, since there are marks by now that need the {what}.",
            f"Remove them first, or put the {what} to the trash with all of them.",
        )
    return f"“{gesture.label}” was {verb} meanwhile, or nothing of it is left.", ""


def _lives(workspace: Workspace, gesture: Operation, record: str) -> bool:
    change = next(change for change in gesture.changes if change.after.id == record)
    current = workspace.current(change)
    return current is not None and not current.deleted


def _refusal(history: Sequence[Operation], creator: str, motion: Motion, wanted: str) -> PostilError:
    """Why a gesture that is named is not one of those that can be taken back or done again."""
    known = next((made for made in history if made.id == wanted), None)
    if known is None:
        return NotFound(f"There is no gesture {shown(wanted)} to {motion}.", "`postil history` lists them.")
    if known.motion is not Motion.DO:
        way = "redo" if known.motion is Motion.UNDO else "undo"
        return WrongUse(
            f"{wanted} is the {known.motion} of {known.of}, and no gesture itself.",
            f"`postil {way} {known.of}` takes it back.",
        )
    if known.creator != creator:
        return WrongUse(f"“{known.label}” is a gesture of {shown(known.creator)}.", "Change it by hand.")
    last = [made for made in history if wanted in (made.id, made.of)][-1]
    told = "was taken back already" if last.motion is Motion.UNDO else "has not been taken back"
    return ChangedMeanwhile(f"“{known.label}” {told}.")


def _reversed(
    workspace: Workspace,
    gesture: Operation,
    operation: Operation,
    motion: Motion,
    history: Sequence[Operation],
) -> list[Change]:
    now = workspace.clock()
    changes = []
    quotes = _quotes_since(workspace, gesture, history)
    for change in reversed(operation.changes):
        if change.before is None and _needed(workspace, change.after, gesture, quotes):
            continue
        current = workspace.current(change)
        wanted = reverse(change, later(now, current.modified if current else ""))
        if (
            current
            and is_bare(current)
            and not wanted.after.deleted
            and not is_bare(wanted.before or current)
        ):
            raise ChangedMeanwhile(
                f"“{gesture.label}” cannot be {_VERBS[motion]}, since the {kind_of(current)} was purged.",
                "Undo the purge first: `postil history` has its id.",
            )
        if current and current.deleted and wanted.after.deleted:  # in the trash is in the trash
            wanted = wanted._replace(after=replace(wanted.after, deleted=current.deleted))
        elif current and current.deleted and wanted.before and not wanted.before.deleted:
            wanted = _in_the_trash(wanted, current.deleted)
        if clashing := contradicted(wanted, current):
            raise ChangedMeanwhile(
                f"“{gesture.label}” cannot be {_VERBS[motion]}, since something was changed after it: "
                + "; ".join(_both(name, current, wanted) for name in clashing)
                + ".",
                "Edit it by hand, or undo the later change first.",
            )
        changes.append(Change(change.collection, current, carried_over(wanted, current)))
    return changes


def _in_the_trash(change: Change, deleted: str) -> Change:
    """The same change of a record that has been trashed since, where taking back is no reason to return."""
    assert change.before is not None  # noqa: S101 - for the type checker
    before, after = replace(change.before, deleted=deleted), replace(change.after, deleted=deleted)
    return Change(change.collection, before, after)


def _needed(
    workspace: Workspace, record: Record, gesture: Operation, quotes: Mapping[str, Sequence[Record]]
) -> bool:
    """Whether an article or a source that a gesture brought along has other marks on it by now."""
    own = {change.after.id for change in gesture.changes}
    match record:
        case Article():
            annotated = workspace.annotated(record.id)
            marks: Iterable[Record] = (*annotated.claims, *annotated.evidence)
        case Source():
            marks = quotes.get(record.key, ())
        case _:
            return False
    return any(mark.id not in own and not mark.deleted for mark in marks)


def _quotes_since(
    workspace: Workspace, gesture: Operation, history: Sequence[Operation]
) -> Mapping[str, Sequence[Record]]:
    """The evidence of all gestures after one that brought sources, as it stands, by what it quotes."""
    quotes: dict[str, list[Record]] = {}
    if not any(isinstance(change.after, Source) and change.before is None for change in gesture.changes):
        return quotes
    for operation in history:
        for change in operation.changes if operation.id > gesture.id else ():
            if isinstance(change.after, Evidence):
                current = workspace.current(change)
                if isinstance(current, Evidence):
                    quotes.setdefault(current.source, []).append(current)
    return quotes


def _both(name: str, current: Record | None, wanted: Change) -> str:
    now, then = getattr(current, name), getattr(wanted.after, name)
    return f"{name} (now {_told(now)}, would be {_told(then)})"


def _told(value: object) -> str:
    match value:
        case Target():
            words = value.exact
        case Locator():
            words = f"{value.label} {value.value}"
        case tuple():
            words = ", ".join(str(part) for part in value)
        case _:
            words = str(value)
    return quoted(shortened(words, 40))
