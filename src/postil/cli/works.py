"""`postil works`: the list of works that the evidence of some claims quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.citing import add_style_options, citations_for, tell_problem
from postil.cli.output import put_json, put_raw, say
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context


def configure_works(parser: ArgumentParser) -> None:
    """Declares `postil works`."""
    describe(
        parser,
        _works,
        usage="[QUERY] [--format FORMAT] [--style STYLE]",
        summary="Print the list of works that the evidence of the claims quotes which a query finds, in the order "
        "of the style.",
        example="postil works article:harbour --style chicago-notes --format markdown",
        hint="The query is that of `postil list`; without one the claims are all.",
    )
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and filters of `postil list`")
    add_style_options(parser)


def _works(options: Namespace, context: Context) -> int:
    from postil.cli.listing import found
    from postil.services.citing.copying import layout_for, works_cited

    citations = citations_for(options, context)
    rows = found(context, " ".join(options.query))
    keys = [piece.source for row in rows for piece in row.evidence]
    text = works_cited(context.workspace, keys, layout_for(context.settings, form=options.format), citations)
    tell_problem(options, citations)
    if options.json:
        put_json({"text": text})
    elif text:
        put_raw(f"{text}\n")
    else:
        say("No evidence of these claims quotes a source.")
    return 0
