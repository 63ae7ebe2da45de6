"""`postil help`: the pages that F1 shows, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import put, put_json
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context


def configure_help(parser: ArgumentParser) -> None:
    """Declares `postil help`."""
    from postil.help import PAGES

    describe(
        parser,
        _help,
        usage="[PAGE]",
        summary="Print a page of help; without one, the overview of the commands.",
        example="postil help shell | less",
        hint=f"PAGES: {', '.join(PAGES)}.",
    )
    parser.add_argument("page", nargs="?", default="", metavar="PAGE", help="its name")


def _help(options: Namespace, context: Context) -> int:
    from postil.cli.overview import OVERVIEW
    from postil.core.errors import WrongUse
    from postil.help import PAGES, page

    del context
    if options.page and options.page not in PAGES:
        raise WrongUse(f"There is no page “{options.page}”.", f"Pages are: {', '.join(PAGES)}.")
    text = page(options.page).rstrip("\n") if options.page else OVERVIEW
    if options.json:
        put_json({"page": options.page, "text": text})
    else:
        put(text)
    return 0
