"""Undo and redo: operations appended, never a rewind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from postil.core.changes import Change, Motion, Operation, carried_over, contradicted, reverse
from postil.core.errors import ChangedMeanwhile, WrongUse
from postil.core.ids import later
from postil.core.model import Article, Evidence, Locator, Record, Source, Target
from postil.core.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.services.workspace import Workspace


@dataclass
class Stack:
    """The gestures that one person can undo and redo now, the next one last."""

    done: list[Operation] = field(default_factory=list)
    undone: list[tuple[Operation, Operation]] = field(default_factory=list)
    """The gesture and the operation that undid it."""


def stack(operations: Iterable[Operation], creator: str) -> Stack:
    """Replays the journal into what can be undone and redone; others' gestures are left alone."""
    now = Stack()
    for operation in operations:
        if operation.creator != creator or not operation.changes:
            continue
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

    A gesture of which nothing stands any more is passed over.

    Args:
        workspace: The open library.
        gesture: The id of an earlier gesture of one's own to take back instead.

    Raises:
        WrongUse: There is none.
        ChangedMeanwhile: A field that it set has been changed since by something else.
    """
    done = stack(workspace.history(), workspace.creator).done
    return _step(workspace, [(known, known) for known in done], Motion.UNDO, gesture)


def redo(workspace: Workspace, gesture: str = "") -> Operation:
    """Does again what was last undone, or the undone gesture that is named.

    Raises:
        WrongUse: There is none.
        ChangedMeanwhile: A field that it sets has been changed since by something else.
    """
    return _step(workspace, stack(workspace.history(), workspace.creator).undone, Motion.REDO, gesture)


def _step(
    workspace: Workspace, choices: Sequence[tuple[Operation, Operation]], motion: Motion, wanted: str
) -> Operation:
    for gesture, operation in reversed(choices):
        if wanted in ("", gesture.id):
            changes = _reversed(workspace, gesture, operation, motion)
            if any(change.fields() for change in changes):
                return workspace.commit(gesture.label, changes, motion=motion, of=gesture.id)
    which = f"no gesture {wanted} of yours" if wanted else "nothing"
    raise WrongUse(f"There is {which} to {motion}.")


def _reversed(workspace: Workspace, gesture: Operation, operation: Operation, motion: Motion) -> list[Change]:
    now = workspace.clock()
    changes = []
    for change in reversed(operation.changes):
        if change.before is None and _needed(workspace, change.after, gesture):
            continue
        current = workspace.current(change)
        wanted = reverse(change, later(now, current.modified if current else ""))
        if current and current.deleted and wanted.after.deleted:  # in the trash is in the trash
            wanted = replace(wanted, after=replace(wanted.after, deleted=current.deleted))
        if clashing := contradicted(wanted, current):
            verb = "taken back" if motion is Motion.UNDO else "done again"
            raise ChangedMeanwhile(
                f"“{gesture.label}” cannot be {verb}, since something was changed after it: "
                + "; ".join(_both(name, current, wanted) for name in clashing)
                + ".",
                "Edit it by hand, or undo the later change first.",
            )
        changes.append(Change(change.collection, current, carried_over(wanted, current)))
    return changes


def _needed(workspace: Workspace, record: Record, gesture: Operation) -> bool:
    """Whether an article or a source that a gesture brought along has other marks on it by now."""
    own = {change.after.id for change in gesture.changes}
    match record:
        case Article():
            annotated = workspace.annotated(record.id)
            marks: Iterable[Record] = (*annotated.claims, *annotated.evidence)
        case Source():
            marks = _evidence_since(workspace, record.key, gesture)
        case _:
            return False
    return any(mark.id not in own and not mark.deleted for mark in marks)


def _evidence_since(workspace: Workspace, key: str, gesture: Operation) -> Iterable[Record]:
    """The evidence that quotes a source, as it stands, of all gestures after the one that made it."""
    for operation in workspace.history():
        for change in operation.changes if operation.id > gesture.id else ():
            if isinstance(change.after, Evidence) and change.after.source == key:
                current = workspace.current(change)
                if isinstance(current, Evidence) and current.source == key:
                    yield current


def _both(name: str, current: Record | None, wanted: Change) -> str:
    now, then = getattr(current, name), getattr(wanted.after, name)
    return f"{name} (now “{_told(now)}”, would be “{_told(then)}”)"


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
    return shortened(words, 40)
