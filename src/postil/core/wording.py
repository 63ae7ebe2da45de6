"""The words in which checks and stances are told to people who read a copy or a report."""

from __future__ import annotations

from postil.core.model import Check, Stance

CHECK_WORDS = {
    Check.EXACT: "stands in its source",
    Check.TYPOGRAPHIC: "stands in its source, but for typography",
    Check.JOINED: "stands in its source, in pieces that are joined here",
    Check.ELIDED: "stands in its source, shortened",
    Check.ALTERED: "differs from its source",
    Check.NOT_FOUND: "not found in its source",
    Check.UNCHECKED: "not checked against its source",
}
"""What a check found, as words that follow a citation."""

STANCE_WORDS = {Stance.SUPPORTS: "Supports", Stance.DISPUTES: "Disputes", Stance.CONTEXT: "Context"}
"""The heading above the evidence of one stance, in the order in which stances are told."""
