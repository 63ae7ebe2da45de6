"""The texts that are measured: invented, and the same at every run."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

A_GESTURE = 100
"""Claims that are saved at once: all in one gesture would make one line of a journal that no reader has."""

PLACES = ("Saltmarsh Quay", "the lock", "the fish hall", "the lower ferry", "the signal house", "Reed Street")
PEOPLE = ("the harbour master", "Ines Corrow", "a pilot", "the Lantern", "the council", "the dredging firm")
DEEDS = ("measured", "promised", "denied", "counted", "repaired", "sold", "remembered", "paid for")
THINGS = (
    "the tide gauge",
    "nine barges",
    "the north mole",
    "a third of the catch",
    "the bell",
    "the ledgers",
)
WHEN = ("in the dry autumn", "before the flood", "at low water", "twice that year", "against all advice")
WIDE = (
    "港口的钟声",
    "渡船昨夜",
    "没有回来",
    "灯塔看守人说",
    "潮水比往年高",
    "议会付了钱",
    "北堤需要修理",
    "记者数了九条驳船",
)


def sentence(random: Random, *, curly: bool = False) -> str:
    """One sentence about the harbour; with curly quotes where they are asked for."""
    who, deed, thing = random.choice(PEOPLE), random.choice(DEEDS), random.choice(THINGS)
    where, when = random.choice(PLACES), random.choice(WHEN)
    told = f"{who} {deed} {thing} near {where} {when}"
    if curly and random.random() < 0.5:
        return f"“{told[0].upper()}{told[1:]},” said {random.choice(PEOPLE)} – and that wasn’t all."
    return f"{told[0].upper()}{told[1:]}, as {random.choice(PEOPLE)} wrote."


def text(paragraphs: int, size: int, *, curly: bool = False, wide: bool = False) -> str:
    """A text that begins with `SALTMARSH`.

    Args:
        paragraphs: How many.
        size: UTF-8 bytes of the whole, about.
        curly: Whether there are curly quotes and dashes in it.
        wide: Whether it is of characters that take two cells.
    """
    random = Random(7)  # noqa: S311 - the same text each time
    share = size // paragraphs
    made = ["SALTMARSH begins here."]
    for _ in range(paragraphs - 1):
        wanted, parts, length = share * random.uniform(0.4, 1.6), [], 0
        while length < wanted:
            part = (
                random.choice(WIDE) + random.choice("，。") if wide else sentence(random, curly=curly) + " "
            )
            parts.append(part)
            length += len(part.encode())
        made.append("".join(parts).strip())
    return "\n\n".join(made) + "\n"


def write_claims(library: Path, origin: Path, count: int) -> None:
    """Makes a library in which the text of a file has claims, evenly spread, a hundred in a saved gesture."""
    from postil.anchoring.describe import describe
    from postil.container import Container
    from postil.core.changes import Change
    from postil.core.model import Claim
    from postil.core.snapshot import TextRange
    from postil.services.articles.articles import add_text

    workspace = Container(str(library), may_create=True).workspace
    article = add_text(workspace, str(origin)).article
    snapshot = workspace.text_of(article)
    changes = []
    for index in range(count):
        block = 1 + index * (len(snapshot.blocks) - 1) // count
        start = snapshot.starts[block]
        end = start + min(len(snapshot.blocks[block].text), 60)
        claim = workspace.new(Claim(id="", target=describe(snapshot, [TextRange(start, end)])))
        changes.append(Change(article.id, None, claim))
    for first in range(0, count, A_GESTURE):
        workspace.commit("mark claims", changes[first : first + A_GESTURE])
