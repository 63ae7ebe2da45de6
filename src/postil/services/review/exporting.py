"""The ledger as a text that other programs read."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING

from postil.core.annotated import Annotated
from postil.core.model import Stance
from postil.services.review.documents import row_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.review.rows import Row
    from postil.services.library.workspace import Workspace


class Form(StrEnum):
    """How a ledger is written; the value is the usual ending of the file's name."""

    CSV = "csv"
    MARKDOWN = "md"
    JSON_LINES = "jsonl"


COLUMNS = (
    "claim", "article", "article_title", "paragraph", "states", "statement", "exact", "kind", "speaker",
    "rating", "tags", "priority", "supports", "disputes", "sources", "note", "modified",
)  # fmt: skip
"""The columns of the CSV file."""


def ledger_text(workspace: Workspace, rows: Sequence[Row], form: Form) -> str:
    """Writes rows in their order; the Markdown report goes article by article."""
    match form:
        case Form.CSV:
            return _csv(rows)
        case Form.MARKDOWN:
            return _markdown(workspace, rows)
        case Form.JSON_LINES:
            return "".join(json.dumps(row_document(row), ensure_ascii=False) + "\n" for row in rows)


def _csv(rows: Iterable[Row]) -> str:
    from postil.interchange.csv_table import csv_table

    return csv_table(COLUMNS, map(_cells, rows))


def _cells(row: Row) -> tuple[str, ...]:
    claim, stances = row.claim, [piece.stance for piece in row.evidence]
    return (
        claim.id,
        row.article.id,
        row.article.title,
        str(row.paragraph or ""),
        "; ".join(row.states),
        claim.statement,
        claim.target.exact,
        claim.kind,
        claim.speaker,
        claim.rating,
        "; ".join(claim.tags),
        str(claim.priority),
        str(stances.count(Stance.SUPPORTS)),
        str(stances.count(Stance.DISPUTES)),
        "; ".join(dict.fromkeys(piece.source for piece in row.evidence)),
        claim.note,
        row.modified,
    )


def _markdown(workspace: Workspace, rows: Iterable[Row]) -> str:
    from postil.citation.reference import in_text, reference
    from postil.interchange.markdown_report import report

    by_article: dict[str, list[Row]] = {}
    for row in rows:
        by_article.setdefault(row.article.id, []).append(row)
    sources = workspace.sources
    return "\n".join(
        report(
            Annotated(
                shown_rows[0].article,
                tuple(row.claim for row in shown_rows),
                tuple(piece for row in shown_rows for piece in row.evidence),
            ),
            sources,
            title=shown_rows[0].article.title,
            cite=lambda source, locator: in_text(source.csl, locator),
            reference=lambda source: reference(source.csl),
        )
        for shown_rows in by_article.values()
    )
