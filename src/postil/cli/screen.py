"""Commands that start the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.opening import open_text
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context


def configure_open(parser: ArgumentParser) -> None:
    """Declares `postil open`."""
    describe(
        parser,
        open_text,
        usage="[FILE | URL | ARTICLE | -]",
        summary="Open the reader on a text, or the library. A text is added with its first mark.",
        example="postil open essay.txt",
    )
    from postil.cli.reading import FILE_HELP, declare_manner

    parser.add_argument("origin", nargs="?", default="", metavar="FILE", help=FILE_HELP)
    declare_manner(parser)


def configure_review(parser: ArgumentParser) -> None:
    """Declares `postil review`."""
    describe(
        parser,
        _review,
        usage="[QUERY ...]",
        summary="Open the ledger of all claims, or of those that a query asks for.",
        example="postil review is:unsourced -tag:later",
        hint="With --json it prints what `postil list --json` prints.",
    )
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="words, is:unsourced, tag:, rating:, since:7d"
    )


def configure_demo(parser: ArgumentParser) -> None:
    """Declares `postil demo`."""
    describe(
        parser,
        _demo,
        usage="[--json]",
        summary="Open the example library in a copy that you can scribble on.",
        example="postil demo",
        hint="With --json it makes the copy, names its folder, and opens nothing.",
    )


def _review(options: Namespace, context: Context) -> int:
    query = " ".join(options.query)
    if options.json:
        from postil.cli.listing import print_rows

        return print_rows(context, query)
    return context.run_screen("", "review", query)


def _demo(options: Namespace, context: Context) -> int:
    from postil.services.library.demo import copy_of_example, told_of_copy

    folder = copy_of_example()
    if options.json:
        from postil.cli.output import put_json

        put_json({"library": str(folder)})
        return 0
    return context.at(folder, told_of_copy(folder)).run_screen()
