"""A small book, set by hand."""

from __future__ import annotations

from postil.core.snapshot import Block, BlockKind, Link

P, H, N = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FOOTNOTE

BOOK = [
    Block(H, "The Quay [/b]", 1, name="top"),
    Block(P, "It sinks.[1] It was built on mud.[2][3] See the end.", links=(
        Link(9, 12, "#n1"), Link(33, 36, "#n2"), Link(36, 39, "#n3"), Link(44, 51, "#end"),
    ), page="xi"),
    Block(H, "Mud", 2),
    Block(P, "Mud is cheap. Nobody counts it.[1]", links=(Link(31, 34, "#n1"),)),
    Block(H, "Tar", 3, page="12"),
    Block(P, "Tar is dear."),
    Block(H, "The End", 1, name="end"),
    Block(P, "It sank, says the log.", links=(Link(18, 21, "https://log.example/[/b]"),)),
    Block(N, "By an inch a year.", marker="[1]", name="n1"),
    Block(N, "Says the [@click=app.quit]keeper."),
    Block(N, "Of the river.", marker="[2]", name="n2"),
    Block(N, "And of the sea.", name="n3"),
]  # fmt: skip
"""A text of sections, notes, links and pages."""
