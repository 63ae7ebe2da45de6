"""`postil works`: the list of works that the evidence of some claims quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import put_json, put_raw, say
from postil.cli.parser import describe
from postil.core.settings import COPY_FORMS

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
    parser.add_argument(
        "--format", default="", choices=COPY_FORMS, metavar="FORMAT", help=", ".join(COPY_FORMS)
    )
    parser.add_argument("--style", metavar="STYLE", help="of citations; `postil styles` lists them")
    parser.add_argument("--locale", default="", metavar="TAG", help="their language, as en-GB")


def _works(options: Namespace, context: Context) -> int:
    from postil.cli.listing import found
    from postil.services.copying import layout_for, works_cited

    citations = context.citations
    if options.style or options.locale:
        citations = citations.in_style(options.style or citations.name, options.locale)
    rows = found(context, " ".join(options.query))
    keys = [piece.source for row in rows for piece in row.evidence]
    text = works_cited(context.workspace, keys, layout_for(context.settings, form=options.format), citations)
    if citations.problem:
        say(f"Set plainly: {citations.problem}")
    if options.json:
        put_json({"text": text})
    elif text:
        put_raw(f"{text}\n")
    else:
        say("No evidence of these claims quotes a source.")
    return 0
