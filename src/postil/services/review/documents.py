"""Records as JSON: the keys that `help/shell.md` documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.changes import Operation
    from postil.core.comparison import Comparison, Gap
    from postil.core.model import JSON, Article, Claim, Conflict, Evidence, Record, Source
    from postil.core.target import Placement, Target
    from postil.review.rows import Row
    from postil.services.marks.conflicts import Undecided

    Document = dict[str, JSON]


def article_document(article: Article) -> Document:
    """An article without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "container": article.container,
        "url": article.url,
        "language": article.language,
        "doi": article.doi,
        "isbn": article.isbn,
        "path": article.path,
        "accessed": article.accessed,
        "snapshot": article.snapshot,
        **_stamps(article),
    }


def claim_document(article: Article, claim: Claim, evidence: Iterable[Evidence]) -> Document:
    """A claim with its evidence."""
    return {
        "id": claim.id,
        "article": article.id,
        "article_title": article.title,
        "statement": claim.statement,
        "text": claim.text,
        "exact": claim.target.exact,
        "target": _target(claim.target),
        "kind": claim.kind.value,
        "speaker": claim.speaker,
        "rating": claim.rating,
        "tags": list(claim.tags),
        "priority": claim.priority,
        "note": claim.note,
        "evidence": [evidence_document(article, piece) for piece in evidence],
        **_stamps(claim),
    }


def row_document(row: Row) -> Document:
    """A claim as the ledger sees it."""
    return {
        **claim_document(row.article, row.claim, row.evidence),
        "paragraph": row.paragraph,
        "states": [state.value for state in row.states],
    }


def evidence_document(article: Article, evidence: Evidence) -> Document:
    """A piece of evidence."""
    return {
        "id": evidence.id,
        "article": article.id,
        "claim": evidence.claim,
        "stance": evidence.stance.value,
        "quote": evidence.quote,
        "source": evidence.source,
        "locator": {"label": evidence.locator.label, "value": evidence.locator.value},
        "check": evidence.check.value,
        "checked": evidence.checked,
        "target": _target(evidence.target) if evidence.target else None,
        "directness": evidence.directness.value,
        "accessed": evidence.accessed,
        "archived": evidence.archived,
        "note": evidence.note,
        **_stamps(evidence),
    }


def comparison_document(comparison: Comparison) -> Document:
    """A quote beside its source."""
    selectors = comparison.target.selectors if comparison.target else ()
    return {
        "status": comparison.check.value,
        "found": comparison.check.found,
        "spans": [[selector.start, selector.end] for selector in selectors],
        "passage": [selector.exact for selector in selectors],
        "pieces": [piece._asdict() for piece in comparison.pieces],
        "diff": [
            {"op": op.value, "about": gravity.name.lower(), "source": source, "quote": quote}
            for gravity, op, source, quote in comparison.differences
        ],
        "gaps": [_gap(gap) for gap in comparison.gaps],
        "before": comparison.before,
        "after": comparison.after,
        "warnings": list(comparison.warnings),
    }


def _gap(gap: Gap) -> Document:
    return {
        "start": gap.range.start,
        "end": gap.range.end,
        "text": gap.text,
        "mark": gap.mark,
        "words": gap.words,
        "sentences": gap.sentences,
        "negations": list(gap.negations),
    }


def source_document(source: Source) -> Document:
    """A source; `csl` is its CSL-JSON item, whose id is the key."""
    return {
        "id": source.id,
        "key": source.key,
        "csl": {**source.csl, "id": source.key},
        "document": source.document,
        **_stamps(source),
    }


def operation_document(operation: Operation) -> Document:
    """A gesture of the history."""
    return {
        "id": operation.id,
        "label": operation.label,
        "time": operation.time,
        "creator": operation.creator,
        "motion": operation.motion.value,
        "of": operation.of,
        "changes": [
            {
                "collection": change.collection,
                "kind": kind_of(change.after),
                "id": change.after.id,
                "fields": list(change.fields()),
            }
            for change in operation.changes
        ],
    }


def _target(target: Target) -> Document:
    history: list[JSON] = [_place(place) for place in target.history]
    return {**_place(target), "history": history}


def _place(place: Target | Placement) -> Document:
    return {
        "snapshot": place.snapshot,
        "state": place.state.value,
        "read": place.read,
        "selectors": [
            {
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
                "start": selector.start,
                "end": selector.end,
            }
            for selector in place.selectors
        ],
    }


def _stamps(record: Record) -> Document:
    return {
        "created": record.created,
        "modified": record.modified,
        "creator": record.creator,
        "deleted": record.deleted,
        **({"conflicts": [_conflict(known) for known in record.conflicts]} if record.conflicts else {}),
    }


def _conflict(conflict: Conflict) -> Document:
    return {"field": conflict.field, "value": conflict.value, "modified": conflict.modified}


def undecided_document(item: Undecided) -> Document:
    """A conflict: what stands, and what the other side wrote."""
    return {
        "id": item.record.id,
        "kind": item.kind,
        "article": item.article,
        "field": item.conflict.field,
        "ours": item.ours,
        "other": item.conflict.value,
        "modified": item.conflict.modified,
    }
