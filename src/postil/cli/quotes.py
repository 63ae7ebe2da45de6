"""`postil quote-check`: whether words stand in a text, without any library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import columns, put, put_json
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.comparison import Comparison


def configure_quote_check(parser: ArgumentParser) -> None:
    """Declares `postil quote-check`."""
    from postil.cli.reading import FILE_HELP, declare_manner

    describe(
        parser,
        _quote_check,
        usage="--quote TEXT|- FILE|URL|-",
        summary="Tell whether a quote stands in a text, and what it changed, word by word; "
        "the exit code is 1 when it is altered or not found.",
        example="pbpaste | postil quote-check --quote - report.md",
        hint="[-words-] are the text's alone, {+words+} the quote's. The library is not touched.",
    )
    parser.add_argument("--quote", required=True, metavar="TEXT", help="the words, or - for standard input")
    parser.add_argument("origin", metavar="FILE", help=FILE_HELP)
    declare_manner(parser)


def _quote_check(options: Namespace, context: Context) -> int:
    from postil.cli.reading import manner, once, text_of
    from postil.core.errors import WrongUse
    from postil.core.text import clean
    from postil.services.articles.reading import read_origin
    from postil.services.marks.quotes import compare_with
    from postil.services.review.documents import comparison_document

    once(options.quote, options.origin)
    quote = clean(text_of(context, options.quote, "--quote")).strip()
    if not quote:
        raise WrongUse("The quote is empty.", "Give its words, or `--quote -` for standard input.")
    document = read_origin(options.origin, **manner(options, context))
    answer = compare_with(document.snapshot, quote)
    if options.json:
        put_json(comparison_document(answer))
    else:
        _print_lines(answer)
    return 0 if answer.check.found else 1


def _print_lines(answer: Comparison) -> None:
    """The state, the passage, and all that is to be said of it."""
    from textwrap import fill

    from postil.cli.words import CHECK_SIGNS
    from postil.core.telling import difference_line, gap_line, passage
    from postil.core.wording import CHECK_WORDS

    put(f"{CHECK_SIGNS[answer.check]} {answer.check.value}: {CHECK_WORDS[answer.check]}")
    if answer.pieces:
        put()
        put(fill(" ".join(told.words for told in passage(answer)), columns()))
        put()
    for difference in answer.differences:
        put(f"- {difference_line(difference)}")
    for gap in answer.gaps:
        put(f"- {gap_line(gap)}")
    for warning in answer.warnings:
        put(f"! {warning}")
    for name, words in (("before", answer.before), ("after", answer.after)):
        if words.strip():
            put(f"{name}: {words.strip()}")
