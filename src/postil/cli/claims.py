"""`postil claim`: marking a claim, editing it, putting it elsewhere or to the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli import deciding
from postil.cli.complaints import whole_number
from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe, subcommands
from postil.core.model import Kind

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.annotated import Annotated
    from postil.core.model import Claim
    from postil.core.snapshot import Snapshot, TextRange


_PLACE = ("exact", "prefix", "suffix", "start", "end")


def configure_claim(parser: ArgumentParser) -> None:
    """Declares `postil claim` and its commands."""
    describe(
        parser,
        None,
        usage="COMMAND ...",
        summary="Claims: statements of an article that you marked.",
        example='postil claim add essay --exact "the harbour closed"',
    )
    add = subcommands(parser)
    _configure_add(add("add", "mark a claim"))
    _configure_edit(add("edit", "change a claim"))
    deciding.configure(add)
    _configure_rm(add("rm", "put claims to the trash"))


def _configure_add(parser: ArgumentParser) -> None:
    describe(
        parser,
        _add,
        saves=True,
        usage="ARTICLE (--exact TEXT | --start N --end N) [options]",
        summary="Mark words of an article as a claim.",
        example='postil claim add essay --exact "the harbour closed" --kind fact',
    )
    parser.add_argument("article", metavar="ARTICLE", help="an id, a path, a title, or a part of these")
    _add_place(parser)
    _add_fields(parser)


def _configure_edit(parser: ArgumentParser) -> None:
    describe(
        parser,
        _edit,
        saves=True,
        usage="CLAIM [options]",
        summary="Change a claim, or put it on other words; an empty text takes a field back.",
        example='postil claim edit 1790123 --rating disputed --note "see the log book"',
        hint="--tag replaces all tags. `postil undo` takes the change back.",
    )
    parser.add_argument("claim", metavar="CLAIM", help="an id, or its beginning or ending")
    _add_place(parser)
    _add_fields(parser)


def _configure_rm(parser: ArgumentParser) -> None:
    describe(
        parser,
        _remove,
        saves=True,
        usage="CLAIM [CLAIM ...]",
        summary="Put claims to the trash; their evidence stays with them.",
        example="postil claim rm 1790123",
    )
    parser.add_argument("claims", nargs="+", metavar="CLAIM", help="an id, or its beginning or ending")


def _add_place(parser: ArgumentParser) -> None:
    parser.add_argument("--exact", metavar="TEXT", help="the words, or - for standard input")
    parser.add_argument("--prefix", default="", metavar="TEXT", help="what stands right before them")
    parser.add_argument("--suffix", default="", metavar="TEXT", help="what stands right behind them")
    parser.add_argument("--start", type=whole_number, metavar="N", help="their first code point, from 0")
    parser.add_argument("--end", type=whole_number, metavar="N", help="the code point behind the last")


def _add_fields(parser: ArgumentParser) -> None:
    kinds = tuple(kind.value for kind in Kind)
    parser.add_argument("--text", help="the claim in your own words")
    parser.add_argument("--kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    parser.add_argument("--speaker", metavar="NAME", help="who says so")
    parser.add_argument("--rating", help="one of the configured ratings, as “supported”")
    parser.add_argument("--tag", action="append", metavar="TAG", help="once for each tag, or with commas")
    parser.add_argument("--priority", metavar="N", help="a number from 0 to 999; greater is more urgent")
    parser.add_argument("--note", help="a note, or - for standard input")


def _add(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_article
    from postil.services.marks.claims import mark_claim

    workspace = context.workspace
    annotated = find_article(workspace, options.article)
    fields = _fields(options, context)
    place = _place(options, context, workspace.text_of(annotated.article))
    claim = mark_claim(workspace, annotated.article.id, [place], **fields)
    return _answer(options, annotated, claim)


def _edit(options: Namespace, context: Context) -> int:
    from postil.core.errors import WrongUse
    from postil.services.articles.references import find_claim
    from postil.services.marks.claims import change_claim

    workspace = context.workspace
    annotated, claim = find_claim(workspace, options.claim)
    fields = _fields(options, context)
    elsewhere = any(getattr(options, name) not in (None, "") for name in _PLACE)
    if not fields and not elsewhere:
        raise WrongUse("Nothing to change was given.", "`postil claim edit --help` lists the fields.")
    place = [_place(options, context, workspace.text_of(annotated.article))] if elsewhere else []
    after = change_claim(workspace, annotated.article.id, claim, place, **fields)
    return _answer(options, annotated, after)


def _remove(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_claim
    from postil.services.marks.claims import trash_marked

    found = {
        claim.id: (annotated.article.id, claim)
        for annotated, claim in (find_claim(context.workspace, named) for named in options.claims)
    }
    trash_marked(context.workspace, list(found.values()))
    if options.json:
        put_json({"trashed": list(found)})
    else:
        count = "1 claim is" if len(found) == 1 else f"{len(found)} claims are"
        say(f"{count} in the trash. `postil undo` brings back what was put there.")
    return 0


def _answer(options: Namespace, annotated: Annotated, claim: Claim) -> int:
    from postil.cli.words import claim_line
    from postil.services.review.documents import claim_document

    if options.json:
        put_json(claim_document(annotated.article, claim, annotated.evidence_of(claim.id)))
    else:
        put(claim_line(claim, columns()))
    return 0


def _fields(options: Namespace, context: Context) -> dict[str, object]:
    """The fields that were given.

    Raises:
        BadInput: Standard input is to be the note, and is empty.
        WrongUse: The rating is not one of the configured words, the priority is no number from 0 to 999, or two
            options ask for standard input.
    """
    from postil.cli.reading import once, text_of
    from postil.services.marks.claims import checked_priority, checked_rating

    once(getattr(options, "exact", None), options.note)
    given = {name: getattr(options, name) for name in ("text", "speaker", "rating", "note")}
    fields: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if options.kind:
        fields["kind"] = Kind(options.kind)
    if options.tag is not None:
        fields["tags"] = [tag for typed in options.tag for tag in typed.split(",")]
    if options.note is not None:
        fields["note"] = text_of(context, options.note, "--note")
    if options.priority is not None:
        fields["priority"] = checked_priority(options.priority)
    if options.rating is not None:
        fields["rating"] = checked_rating(options.rating, context.settings.ratings)
    return fields


def _place(options: Namespace, context: Context, snapshot: Snapshot) -> TextRange:
    """The range that was given, or the one place of the words.

    Raises:
        WrongUse: Neither or both were given, or the words stand nowhere or in several places.
    """
    from postil.cli.reading import text_of
    from postil.core.errors import WrongUse
    from postil.services.marks.claims import find_words, words_between

    by_offset = options.start is not None and options.end is not None
    if by_offset == (options.exact is not None) or (options.start is None) != (options.end is None):
        raise WrongUse("A claim is marked by --exact, or by --start and --end.", "Give the one or the other.")
    if by_offset:
        return words_between(snapshot, options.start, options.end)
    exact = text_of(context, options.exact, "--exact").strip("\n")
    return find_words(snapshot, exact, prefix=options.prefix, suffix=options.suffix)
