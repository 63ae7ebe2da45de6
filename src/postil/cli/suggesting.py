"""`postil suggest`: the speakers and sources that the sentences of a text name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe
from postil.cli.reading import FILE_HELP

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import JSON
    from postil.core.snapshot import Snapshot
    from postil.services.marks.suggesting import Suggested


def configure_suggest(parser: ArgumentParser) -> None:
    """Declares `postil suggest`."""
    describe(
        parser,
        _suggest,
        usage="ARTICLE|FILE|URL|-",
        summary="List the sentences that name a speaker or a source: what may be worth a claim, with what "
        "would be filled in.",
        example="postil suggest essay.md --json | jq '.suggestions[].speaker'",
        hint="Patterns propose, and you decide: nothing is marked, and the library is not touched.",
    )
    parser.add_argument("article", metavar="ARTICLE", help=f"an article, {FILE_HELP}")


def _suggest(options: Namespace, context: Context) -> int:
    from postil.services.articles.articles import open_named
    from postil.services.marks.suggesting import all_suggested

    allow_private = context.settings.allow_private
    opened = open_named(
        context.workspace, options.article, stdin=context.read_stdin, allow_private=allow_private
    )
    language = opened.annotated.article.language or context.settings.language
    found = all_suggested(opened.snapshot, language)
    if options.json:
        put_json({"suggestions": [_document(opened.snapshot, one) for one in found]})
        return 0
    if not found:
        say("No sentence names a speaker or a source.")
    for one in found:
        _print(opened.snapshot, one)
    return 0


def _document(snapshot: Snapshot, one: Suggested) -> dict[str, JSON]:
    from postil.services.review.reviewing import paragraph_at

    found = one.suggestion
    return {
        "paragraph": paragraph_at(snapshot, one.range.start),
        "start": one.range.start,
        "end": one.range.end,
        "text": snapshot.text[one.range.start : one.range.end],
        "kind": found.kind.value,
        "speaker": found.speaker,
        "source": found.mention._asdict() if found.mention else None,
    }


def _print(snapshot: Snapshot, one: Suggested) -> None:
    from textwrap import fill

    from postil.services.marks.suggesting import in_words
    from postil.services.review.reviewing import paragraph_at

    words = " ".join(snapshot.text[one.range.start : one.range.end].split())
    put(fill(f"¶ {paragraph_at(snapshot, one.range.start)}  {words}", columns(), subsequent_indent="     "))
    put(fill(in_words(one.suggestion), columns(), initial_indent="     → ", subsequent_indent="       "))
    put()
