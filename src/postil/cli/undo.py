"""`postil undo`, `redo` and `history`."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from postil.cli.complaints import named, whole_number
from postil.cli.output import put, put_json, say
from postil.cli.parser import describe
from postil.core.errors import WrongUse

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from postil.cli.context import Context
    from postil.core.changes import Operation
    from postil.core.model import JSON
    from postil.services.library.workspace import Workspace


def configure_undo(parser: ArgumentParser) -> None:
    """Declares `postil undo`."""
    describe(
        parser,
        _undo,
        saves=True,
        usage="[GESTURE]",
        summary="Take back your last change, or an earlier one by its id.",
        example="postil undo",
        hint="A later change of another field survives; one of the same field is never overwritten: "
        "then nothing is done, both are shown, and the exit code is 1.",
    )
    parser.add_argument("gesture", nargs="?", type=named, metavar="GESTURE", help="an id of `postil history`")


def configure_redo(parser: ArgumentParser) -> None:
    """Declares `postil redo`."""
    describe(
        parser,
        _redo,
        saves=True,
        usage="[GESTURE]",
        summary="Do again what you took back last, or an earlier one by its id.",
        example="postil redo",
    )
    parser.add_argument("gesture", nargs="?", type=named, metavar="GESTURE", help="an id of `postil history`")


def configure_history(parser: ArgumentParser) -> None:
    """Declares `postil history`."""
    describe(
        parser,
        _history,
        usage="[ARTICLE] [--limit N]",
        summary="List what was done, the latest last.",
        example="postil history essay --limit 10",
    )
    parser.add_argument("article", nargs="?", type=named, metavar="ARTICLE", help="only what touched it")
    parser.add_argument(
        "--limit", type=whole_number, default=40, metavar="N", help="at most so many; 0 for all"
    )


def _undo(options: Namespace, context: Context) -> int:
    from postil.services.undo.undoing import undo

    return _answer(options, "Undone", undo(context.workspace, options.gesture or ""))


def _redo(options: Namespace, context: Context) -> int:
    from postil.services.undo.undoing import redo

    return _answer(options, "Done again", redo(context.workspace, options.gesture or ""))


def _answer(options: Namespace, verb: str, operation: Operation) -> int:
    from postil.services.library.operation_words import in_words
    from postil.services.review.documents import operation_document

    if options.json:
        put_json(operation_document(operation))
    else:
        say(f"{verb}: {in_words(operation)}.")
    return 0


def _history(options: Namespace, context: Context) -> int:
    from postil.services.library.operation_words import in_words

    if options.limit < 0:
        raise WrongUse("--limit is a number of gestures.", "0 is all.")
    operations = _of_article(context.workspace, options.article)
    latest = [*islice(operations, options.limit or None)]
    shown = latest[::-1]
    if options.json:
        from postil.services.review.documents import operation_document

        documents: list[JSON] = [operation_document(operation) for operation in shown]
        put_json({"operations": documents})
        return 0
    for operation in shown:
        motion = "" if operation.motion == "do" else f"{operation.motion} of "
        moment = operation.time[:19].replace("T", " ")
        put(f"{operation.id}  {moment}  {operation.creator}  {motion}{in_words(operation)}")
    if not shown:
        say("Nothing has been done yet.")
    elif next(operations, None) is not None:
        say(f"The last {len(shown)}; --limit 0 shows all.")
    return 0


def _of_article(workspace: Workspace, article: str | None) -> Iterator[Operation]:
    """What was done to an article, or to all, newest first."""
    if article is None:
        return iter(workspace.history())
    from postil.services.articles.references import find_article

    own = find_article(workspace, article).article.id
    told = workspace.history().naming(own)
    return (known for known in told if known.concerns(own))
