from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, cast

import pytest

from postil.core.changes import Change, Operation
from postil.core.errors import LibraryError, SaveFailed
from postil.core.model import Claim
from postil.core.target import Target
from postil.tui.beside.writer import ThreadWriter
from tests.fakes import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.ports import Library

PATIENCE = 20.0


class Shelf:
    """A library that remembers, refuses and dawdles as it is told."""

    def __init__(self, answer: Callable[[Operation], Operation] = lambda operation: operation) -> None:
        self.answer = answer
        self.applied: list[str] = []

    def apply(self, operation: Operation) -> Operation:
        answered = self.answer(operation)
        self.applied.append(operation.id)
        return answered


class Reports:
    """What the writer said, and on which thread."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Exception | None]] = []
        self.threads: set[threading.Thread] = set()

    def __call__(self, operation: Operation, error: Exception | None) -> None:
        self.told.append((operation.id, error))
        self.threads.add(threading.current_thread())


def operation(number: int, label: str = "mark claim") -> Operation:
    return Operation(f"{number:019}", label, "2026-01-01T00:00:00.000000Z", "Ada", ())


def writer_of(shelf: Shelf) -> ThreadWriter:
    return ThreadWriter(cast("Library", shelf), lambda go: go())


def test_a_thousand_operations_in_order_on_one_other_thread() -> None:
    shelf, reports = Shelf(), Reports()
    writer = writer_of(shelf)
    gate = threading.Event()
    shelf.answer = lambda operation: (gate.wait(PATIENCE), operation)[1]
    wanted = [operation(number) for number in range(1_000)]
    for item in wanted:
        writer.write(item, reports)
    gate.set()
    assert written(writer, PATIENCE)
    assert shelf.applied == [item.id for item in wanted]
    assert reports.told == [(item.id, None) for item in wanted]
    assert len(reports.threads) == 1
    assert threading.main_thread() not in reports.threads


def test_no_thread_before_the_first_write_and_none_after_the_last() -> None:
    before = threading.active_count()
    writer = writer_of(Shelf())
    assert written(writer)
    assert threading.active_count() == before
    reports = Reports()
    writer.write(operation(1), reports)
    assert written(writer, PATIENCE)
    (thread,) = reports.threads
    assert not thread.daemon
    thread.join(PATIENCE)
    assert threading.active_count() == before


@pytest.mark.parametrize(
    "failure", [SaveFailed("The disk is full.", "Make room."), LibraryError("Damaged."), ValueError("odd")]
)
def test_a_failure_is_reported_and_the_next_operation_is_applied(failure: Exception) -> None:
    def answer(asked: Operation) -> Operation:
        if asked.label == "fail":
            raise failure
        return asked

    shelf, reports = Shelf(answer), Reports()
    writer = writer_of(shelf)
    asked = operation(1, "fail")
    writer.write(asked, reports)
    writer.write(operation(2), reports)
    assert written(writer, PATIENCE)
    assert reports.told == [(asked.id, failure), (operation(2).id, None)]


def test_the_operation_is_reported_as_it_was_applied() -> None:
    applied = operation(7, "applied")
    reported: list[Operation] = []
    writer = writer_of(Shelf(lambda _: applied))
    writer.write(operation(1), lambda told, _: reported.append(told))
    assert written(writer, PATIENCE)
    assert reported == [applied]


def test_a_callback_may_write_again() -> None:
    shelf, reports = Shelf(), Reports()
    writer = writer_of(shelf)

    def again(_: Operation, __: Exception | None) -> None:
        writer.write(operation(2), reports)

    writer.write(operation(1), again)
    assert written(writer, PATIENCE)
    assert shelf.applied == [operation(1).id, operation(2).id]
    assert reports.told == [(operation(2).id, None)]


def test_a_callback_that_raises_is_told_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_type))
    shelf, reports = Shelf(), Reports()
    writer = writer_of(shelf)

    def broken(_: Operation, __: Exception | None) -> None:
        raise KeyError("gone")

    writer.write(operation(1), broken)
    writer.write(operation(2), reports)
    assert written(writer, PATIENCE)
    assert told == [KeyError]
    assert reports.told == [(operation(2).id, None)]


def test_nothing_overtakes_an_operation_that_failed() -> None:
    full = True

    def answer(operation: Operation) -> Operation:
        if full and operation.changes[0].collection == "A":
            raise SaveFailed("The disk is full.")
        return operation

    def about(number: int, home: str) -> Operation:
        claim = Claim(id=str(number), target=Target("", ()))
        return operation(number)._replace(changes=(Change(home, None, claim),))

    shelf, reports = Shelf(answer), Reports()
    writer = writer_of(shelf)
    writer.write(about(1, "A"), reports)
    assert written(writer, PATIENCE)
    full = False
    writer.write(about(2, "A"), reports)
    writer.write(about(3, "B"), reports)
    assert written(writer, PATIENCE)
    assert [(int(name), error is None) for name, error in reports.told] == [(1, False), (2, False), (3, True)]
    writer.resume()
    writer.write(about(1, "A"), reports)
    writer.write(about(2, "A"), reports)
    assert written(writer, PATIENCE)
    assert [int(name) for name in shelf.applied] == [3, 1, 2]


def test_a_closed_writer_writes_what_it_has_and_refuses_more_in_words() -> None:
    shelf, reports = Shelf(), Reports()
    writer = writer_of(shelf)
    for number in range(20):
        writer.write(operation(number), reports)
    writer.close()
    assert written(writer, PATIENCE)
    assert len(reports.told) == 20
    writer.write(operation(99), reports)
    name, error = reports.told[-1]
    assert name == operation(99).id
    assert isinstance(error, SaveFailed)
    assert len(shelf.applied) == 20


def test_no_thread_to_be_had_is_reported_and_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    shelf, reports = Shelf(), Reports()
    writer = writer_of(shelf)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        writer.write(operation(1), reports)
    assert isinstance(reports.told[0][1], SaveFailed)
    writer.write(operation(1), reports)
    assert written(writer, PATIENCE)
    assert reports.told[1:] == [(operation(1).id, None)]


def test_a_process_that_ends_badly_writes_first() -> None:
    program = (
        "import time\n"
        "from postil.core.changes import Operation\n"
        "from postil.tui.beside.writer import ThreadWriter\n"
        "class Shelf:\n"
        "    def apply(self, operation):\n"
        "        time.sleep(0.01)\n"
        "        print(operation.id, flush=True)\n"
        "        return operation\n"
        "writer = ThreadWriter(Shelf(), lambda go: go())\n"
        "for number in range(5):\n"
        "    writer.write(Operation(str(number), '', '', '', ()), lambda *_: None)\n"
        "raise SystemExit(3)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 3
    assert ended.stdout.split() == ["0", "1", "2", "3", "4"]
