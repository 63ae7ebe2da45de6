"""What a sentence suggests: offered on the screen and the shell, and filled in where a reader takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.model import SOURCE_DETAILS, Kind
from postil.core.text import clean_line
from postil.services import claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.attribution import Mention, Suggestion
    from postil.core.model import Claim
    from postil.core.snapshot import Snapshot, TextRange
    from postil.services.workspace import Workspace


class Suggested(NamedTuple):
    """A sentence that suggests something: its block, its range in the canonical text, and what."""

    block: int
    range: TextRange
    suggestion: Suggestion


def suggestion_on(snapshot: Snapshot, sentence: TextRange, language: str) -> Suggestion | None:
    """What a sentence suggests, or None.

    Args:
        snapshot: The text.
        sentence: Code points of its canonical text, inside one block.
        language: A language tag; English phrases are looked for where it is unknown.
    """
    from postil.ingest.attribution.suggestion import suggestion

    at = snapshot.block_at(sentence.start)
    base = sentence.start - snapshot.starts[at]
    end = base + sentence.end - sentence.start
    links = [
        link._replace(start=link.start - base, end=link.end - base)
        for link in snapshot.blocks[at].links
        if base <= link.start and link.end <= end
    ]
    words = snapshot.text[sentence.start : sentence.end]
    return suggestion(words, links, lambda name: _note(snapshot, name), language)


def suggested_in(
    snapshot: Snapshot, block: int, sentences: Sequence[tuple[int, int]], language: str
) -> Iterator[Suggested]:
    """The sentences of a block that suggest something; nothing is suggested on a note or a heading."""
    from postil.core.snapshot import BlockKind, TextRange

    if snapshot.blocks.form(block).kind in {BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.CODE}:
        return
    base = snapshot.starts[block]
    for start, end in sentences:
        sentence = TextRange(base + start, base + end)
        if found := suggestion_on(snapshot, sentence, language):
            yield Suggested(block, sentence, found)


def all_suggested(snapshot: Snapshot, language: str) -> tuple[Suggested, ...]:
    """The sentences of a text that suggest something, in their order."""
    from postil.ingest.sentences.splitting import sentences

    found: list[Suggested] = []
    for at, block in enumerate(snapshot.blocks):
        found += suggested_in(snapshot, at, sentences(block.text, language), language)
    return tuple(found)


def in_words(suggestion: Suggestion) -> str:
    """What is suggested, as `quotation · said by Ines Holm · in the Gazette (3/10/22)`."""
    parts = [
        "" if suggestion.kind is Kind.FACT else suggestion.kind.value,
        suggestion.speaker and f"said by {suggestion.speaker}",
        suggestion.mention and f"source: {' '.join(suggestion.mention.words.split())}",
    ]
    return " · ".join(part for part in parts if part)


def typed_as(mention: Mention) -> tuple[str, dict[str, str]]:
    """A mention as it would be typed into the form of a source.

    Returns:
        What stands in the line of the source, and the lines of a new one by the names of `SOURCE_DETAILS`.
    """
    told = {name: clean_line(getattr(mention, name, "")) for name in SOURCE_DETAILS}
    if mention.url:
        return told.pop("url"), told
    source = told.pop("title") or f"{told['author']} {told['date']}".strip()
    return source, told


def fields_of(suggestion: Suggestion) -> dict[str, object]:
    """What is suggested of a new claim, by the names of its fields."""
    return {"kind": suggestion.kind, "speaker": suggestion.speaker}


def take_suggestion(workspace: Workspace, article: str, claim: Claim, suggestion: Suggestion) -> Claim:
    """Fills in a claim's kind and speaker as far as nobody has set them."""
    fields: dict[str, object] = {}
    if suggestion.speaker and not claim.speaker:
        fields["speaker"] = suggestion.speaker
    if claim.kind is Kind.FACT is not suggestion.kind:
        fields["kind"] = suggestion.kind
    if not fields:
        return claim
    return claims.edit_claim(workspace, article, claim, label="take suggestion", **fields)


def _note(snapshot: Snapshot, name: str) -> str:
    blocks = snapshot.blocks
    at = next((at for at in range(len(blocks)) if blocks.form(at).name == name), None)
    return "" if at is None else blocks[at].text
