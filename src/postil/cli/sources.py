"""`postil source`: the bibliography."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe, subcommands

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from postil.cli.context import Context
    from postil.core.model import JSON, Source
    from postil.services.sources.arrivals import Imported

_KEY_HELP = "its key, id or title"


def configure_source(parser: ArgumentParser) -> None:
    """Declares `postil source` and its commands."""
    describe(
        parser,
        None,
        usage="COMMAND ...",
        summary="Sources: the bibliography, CSL-JSON items under readable keys.",
        example='postil source add --title "Harbour log" --date 1931 --text log.txt',
    )
    from postil.cli.bibliographies import configure_export, configure_import, configure_merge
    from postil.cli.lookup import configure_lookup

    add = subcommands(parser)
    _configure_add(add("add", "add a source, or the items of a CSL-JSON file"))
    _configure_list(add("list", "list the sources"))
    _configure_show(add("show", "show a source and the evidence that quotes it"))
    _configure_edit(add("edit", "change a source"))
    _configure_rm(add("rm", "put a source to the trash"))
    _configure_link(add("link", "give a source its text, so that quotes are checked"))
    configure_import(add("import", "take in BibTeX, RIS, EndNote's XML or CSL-JSON"))
    configure_export(add("export", "print sources for another program"))
    configure_merge(add("merge", "make two sources one"))
    configure_lookup(add("lookup", "look a DOI, ISBN, arXiv number, PMID or address up"))


def _configure_add(parser: ArgumentParser) -> None:
    describe(
        parser,
        _add,
        saves=True,
        usage="[--csl FILE|-] [--title ... --author ... options]",
        summary="Add a source; an item of a CSL-JSON file keeps its id as its key.",
        example='postil source add --title "Harbour log" --date 1931 --text log.txt',
    )
    _add_fields(parser)
    parser.add_argument("--text", metavar="FILE", help="a file or an address that holds its text")


def _configure_list(parser: ArgumentParser) -> None:
    describe(
        parser,
        _list,
        usage="[WORD ...]",
        summary="List the sources in which all words occur; the last used first.",
        example="postil source list harbour 1931",
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="in key, title, author or container")


def _configure_show(parser: ArgumentParser) -> None:
    describe(
        parser,
        _show,
        usage="KEY",
        summary="Show a source and the evidence that quotes it.",
        example="postil source show log1931",
    )
    parser.add_argument("source", metavar="KEY", help=_KEY_HELP)


def _configure_edit(parser: ArgumentParser) -> None:
    describe(
        parser,
        _edit,
        saves=True,
        usage="KEY [options]",
        summary="Change a source; an empty text takes a field away.",
        example="postil source edit log1931 --date 1932",
    )
    parser.add_argument("source", metavar="KEY", help=_KEY_HELP)
    parser.add_argument("--key", metavar="NEW", help="another key; the evidence that quotes it follows")
    _add_fields(parser)


def _configure_rm(parser: ArgumentParser) -> None:
    describe(
        parser,
        _remove,
        saves=True,
        usage="KEY [--with-evidence]",
        summary="Put a source to the trash; one that evidence quotes stays, unless that goes too.",
        example="postil source rm log1931",
    )
    parser.add_argument("source", metavar="KEY", help=_KEY_HELP)
    parser.add_argument("--with-evidence", action="store_true", help="with all evidence that quotes it")


def _configure_link(parser: ArgumentParser) -> None:
    describe(
        parser,
        _link,
        saves=True,
        usage="KEY FILE|URL|ARTICLE",
        summary="Give a source its text; all evidence that quotes it is looked up in it.",
        example="postil source link log1931 log.txt",
    )
    parser.add_argument("source", metavar="KEY", help=_KEY_HELP)
    parser.add_argument("text", metavar="FILE", help="a file, an address, or an article of the library")


def _add_fields(parser: ArgumentParser) -> None:
    parser.add_argument("--csl", metavar="FILE", help="CSL-JSON, or - for standard input")
    parser.add_argument("--title", help="its title")
    parser.add_argument("--author", action="append", metavar="NAME", help="“Given Family”; once for each")
    parser.add_argument("--date", help="as 2022-03-07, 2022-03 or 2022")
    parser.add_argument("--container", help="the newspaper, journal, site or book it stands in")
    parser.add_argument("--publisher", help="who published it")
    parser.add_argument("--url", help="its address")
    parser.add_argument("--doi", help="its DOI")
    parser.add_argument("--type", metavar="TYPE", help="CSL's type, as article-newspaper")


def _add(options: Namespace, context: Context) -> int:
    from postil.core.errors import WrongUse
    from postil.services.sources.arrivals import import_sources
    from postil.services.sources.sources import add_sources, link_document, new_source

    context.may_create = True
    items = _items(options, context)
    if not items:
        raise WrongUse("A source needs a title or an address.", "Give --title, --url, --doi or --csl FILE.")
    if not options.text:
        if options.csl is None:
            return _answer(options, add_sources(context.workspace, items))
        imported = import_sources(context.workspace, items)
        _tell_imported(context, imported)
        return _answer(options, [each.source for each in imported])
    if len(items) > 1:
        raise WrongUse("--text is the text of one source.", f"The file holds {len(items)} items.")
    source = new_source(context.workspace, items[0])
    return _answer(options, [link_document(context.workspace, source, _article(context, options.text))])


def _tell_imported(context: Context, imported: Sequence[Imported]) -> None:
    """Says which items were there already, and which did not keep their id as their key."""
    from postil.services.sources.arrivals import key_told

    known = [each for each in imported if not each.new]
    if len(known) == 1:
        say(f"“{known[0].source.key}” is in the library already.")
    elif known:
        say(f"{len(known)} of {len(imported)} items are in the library already.")
    for each in imported:
        if each.new and (told := key_told(context.workspace, each.wanted, each.source)):
            say(told)


def _list(options: Namespace, context: Context) -> int:
    from postil.services.sources.sources import match_sources

    workspace = context.workspace
    found = match_sources(workspace, " ".join(options.words), limit=len(workspace.living_sources))
    if not found and not options.json:
        say(
            "No source has these words."
            if options.words
            else "There are no sources. `postil source add` adds one."
        )
    return _answer(options, found, always_list=True)


def _show(options: Namespace, context: Context) -> int:
    from postil.cli.words import evidence_line, source_line
    from postil.services.articles.references import find_source
    from postil.services.review.documents import evidence_document, source_document
    from postil.services.sources.sources import uses_of

    source = find_source(context.workspace, options.source)
    used = uses_of(context.workspace, source)
    if options.json:
        quoted: list[JSON] = [evidence_document(annotated.article, piece) for annotated, piece in used]
        put_json({**source_document(source), "evidence": quoted})
        return 0
    put(source_line(source, columns()))
    for annotated, piece in used:
        put(f"  {annotated.article.title}")
        put(f"    {evidence_line(piece, columns() - 4)}")
    if not used:
        say("No evidence quotes it.")
    return 0


def _edit(options: Namespace, context: Context) -> int:
    from postil.core.errors import WrongUse
    from postil.services.articles.references import find_source
    from postil.services.sources.renaming import rename_source
    from postil.services.sources.sources import edit_source

    source = find_source(context.workspace, options.source)
    items = _items(options, context, complete=False)
    if not items and options.key is None:
        raise WrongUse("Nothing to change was given.", "`postil source edit --help` lists the fields.")
    if len(items) > 1:
        raise WrongUse("One item changes a source.", f"The file holds {len(items)} items.")
    if options.key is not None:
        source = rename_source(context.workspace, source, options.key)
    if items:
        source = edit_source(context.workspace, source, items[0])
    return _answer(options, [source])


def _remove(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_source
    from postil.services.sources.sources import trash_source

    source = find_source(context.workspace, options.source)
    if options.with_evidence:
        from postil.services.sources.joining import trash_with_evidence

        trash_with_evidence(context.workspace, source)
    else:
        trash_source(context.workspace, source)
    if options.json:
        put_json({"trashed": [source.id]})
    else:
        say(f"“{source.key}” is in the trash. `postil undo` brings it back.")
    return 0


def _link(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_source
    from postil.services.sources.sources import link_document

    source = find_source(context.workspace, options.source)
    return _answer(options, [link_document(context.workspace, source, _article(context, options.text))])


def _answer(options: Namespace, sources: Sequence[Source], *, always_list: bool = False) -> int:
    from postil.cli.words import source_line
    from postil.services.review.documents import source_document

    if options.json:
        documents: list[JSON] = [source_document(source) for source in sources]
        one = len(documents) == 1 and not always_list
        put_json(source_document(sources[0]) if one else {"sources": documents})
        return 0
    keys = Counter(source.key for source in sources)
    for source in sources:
        own = f"  {source.id}" if keys[source.key] > 1 else ""  # the key alone does not tell them apart
        put(source_line(source, columns() - len(own)) + own)
    return 0


def _items(options: Namespace, context: Context, *, complete: bool = True) -> list[dict[str, JSON]]:
    """The CSL-JSON items that were given by a file, by options, or by both: the options overrule.

    Args:
        options: The command's.
        context: Where standard input comes from.
        complete: Whether an item of options alone gets a type; not where it changes another.
    """
    from postil.cli.reading import file_text
    from postil.services.sources.details import items_of

    named = {"title": options.title, "date": options.date, "container": options.container}
    named |= {"publisher": options.publisher, "url": options.url, "DOI": options.doi}
    return items_of(
        file_text(context, options.csl, "--csl") if options.csl else None,
        {name: value for name, value in named.items() if value is not None},
        kind=options.type or "",
        authors=options.author or (),
        complete=complete,
    )


def _article(context: Context, named: str) -> str:
    """The id of an article of the library, or of the draft that a file becomes."""
    from postil.services.articles.articles import open_named

    allow_private = context.settings.allow_private
    opened = open_named(context.workspace, named, stdin=context.read_stdin, allow_private=allow_private)
    return opened.annotated.article.id
