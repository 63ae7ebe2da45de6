"""What the margin says about a claim and its evidence, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import UNRATED, Kind
from postil.core.quoting import quoted
from postil.core.text import shown
from postil.review.ledger import headline, is_unsourced, states
from postil.tui.glyphs import word
from postil.tui.widgets.margin import Entry, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postil.core.model import Annotated, Claim, Evidence, Record, Source
    from postil.tui.glyphs import Glyphs

EVIDENCE_INDENT = 4
CLAIM_INDENT = 2
QUOTE_ROWS = 4


def entries(
    annotated: Annotated,
    claims: Iterable[Claim],
    current: str,
    sources: Mapping[str, Source],
    glyphs: Glyphs,
) -> tuple[Entry, ...]:
    """The claims in order, each followed by its evidence; the current claim is told in full.

    Args:
        annotated: The article.
        claims: Those to tell of.
        current: The id of the current claim, or of a piece of its evidence.
        sources: The sources by their keys.
        glyphs: The glyphs of this terminal.
    """
    told: list[Entry] = []
    for claim in claims:
        evidence = annotated.evidence_of(claim.id)
        in_full = current in {claim.id, *(piece.id for piece in evidence)}
        told.append(claim_entry(claim, evidence, glyphs, in_full=in_full))
        told += [
            evidence_entry(piece, sources.get(piece.source), glyphs, in_full=in_full) for piece in evidence
        ]
    return tuple(told)


def claim_entry(claim: Claim, evidence: tuple[Evidence, ...], glyphs: Glyphs, *, in_full: bool) -> Entry:
    """A claim: its state's glyph and word, its statement, and, in full, what else is noted."""
    state = headline(claim, evidence)
    look = state.name.lower()
    rating = "" if claim.rating == UNRATED else claim.rating
    lines = [
        Line(
            claim.statement if claim.text else quoted(" ".join(claim.statement.split())),
            look="title" if in_full else "text",
            indent=CLAIM_INDENT,
            lead=f"{glyphs.of(state)} ",
            lead_look=look,
            right=word(state),
            right_look=look,
            limit=0 if in_full else QUOTE_ROWS,
        )
    ]
    lines += _conflicts(claim, glyphs, CLAIM_INDENT)
    if not in_full:
        return Entry(claim.id, tuple(lines))
    facts = [
        rating and f"rated {rating}",
        "" if claim.kind is Kind.FACT else claim.kind.value,
        claim.speaker and f"said by {claim.speaker}",
        *(f"#{tag}" for tag in claim.tags),
        claim.priority and f"priority {claim.priority}",
    ]
    others = [word(other) for other in states(claim, evidence)[1:] if word(other) != UNRATED]
    words = " · ".join(str(fact) for fact in (*facts, *others) if fact)
    if words:
        lines.append(Line(words, look="dim", indent=CLAIM_INDENT))
    if claim.note:
        lines.append(Line(claim.note, look="caption", indent=CLAIM_INDENT))
    return Entry(claim.id, tuple(lines))


def evidence_entry(piece: Evidence, source: Source | None, glyphs: Glyphs, *, in_full: bool) -> Entry:
    """A piece of evidence: its stance's glyph, where it stands, its check, and, in full, its words."""
    from postil.citation.locator import locator_text

    name = source_name(source, piece.source)
    place = locator_text(piece.locator)
    lines = [
        Line(
            f"{name}, {place}" if place else name,
            indent=EVIDENCE_INDENT,
            lead=f"{glyphs.of(piece.stance)} ",
            lead_look=piece.stance.value,
            right=f"{glyphs.of(piece.check)} {piece.check.value}",
            right_look="dim" if piece.check.found or piece.check == "unchecked" else "error",
        )
    ]
    lines += _conflicts(piece, glyphs, EVIDENCE_INDENT)
    lines += _conflicts(source, glyphs, EVIDENCE_INDENT, "source: ") if source else ()
    if in_full:
        lines.append(Line(quoted(piece.quote), look="quote", indent=EVIDENCE_INDENT, limit=2 * QUOTE_ROWS))
        if piece.check == "altered":
            lines.append(Line("c shows where it differs", look="dim", indent=EVIDENCE_INDENT))
        if piece.directness:
            lines.append(Line(f"{piece.directness} source", look="dim", indent=EVIDENCE_INDENT))
        if piece.note:
            lines.append(Line(piece.note, look="caption", indent=EVIDENCE_INDENT))
    return Entry(piece.id, tuple(lines))


def _conflicts(record: Record, glyphs: Glyphs, indent: int, of: str = "") -> Iterator[Line]:
    """The line that names the fields which were changed on two sides; none where there are none."""
    names = ", ".join(dict.fromkeys(shown(conflict.field) for conflict in record.conflicts))
    if names:
        lead = f"{glyphs.conflicting} "
        yield Line(f"changed on both sides: {of}{names}", "error", indent, lead=lead, lead_look="error")


def source_name(source: Source | None, key: str) -> str:
    """A short name for a source; its key where it tells nothing or is missing."""
    from postil.citation.reference import short_reference

    if source is None:
        return f"{key} (missing)"
    return short_reference(source.csl) or source.title or key


def hint(annotated: Annotated) -> tuple[Entry, ...]:
    """What the margin of a paragraph without claims says: how to make the first one."""
    words = "No claim in this paragraph." if annotated.live_claims else "No claims yet."
    how = "a marks the sentence as a claim; v selects other words."
    return (Entry("", (Line(words, look="dim", indent=2), Line(how, look="dim", indent=2))),)


def counted(annotated: Annotated) -> str:
    """How many claims an article has, and how many of them nothing bears on."""
    claims = annotated.live_claims
    unsourced = sum(1 for claim in claims if is_unsourced(annotated.evidence_of(claim.id)))
    count = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
    return f"{count} · {unsourced} unsourced" if unsourced else count
