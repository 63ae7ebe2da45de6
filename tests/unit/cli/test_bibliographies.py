from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

BIB = "@book{holm, title = {Mud}, author = {Holm, Ines}, year = 2031, doi = {10.1/x}}\n@book{reed, title = {Silt}}"


def test_a_bibliography_comes_in_and_goes_out(shell: Shell) -> None:
    assert "2 sources would be added" in shell("source", "import", "-", "--dry-run", stdin=BIB).out
    assert "2 sources added" in shell("source", "import", "-", stdin=BIB).out
    again = shell.json(
        "source", "import", "-", stdin="TY  - BOOK\nTI  - X\nDO  - 10.1/x\nPB  - Quay Press\nER  - \n"
    )
    assert (again["added"], again["items"][0]["known"], again["items"][0]["more"]) == (
        0,
        "holm",
        ["publisher"],
    )
    out = shell("source", "export", "holm", "--format", "ris")
    assert "AU  - Holm, Ines" in out.out
    assert out.err == ""
    assert "@book{reed" in shell("source", "export").out
    assert "<author>Holm, Ines</author>" in shell("source", "export", "holm", "--format", "endnote").out


def test_keys_that_are_changed_are_told(shell: Shell) -> None:
    other = "@book{holm, title = {Silt}, author = {Reed, Ana}, year = 1999}"
    shell("source", "import", "-", stdin=BIB)
    shell("undo")
    assert shell("source", "import", "-", stdin=BIB).err == ""
    assert (
        "“holm” is another source’s; this one is “reed1999”"
        in shell("source", "import", "-", "--dry-run", stdin=other).err
    )
    (item,) = shell.json("source", "import", "-", stdin=other)["items"]
    assert (item["ids"], item["key"]) == (["holm"], "reed1999")
    again = shell("source", "import", "-", stdin=other.replace("holm", "silt"))
    assert "“silt” is “reed1999” here." in again.err


def test_of_very_many_changed_keys_the_first_are_told(shell: Shell) -> None:
    items = [{"id": f"a{number}", "title": f"Mud {number}"} for number in range(60)]
    shell("source", "import", "-", stdin=json.dumps(items))
    told = shell(
        "source", "import", "-", stdin=json.dumps([{**item, "id": f"b{item['id']}"} for item in items])
    ).err
    assert "“ba49” is “a49” here." in told
    assert "“ba50”" not in told
    assert "10 more have another key here; --json tells all." in told


def test_two_sources_are_made_one(shell: Shell) -> None:
    shell("source", "import", "-", stdin=BIB)
    assert "holm" in shell("source", "merge", "holm", "reed").err
    assert [source["key"] for source in shell.json("source", "list")["sources"]] == ["holm"]
    assert shell("source", "merge", "holm", "holm").code == 2


def test_what_is_no_bibliography_is_refused(shell: Shell) -> None:
    told = shell("source", "import", "-", stdin="Dear reader")
    assert (told.code, told.out) == (3, "")
    assert "no bibliography" in told.err
    assert shell("source", "import", "-").err.startswith("postil: source import - takes standard input")
    assert shell("source", "add", "--csl", "-").err.startswith("postil: --csl - takes standard input")


@pytest.mark.usefixtures("evidence")
def test_a_source_that_came_with_the_key_of_another_has_no_evidence_of_its_own(shell: Shell) -> None:
    file = shell.folder / "xdg_data_home" / "postil" / "library" / "sources.json"
    table = json.loads(file.read_text(encoding="utf-8"))
    (known,) = table["sources"]
    twin = str(int(known) + 1)
    table["sources"][twin] = {"key": "ferry1931", "csl": {"title": "The twin"}}
    file.write_text(json.dumps(table), encoding="utf-8")
    assert len(shell.json("source", "show", known)["evidence"]) == 1
    assert shell.json("source", "show", twin)["evidence"] == []
