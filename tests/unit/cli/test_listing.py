from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


@pytest.mark.parametrize("query", ["is:nonsense", "rating:", "since:yesterday", "priority:>=x", "foo:bar"])
@pytest.mark.parametrize(
    "command",
    [("list",), ("list", "--json"), ("list", "--csv"), ("review", "--json"), ("works",), ("works", "--json")],
)
def test_a_query_that_is_not_understood_is_wrong_use(
    shell: Shell, claim: str, command: tuple[str, ...], query: str
) -> None:
    answer = shell(*command, query, "boats")
    assert (answer.code, answer.out) == (2, "")
    (line,) = answer.err.splitlines()
    assert line.startswith(f"postil: {query.partition(':')[0]}:")
    assert shell("list", f'"{query}"').code == 0
