"""`postil trash`: what is in it, taking things out, emptying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe, subcommands

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from postil.cli.context import Context
    from postil.core.model import JSON
    from postil.services.undo.trash import Trashed

_ID_HELP = "an id, its beginning or ending, or a source's key"


def configure_trash(parser: ArgumentParser) -> None:
    """Declares `postil trash` and its commands."""
    describe(
        parser,
        None,
        usage="COMMAND ...",
        summary="The trash: articles, claims, evidence and sources that were removed.",
        example="postil trash restore 1790123",
    )
    add = subcommands(parser)
    describe(
        add("list", "list what is in the trash"),
        _list,
        usage="",
        summary="List what is in the trash, the last removed first.",
        example="postil trash list",
    )
    restore = add("restore", "take things out of the trash")
    describe(
        restore,
        _restore,
        saves=True,
        usage="ID [ID ...]",
        summary="Take things out of the trash, with the claim, the source or the article they need.",
        example="postil trash restore 1790123",
    )
    restore.add_argument("ids", nargs="+", metavar="ID", help=_ID_HELP)
    purge = add("purge", "empty the content of things in the trash")
    describe(
        purge,
        _purge,
        saves=True,
        usage="ID [ID ...] | --all",
        summary="Empty what is in the trash; a bare tombstone stays, so that it does not come back.",
        example="postil trash purge --all",
        hint="The words leave the library's files; the journal and the backups in its .postil folder "
        "still hold them, and the kept text of an article stays.",
    )
    purge.add_argument("ids", nargs="*", metavar="ID", help=_ID_HELP)
    purge.add_argument("--all", action="store_true", help="everything in the trash")


def _list(options: Namespace, context: Context) -> int:
    from postil.services.undo.trash import trashed

    items = trashed(context.workspace)
    if options.json:
        put_json({"trash": _documents(items)})
        return 0
    for item in items:
        put(_line(item))
    if not items:
        say("The trash is empty.")
    return 0


def _restore(options: Namespace, context: Context) -> int:
    from postil.services.undo.trash import restore

    items = _named(options, context)
    restore(context.workspace, *items)
    return _answer(options, "restored", items)


def _purge(options: Namespace, context: Context) -> int:
    from postil.core.errors import WrongUse
    from postil.services.undo.trash import purge, trashed

    if bool(options.ids) == options.all:
        raise WrongUse("Name what to purge, or give --all.", "`postil trash list` lists the ids.")
    items = trashed(context.workspace) if options.all else _named(options, context)
    purge(context.workspace, items)
    return _answer(options, "purged", items)


def _named(options: Namespace, context: Context) -> list[Trashed]:
    from postil.core.errors import NotFound
    from postil.services.articles.references import pick_named
    from postil.services.undo.trash import trashed

    items = {item.record.id: item for item in trashed(context.workspace)}
    records = [item.record for item in items.values()]
    found = {}
    for named in options.ids:
        record = pick_named(records, named, "thing", lambda record: items[record.id].words)
        if record is None:
            raise NotFound(f"There is no “{named}” in the trash.", "`postil trash list` lists the ids.")
        found[record.id] = items[record.id]
    return list(found.values())


def _answer(options: Namespace, what: str, items: Sequence[Trashed]) -> int:
    if options.json:
        put_json({what: _documents(items)})
        return 0
    for item in items:
        put(_line(item))
    say(f"{len(items)} {what}.")
    return 0


def _documents(items: Sequence[Trashed]) -> list[JSON]:
    return [
        {
            "id": item.record.id,
            "kind": item.kind,
            "words": item.words,
            "article": item.article,
            "deleted": item.record.deleted,
        }
        for item in items
    ]


def _line(item: Trashed) -> str:
    from postil.core.text import shortened

    where = f"  ({shortened(item.article, 24)})" if item.article and item.kind != "article" else ""
    head = f"{item.record.id}  {item.kind:<8}  "
    return f"{head}{shortened(item.words, max(columns() - len(head) - len(where), 20))}{where}"
