"""What the margin says about a claim and its evidence, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import UNRATED, Kind
from postil.core.quoting import quoted
from postil.core.structure import note_mark, note_of, note_text, ways_from
from postil.core.target import Anchoring
from postil.core.text import shortened, shown
from postil.review.ledger import is_unsourced, seen_first, states
from postil.tui.looks.glyphs import word
from postil.tui.widgets.margin import Entry, Line
from postil.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postil.core.annotated import Annotated
    from postil.core.model import Claim, Evidence, Record, Source
    from postil.core.rewriting import Rewritten
    from postil.core.snapshot import Snapshot
    from postil.core.target import Placement
    from postil.tui.looks.glyphs import Glyphs

EVIDENCE_INDENT = 4
CLAIM_INDENT = 2
QUOTE_ROWS = 4
DIFFERENCE_ROWS = 2

WIDEST_MARKER = 8
"""Code points of a note's marker at most."""

CONTEXT = 60
"""Code points that are shown on each side of the words that a mark had."""


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
        told.append(claim_entry(claim, evidence, annotated.article.snapshot, glyphs, in_full=in_full))
        told += [
            evidence_entry(piece, sources.get(piece.source), glyphs, in_full=in_full) for piece in evidence
        ]
    return tuple(told)


def claim_entry(
    claim: Claim, evidence: tuple[Evidence, ...], text: str, glyphs: Glyphs, *, in_full: bool
) -> Entry:
    """A claim: its state's glyph and word, its statement, and, in full, what else is noted.

    Args:
        claim: The claim.
        evidence: Its living evidence.
        text: The digest of the newest text of its article.
        glyphs: The glyphs of this terminal.
        in_full: Whether all is told.
    """
    known = states(claim, evidence, text)
    first = known[0]
    look, state = first.name.lower(), seen_first(claim, first)
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
    lines += place_lines(claim, glyphs, here=claim.target.stands_in(text))
    facts = [
        rating and f"rated {rating}",
        "" if claim.kind is Kind.FACT else claim.kind.value,
        claim.speaker and f"said by {claim.speaker}",
        *(f"#{tag}" for tag in claim.tags),
        claim.priority and f"priority {claim.priority}",
    ]
    others = [word(other) for other in known[1:] if word(other) != UNRATED]
    words = " · ".join(str(fact) for fact in (*facts, *others) if fact)
    if words:
        lines.append(Line(words, look="dim", indent=CLAIM_INDENT))
    if claim.note:
        lines.append(Line(claim.note, look="caption", indent=CLAIM_INDENT))
    return Entry(claim.id, tuple(lines))


def place_lines(claim: Claim, glyphs: Glyphs, *, here: bool) -> Iterator[Line]:
    """What became of a claim's mark in the newest text; nothing where it simply stands.

    Args:
        claim: The claim.
        glyphs: The glyphs of this terminal.
        here: Whether the mark has a place in the newest text.
    """
    target = claim.target
    sure = target.confirmed
    match target.state:
        case Anchoring.CHANGED if here:
            yield Line(f"was: {' '.join(sure.exact.split())}", "caption", CLAIM_INDENT, limit=QUOTE_ROWS)
            yield Line(differing(sure.exact, target.exact, glyphs), "key", CLAIM_INDENT, limit=QUOTE_ROWS)
        case Anchoring.MOVED if here:
            yield Line("moved: its words stand elsewhere than before", "dim", CLAIM_INDENT)
        case Anchoring.AMBIGUOUS:
            yield Line("its words stand in several places of the new text", "dim", CLAIM_INDENT)
        case Anchoring.ORPHANED:
            yield Line("its words are gone from the text; they stood here:", "dim", CLAIM_INDENT)
            yield Line(_in_context(sure, glyphs), "caption", CLAIM_INDENT, limit=2 * QUOTE_ROWS)
        case Anchoring.RETIRED:
            yield Line("retired: kept, though its words are gone from the text", "dim", CLAIM_INDENT)
        case _ if not here:
            yield Line("marked in another text, and not looked for in this one", "dim", CLAIM_INDENT)


