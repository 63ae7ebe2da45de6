"""What a sentence suggests: offered on the screen and the shell, and filled in where a reader takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.attribution import Suggestion
from postil.core.model import SOURCE_DETAILS, Kind
from postil.core.text import clean_line
from postil.services.marks import claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.attribution import Mention
    from postil.core.model import Claim
    from postil.core.snapshot import Snapshot, TextRange
    from postil.services.library.workspace import Workspace


class Suggested(NamedTuple):
    """A sentence that suggests something: its block, its range in the canonical text, and what."""

    block: int
    range: TextRange
    suggestion: Suggestion


def suggested_in(
    snapshot: Snapshot, block: int, sentences: Sequence[tuple[int, int]], language: str
) -> list[Suggested]:
    """The sentences of a block that suggest something; nothing is suggested on a note or a heading.

    Args:
        snapshot: The text.
        block: The number of the block.
        sentences: Its sentences, in code points of its own.
        language: A language tag; English phrases are looked for where it is unknown.
    """
    from postil.core.snapshot import BlockKind, TextRange
    from postil.ingest.attribution.quotations import speakers

    if snapshot.blocks.form(block).kind in {BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.CODE}:
        return []
    base = snapshot.starts[block]
    found = [_suggestion(snapshot, block, start, end, language) for start, end in sentences]
    told = [one.speaker if one and one.kind is Kind.QUOTATION else "" for one in found]
    for at, speaker in speakers(snapshot.blocks[block].text, sentences, told):
        found[at] = (found[at] or Suggestion(Kind.QUOTATION))._replace(kind=Kind.QUOTATION, speaker=speaker)
    return [
        Suggested(block, TextRange(base + start, base + end), one)
        for (start, end), one in zip(sentences, found, strict=True)
        if one
    ]


def _suggestion(snapshot: Snapshot, block: int, start: int, end: int, language: str) -> Suggestion | None:
    from postil.ingest.attribution.suggestion import suggestion

    text = snapshot.blocks[block].text
    links = [
        link._replace(start=link.start - start, end=link.end - start)
        for link in snapshot.blocks[block].links
        if start <= link.start and link.end <= end
    ]
    return suggestion(text[start:end], links, lambda name: _note(snapshot, name), language)


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

    A source needs an address or a title: where neither is known, who it is of and the date stand for it.

    Returns:
        What stands in the line of the source, and the lines of a new one by the names of `SOURCE_DETAILS`.
    """
    told = {name: clean_line(getattr(mention, name)) for name in SOURCE_DETAILS}
    if mention.url:
        return told.pop("url"), told
    source = told.pop("title") or f"{told['author'] or told['container']} {told['date']}".strip()
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
    """The words of a note; none of a heading or another part of the text to which a table of contents leads."""
    from postil.core.snapshot import BlockKind
    from postil.core.structure import typed_mark

    at = snapshot.blocks.named.get(name)
    note = None if at is None else snapshot.blocks[at]
    if note is None or note.kind not in {BlockKind.FOOTNOTE, BlockKind.ITEM}:
        return ""
    return note.text.removeprefix(typed_mark(note)).lstrip()
