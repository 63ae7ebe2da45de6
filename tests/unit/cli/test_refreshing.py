from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import plain_engine

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

NEWER = """The harbour report

The harbour of Saltmarsh Quay closed on 3 March. The mayor says the harbour closed for good.

A notice was put up. Forty boats stayed in.

Forty boats stayed in.
"""


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_engine.install(monkeypatch)


@pytest.fixture
def marked(shell: Shell) -> dict[str, str]:
    """The ids of claims in an article whose file was changed since: changed, ambiguous and orphaned ones."""
    shell("add", "essay.txt")
    words = {
        "changed": "The mayor said the harbour closed for good.",
        "ambiguous": "Forty boats stayed in.",
        "orphaned": "good.",
    }
    ids = {
        state: shell.json("claim", "add", "essay", "--exact", exact)["id"] for state, exact in words.items()
    }
    (shell.folder / "essay.txt").write_text(NEWER.replace("good.", "ever."), encoding="utf-8")
    return ids


def test_a_file_that_is_named_is_the_article_s_own_from_then_on(shell: Shell, marked: dict[str, str]) -> None:
    (shell.folder / "essay-2.txt").write_text(NEWER, encoding="utf-8")
    answer = shell("refresh", "essay", "--from", "essay-2.txt", "--type", "text")
    assert "From now on it is read from" in answer.err
    assert "essay-2.txt" in answer.err
    (shell.folder / "essay-2.txt").write_text(f"{NEWER}\nMud.", encoding="utf-8")
    known = shell.json("refresh", "essay")
    assert (known["new"], known["path"].endswith("essay-2.txt")) == (True, True)
    assert "read from" not in shell("refresh", "essay").err
    for _ in range(2):
        shell("undo")
    assert shell.json("show", "essay")["path"].endswith("essay.txt")
    assert marked


def test_a_file_that_was_moved_is_told_by_naming_it(shell: Shell) -> None:
    shell("add", "essay.txt")
    (shell.folder / "essay.txt").rename(shell.folder / "moved.txt")
    assert shell("refresh", "essay").code == 3
    answer = shell("refresh", "essay", "--from", "moved.txt")
    assert "moved.txt" in answer.err
    assert not shell.json("refresh", "harbour")["new"]


def test_standard_input_is_read_once(shell: Shell, marked: dict[str, str]) -> None:
    answer = shell("refresh", "essay", "--from", "-", "--encoding", "latin-1", stdin=f"{NEWER}\nMud.")
    assert "read from" not in answer.err
    assert shell.json("show", "essay")["path"].endswith("essay.txt")
    assert shell.json("refresh", "essay")["new"]
    assert marked


def test_a_file_that_was_read_before_it_was_changed_is_not_added_again(
    shell: Shell, marked: dict[str, str]
) -> None:
    known = shell.json("articles")["articles"][0]["id"]
    answer = shell("add", "essay.txt")
    assert answer.code == 2
    assert "was read before it was changed, as “The harbour report”" in answer.err
    assert f"`postil refresh {known}`" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert len(shell.json("articles")["articles"]) == 1
    assert shell.json("add", "essay.txt", "--again")["new"]
    assert len(shell.json("articles")["articles"]) == 2
    assert not shell.json("add", "essay.txt")["new"]
    assert marked


@pytest.mark.parametrize("name", ["Essay.TXT", "link.txt"])
def test_a_file_that_was_read_under_another_name_is_known(
    shell: Shell, marked: dict[str, str], name: str
) -> None:
    if name == "link.txt":
        (shell.folder / name).symlink_to("essay.txt")
    else:  # as a disk has it that does not tell capitals
        (shell.folder / name).hardlink_to(shell.folder / "essay.txt")
    answer = shell("add", name)
    assert answer.code == 2
    assert "was read before it was changed, as “The harbour report”" in answer.err
    (shell.folder / "essay.txt").unlink()
    (shell.folder / "essay.txt").write_text("Another text.\n", encoding="utf-8")
    assert shell("add", name).code == (2 if name == "link.txt" else 0)
    assert marked


def test_a_file_whose_article_is_in_the_trash_is_added(shell: Shell, marked: dict[str, str]) -> None:
    shell("rm", "essay")
    assert shell.json("add", "essay.txt")["new"]
    assert marked


def test_marks_are_told_by_state_with_what_is_other(shell: Shell, marked: dict[str, str]) -> None:
    answer = shell.json("refresh", "essay")
    assert answer["new"]
    assert {state: number for state, number in answer["counts"].items() if number} == {
        "changed": 1,
        "ambiguous": 1,
        "orphaned": 1,
    }
    by_state = {mark["state"]: mark for mark in answer["marks"]}
    assert {state: mark["id"] for state, mark in by_state.items()} == marked
    assert by_state["changed"]["differences"] == [
        {"before": "said", "after": "says"},
        {"before": "good.", "after": "ever."},
    ]
    assert [place["paragraph"] for place in by_state["ambiguous"]["candidates"]] == [2, 3]
    assert by_state["orphaned"]["context"][0].endswith("closed for ")
    assert by_state["orphaned"]["paragraph"] == 0
    assert [part["rewrite"] for part in answer["paragraphs"]] == ["changed", "new"]


