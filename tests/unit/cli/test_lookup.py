from __future__ import annotations

import json
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.pages import Page

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

MUD = {
    "type": "article-journal",
    "title": "Mud",
    "author": [{"family": "Holm", "given": "Ines"}],
    "DOI": "10.1234/mud",
    "issued": {"date-parts": [[2031]]},
}


def answering(shell: Shell, body: object | None) -> None:
    """Lets the web answer something, or nothing at all."""

    def fetch(origin: str, **_: object) -> Page:
        if body is None:
            raise BadInput("doi.org cannot be looked up now.", "Is this machine connected to the internet?")
        return Page(json.dumps(body).encode(), origin, origin)

    shell.patch.setattr("postil.ingest.fetching.fetching.fetch", fetch)


def test_a_work_is_looked_up_and_added_when_that_is_asked(shell: Shell) -> None:
    answering(shell, MUD)
    assert "Ines Holm. Mud" in shell("source", "lookup", "10.1234/mud").out
    assert shell.json("source", "list")["sources"] == []
    added = shell.json("source", "lookup", "10.1234/mud", "--add")
    assert (added["found"], added["key"], added["item"]["title"]) == (True, "holm2031", "Mud")
    assert "holm2031" in shell("source", "lookup", "10.1234/mud", "--add").out
    assert len(shell.json("source", "list")["sources"]) == 1


def test_without_an_answer_the_number_alone_is_added_and_completed_later(shell: Shell) -> None:
    answering(shell, None)
    told = shell("source", "lookup", "10.1234/mud")
    assert (told.code, told.out) == (3, "")
    told = shell("source", "lookup", "10.1234/mud", "--add")
    assert told.code == 0
    assert told.err.count("\n") == 1
    assert "Its number alone is kept." in told.err
    (source,) = shell.json("source", "list")["sources"]
    assert source["csl"] == {"id": source["key"], "type": "document", "DOI": "10.1234/mud"}
    answering(shell, MUD)
    assert shell.json("source", "lookup", "10.1234/mud", "--add")["key"] == source["key"]
    (source,) = shell.json("source", "list")["sources"]
    assert source["csl"] == {"id": source["key"], **MUD}


def test_what_is_known_by_a_number_alone_has_it_for_a_name(shell: Shell) -> None:
    answering(shell, None)
    assert "isbn0306406152" in shell("source", "lookup", "0306406152", "--add").out
    assert "ISBN 0306406152" in shell("source", "list").out
    assert "ISBN 0306406152" in shell("cite", "isbn0306406152").out
    assert shell.json("source", "lookup", "978-0-306-40615-7", "--add")["key"] == "isbn0306406152"


def test_what_is_no_number_is_wrong_use(shell: Shell) -> None:
    assert shell("source", "lookup", "Mud", "--add").code == 2
