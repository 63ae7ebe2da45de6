"""`postil source import`, `export` and `merge`: bibliographies in and out, and sources that are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import put, put_json, put_raw, say
from postil.cli.parser import describe
from postil.core.quoting import counted
from postil.core.text import copyable_markup

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import JSON, Source
    from postil.services.sources.importing import Incoming
    from postil.services.sources.recognising import Met

FORMATS = ("csl", "biblatex", "bibtex", "ris", "endnote")

MOST = 50
"""Keys that are told one by one."""


def configure_import(parser: ArgumentParser) -> None:
    """Declares `postil source import`."""
    describe(
        parser,
        _import,
        saves=True,
        usage="FILE|- [--format FORMAT] [--merge] [--dry-run]",
        summary="Take in a bibliography; what is here already is recognised by DOI, ISBN, address, or title and "
        "year, and left as it is.",
        example="postil source import references.bib --merge",
        hint=f"Formats: {', '.join(FORMATS)}; told by the file itself without --format.",
    )
    parser.add_argument("file", metavar="FILE", help="a bibliography, or - for standard input")
    parser.add_argument("--format", default="", choices=FORMATS, metavar="FORMAT", help="how it is written")
    parser.add_argument("--merge", action="store_true", help="give known sources the fields that they lack")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")


def configure_export(parser: ArgumentParser) -> None:
    """Declares `postil source export`."""
    describe(
        parser,
        _export,
        usage="[KEY ...] [--format FORMAT]",
        summary="Print sources as a bibliography for another program, and say what it cannot carry.",
        example="postil source export --format biblatex > library.bib",
        hint="All sources without a KEY. What does not come back as it was is told on standard error.",
    )
    parser.add_argument("sources", nargs="*", metavar="KEY", help="keys, ids or titles")
    parser.add_argument(
        "--format", default="biblatex", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS)
    )


def configure_merge(parser: ArgumentParser) -> None:
    """Declares `postil source merge`."""
    describe(
        parser,
        _merge,
        saves=True,
        usage="KEY OTHER",
        summary="Make two sources one: evidence that quotes OTHER quotes KEY, which gets the fields it lacks.",
        example="postil source merge log1931 harbour-log",
    )
    parser.add_argument("source", metavar="KEY", help="the source that stays")
    parser.add_argument("other", metavar="OTHER", help="the one that goes to the trash")


def _import(options: Namespace, context: Context) -> int:
    from postil.cli.reading import file_text
    from postil.services.sources.importing import foreseen, keys_told, read_incoming, take_in

    text = file_text(context, options.file, "source import")  # before a library is made for it
    context.may_create = not options.dry_run
    incoming = read_incoming(context.workspace, text, options.format)
    done = foreseen if options.dry_run else take_in
    taken = done(context.workspace, incoming, merge=options.merge)
    for remark in incoming.remarks:
        say(remark)
    if options.json:
        put_json(
            {
                "added": taken.added,
                "completed": taken.completed,
                "items": [_document(*one) for one in zip(incoming.met, taken.sources, strict=True)],
                "remarks": list(incoming.remarks),
            }
        )
        return 0
    told = keys_told(context.workspace, incoming, taken.sources)
    for line in told[:MOST]:
        say(line)
    if len(told) > MOST:
        say(f"{len(told) - MOST} more have another key here; --json tells all.")
    _tell(incoming, taken.added, taken.completed, options)
    return 0


def _tell(incoming: Incoming, added: int, completed: int, options: Namespace) -> None:
    would = "would be " if options.dry_run else ""
    left = counted(len(incoming.met) - incoming.new - completed, "known one")
    put(f"{counted(added, 'source')} {would}added, {completed} completed, {left} left alone.")
    if incoming.richer and not options.merge:
        tell = "tells" if incoming.richer == 1 else "tell"
        say(f"{incoming.richer} {tell} more than the library knows; --merge fills that in.")


def _document(one: Met, source: Source) -> JSON:
    return {
        "title": str(one.item.get("title") or ""),
        "ids": [key for key in (str(one.item.get("id") or ""), *(twin.key for twin in one.twins)) if key],
        "key": source.key,
        "known": one.known.key if one.known else None,
        "why": one.why,
        "more": list(one.more),
    }


def _export(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_source
    from postil.services.sources.importing import exported

    workspace = context.workspace
    chosen = [find_source(workspace, key) for key in options.sources] or workspace.living_sources
    written = exported(chosen, options.format)
    if options.json:
        put_json({"text": written.text, "losses": list(written.losses)})
        return 0
    put_raw(
        f"{copyable_markup(written.text).rstrip()}\n".replace(
            "\n", "\r\n" if options.format == "ris" else "\n"
        )
    )
    for loss in written.losses:
        say(f"Not carried: {loss}")
    return 0


def _merge(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_source
    from postil.services.review.documents import source_document
    from postil.services.sources.joining import merge_sources

    workspace = context.workspace
    kept = find_source(workspace, options.source)
    other = find_source(workspace, options.other)
    merged = merge_sources(workspace, kept, other)
    if options.json:
        put_json(source_document(merged))
    else:
        say(f"“{other.key}” is “{merged.key}” now. `postil undo` parts them again.")
    return 0
