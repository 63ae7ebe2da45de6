"""Undo and redo: operations appended, never a rewind."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import OUTSIDE, Change, Motion, Operation, carried_over, contradicted, reverse
from postil.core.errors import ChangedMeanwhile, NotFound, PostilError, WrongUse
from postil.core.ids import later
from postil.core.model import Article, Evidence, Locator, Record, Source, kind_of
from postil.core.quoting import quoted
from postil.core.target import Target
from postil.core.text import shortened, shown
from postil.services.sources.renaming import key_now
from postil.services.undo.trash import is_bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postil.services.library.history import History
    from postil.services.library.workspace import Workspace

_VERBS = {Motion.UNDO: "taken back", Motion.REDO: "done again"}


class Step(NamedTuple):
    """A gesture whose turn it may be to be undone or done again.

    Attributes:
        motion: Which of the two.
        gesture: The gesture.
        operation: What is to be taken back: the gesture, or its undoing.
        since: What was done after the gesture, where that can need what it made.
        named: Whether it is this gesture or none.
    """

    motion: Motion
    gesture: Operation
    operation: Operation
    since: Sequence[Operation]
    named: bool

    def take(self, workspace: Workspace) -> Operation:
        """Undoes the gesture, or does it again.

        Returns:
            What was done; without changes where nothing of the gesture stands any more, or another postil
            did the same at the same time: then it is the next one's turn.

        Raises:
            ChangedMeanwhile: As `undo`.
        """
        changes = _reversed(workspace, self)
        if any(change.fields() for change in changes):
            done = workspace.commit(self.gesture.label, changes, motion=self.motion, of=self.gesture.id)
            if done.changes:
                return done
            workspace.forget()  # somebody was quicker
        if self.named:
            raise ChangedMeanwhile(*_why_not(workspace, self.gesture, self.motion))
        return self.gesture._replace(changes=())


def steps(workspace: Workspace, motion: Motion, wanted: str = "") -> Iterator[Step]:
    """The gestures that can be undone or done again, the one whose turn is first; it never ends but by raising.

    The journals are read as far as that takes, by whoever asks for the next one: that may be another thread.

    Args:
        workspace: The open library; what is on its way there now is looked at too.
        motion: `UNDO` or `REDO`.
        wanted: The id of one gesture, or an empty string for one's own.
    """
    return _steps(workspace.history(), workspace.creator, motion, wanted)


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
    return _first(workspace, steps(workspace, Motion.UNDO, gesture))


def redo(workspace: Workspace, gesture: str = "") -> Operation:
    """Does again what was last undone, or the undone gesture that is named.

    Raises:
        WrongUse: There is none.
        ChangedMeanwhile: A field that it sets has been changed since by something else, or it was done
            again already.
    """
    return _first(workspace, steps(workspace, Motion.REDO, gesture))


def _first(workspace: Workspace, found: Iterator[Step]) -> Operation:
    while not (done := next(found).take(workspace)).changes:
        pass
    return done


def _steps(history: History, creator: str, motion: Motion, wanted: str) -> Iterator[Step]:
    named = history.find(wanted) if wanted else None
    person = OUTSIDE if named and named.creator == OUTSIDE else creator
    for gesture, operation in (_done if motion is Motion.UNDO else _undone)(history, person, wanted):
        if wanted in ("", gesture.id):
            since = _since(history, gesture) if motion is Motion.UNDO else ()
            yield Step(motion, gesture, operation, since, named=bool(wanted))
    if wanted:
        raise _refusal(history, named, person, motion, wanted)
    raise WrongUse(f"There is nothing to {motion}.")


def _done(history: History, person: str, wanted: str) -> Iterator[tuple[Operation, Operation]]:
    """What a person can take back, the last first: each gesture at the time that it was done or done again."""
    met: set[str] = set()
    for operation in history.naming(wanted or person):
        about = operation.of or operation.id
        if about in met or not operation.changes:
            continue
        met.add(about)
        gesture = history.find(about) if operation.motion is Motion.REDO else operation
        if gesture and gesture.creator == person and operation.motion is not Motion.UNDO:
            yield gesture, gesture


def _undone(history: History, person: str, _wanted: str) -> Iterator[tuple[Operation, Operation]]:
    """What a person can do again, the last undone first, each with its undoing; a new gesture ends it."""
    met: set[str] = set()
    for operation in history.naming("" if person == OUTSIDE else person):
        if operation.motion is Motion.DO and operation.creator == person and operation.changes:
            return
        if operation.of in met or not operation.changes:
            continue
        met.add(operation.of)
        gesture = history.find(operation.of) if operation.motion is Motion.UNDO else None
        if gesture and gesture.creator == person:
            yield gesture, operation


def _since(history: History, gesture: Operation) -> Sequence[Operation]:
    """What was done after a gesture that brought sources, which evidence may quote by now."""
    if not any(isinstance(change.after, Source) and change.before is None for change in gesture.changes):
        return ()
    return tuple(takewhile(lambda known: known.id != gesture.id, history))


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


def _refusal(
    history: History, known: Operation | None, person: str, motion: Motion, wanted: str
) -> PostilError:
    """Why a gesture that is named is not one of those that can be taken back or done again."""
    if known is None:
        return NotFound(f"There is no gesture {shown(wanted)} to {motion}.", "`postil history` lists them.")
    if known.motion is not Motion.DO:
        way = "redo" if known.motion is Motion.UNDO else "undo"
        return WrongUse(
            f"{wanted} is the {known.motion} of {known.of}, and no gesture itself.",
            f"`postil {way} {known.of}` takes it back.",
        )
    if known.creator != person:
        return WrongUse(f"“{known.label}” is a gesture of {shown(known.creator)}.", "Change it by hand.")
    last = next(made for made in history.naming(wanted) if wanted in (made.id, made.of))
    told = "was taken back already" if last.motion is Motion.UNDO else "has not been taken back"
    return ChangedMeanwhile(f"“{known.label}” {told}.")


def _reversed(workspace: Workspace, step: Step) -> list[Change]:
    motion, gesture = step.motion, step.gesture
    now = workspace.clock()
    changes = []
    quotes = _quotes(workspace, step.since)
    for change in reversed(step.operation.changes):
        if change.before is None and _needed(workspace, change.after, gesture, quotes):
            continue
        current = workspace.current(change)
        if current is None:  # a backup that was restored does not hold it
            continue
        wanted = reverse(change, later(now, current.modified))
        wanted = _following(workspace, step.operation, wanted)
        if is_bare(current) and not wanted.after.deleted and not is_bare(wanted.before or current):
            raise ChangedMeanwhile(
                f"“{gesture.label}” cannot be {_VERBS[motion]}, since the {kind_of(current)} was purged.",
                "Undo the purge first: `postil history` has its id.",
            )
        if current.deleted and wanted.after.deleted:  # in the trash is in the trash
            wanted = wanted._replace(after=replace(wanted.after, deleted=current.deleted))
        elif current.deleted and wanted.before and not wanted.before.deleted:
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


def _following(workspace: Workspace, operation: Operation, change: Change) -> Change:
    """The same change, where it gives evidence another source by the key that this one has now."""
    piece = change.after
    if not isinstance(piece, Evidence) or "source" not in change.fields():
        return change
    if any(isinstance(own.before, Source) and own.before.key == piece.source for own in operation.changes):
        return change  # a source that gets its old key back
    return change._replace(after=replace(piece, source=key_now(workspace, piece.source)))


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


def _quotes(workspace: Workspace, operations: Iterable[Operation]) -> Mapping[str, Sequence[Record]]:
    """The evidence that some operations touched, as it stands, by what it quotes."""
    quotes: dict[str, list[Record]] = {}
    for change in (change for operation in operations for change in operation.changes):
        if isinstance(change.after, Evidence):
            current = workspace.current(change)
            if isinstance(current, Evidence):
                quotes.setdefault(current.source, []).append(current)
    return quotes


def _both(name: str, current: Record, wanted: Change) -> str:
    """What a field holds and what it would hold; of a source, each line that holds what neither has set."""
    from postil.citation.fields import told

    now, base, then = (getattr(record, name) for record in (current, wanted.before, wanted.after))
    if name != "csl":
        return _beside(name, _told(now), _told(then))
    lines = (line for line in {**base, **then} if now.get(line) not in (base.get(line), then.get(line)))
    return "; ".join(_beside(line, told(line, now), told(line, then)) for line in lines)


def _beside(name: str, now: str, then: str) -> str:
    return f"{name} (now {quoted(shortened(now, 40))}, would be {quoted(shortened(then, 40))})"


def _told(value: object) -> str:
    match value:
        case Target():
            return value.exact
        case Locator():
            return f"{value.label} {value.value}"
        case tuple():
            return ", ".join(str(part) for part in value)
        case _:
            return str(value)
