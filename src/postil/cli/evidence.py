"""`postil evidence`: attaching quoted sources to a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe, subcommands
from postil.core.model import Directness, Stance

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import Article, Evidence

_STANCES = tuple(stance.value for stance in Stance)
_DIRECTNESS = tuple(directness.value for directness in Directness if directness.value)


def configure_evidence(parser: ArgumentParser) -> None:
    """Declares `postil evidence` and its commands."""
    describe(
        parser,
        None,
        usage="COMMAND ...",
        summary="Evidence: quoted words of a source that support, dispute or illuminate a claim.",
        example="postil evidence add 0123 --stance disputes --source log1931 --quote -",
    )
    add = subcommands(parser)
    _configure_add(add("add", "attach a quoted source to a claim"))
    _configure_edit(add("edit", "change a piece of evidence"))
    _configure_move(add("move", "move a piece of evidence to another claim"))
    _configure_rm(add("rm", "put a piece of evidence to the trash"))


def _configure_add(parser: ArgumentParser) -> None:
    describe(
        parser,
        _add,
        saves=True,
        usage="CLAIM --stance S --source KEY --quote TEXT [options]",
        summary="Attach a quoted source; the quote is looked up when the source's text is at hand.",
        example="postil evidence add 0123 --stance supports --source log1931 --quote -",
    )
    parser.add_argument("claim", metavar="CLAIM", help="an id, or its beginning or ending")
    _add_fields(parser, required=True)


def _configure_edit(parser: ArgumentParser) -> None:
    describe(
        parser,
        _edit,
        saves=True,
        usage="EVIDENCE [options]",
        summary="Change a piece of evidence; a changed quote or source is looked up again.",
        example='postil evidence edit 1790456 --locator "p. 12"',
    )
    parser.add_argument("evidence", metavar="EVIDENCE", help="an id, or its beginning or ending")
    _add_fields(parser, required=False)


def _configure_move(parser: ArgumentParser) -> None:
    describe(
        parser,
        _move,
        saves=True,
        usage="EVIDENCE CLAIM",
        summary="Move a piece of evidence to another claim of the same article.",
        example="postil evidence move 1790456 1790123",
    )
    parser.add_argument("evidence", metavar="EVIDENCE", help="an id, or its beginning or ending")
    parser.add_argument("claim", metavar="CLAIM", help="an id, or its beginning or ending")


def _configure_rm(parser: ArgumentParser) -> None:
    describe(
        parser,
        _remove,
        saves=True,
        usage="EVIDENCE",
        summary="Put a piece of evidence to the trash.",
        example="postil evidence rm 1790456",
    )
    parser.add_argument("evidence", metavar="EVIDENCE", help="an id, or its beginning or ending")


def _add_fields(parser: ArgumentParser, *, required: bool) -> None:
    stances, kinds = ", ".join(_STANCES), ", ".join(_DIRECTNESS)
    parser.add_argument("--stance", choices=_STANCES, metavar="STANCE", required=required, help=stances)
    parser.add_argument("--source", metavar="KEY", required=required, help="a source's key, id or title")
    parser.add_argument(
        "--quote", metavar="TEXT", required=required, help="its words, or - for standard input"
    )
    parser.add_argument("--locator", metavar="PLACE", help="as “p. 12”, “¶ 4”, “§ 2.1”, “12:34”")
    parser.add_argument("--directness", choices=("", *_DIRECTNESS), metavar="KIND", help=kinds)
    parser.add_argument("--accessed", metavar="DATE", help="when the source was looked at")
    parser.add_argument("--archived", metavar="URL", help="an archived copy")
    parser.add_argument("--note", help="a note, or - for standard input")


def _add(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_claim, find_source
    from postil.services.marks.evidence import attach_evidence

    workspace = context.workspace
    annotated, claim = find_claim(workspace, options.claim)
    source = find_source(workspace, options.source)
    fields = _fields(options, context)
    evidence = attach_evidence(workspace, annotated.article.id, claim, source=source, **fields)  # type: ignore[arg-type]
    return _answer(options, annotated.article, evidence)


def _edit(options: Namespace, context: Context) -> int:
    from postil.core.errors import WrongUse
    from postil.services.articles.references import find_evidence, find_source
    from postil.services.marks.evidence import edit_evidence

    workspace = context.workspace
    annotated, evidence = find_evidence(workspace, options.evidence)
    fields = _fields(options, context)
    if options.source is not None:
        fields["source"] = find_source(workspace, options.source)
    if not fields:
        raise WrongUse("Nothing to change was given.", "`postil evidence edit --help` lists the fields.")
    after = edit_evidence(workspace, annotated.article.id, evidence, **fields)  # type: ignore[arg-type]
    return _answer(options, annotated.article, after)


def _move(options: Namespace, context: Context) -> int:
    from postil.core.errors import WrongUse
    from postil.services.articles.references import find_claim, find_evidence
    from postil.services.marks.evidence import move_evidence

    annotated, evidence = find_evidence(context.workspace, options.evidence)
    home, claim = find_claim(context.workspace, options.claim)
    if home.article.id != annotated.article.id:
        raise WrongUse(
            "The evidence and the claim belong to different articles.",
            "Attach the quote to the other claim with `postil evidence add`.",
        )
    return _answer(
        options, annotated.article, move_evidence(context.workspace, home.article.id, evidence, claim)
    )


def _remove(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_evidence
    from postil.services.marks.evidence import trash_evidence

    annotated, evidence = find_evidence(context.workspace, options.evidence)
    trash_evidence(context.workspace, annotated.article.id, evidence)
    if options.json:
        put_json({"trashed": [evidence.id]})
    else:
        say("1 piece of evidence is in the trash. `postil undo` brings it back.")
    return 0


def _answer(options: Namespace, article: Article, evidence: Evidence) -> int:
    from postil.cli.words import evidence_line
    from postil.services.review.documents import evidence_document

    if options.json:
        put_json(evidence_document(article, evidence))
    else:
        put(evidence_line(evidence, columns()))
    return 0


def _fields(options: Namespace, context: Context) -> dict[str, object]:
    """The fields that were given, without the source.

    Raises:
        WrongUse: Two of them ask for standard input.
    """
    from postil.cli.reading import once, text_of

    once(options.quote, options.note)
    names = ("locator", "accessed", "archived")
    fields: dict[str, object] = {
        name: value for name in names if (value := getattr(options, name)) is not None
    }
    for name in ("quote", "note"):
        if (given := getattr(options, name)) is not None:
            fields[name] = text_of(context, given, f"--{name}")
    if options.stance is not None:
        fields["stance"] = Stance(options.stance)
    if options.directness is not None:
        fields["directness"] = Directness(options.directness)
    return fields
