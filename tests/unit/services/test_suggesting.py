from __future__ import annotations

import pytest

from postil.core.attribution import Mention
from postil.core.model import Kind
from postil.core.snapshot import Block, BlockKind, Link, Snapshot
from postil.services.marks.suggesting import all_suggested, typed_as

SEA = "Mud moves at night.[1]"
MARK = Link(SEA.index("["), len(SEA), "#note-1")


def speakers(text: str) -> list[str]:
    found = all_suggested(Snapshot([Block(BlockKind.PARAGRAPH, text)]), "en")
    assert all(one.suggestion.kind is Kind.QUOTATION for one in found)
    return [one.suggestion.speaker for one in found]


def test_each_sentence_of_a_quotation_has_the_speaker_that_one_of_them_names() -> None:
    assert speakers("“It rose. It fell. It was mud,” said Ines Holm. Nobody asked.") == ["Ines Holm"] * 3
    assert speakers("Ines Holm said: “It rose. It fell.” Nobody asked.") == ["Ines Holm"] * 2
    assert speakers("“It rose at night. It fell,” she said.") == []


@pytest.mark.parametrize(
    ("kind", "source"),
    [(BlockKind.FOOTNOTE, "Tide tables."), (BlockKind.ITEM, "Tide tables."), (BlockKind.HEADING, "")],
)
def test_a_mark_leads_to_a_note_and_not_to_a_chapter(kind: BlockKind, source: str) -> None:
    text = [Block(BlockKind.PARAGRAPH, SEA, links=(MARK,)), Block(kind, "Tide tables.", name="note-1")]
    titles = [one.suggestion.mention for one in all_suggested(Snapshot(text), "en")]
    assert [mention.title for mention in titles if mention] == ([source] if source else [])


def test_the_mark_that_was_typed_before_a_note_is_not_in_its_source_s_title() -> None:
    note = Block(BlockKind.FOOTNOTE, "[1] Tide tables.", name="note-1")
    (one,) = all_suggested(Snapshot([Block(BlockKind.PARAGRAPH, SEA, links=(MARK,)), note]), "en")
    assert one.suggestion.mention
    assert one.suggestion.mention.title == "Tide tables."


@pytest.mark.parametrize(
    ("mention", "source", "lines"),
    [
        (Mention("", container="Gazette", date="3/10/22"), "Gazette 3/10/22", {"container": "Gazette", "date": "3/10/22"}),
        (Mention("", author="Holm", date="2019"), "Holm 2019", {"author": "Holm", "date": "2019"}),
        (Mention("", "Mud", container="Gazette"), "Mud", {"container": "Gazette"}),
        (Mention("", "Mud", container="Gazette", url="https://port.example/"), "https://port.example/",
         {"title": "Mud", "container": "Gazette"}),
    ],
)  # fmt: skip
def test_a_mention_is_typed_with_what_is_known_of_it(
    mention: Mention, source: str, lines: dict[str, str]
) -> None:
    typed, told = typed_as(mention)
    assert typed == source
    assert {name: line for name, line in told.items() if line} == lines
