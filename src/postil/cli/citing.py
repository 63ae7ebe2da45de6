"""What every command that cites has in common: its options, and references that cannot be set as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import say
from postil.core.errors import BadInput
from postil.core.settings import COPY_FORMS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.services.citing.citing import Citations


def add_style_options(parser: ArgumentParser) -> None:
    """Declares `--format`, `--style` and `--locale`."""
    parser.add_argument(
        "--format", default="", choices=COPY_FORMS, metavar="FORMAT", help=", ".join(COPY_FORMS)
    )
    parser.add_argument("--style", metavar="STYLE", help="of citations; `postil styles` lists them")
    parser.add_argument("--locale", default="", metavar="TAG", help="their language, as en-GB")


def citations_for(options: Namespace, context: Context) -> Citations:
    """The citations in the style and the language that the options name, else in those of the settings.

    Raises:
        NotFound: There is no such style.
        BadInput: It is no style.
    """
    if options.style or options.locale:
        return context.citations.in_style(options.style or context.citations.name, options.locale)
    return context.citations


def tell_problem(options: Namespace, citations: Citations) -> None:
    """Says that what was just cited is set plainly, where the style could not be had.

    Raises:
        BadInput: It is the style that was asked for by name: that one is not replaced without a word.
    """
    if not citations.problem:
        return
    if options.style:
        raise BadInput(citations.problem)
    say(f"Set plainly: {citations.problem}")
