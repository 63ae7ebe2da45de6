"""`postil check`: the ledger's verdict, for a script or a build."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe
from postil.core.quoting import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import JSON
    from postil.review.rows import Row
    from postil.services.library.workspace import Workspace

    Document = dict[str, JSON]

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
        usage="[ARTICLE ...] [--recheck] [--fail-on STATES]",
        summary="Count what is left to do; the exit code is 1 when a claim is in a state to fail on.",
        example="postil check essay --fail-on unsourced,contested,altered,orphaned",
        hint=f"STATES, with commas: {', '.join(_WORDS)}.",
    )
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="all without one")
    parser.add_argument("--recheck", action="store_true", help="compare all quotes with their sources first")
    parser.add_argument("--fail-on", default=_DEFAULT, metavar="STATES", help=f"default: {_DEFAULT}")


def _check(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_article
    from postil.services.review.reviewing import all_rows, rows_of

    wanted = _wanted(options.fail_on)
    workspace = context.workspace
    named = [find_article(workspace, name).article.id for name in options.articles]
    rechecked = _recheck(workspace, named) if options.recheck else None
    if named:
        found = [workspace.annotated(article) for article in dict.fromkeys(named)]
        rows = [row for annotated in found for row in rows_of(workspace, annotated)]
    else:
        rows = list(all_rows(workspace))
    states = [_states(row) for row in rows]
    failing = [
        (row, sorted(words & wanted)) for row, words in zip(rows, states, strict=True) if words & wanted
    ]
    counts = Counter(chain.from_iterable(states))
    if options.json:
        _print_json(len(rows), counts, failing, wanted, rechecked)
    else:
        _print_lines(len(rows), counts, failing)
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

    words = {word for word, state in STATES.items() if state in row.states}
    return words | {row.place.value} if row.place else words


def _recheck(workspace: Workspace, articles: list[str]) -> list[Document]:
    """Checks quotes again, and says which have another answer now."""
    from postil.services.marks.quotes import recheck

    answers = recheck(workspace, articles=articles or None)
    for answer in answers:
        before, after = answer.before.check.value, answer.after.check.value
        was = after if before == after else f"{before} → {after}"
        say(f"{answer.after.id}  {answer.after.source}: {was}")
    return [
        {"id": answer.after.id, "before": answer.before.check.value, "check": answer.after.check.value}
        for answer in answers
    ]


def _print_json(
    claims: int,
    counts: Counter[str],
    failing: list[tuple[Row, list[str]]],
    wanted: set[str],
    rechecked: list[Document] | None,
) -> None:
    from postil.services.review.documents import row_document

    documents: list[JSON] = [{**row_document(row), "fails": [*fails]} for row, fails in failing]
    answer: Document = {
        "ok": not failing,
        "claims": claims,
        "fail_on": [*sorted(wanted)],
        "counts": {word: counts[word] for word in ("settled", "anchored", *_WORDS)},
        "failing": documents,
    }
    put_json(answer if rechecked is None else {**answer, "rechecked": [*rechecked]})


def _print_lines(claims: int, counts: Counter[str], failing: list[tuple[Row, list[str]]]) -> None:
    from postil.cli.words import claim_line

    for row, fails in failing:
        head = ", ".join(fails)
        where = row.article.title + (f" ¶ {row.paragraph}" if row.paragraph else "")
        put(f"{where}: {head}: {claim_line(row.claim, max(columns() - len(where) - len(head) - 4, 40))}")
    told = ", ".join(f"{counts[word]} {word}" for word in ("settled", *_WORDS) if counts[word])
    fail = counted(len(failing), "fails", "fail")
    say(f"{counted(claims, 'claim')}{f': {told}' if told else ''}; {fail}.")
