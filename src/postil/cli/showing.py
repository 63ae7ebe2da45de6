"""`postil show`: one article with its text, its claims and their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json
from postil.cli.parser import describe
from postil.core.target import Anchoring

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.annotated import Annotated
    from postil.core.model import JSON
    from postil.core.snapshot import Snapshot
    from postil.review.rows import Row


def configure_show(parser: ArgumentParser) -> None:
    """Declares `postil show`."""
    describe(
        parser,
        _show,
        usage="ARTICLE [--claims]",
        summary="Print an article: its text by paragraphs, each with its claims and their evidence.",
        example="postil show essay --claims",
    )
    parser.add_argument("article", metavar="ARTICLE", help="an id, a path, a title, or a part of these")
    parser.add_argument("--claims", action="store_true", help="leave the text out")


def _show(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_article
    from postil.services.review.reviewing import rows_of

    annotated = find_article(context.workspace, options.article)
    snapshot = context.workspace.text_of(annotated.article)
    rows = rows_of(context.workspace, annotated)
    if options.json:
        _print_json(annotated, None if options.claims else snapshot, rows)
    else:
        _print_text(annotated, None if options.claims else snapshot, rows)
    return 0


def _print_json(annotated: Annotated, snapshot: Snapshot | None, rows: tuple[Row, ...]) -> None:
    from postil.services.review.documents import article_document, row_document
    from postil.services.review.reviewing import paragraph_at

    document = article_document(annotated.article)
    if snapshot is not None:
        blocks: list[JSON] = [
            {
                "paragraph": paragraph_at(snapshot, start),
                "kind": block.kind.value,
                "level": block.level,
                "start": start,
                "text": block.text,
            }
            for block, start in zip(snapshot.blocks, snapshot.starts, strict=True)
        ]
        document["blocks"] = blocks
    document["claims"] = [row_document(row) for row in rows]
    put_json(document)


def _print_text(annotated: Annotated, snapshot: Snapshot | None, rows: tuple[Row, ...]) -> None:
    from postil.cli.words import article_line
    from postil.services.review.reviewing import paragraph_at

    put(article_line(annotated.article, columns()))
    if snapshot is None:
        for row in rows:
            _print_claim(row)
        return
    standing = [row for row in rows if annotated.stands(row.claim)]
    for at, (block, start) in enumerate(zip(snapshot.blocks, snapshot.starts, strict=True)):
        number = paragraph_at(snapshot, start)
        put(f"\n{f'¶ {number}' if number else '#' * block.level}  {f'{block.marker} {block.text}'.strip()}")
        for row in standing:
            if snapshot.block_at(row.claim.start) == at:
                _print_claim(row)
    if len(standing) < len(rows):
        put("\nwithout a place in this text")
        for row in rows:
            if not annotated.stands(row.claim):
                _print_claim(row)


def _print_claim(row: Row) -> None:
    from postil.cli.words import claim_line

    put(f"\n  {row.headline}: {claim_line(row.claim, columns() - 20)}")
    print_details(row)


def print_details(row: Row) -> None:
    """Prints what is noted of a claim, and its evidence."""
    from postil.cli.words import evidence_line

    facts = [
        row.claim.kind.value,
        row.claim.speaker,
        row.claim.rating,
        *(f"#{tag}" for tag in row.claim.tags),
        "" if row.place in (None, Anchoring.ANCHORED) else str(row.place),
    ]
    put("    " + " · ".join(fact for fact in facts if fact))
    for line in row.claim.note.splitlines():
        put(f"    {line}".rstrip())
    for piece in row.evidence:
        put(f"    {evidence_line(piece, columns() - 4)}")
