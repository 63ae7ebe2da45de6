"""`postil claim show`, `accept` and `retire`: what is to be decided about a claim's place in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.complaints import whole_number
from postil.cli.output import columns, put, put_json
from postil.cli.parser import describe
from postil.core.quoting import quoted
from postil.core.text import shortened

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator, Sequence

    from postil.cli.context import Context
    from postil.core.annotated import Annotated
    from postil.core.model import Claim
    from postil.core.snapshot import Snapshot, TextRange

_NAMED = "an id, or its beginning or ending"


def configure(add: Callable[[str, str], ArgumentParser]) -> None:
    """Declares them.

    Args:
        add: Adds a command of a name and a summary to the group.
    """
    show = add("show", "print a claim with its history")
    describe(
        show,
        _show,
        usage="CLAIM",
        summary="Print a claim: what is noted of it, its evidence, where it stood, where it stands, and the places it may be meant for.",
        example="postil claim show 1790123 --json | jq .candidates",
    )
    accept = add("accept", "confirm the place of a claim")
    describe(
        accept,
        _accept,
        saves=True,
        usage="CLAIM [--candidate N]",
        summary="Confirm the place that was found for a claim, or one of several.",
        example="postil claim accept 1790123 --candidate 2",
        hint="`postil claim show` numbers the candidates; `postil claim edit --exact` names another place.",
    )
    accept.add_argument("--candidate", type=whole_number, metavar="N", help="counted from 1")
    retire = add("retire", "keep a claim whose words are gone")
    describe(
        retire,
        _retire,
        saves=True,
        usage="CLAIM",
        summary="Keep a claim with its evidence though its words are gone from the text; nobody is asked again.",
        example="postil claim retire 1790123",
    )
    for parser in (show, accept, retire):
        parser.add_argument("claim", metavar="CLAIM", help=_NAMED)


def _show(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_claim

    annotated, claim = find_claim(context.workspace, options.claim)
    return _answer(options, context, annotated, claim, in_full=True)


def _accept(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_claim
    from postil.services.marks.deciding import accept

    annotated, claim = find_claim(context.workspace, options.claim)
    place = _chosen(options, context, annotated, claim)
    after = accept(context.workspace, annotated.article.id, claim, place)
    return _answer(options, context, annotated, after)


def _retire(options: Namespace, context: Context) -> int:
    from postil.services.articles.references import find_claim
    from postil.services.marks.deciding import retire

    annotated, claim = find_claim(context.workspace, options.claim)
    return _answer(options, context, annotated, retire(context.workspace, annotated.article.id, claim))


def _chosen(
    options: Namespace, context: Context, annotated: Annotated, claim: Claim
) -> tuple[TextRange, ...] | None:
    """The candidate that was named, or the only one; None where the claim has a place."""
    from postil.core.errors import WrongUse
    from postil.services.marks.deciding import candidates

    places = candidates(context.workspace, annotated, claim)
    number = options.candidate
    if number is None and not annotated.stands(claim) and len(places) > 1:
        raise WrongUse(f"There are {len(places)} candidates.", "Name one: --candidate N.")
    if number is None:
        return None if annotated.stands(claim) or not places else places[0]
    if not 1 <= number <= len(places):
        raise WrongUse(f"There is no candidate {number}.", "`postil claim show` numbers them.")
    return places[number - 1]


def _answer(
    options: Namespace, context: Context, annotated: Annotated, claim: Claim, *, in_full: bool = False
) -> int:
    from postil.cli.showing import print_details
    from postil.cli.words import claim_line
    from postil.services.marks.deciding import candidates
    from postil.services.review.reviewing import rows_of
    from postil.services.review.verdicts import claim_in_full

    text = context.workspace.text_of(annotated.article)
    places = candidates(context.workspace, annotated, claim)
    if options.json:
        put_json(claim_in_full(annotated, claim, text, places))
        return 0
    put(claim_line(claim, columns()))
    if in_full:
        print_details(next(row for row in rows_of(context.workspace, annotated) if row.claim.id == claim.id))
    for place in claim.target.places:
        put(f"    {place.state:<10} {place.snapshot[:12]}  {quoted(shortened(place.exact, columns() - 31))}")
    for line in candidate_lines(places, text, columns() - 4):
        put(line)
    return 0


def candidate_lines(candidates: Sequence[tuple[TextRange, ...]], text: Snapshot, width: int) -> Iterator[str]:
    """The places from which a reader may choose, numbered as `postil claim accept` takes them."""
    from postil.services.review.reviewing import paragraph_at
    from postil.services.review.verdicts import words_of

    for number, pieces in enumerate(candidates, 1):
        place = paragraph_at(text, pieces[0].start)
        where = f"¶ {place}: " if place else ""
        yield f"    {number}  {where}{quoted(shortened(words_of(text, pieces), max(width - 12, 20)))}"
