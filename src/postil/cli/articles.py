"""Commands about articles: reading one in, adding, listing, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.article_citation import add_citation, citation_given
from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe
from postil.core.quoting import counted, quoted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import JSON

_FIELDS = {
    "title": "title was",
    "authors": "authors were",
    "published": "date was",
    "container": "container was",
    "url": "address was",
    "language": "language was",
    "doi": "DOI was",
    "isbn": "ISBN was",
}


def configure_ingest(parser: ArgumentParser) -> None:
    """Declares `postil ingest`."""
    describe(
        parser,
        _ingest,
        usage="FILE|URL|- [options]",
        summary="Read a text and print what postil makes of it; the library is not touched.",
        example="postil ingest essay.md --json | jq .toc",
    )
    _add_origin(parser)
    parser.add_argument("--url", default="", help="where a saved page was published; its links belong to it")


def configure_add(parser: ArgumentParser) -> None:
    """Declares `postil add`."""
    describe(
        parser,
        _add,
        saves=True,
        usage="FILE|URL|- [options]",
        summary="Add a text to the library; one that is there already is not added twice.",
        example='postil add essay.txt --title "The harbour report"',
    )
    _add_origin(parser)
    add_citation(parser)
    parser.add_argument(
        "--again", action="store_true", help="as a new article, though the file was read before"
    )


def configure_articles(parser: ArgumentParser) -> None:
    """Declares `postil articles`."""
    describe(
        parser,
        _articles,
        usage="[--json]",
        summary="List the library's articles, newest first, with claims and what is unsourced.",
        example="postil articles",
    )


def configure_rm(parser: ArgumentParser) -> None:
    """Declares `postil rm`."""
    describe(
        parser,
        _remove,
        saves=True,
        usage="ARTICLE",
        summary="Put an article with its claims to the trash.",
        example="postil rm essay",
        hint="`postil undo` or `postil trash restore ID` brings it back. The file it came from stays.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="an id, a path, a title, or a part of these")


def _add_origin(parser: ArgumentParser) -> None:
    from postil.cli.reading import FILE_HELP, declare_manner

    parser.add_argument("origin", metavar="FILE", help=FILE_HELP)
    declare_manner(parser)


def _ingest(options: Namespace, context: Context) -> int:
    from postil.cli.reading import manner
    from postil.services.articles.reading import listing_of, read_origin

    how = manner(options, context)
    how["url"] = options.url
    document = read_origin(options.origin, **how)
    if options.json:
        put_json(listing_of(document))
        return 0
    said = document.about
    about = ", ".join(part for part in (*said.authors, said.container, said.published) if part)
    put(said.title)
    put(about or "(no author, no date)")
    for block in document.snapshot.blocks:
        put(f"\n{block.kind}{f' {block.level}' if block.level else ''}")
        put(f"{block.marker} {block.text}".strip())
    return 0


def _add(options: Namespace, context: Context) -> int:
    from postil.cli.reading import manner
    from postil.core.addresses import is_address
    from postil.services.articles.articles import add_text
    from postil.services.articles.reading import need_file

    if options.origin != "-" and not is_address(options.origin):
        need_file(options.origin)  # before a library is made for it
    context.may_create = True
    about, how = citation_given(options), manner(options, context)
    how["url"] = options.url or ""
    added = add_text(context.workspace, options.origin, about, again=options.again, **how)
    article = added.article
    if options.json:
        put_json({"id": article.id, "title": article.title, "snapshot": article.snapshot, "new": added.new})
    else:
        put(f"{article.id}  {article.title}")
    if not added.new:
        changes = [f"its {_FIELDS[name]} changed" for name in added.changed]
        what = "page" if is_address(options.origin) else "text"
        say(f"{'; '.join([f'This {what} is in the library already', *changes])}.")
    return 0


def _articles(options: Namespace, context: Context) -> int:
    from postil.cli.words import article_line
    from postil.services.articles.articles import listed
    from postil.services.review.documents import article_document

    rows = listed(context.workspace)
    if options.json:
        documents: list[JSON] = [
            {
                **article_document(row.article),
                "claims": row.claims,
                "unsourced": row.unsourced,
                "changed": row.changed,
                "progress": row.progress,
            }
            for row in rows
        ]
        put_json({"articles": documents})
        return 0
    for row in rows:
        counts = (
            f"  {counted(row.claims, 'claim')}, {row.unsourced} unsourced" if row.claims else "  no claims"
        )
        put(article_line(row.article, columns() - len(counts)) + counts)
    if not rows:
        say("The library is empty. `postil add FILE` adds a text.")
    return 0


def _remove(options: Namespace, context: Context) -> int:
    from postil.services.articles.articles import trash_article
    from postil.services.articles.references import find_article
    from postil.services.review.documents import article_document

    article = find_article(context.workspace, options.article).article
    trashed = trash_article(context.workspace, article)
    if options.json:
        put_json(article_document(trashed))
    else:
        say(f"{quoted(trashed.title)} is in the trash. `postil undo` brings it back.")
    return 0
