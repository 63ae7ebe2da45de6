"""`postil cite` and `postil copy`: quotes with their citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.citing import add_style_options, citations_for, tell_problem
from postil.cli.output import put_json, put_raw, say
from postil.cli.parser import describe
from postil.core.settings import COPY_SHAPES

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.citation.shapes import Layout
    from postil.cli.context import Context
    from postil.services.citing.citing import Citations
    from postil.services.library.workspace import Workspace


def configure_cite(parser: ArgumentParser) -> None:
    """Declares `postil cite`."""
    describe(
        parser,
        _cite,
        usage="ID [--shape SHAPE] [--format FORMAT] [--style STYLE]",
        summary="Print a quote with its citation, a claim with its evidence, or a reference.",
        example="postil cite 1790456 --format markdown >> draft.md",
        hint="A claim cites the article itself. Without --shape and --format the settings decide.",
    )
    _add_options(parser)


def configure_copy(parser: ArgumentParser) -> None:
    """Declares `postil copy`."""
    describe(
        parser,
        _copy,
        usage="ID [--shape SHAPE] [--format FORMAT] [--style STYLE]",
        summary="Copy what `postil cite` prints, and say where it went.",
        example="postil copy 1790456",
        hint="Over SSH and in tmux too. The exit code is 1 when it did not reach a clipboard.",
    )
    _add_options(parser)


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a claim, a piece of evidence, or a source's key")
    parser.add_argument(
        "--shape", default="", metavar="SHAPE", help=f"{', '.join(COPY_SHAPES)}, or a template"
    )
    add_style_options(parser)


def _cite(options: Namespace, context: Context) -> int:
    text = _text(options, context)
    if options.json:
        put_json({"text": text})
    else:
        put_raw(f"{text}\n")  # which holds no control characters, and what Org needs
    return 0


def _copy(options: Namespace, context: Context) -> int:
    text = _text(options, context)
    outcome = context.copy(text)
    if options.json:
        put_json(
            {
                "text": text,
                "status": str(outcome.status),
                "route": outcome.route,
                "reason": outcome.reason,
                "size": outcome.size,
                "kept": outcome.kept,
            }
        )
    else:
        say(outcome.notice)
    return 1 if outcome.status == "failed" else 0


def _text(options: Namespace, context: Context) -> str:
    from postil.services.citing.copying import layout_for

    layout = layout_for(context.settings, options.shape, options.format)
    citations = citations_for(options, context)
    text = _copied(context.workspace, options, layout, citations)
    tell_problem(options, citations)
    return text


def _copied(workspace: Workspace, options: Namespace, layout: Layout, citations: Citations) -> str:
    """Writes what an id names.

    Raises:
        WrongUse: It is a source, and a shape is asked for that takes a claim or a quote.
    """
    from postil.core.errors import WrongUse
    from postil.core.model import Claim, Source
    from postil.services.articles.references import find_any
    from postil.services.citing.copying import copy_of_claims, copy_of_evidence, copy_of_source

    found = find_any(workspace, options.id)
    if isinstance(found, Source):
        if options.shape not in {"", "reference"}:
            what = f"“{found.key}” is a source, which has no shape but reference."
            raise WrongUse(what, "Name a claim or a piece of evidence, or leave --shape out.")
        return copy_of_source(found, layout, citations)
    annotated, marked = found
    if isinstance(marked, Claim):
        return copy_of_claims(workspace, [(annotated.article.id, marked)], layout, citations)
    return copy_of_evidence(workspace, marked, layout, citations)
