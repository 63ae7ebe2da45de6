"""`postil check`: the ledger's verdict, for a script or a build."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe
from postil.core.quoting import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import JSON
    from postil.review.rows import Row

_DEFAULT = "unsourced,altered,changed"
_WORDS = (
    "unsourced", "contested", "altered", "unchecked", "secondary", "single",
    "unrated", "changed", "moved", "ambiguous", "orphaned", "retired",
)  # fmt: skip


def configure_check(parser: ArgumentParser) -> None:
    """Declares `postil check`."""
    describe(
        parser,
        _check,
        usage="[ARTICLE ...] [--fail-on STATES]",
        summary="Count what is left to do; the exit code is 1 when a claim is in a state to fail on.",
        example="postil check essay --fail-on unsourced,contested,altered,orphaned",
        hint=f"STATES, with commas: {', '.join(_WORDS)}.",
    )
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="all without one")
    parser.add_argument("--fail-on", default=_DEFAULT, metavar="STATES", help=f"default: {_DEFAULT}")


def _check(options: Namespace, context: Context) -> int:
    from postil.services.references import find_article
    from postil.services.reviewing import all_rows, rows_of

    wanted = _wanted(options.fail_on)
    workspace = context.workspace
    if options.articles:
        found = {
            known.article.id: known for known in (find_article(workspace, name) for name in options.articles)
        }
        rows = [row for annotated in found.values() for row in rows_of(workspace, annotated)]
    else:
        rows = list(all_rows(workspace))
    states = {row.claim.id: _states(row) for row in rows}
    failing = [row for row in rows if states[row.claim.id] & wanted]
    counts = Counter(state for words in states.values() for state in words)
    if options.json:
        _print_json(rows, counts, failing, wanted)
    else:
        _print_lines(rows, counts, failing, wanted)
    return 1 if failing else 0


def _wanted(given: str) -> set[str]:
    from postil.core.errors import WrongUse

    words = {word.strip() for word in given.split(",") if word.strip()}
    if unknown := sorted(words - set(_WORDS)):
        raise WrongUse(f"“{unknown[0]}” is not a state to fail on.", f"Known: {', '.join(_WORDS)}.")
    return words


def _states(row: Row) -> set[str]:
    """The words for a claim: those that `is:` takes, and what became of its mark."""
    from postil.review.query import STATES

    return {word for word, state in STATES.items() if state in row.states} | {row.claim.target.state.value}


def _print_json(rows: list[Row], counts: Counter[str], failing: list[Row], wanted: set[str]) -> None:
    from postil.services.documents import row_document

    documents: list[JSON] = [
        {**row_document(row), "fails": [*sorted(_states(row) & wanted)]} for row in failing
    ]
    put_json(
        {
            "ok": not failing,
            "claims": len(rows),
            "fail_on": [*sorted(wanted)],
            "counts": {word: counts[word] for word in ("settled", "anchored", *_WORDS)},
            "failing": documents,
        }
    )


def _print_lines(rows: list[Row], counts: Counter[str], failing: list[Row], wanted: set[str]) -> None:
    from postil.cli.words import claim_line

    for row in failing:
        head = ", ".join(sorted(_states(row) & wanted))
        where = row.article.title + (f" ¶ {row.paragraph}" if row.paragraph else "")
        put(f"{where}: {head}: {claim_line(row.claim, max(columns() - len(where) - len(head) - 4, 40))}")
    told = ", ".join(f"{counts[word]} {word}" for word in ("settled", *_WORDS) if counts[word])
    say(
        f"{counted(len(rows), 'claim')}{f': {told}' if told else ''}; {len(failing)} {'fails' if len(failing) == 1 else 'fail'}."
    )
