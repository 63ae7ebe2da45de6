"""How an article is cited, told by options: where it is added, and afterwards by `postil edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context

_FIELDS = {
    "title": "title",
    "date": "published",
    "container": "container",
    "url": "url",
    "language": "language",
    "doi": "doi",
    "isbn": "isbn",
}
"""Each option of one value and the field of the article that it sets."""


def configure_edit(parser: ArgumentParser) -> None:
    """Declares `postil edit`."""
    describe(
        parser,
        _edit,
        saves=True,
        usage="ARTICLE [options]",
        summary="Change how an article is cited. An empty text takes a field away.",
        example='postil edit essay --date 2026-03-05 --doi 10.1000/182 --container ""',
        hint="What looks wrong, an ISBN's check digit say, is told and kept. `postil undo` takes it back.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="an id, a path, a title, or a part of these")
    add_citation(parser)


def add_citation(parser: ArgumentParser) -> None:
    """Gives a command the options of a citation."""
    parser.add_argument("--title", help="its title, where the text tells none or another")
    parser.add_argument("--author", action="append", metavar="NAME", help="who wrote it; once for each")
    parser.add_argument("--date", help="when it was published: 2026-03-05, 2026-03 or 2026")
    parser.add_argument("--container", help="the newspaper, journal, site or book")
    parser.add_argument("--url", help="where it was published")
    parser.add_argument("--language", metavar="TAG", help="as en or pt-BR; its sentences are told by it")
    parser.add_argument("--doi", help="as 10.1000/182")
    parser.add_argument("--isbn", help="10 or 13 digits")


def citation_given(options: Namespace, *, emptied: bool = False) -> dict[str, Any]:
    """The article's fields that were given; what looks wrong in them is told.

    Args:
        options: The command's options.
        emptied: Whether an empty text takes a field away; it says nothing otherwise.

    Raises:
        WrongUse: The title is to be taken away.
    """
    from postil.core.text import clean_line
    from postil.services.articles.details import doubts_about, fields_of

    named = {field: getattr(options, option) for option, field in _FIELDS.items()}
    given = {field: value for field, value in named.items() if value is not None}
    fields = fields_of(
        given if emptied else {field: value for field, value in given.items() if value.strip()}
    )
    names = tuple(filter(None, map(clean_line, options.author or ())))
    if names or (emptied and options.author):
        fields["authors"] = names
    for doubt in doubts_about(given):
        say(doubt)
    return fields


def _edit(options: Namespace, context: Context) -> int:
    from postil.cli.words import article_line
    from postil.core.errors import WrongUse
    from postil.services.articles.articles import edit_article
    from postil.services.articles.references import find_article
    from postil.services.review.documents import article_document

    article = find_article(context.workspace, options.article).article
    fields = citation_given(options, emptied=True)
    if not fields:
        raise WrongUse("Nothing to change was given.", "`postil edit --help` lists the fields.")
    after = edit_article(context.workspace, article, **fields)
    if options.json:
        put_json(article_document(after))
    else:
        put(article_line(after, columns()))
    return 0
