"""`postil doctor`: what is wrong with the library, the settings, the citations, the terminal or the installation."""

from __future__ import annotations

import os
import platform
import re
import sys
from typing import TYPE_CHECKING

from postil import __version__
from postil.cli.output import put, put_json, say
from postil.cli.parser import describe
from postil.cli.running import DONE, LIBRARY, NO
from postil.core.errors import LibraryError
from postil.core.findings import Finding, Severity
from postil.core.quoting import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from postil.cli.context import Context

_REPAIR = "`postil doctor --repair` puts back what the journal or a backup holds."
_ELSEWHERE = "A copy that you keep elsewhere may hold what is missing: `postil backup restore FILE`."


def configure_doctor(parser: ArgumentParser) -> None:
    """Declares `postil doctor`."""
    describe(
        parser,
        _doctor,
        usage="[--repair] [--json]",
        summary="Check the library file by file, the settings, the citations, the terminal and the clipboard; change nothing.",
        example="postil doctor --repair",
        hint="The exit code is 1 when an error is found, 4 when there is no library; notes and warnings "
        "do not count. --repair first puts back what is missing or damaged: files from the journal, else "
        "from the newest backup; sources that evidence quotes; kept texts. It takes in what is new in copies of "
        "an article's file. It makes a backup before, removes nothing, and tells each thing that it does.",
    )
    parser.add_argument("--repair", action="store_true", help="put back what can be put back, then check")


def _doctor(options: Namespace, context: Context) -> int:
    from postil.services.articles.reading import readable

    repaired, context, failed = _repaired(context) if options.repair else ([], context, [])
    library = [*failed, *_library(context)]
    findings = [
        *library,
        *_not_saved(context),
        *_settings(context),
        *_copies(context),
        *_terminal(context),
        *_clipboard(context),
        *_installation(),
        *readable(),
    ]
    errors = sum(1 for finding in findings if finding.severity is Severity.ERROR)
    if options.json:
        put_json(
            {
                "ok": not errors,
                "repaired": [*repaired],
                "findings": [
                    {"severity": finding.severity.value, "where": finding.where, "what": finding.what}
                    for finding in findings
                ],
            }
        )
    else:
        for line in repaired:
            put(f"repaired {line}")
        for finding in findings:
            put(f"{finding.severity:<8} {finding.where}: {finding.what}")
        if any(finding.severity is Severity.ERROR for finding in library):
            say(f"postil: {_ELSEWHERE if options.repair else _REPAIR}")
    if _is_unreadable(context):
        return LIBRARY
    return NO if errors else DONE


def _repaired(context: Context) -> tuple[list[str], Context, list[Finding]]:
    """Repairs the library, where there is one.

    Returns:
        What was done, the library as it is to be examined, and what went wrong on the way.
    """
    from postil.services.articles.mending import reread_texts

    done: list[str] = []
    failed = []
    try:
        done += context.library.upkeep.repair()
        done.extend(reread_texts(context.workspace))
    except LibraryError as error:
        failed.append(Finding(Severity.ERROR, str(context.folder), f"The repair was not finished: {error}"))
    if not done:
        return done, context, [] if _is_unreadable(context) else failed
    return [*context.library.troubles, *done], context.at(context.folder), failed


def _is_unreadable(context: Context) -> bool:
    try:
        _ = context.library
    except LibraryError:
        return True
    return False


def _library(context: Context) -> Iterator[Finding]:
    where = str(context.folder)
    try:
        library = context.library
        findings = list(library.examine())
        troubles = [Finding(Severity.WARNING, where, trouble) for trouble in library.troubles]
        read_only = library.read_only
    except LibraryError as error:
        yield Finding(Severity.ERROR, where, str(error))
        return
    if read_only:
        yield Finding(Severity.WARNING, where, f"It opens for reading only: {read_only}")
    yield from findings
    yield from troubles


def _not_saved(context: Context) -> Iterator[Finding]:
    number = context.set_aside().waiting()
    if number:
        what = f"{counted(number, 'session')} left changes that could not be saved; the screen saves them when it opens."
        yield Finding(Severity.WARNING, "not saved", what)


def _settings(context: Context) -> Iterator[Finding]:
    from postil.services.review.reviewing import unread_views

    file = context.settings_file
    views = unread_views(context.settings.views)
    problems = (*context.settings_problems, *context.screen_problems(), *views)
    for problem in problems:
        yield Finding(Severity.WARNING, str(file), problem)
    if not problems:
        what = "The settings are read." if file.exists() else "There is no such file; the defaults are used."
        yield Finding(Severity.OK, str(file), what)


def _copies(context: Context) -> Iterator[Finding]:
    from postil.services.citing.checks import check_style, check_templates

    yield check_style(context.citations)
    yield from check_templates(context.settings.templates)


def _terminal(context: Context) -> Iterator[Finding]:
    term = os.environ.get("TERM", "")
    colours = os.environ.get("COLORTERM", "") or "not told"
    told = f"TERM is {term or 'not set'}, COLORTERM is {colours}"
    severity = Severity.WARNING if term in {"", "dumb"} else Severity.OK
    hint = "; the screen may not draw right" if severity is Severity.WARNING else ""
    yield Finding(severity, "terminal", f"{told}{hint}.")
    told = f"Its encoding is {context.encoding}"
    if not context.draws_ascii:
        yield Finding(Severity.OK, "locale", f"{told}.")
    elif context.settings.ascii:
        yield Finding(Severity.NOTE, "locale", f"{told}; the settings want glyphs in ASCII.")
    else:
        yield Finding(Severity.WARNING, "locale", f"{told}; glyphs are drawn in ASCII.")
    for name, what in (("TMUX", "tmux"), ("STY", "GNU screen"), ("SSH_CONNECTION", "SSH")):
        if os.environ.get(name):
            yield Finding(Severity.NOTE, "terminal", f"postil runs inside {what}.")
    if "NO_COLOR" in os.environ:
        yield Finding(Severity.NOTE, "terminal", "NO_COLOR is set; nothing is coloured.")


def _clipboard(context: Context) -> Iterator[Finding]:
    for finding in context.clipboard_routes():
        yield Finding(finding.severity, f"clipboard, {finding.where}", finding.what)


def _installation() -> Iterator[Finding]:
    from importlib import metadata

    python = f"{platform.python_implementation()} {platform.python_version()} on {sys.platform}"
    yield Finding(Severity.OK, "postil", f"{__version__}, {python}.")
    versions = []
    for name in _required():
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            yield Finding(
                Severity.ERROR, "installation", f"The package {name} is missing; install postil again."
            )
    yield Finding(
        Severity.OK, "installation", f"{', '.join(versions) or 'it was not installed as a package'}."
    )


def _required() -> list[str]:
    """The packages that postil needs, whatever extras were installed with it; none where it is run without its own."""
    from importlib import metadata

    try:
        told = metadata.requires("postil") or []
    except metadata.PackageNotFoundError:
        return []
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in told if "extra ==" not in line]
