from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.container import Container
from postil.core.changes import Change
from postil.core.model import Conflict

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

THEIRS = "\x1b[2Jtheirs [/]"


def disagree(claim: str) -> None:
    """Makes a claim's note one that was changed by two that did not know of each other."""
    workspace = Container().workspace
    (known,) = (one for one in workspace.all_annotated() if claim in {each.id for each in one.live_claims})
    before = next(each for each in known.live_claims if each.id == claim)
    conflict = Conflict("note", THEIRS, "2031-03-05T09:00:00.000000Z")
    after = replace(before, note="mine", conflicts=(conflict,))
    workspace.commit("meet", [Change(known.article.id, before, after)])


@pytest.fixture
def met(shell: Shell, claim: str) -> str:
    """The claim, whose note was changed on both sides."""
    disagree(claim)
    return claim


def test_both_values_are_listed_and_one_is_kept(shell: Shell, met: str) -> None:
    (item,) = shell.json("conflicts")["conflicts"]
    assert (item["id"], item["kind"], item["field"]) == (met, "claim", "note")
    assert (item["ours"], item["other"]) == ("mine", THEIRS)
    assert shell.json("conflicts", "list")["conflicts"] == [item]
    (listed,) = shell.json("list", "is:conflicting")["claims"]
    assert listed["conflicts"] == [{"field": "note", "value": item["other"], "modified": item["modified"]}]
    said = shell("conflicts").out
    assert "mine" in said
    assert "␛[2Jtheirs" in said
    kept = shell.json("conflicts", "keep", met[-8:], "note", "other")
    assert kept["kept"] == "other"
    (after,) = shell.json("list")["claims"]
    assert after["note"] == item["other"]
    assert "conflicts" not in after
    assert shell("undo").code == 0
    assert shell("conflicts", "keep", met, "note", "ours").code == 0
    assert shell.json("list")["claims"][0]["note"] == "mine"
    assert shell("conflicts").err == "No field was changed on two sides.\n"


def test_doctor_notes_it_and_is_content(shell: Shell, met: str) -> None:
    answer = shell.json("doctor")
    assert answer["ok"]
    assert any(met in finding["what"] and finding["severity"] == "note" for finding in answer["findings"])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("0000", "note", "ours"), "Nothing named “0000”"),
        (("CLAIM", "text", "ours"), "“text” was not changed on two sides there"),
        (("CLAIM", "\x1b[2J", "ours"), "␛[2J"),
        (("CLAIM", "note", "mine"), "ours"),
    ],
)
def test_what_is_none_is_refused_in_one_line(
    shell: Shell, met: str, words: tuple[str, ...], why: str
) -> None:
    answer = shell("conflicts", "keep", *(met if word == "CLAIM" else word for word in words))
    assert answer.code == 2
    assert why in answer.err
    assert len(answer.err.splitlines()) == 1
    assert "\x1b" not in answer.err
