"""The rows of the list of what a new text has put in doubt, and what is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.quoting import quoted
from postil.core.rewriting import Rewrite
from postil.core.target import Anchoring
from postil.core.text import shortened, shown
from postil.tui.lines.columns import Column
from postil.tui.lines.marginalia import CLAIM_INDENT, differing, place_lines
from postil.tui.looks.glyphs import word
from postil.tui.widgets.margin import Entry, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.annotated import Annotated
    from postil.core.model import Claim
    from postil.core.rewriting import Rewritten
    from postil.core.snapshot import Snapshot
    from postil.services.marks.deciding import Place
    from postil.tui.looks.glyphs import Glyphs

    Cell = tuple[str, str]

WORDS = 200
"""Code points of a statement that a row can show at most."""

AROUND = 40
"""Code points that are shown on each side of a place."""

LEFT_BEHIND = "another text"
"""The word for a mark that was not looked for yet."""

MOST_CANDIDATES = 9
"""Candidates that are told, each with the digit that picks it."""


class Doubt(NamedTuple):
    """A mark to be decided about, or a paragraph that is not as it was.

    Attributes:
        claim: The claim, or None for a paragraph.
        paragraph: The paragraph, or None for a claim.
        number: The number of the paragraph; 0 where there is none.
        here: Whether the mark has a place in the newest text.
        marked: Whether a claim stands in the paragraph.
        words: The statement, or the paragraph.
    """

    claim: Claim | None = None
    paragraph: Rewritten | None = None
    number: int = 0
    here: bool = True
    marked: bool = False
    words: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        if self.claim:
            return self.claim.id
        assert self.paragraph is not None  # noqa: S101 - for the type checker
        return f"{self.paragraph.block} {self.paragraph.rewrite} {self.paragraph.before[:WORDS]}"

    @property
    def state(self) -> Anchoring | None:
        """What became of the mark; None for a paragraph."""
        return self.claim.target.state if self.claim else None


def doubts(
    annotated: Annotated, claims: Iterable[Claim], paragraphs: Iterable[Rewritten], text: Snapshot
) -> list[Doubt]:
    """The rows: marks to be decided about, retired ones, then paragraphs, those with claims first.

    Args:
        annotated: The article.
        claims: The claims in doubt, in their order.
        paragraphs: What is not as it was.
        text: The newest text.
    """
    rows = [_of_claim(annotated, claim, text) for claim in claims]
    retired = (claim for claim in annotated.live_claims if claim.target.state is Anchoring.RETIRED)
    rows += [_of_claim(annotated, claim, text) for claim in retired]
    marked = {
        text.block_at(piece.start)
        for claim in annotated.live_claims
        if annotated.stands(claim)
        for piece in claim.target.selectors
    }
    rest = [
        Doubt(
            paragraph=one,
            number=0 if one.rewrite is Rewrite.REMOVED else text.paragraph_number(one.block),
            marked=one.block in marked and one.rewrite is not Rewrite.REMOVED,
            words=one.before if one.rewrite is Rewrite.REMOVED else text.blocks[one.block].text,
        )
        for one in paragraphs
    ]
    return [*rows, *sorted(rest, key=lambda row: not row.marked)]


def _of_claim(annotated: Annotated, claim: Claim, text: Snapshot) -> Doubt:
    here = annotated.stands(claim)
    number = text.paragraph_number(text.block_at(claim.start)) if here else 0
    return Doubt(claim, number=number, here=here, words=claim.statement)


def told(row: Doubt, text: Snapshot, candidates: Sequence[Place] | None, glyphs: Glyphs) -> tuple[Entry, ...]:
    """What is known of a row, in lines.

    Args:
        row: The row.
        text: The newest text.
        candidates: Where the mark may be meant to stand; None while they are being looked for.
        glyphs: The glyphs of this terminal.
    """
    if row.claim is None:
        return (Entry("", tuple(_of_paragraph(row, text, glyphs))),)
    claim = row.claim
    lines = [Line(quoted(" ".join(claim.target.confirmed.exact.split())), "title", CLAIM_INDENT, limit=4)]
    lines += place_lines(claim, glyphs, here=row.here)
    if candidates is None:
        lines.append(Line("looking for where it may stand …", "dim", CLAIM_INDENT))
    lines += _candidate_lines(row, text, candidates or (), glyphs)
    return (Entry("", tuple(lines)),)


def _candidate_lines(
    row: Doubt, text: Snapshot, candidates: Sequence[Place], glyphs: Glyphs
) -> Iterator[Line]:
    if candidates and row.state is Anchoring.ORPHANED:
        yield Line("The likeliest place, which was not good enough:", "dim", CLAIM_INDENT)
    elif candidates:
        yield Line("It may stand in each of these places:", "dim", CLAIM_INDENT)
    for number, pieces in enumerate(candidates[:MOST_CANDIDATES], 1):
        start, end = pieces[0].start, pieces[-1].end
        before, after = text.text[max(start - AROUND, 0) : start], text.text[end : end + AROUND]
        words = " ".join(text.text[start:end].split())
        around = f"{glyphs.ellipsis}{' '.join(before.split())} [{words}] {' '.join(after.split())}{glyphs.ellipsis}"
        place = f"{glyphs.pilcrow} {text.paragraph_number(text.block_at(start))}"
        yield Line(around, "text", CLAIM_INDENT + 2, f"{number} ", "key", right=place, limit=4)


def _of_paragraph(row: Doubt, text: Snapshot, glyphs: Glyphs) -> Iterator[Line]:
    one = row.paragraph
    if one is None:
        return
    if one.before:
        yield Line("before", "dim", CLAIM_INDENT)
        yield Line(" ".join(one.before.split()), "quote", CLAIM_INDENT, limit=6)
    if one.rewrite is not Rewrite.REMOVED:
        yield Line("now", "dim", CLAIM_INDENT)
        yield Line(" ".join(text.blocks[one.block].text.split()), "text", CLAIM_INDENT, limit=6)
    if one.rewrite is Rewrite.CHANGED:
        yield Line(differing(one.before, text.blocks[one.block].text, glyphs), "key", CLAIM_INDENT, limit=4)


def _glyph(row: Doubt, glyphs: Glyphs) -> Cell:
    if row.state is None:
        return glyphs.rewritten, "dim"
    return glyphs.of(Anchoring.ORPHANED if _is_left_behind(row) else row.state), _look(row)


def _word(row: Doubt, _: Glyphs) -> Cell:
    if row.state is None:
        return f"{row.paragraph.rewrite} text" if row.paragraph else "", "dim"
    return LEFT_BEHIND if _is_left_behind(row) else word(row.state), _look(row)


def _look(row: Doubt) -> str:
    return "dim" if row.state is Anchoring.RETIRED else "changed-word"


def _is_left_behind(row: Doubt) -> bool:
    """Whether the mark was made in another text, and nobody has looked for it in this one."""
    return row.state is not None and row.state.has_place and not row.here


def _words(row: Doubt, _: Glyphs) -> Cell:
    marks = "with claims: " if row.marked else ""
    return f"{marks}{shortened(shown(' '.join(row.words.split())), WORDS)}", "" if row.claim else "dim"


def _number(row: Doubt, glyphs: Glyphs) -> Cell:
    return f"{glyphs.pilcrow} {row.number}" if row.number else "", "dim"


COLUMNS: Sequence[Column[Doubt]] = (
    Column("", 1, 0, _glyph),
    Column("", 12, 0, _word),
    Column("", 0, 0, _words),
    Column("", 7, 40, _number, right=True),
)
