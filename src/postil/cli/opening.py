"""`postil` and `postil FILE`: the start that is not to be waited for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from argparse import Namespace

    from postil.cli.context import Context


def bare(origin: str = "") -> Namespace:
    """What a parser makes of `open` without options, made without one.

    Args:
        origin: What is to be opened.
    """
    manner = {"encoding": "", "kind": "", "allow_private": False}
    made = SimpleNamespace(origin=origin, json=False, library="", run=open_text, saves=False, **manner)
    return cast("Namespace", made)


def open_text(options: Namespace, context: Context) -> int:
    """Opens the reader on what was named, or the library.

    Raises:
        WrongUse: JSON is asked for, or the word names no file and no article.
    """
    if options.json:
        from postil.core.errors import WrongUse

        raise WrongUse("The reader answers on the screen.", "`postil show ARTICLE --json` prints an article.")
    if not options.origin:
        return context.run_screen()
    _need_text(options, context)
    from postil.cli.reading import manner

    return context.run_screen(options.origin, "reader", **manner(options, context))


def _need_text(options: Namespace, context: Context) -> None:
    """Refuses a word that names no file and no article, before a library is made for it.

    What looks like a file and cannot be read is told by who reads it.
    """
    from postil.services.articles.articles import names_file

    word: str = options.origin
    if names_file(word) or "." in word:
        return
    from postil.services.articles.references import articles_named

    is_there = options.library or context.folder.is_dir()
    if is_there and articles_named(context.workspace, word):
        return
    from postil.cli.command_line import COMMANDS
    from postil.cli.complaints import quoted
    from postil.core.errors import WrongUse
    from postil.core.suggestions import closest

    close = closest(word, COMMANDS)
    hint = f"Did you mean `postil {close}`?" if close else "`postil articles` lists the articles."
    raise WrongUse(f"{quoted(word)} is neither a command, nor a file, nor an article.", hint)
