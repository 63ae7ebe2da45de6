"""`postil styles`: the citation styles that can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.output import put, put_json, say
from postil.cli.parser import describe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.citation.styles import Style
    from postil.cli.context import Context
    from postil.core.model import JSON


def configure_styles(parser: ArgumentParser) -> None:
    """Declares `postil styles`."""
    describe(
        parser,
        _styles,
        usage="[WORD ...]",
        summary="List the citation styles whose names or titles hold the words; the well-known ones without any.",
        example="postil styles geology",
        hint="The setting `style` chooses one, `--style` one for a single copy. A .csl file in the folder `styles` "
        "beside the configuration goes first.",
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="words of a name or a title")


def _styles(options: Namespace, context: Context) -> int:
    from postil.citation.styles import matching_styles

    found = matching_styles(options.words, context.styles_folder)
    if options.json:
        put_json({"style": context.citations.name, "styles": [_document(style) for style in found]})
        return 0
    for style in found:
        sign = "*" if style.name == context.citations.name else " "
        put(f"{sign} {style.name:<24} {style.title}")
    if not found:
        say("No style is called so.")
    return 0


def _document(style: Style) -> dict[str, JSON]:
    return {"name": style.name, "title": style.title, "cites": style.manner.value, "file": str(style.path)}
