"""`postil source lookup`: a work is looked up by its number or its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import JSON, Source


def configure_lookup(parser: ArgumentParser) -> None:
    """Declares `postil source lookup`."""
    describe(
        parser,
        _look_up,
        saves=True,
        usage="ID|URL [--add]",
        summary="Ask the catalogue of a number, or the site of an address, for a work; it takes 5 seconds at most.",
        example="postil source lookup 10.1000/182 --add",
        hint="doi.org is asked for a DOI, Open Library for an ISBN, arXiv and PubMed (pmid:12345) for theirs. With --add "
        "the number alone is added where nothing comes, and a known source gets what it lacks.",
    )
    parser.add_argument("wanted", metavar="ID|URL", help="DOI, ISBN, arXiv:…, pmid:…, or an address")
    parser.add_argument("--add", action="store_true", help="add it to the sources")
    parser.add_argument(
        "--allow-private", action="store_true", help="ask hosts of this machine and its networks too"
    )


def _look_up(options: Namespace, context: Context) -> int:
    from postil.citation.reference import reference
    from postil.core.errors import BadInput, NotFound
    from postil.services.sources.lookups import alone, look_up

    allow_private = options.allow_private or context.settings.allow_private
    try:
        item, problem = look_up(options.wanted, allow_private=allow_private), ""
    except (BadInput, NotFound) as error:
        if not options.add:
            raise
        item, problem = alone(options.wanted), str(error)
    source = _added(context, item) if options.add else None
    if problem:
        say(f"{problem} Its number alone is kept.")
    if options.json:
        answer: dict[str, JSON] = {"item": item, "found": not problem, "key": source.key if source else None}
        put_json(answer)
    elif source is not None:
        from postil.cli.words import source_line

        put(source_line(source, columns()))
    else:
        put(reference(item))
    return 0


def _added(context: Context, item: dict[str, JSON]) -> Source:
    """The source that an item has become, or has completed."""
    from postil.services.sources.importing import met, take_in

    context.may_create = True
    return take_in(context.workspace, met(context.workspace, item), merge=True).sources[0]
