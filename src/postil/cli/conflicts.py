"""`postil conflicts`: fields that were changed on two sides, and which value stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe, subcommands

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.services.marks.conflicts import Undecided

_SIDES = ("ours", "other")
_SUMMARY = "List the fields that were changed on two sides, each with both values."


def configure_conflicts(parser: ArgumentParser) -> None:
    """Declares `postil conflicts` and its commands."""
    example = "postil conflicts keep 1790123 note other"
    describe(parser, _list, usage="[list | keep ID FIELD ours|other]", summary=_SUMMARY, example=example)
    add = subcommands(parser, required=False)
    describe(
        add("list", "list them"), _list, usage="", summary=_SUMMARY, example="postil conflicts list --json"
    )
    keep = add("keep", "choose the value that stays")
    describe(
        keep,
        _keep,
        saves=True,
        usage="ID FIELD ours|other",
        summary="Choose the value that stays: ours, which stands now, or the other.",
        example=example,
        hint="`postil undo` takes the choice back.",
    )
    keep.add_argument("id", metavar="ID", help="an id, its beginning or ending, or a source's key")
    keep.add_argument("field", metavar="FIELD", help="the field, as the list names it")
    keep.add_argument("side", metavar="SIDE", choices=_SIDES, help="ours or other")


def _list(options: Namespace, context: Context) -> int:
    from postil.services.marks.conflicts import undecided
    from postil.services.review.documents import undecided_document

    items = undecided(context.workspace)
    if options.json:
        put_json({"conflicts": [undecided_document(item) for item in items]})
        return 0
    for item in items:
        _print(item)
    if not items:
        say("No field was changed on two sides.")
    return 0


def _keep(options: Namespace, context: Context) -> int:
    from postil.services.marks.conflicts import decide
    from postil.services.review.documents import undecided_document

    item = _named(options, context)
    other = options.side == "other"
    decide(context.workspace, item.collection, item.record, item.conflict, keep_other=other)
    if options.json:
        put_json({"kept": options.side, **undecided_document(item)})
    else:
        say(f"Kept {options.side}. `postil undo` takes that back.")
    return 0


def _named(options: Namespace, context: Context) -> Undecided:
    """The conflict that was named.

    Raises:
        NotFound: There is none, or the id is a part of several.
    """
    from postil.core.errors import NotFound
    from postil.core.text import shortened
    from postil.services.articles.references import pick_named
    from postil.services.marks.conflicts import undecided

    hint = "`postil conflicts` lists them."
    items = undecided(context.workspace)
    records = {item.record.id: item.record for item in items}
    record = pick_named([*records.values()], options.id, "record", lambda known: known.id)
    if record is None:
        raise NotFound(f"Nothing named “{shortened(options.id, 60)}” was changed on two sides.", hint)
    for item in items:
        if item.record.id == record.id and item.conflict.field == options.field:
            return item
    raise NotFound(f"“{shortened(options.field, 60)}” was not changed on two sides there.", hint)


def _print(item: Undecided) -> None:
    from postil.core.text import shortened
    from postil.services.marks.conflicts import in_words

    where = f"  ({shortened(item.article, 40)})" if item.article else ""
    put(f"{item.record.id}  {item.kind:<8}  {shortened(item.conflict.field, 40)}{where}")
    for side, value in zip(_SIDES, (item.ours, item.conflict.value), strict=True):
        put(f"    {side:<5}  {shortened(in_words(value), max(columns() - 11, 20))}")
