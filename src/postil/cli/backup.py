"""`postil backup`: copies of the library, and the way back from them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from postil.cli.output import put, put_json, say
from postil.cli.parser import describe
from postil.cli.running import DONE, NO
from postil.core.errors import WrongUse
from postil.core.quoting import counted, size

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.core.model import JSON
    from postil.core.upkeep import Backup, Restored

_LIST, _RESTORE = "list", "restore"
_ENDING = ".zip"
_COMPLETED_BY = {"bash": "_postil_backup_words", "zsh": "_postil_backup_words", "tcsh": "f"}
"""What completes the words, by shell, as shtab looks for it; `completion` defines it."""


def configure_backup(parser: ArgumentParser) -> None:
    """Declares `postil backup`, whose first word is a file or one of two commands."""
    describe(
        parser,
        _backup,
        usage="[FILE [--force]] | list | restore FILE|NAME [--to DIR]",
        summary="Copy the library, list its copies, or put one back.",
        example="postil backup ~/library.zip",
        hint="Without FILE the copy goes into the library's own .postil/backup, without the kept texts, which "
        "never change; with FILE it holds everything. A restore first copies the present state; what the copy "
        "does not hold stays. With --to it makes a new folder and leaves the library alone.",
    )
    words = parser.add_argument(
        "words", nargs="*", metavar="FILE", help="the archive to write; a NAME is one that `list` lists"
    )
    words.complete = _COMPLETED_BY  # type: ignore[attr-defined]
    parser.add_argument("--force", action="store_true", help="overwrite FILE")
    parser.add_argument("--to", default="", metavar="DIR", help="restore into this new or empty folder")


def _backup(options: Namespace, context: Context) -> int:
    words = options.words
    command = words[0] if words and words[0] in {_LIST, _RESTORE} else ""
    if options.to and command != _RESTORE:
        raise WrongUse("--to belongs to `postil backup restore`.", "`postil backup --help` shows how.")
    if options.force and (command or not words):
        raise WrongUse("--force belongs to `postil backup FILE`.", "`postil backup --help` shows how.")
    most = 2 if command == _RESTORE else 1
    if len(words) > most or (command == _RESTORE and len(words) < most):
        raise WrongUse("`postil backup` takes one file at a time.", "`postil backup --help` shows how.")
    match words:
        case ["list"]:
            return _list(options, context)
        case ["restore", named]:
            return _restore(options, context, named)
        case ["-"]:
            raise WrongUse("A backup is written to a file only.", "`postil backup FILE` names it.")
        case [named]:
            made = context.library.upkeep.archive(_path(named), force=options.force)
        case _:
            made = _latest(context, context.library.backup("a command"))
    if options.json:
        put_json(_document(made))
    else:
        say(f"The library was copied to {made.path}.")
    return DONE


def _list(options: Namespace, context: Context) -> int:
    backups = context.library.upkeep.backups()
    if options.json:
        documents: list[JSON] = [_document(backup) for backup in backups]
        put_json({"backups": documents})
        return DONE
    for backup in backups:
        moment = backup.time[:19].replace("T", " ") or "unknown time"
        put(f"{backup.path.name}  {moment:<19}  {size(backup.size):>9}  {backup.why}".rstrip())
    if not backups:
        say("There are no backups yet; the first change of a day makes one.")
    return DONE


def _restore(options: Namespace, context: Context, named: str) -> int:
    options.saves = True
    if options.to:
        restored = context.unpack_backup(_archive(context, named), _path(options.to))
    else:
        restored = context.library.upkeep.restore(_archive(context, named))
    if options.json:
        put_json(_answer(restored))
    else:
        for name in restored.files:
            put(name)
        for line in restored.left_out:
            say(f"postil: {line}")
        say(_told(restored))
    return NO if restored.left_out else DONE


def _archive(context: Context, named: str) -> Path:
    """The file that a word names: a path, or the name of one of the library's own backups or its beginning."""
    path = _path(named)
    if os.path.lexists(path) or os.sep in named or "/" in named:
        return path
    backups = context.library.upkeep.backups()
    exact = [backup.path for backup in backups if backup.path.name.removesuffix(_ENDING) == named]
    found = exact or [backup.path for backup in backups if backup.path.name.startswith(named)]
    if len(found) == 1:
        return found[0]
    from postil.core.errors import NotFound
    from postil.core.text import shortened

    what = "names several backups" if found else "is neither a file nor a backup of this library"
    raise NotFound(f"“{shortened(named, 80)}” {what}.", "`postil backup list` lists the names.")


def _path(named: str) -> Path:
    return Path(os.path.expanduser(named)).absolute()  # noqa: PTH111 - it never raises


def _latest(context: Context, path: Path) -> Backup:
    return next(backup for backup in context.library.upkeep.backups() if backup.path == path)


def _document(backup: Backup) -> dict[str, JSON]:
    return {
        "name": backup.path.name,
        "file": str(backup.path),
        "time": backup.time,
        "size": backup.size,
        "why": backup.why,
    }


def _answer(restored: Restored) -> dict[str, JSON]:
    return {
        "library": str(restored.folder),
        "files": [*restored.files],
        "texts": restored.texts,
        "left_out": [*restored.left_out],
        "backup": str(restored.backup or ""),
    }


def _told(restored: Restored) -> str:
    what = f"{counted(len(restored.files), 'file')} and {counted(restored.texts, 'text')} were restored"
    if restored.backup is None:
        return f"{what} to {restored.folder}."
    return f"{what}; the state before is the backup {restored.backup.name}."