def differing(before: str, after: str, glyphs: Glyphs) -> str:
    """The words in which two texts differ, as `closed → opened · + again`."""
    from postil.anchoring.rewording import rewordings

    return " · ".join(
        f"{part.before} {glyphs.right} {part.after}"
        if part.before and part.after
        else f"{glyphs.supports} {part.after}"
        if part.after
        else f"{glyphs.disputes} {part.before}"
        for part in rewordings(before, after)
    )


def _in_context(place: Placement, glyphs: Glyphs) -> str:
    """Words with what stood around them; the words in brackets."""
    before, after = place.selectors[0].prefix[-CONTEXT:], place.selectors[-1].suffix[:CONTEXT]
    words = f"{glyphs.ellipsis}{before}[{place.exact}]{after}{glyphs.ellipsis}"
    return " ".join(words.split())


def paragraph_entry(one: Rewritten, text: str, glyphs: Glyphs) -> Entry:
    """What the margin says of a paragraph that is not as it was.

    Args:
        one: What became of it.
        text: Its words now.
        glyphs: The glyphs of this terminal.
    """
    lead = f"{glyphs.rewritten} "
    words = f"this paragraph is {one.rewrite} since the text was read before"
    lines = [Line(words, "dim", CLAIM_INDENT, lead)]
    if one.before:
        lines.append(
            Line(differing(one.before, text, glyphs), "caption", CLAIM_INDENT, limit=DIFFERENCE_ROWS)
        )
    return Entry("", tuple(lines))


def note_entries(snapshot: Snapshot, block: int, span: tuple[int, int], glyphs: Glyphs) -> tuple[Entry, ...]:
    """What the notes say to which a sentence refers.

    Args:
        snapshot: The text.
        block: The index of the sentence's block.
        span: The sentence's code points in the block's text.
        glyphs: The glyphs of this terminal.
    """
    blocks = snapshot.blocks
    ways = ways_from(blocks, block, *span)
    notes = [way.block for way in ways if note_of(blocks, way.block) == way.block]
    return tuple(
        Entry("", (_note_line(note_mark(blocks, note) or glyphs.note, note_text(blocks, note)),))
        for note in notes
    )


def _note_line(marker: str, words: str) -> Line:
    lead = f"{shortened(marker, WIDEST_MARKER)} "
    return Line(words, "footnote", max(width_of(lead), CLAIM_INDENT), lead, limit=2 * QUOTE_ROWS)


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


def hint(annotated: Annotated, how: str) -> tuple[Entry, ...]:
    """What the margin of a paragraph without claims says, with how the first one is made."""
    words = "No claim in this paragraph." if annotated.live_claims else "No claims yet."
    return (Entry("", (Line(words, look="dim", indent=2), Line(how, look="dim", indent=2))),)


def counted(annotated: Annotated, glyphs: Glyphs) -> tuple[str, str]:
    """How many claims an article has, how many are in doubt, and on how many nothing bears; in words, and short."""
    claims = annotated.live_claims
    by_claim, known = annotated.evidence_by_claim, annotated.claims_by_id
    sourced = [name for name, pieces in by_claim.items() if not is_unsourced(pieces)]
    unsourced = len(claims) - sum(1 for name in sourced if name in known and not known[name].deleted)
    count = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
    told = [part for part in (count, _doubtful(annotated)) if part]
    left = (f"{unsourced} unsourced", f"{glyphs.unsourced} {unsourced}") if unsourced else ("", "")
    whole, short = (f" {glyphs.between} ".join([*told, *filter(None, [part])]) for part in left)
    return whole, short


def _doubtful(annotated: Annotated) -> str:
    """How many marks have no place, or one that was not confirmed yet."""
    claims = annotated.in_doubt
    states = {claim.target.state_in(annotated.article.snapshot) for claim in claims}
    state = states.pop() if len(states) == 1 else None
    return f"{len(claims)} {word(state) if state else 'in doubt'}" if claims else ""