def test_lines_for_people_end_with_the_sum(shell: Shell, marked: dict[str, str]) -> None:
    answer = shell("refresh", "essay")
    assert answer.code == 0
    assert f"{marked['changed']}  changed: “The mayor said" in answer.out
    assert "“said” → “says”" in answer.out
    assert "1  ¶ 2: “Forty boats stayed in.”" in answer.out
    assert "read again: 1 changed, 1 ambiguous, 1 orphaned." in answer.err
    again = shell("refresh", "essay")
    assert (again.code, again.out) == (0, "")
    assert "Nothing has changed" in again.err


def test_another_file_may_hold_the_new_text(shell: Shell, claim: str) -> None:
    assert shell.json("refresh", "essay", "--from", "-", stdin="The harbour closed.")["new"]
    assert shell.json("claim", "show", claim)["target"]["state"] == "orphaned"
    refused = shell("refresh", "essay", "--from", "nowhere.txt")
    assert (refused.code, refused.out) == (3, "")
    assert "no file" in refused.err


def test_a_build_may_fail_on_what_is_in_doubt(shell: Shell, marked: dict[str, str]) -> None:
    assert shell("check", "--fail-on", "orphaned,changed,ambiguous").code == 0
    shell("refresh", "essay")
    failed = shell.json("check", "--fail-on", "orphaned,ambiguous", code=1)
    assert {row["id"] for row in failed["failing"]} == {marked["orphaned"], marked["ambiguous"]}
    assert shell.json("list", "is:ambiguous")["claims"][0]["id"] == marked["ambiguous"]
    assert len(shell.json("list", "is:changed")["claims"]) == 3


def test_what_is_in_doubt_is_decided(shell: Shell, marked: dict[str, str]) -> None:
    shell("refresh", "essay")
    assert shell.json("claim", "accept", marked["changed"])["target"]["state"] == "anchored"
    refused = shell("claim", "accept", marked["ambiguous"])
    assert (refused.code, "2 candidates" in refused.err) == (2, True)
    assert shell("claim", "accept", marked["ambiguous"], "--candidate", "3").code == 2
    assert shell.json("claim", "accept", marked["ambiguous"], "--candidate", "2")["paragraph"] == 3
    assert shell.json("claim", "retire", marked["orphaned"])["target"]["state"] == "retired"
    assert shell("check", "--fail-on", "orphaned,changed,ambiguous").code == 0
    back = shell.json("claim", "edit", marked["orphaned"], "--exact", "for ever", "--note", "as it is now")
    assert (back["exact"], back["note"]) == ("for ever", "as it is now")
    history = [place["state"] for place in back["target"]["history"]]
    assert (history, back["target"]["state"]) == (["anchored", "orphaned", "retired"], "anchored")
    assert shell("undo").code == 0
    assert shell.json("claim", "show", marked["orphaned"])["note"] == ""


def test_a_claim_without_a_place_is_shown_apart_and_cited_without_one(
    shell: Shell, marked: dict[str, str]
) -> None:
    assert "¶ 1" in shell("cite", marked["orphaned"]).out
    shell("refresh", "essay")
    shown = shell("show", "essay").out
    assert shown.index("without a place in this text") < shown.index(marked["orphaned"])
    assert "¶" not in shell("cite", marked["orphaned"]).out
    assert "1  ¶ 2: “Forty boats" in shell("claim", "show", marked["ambiguous"]).out
    assert "ambiguous" in shell("claim", "show", marked["ambiguous"]).out


def test_the_library_is_sound_after_all_that(shell: Shell, marked: dict[str, str]) -> None:
    shell("refresh", "essay")
    shell("claim", "accept", marked["changed"])
    assert shell("doctor").code == 0


def test_how_the_file_is_read_was_said_once(shell: Shell) -> None:
    file = shell.folder / "note"
    file.write_bytes("# Voilà\n\nOù mène la forêt ?".encode("cp1252"))
    shell("add", "note", "--type", "text", "--encoding", "cp1252")
    assert not shell.json("refresh", "note")["new"]
    file.write_bytes("# Voilà\n\nOù mène le château ?".encode("cp1252"))
    assert shell.json("refresh", "note")["new"]
    blocks = shell.json("show", "note")["blocks"]
    assert [block["text"] for block in blocks] == ["# Voilà", "Où mène le château ?"]
