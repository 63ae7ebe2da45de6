"""`postil list`: claims of all articles, for people, spreadsheets, reports and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.complaints import whole_number
from postil.cli.output import columns, put, put_json, put_raw, say
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from postil.cli.context import Context
    from postil.review.rows import Row, Sort

_SORTS = ("text", "state", "modified", "rating", "article", "priority")
_STATE_WIDTH = 15


def configure_list(parser: ArgumentParser) -> None:
    """Declares `postil list`."""
    describe(
        parser,
        _list,
        usage="[QUERY ...] [options]",
        summary="List claims of all articles with what is left to do about them.",
        example="postil list is:unsourced -tag:later --sort modified --limit 20",
        hint="QUERY: words, “a phrase”, is: rating: tag: source: article: speaker: kind: "
        "stance: since:7d priority:>=2 note:, and - before any of them for its opposite.",
    )
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which claims; all without one")
    parser.add_argument("--sort", choices=_SORTS, default="text", metavar="ORDER", help=", ".join(_SORTS))
    parser.add_argument("--reverse", action="store_true", help="the other way round")
    parser.add_argument("--limit", type=whole_number, metavar="N", help="at most so many; 0 for all")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="a table that a spreadsheet opens")
    form.add_argument("--markdown", action="store_true", help="a report, article by article")


def print_rows(context: Context, query: str) -> int:
    """Prints the claims that a query asks for as JSON."""
    _print_json(query, found(context, query))
    return 0


def _list(options: Namespace, context: Context) -> int:
    from postil.core.errors import WrongUse
    from postil.review.rows import sorted_rows

    if options.limit is not None and options.limit < 0:
        raise WrongUse("--limit is a number of claims.", "0 is all.")
    if options.json and (options.csv or options.markdown):
        raise WrongUse("One format at a time.", "Give --json, --csv or --markdown.")
    query = " ".join(options.query)
    listed = sorted_rows(
        found(context, query),
        _sort(options.sort),
        reverse=options.reverse,
        ratings=context.settings.ratings,
    )
    rows = listed[: options.limit or None]
    if options.json:
        _print_json(query, rows)
    elif options.csv or options.markdown:
        from postil.services.review.exporting import Form, ledger_text

        put_raw(ledger_text(context.workspace, rows, Form.CSV if options.csv else Form.MARKDOWN))
    else:
        _print_lines(rows, len(listed))
    return 0


def found(context: Context, query: str) -> Sequence[Row]:
    """The claims that a query asks for.

    Raises:
        WrongUse: Something of it is not understood; a script must not take that for an empty answer.
    """
    from postil.core.errors import WrongUse
    from postil.review.rows import ratings_of
    from postil.services.review.reviewing import all_rows, filtered, problems

    workspace = context.workspace
    rows = all_rows(workspace)
    ratings = ratings_of(rows, context.settings.ratings)
    if misread := problems(query, ratings):
        raise WrongUse(f"{'; '.join(misread)}.", "Words that hold a colon are looked for in quotation marks.")
    return filtered(rows, query, workspace.clock(), ratings)


def _sort(name: str) -> Sort:
    from postil.review.rows import Sort

    return Sort[name.upper()]


def _print_json(query: str, rows: Sequence[Row]) -> None:
    from postil.services.review.documents import row_document

    put_json({"query": query, "claims": [row_document(row) for row in rows]})


def _print_lines(rows: Sequence[Row], found: int) -> None:
    from postil.cli.words import balance, claim_line
    from postil.core.quoting import counted
    from postil.core.text import shortened

    width = columns()
    for row in rows:
        state = f"{row.headline:<{_STATE_WIDTH}}  {balance(row.evidence)}  "
        paragraph = f" ¶ {row.paragraph}" if row.paragraph else ""
        where = f"  ({shortened(row.article.title, 24)}{paragraph})"
        put(f"{state}{claim_line(row.claim, width - len(state) - len(where))}{where}")
    if not found:
        say("No claim is found.")
    elif len(rows) < found:
        say(f"{len(rows)} of {counted(found, 'claim')} {'is' if len(rows) == 1 else 'are'} shown.")
