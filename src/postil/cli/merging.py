"""`postil merge-file`: what git runs to merge two versions of a library's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from postil.cli.output import put_json
from postil.cli.parser import describe
from postil.cli.running import DONE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context


def configure_merge_file(parser: ArgumentParser) -> None:
    """Declares `postil merge-file`."""
    describe(
        parser,
        _merge_file,
        usage="BASE OURS THEIRS",
        summary="Merge two versions of a library's JSON file, record by record and field by field, into OURS.",
        example='git config merge.postil.driver "postil merge-file %O %A %B"',
        hint="A field that both sides changed keeps both values. The library is not touched. "
        "`postil help format` shows how git comes to use it.",
    )
    for name, words in (
        ("base", "what both sides began from; an empty file for nothing"),
        ("ours", "one side, which the result replaces"),
        ("theirs", "the other side"),
    ):
        parser.add_argument(name, metavar=name.upper(), help=words)


def _merge_file(options: Namespace, context: Context) -> int:
    context.merge_file(Path(options.base), Path(options.ours), Path(options.theirs))
    if options.json:
        put_json({"merged": options.ours})
    return DONE
