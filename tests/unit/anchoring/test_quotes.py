"""Quotes of two small texts, with what is to be told of each, in `tests/data/quotes/cases.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postil.anchoring.quotes.check import compare
from postil.core.snapshot import Block, BlockKind, Snapshot

DATA = Path(__file__).parents[2] / "data" / "quotes"
CASES = json.loads((DATA / "cases.json").read_text(encoding="utf-8"))


def snapshot(name: str) -> Snapshot:
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8").strip()
    return Snapshot(Block(BlockKind.PARAGRAPH, part) for part in text.split("\n\n"))


SOURCES = {name: snapshot(name) for name in ("island", "market")}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_quote_is_told_for_what_it_is(case: dict[str, Any]) -> None:
    answer = compare(case["quote"], SOURCES[case["source"]])
    assert answer.check == case["check"]
    told = {
        "spans": [selector.exact for selector in answer.target.selectors] if answer.target else [],
        "differences": [[each.op, each.source, each.quote] for each in answer.differences],
        "gaps": [[gap.mark, gap.text, gap.words, gap.sentences, [*gap.negations]] for gap in answer.gaps],
        "warnings": [*answer.warnings],
    }
    for name in told.keys() & case.keys():
        assert told[name] == case[name], name
    assert (answer.target is None) is (answer.check == "not found")


def test_a_quote_of_many_pages_is_compared_as_a_short_one_is() -> None:
    words = [f"{word}{number}" for number in range(4_000) for word in ("ebb", "flood", "slack")]
    text = Snapshot([Block(BlockKind.PARAGRAPH, " ".join(words))])
    changed = [*words[:7_000], "storm", *words[7_001:]]
    answer = compare(" ".join(changed), text)
    assert answer.check == "altered"
    assert [(each.source, each.quote) for each in answer.differences] == [(words[7_000], "storm")]
    assert answer.target is not None
    assert answer.target.exact == text.text


def test_each_case_has_a_name_of_its_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) > 40
