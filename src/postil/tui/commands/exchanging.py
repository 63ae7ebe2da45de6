"""Commands that take in a bibliography of another program, and give one out."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from postil.core.errors import WrongUse
from postil.core.quoting import counted
from postil.core.text import shortened, shown
from postil.tui import notices
from postil.tui.commands.registry import Registry
from postil.tui.widgets.prompt import Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from postil.services.library.workspace import Workspace
    from postil.services.sources.importing import Incoming
    from postil.tui.screens.sources import SourcesScreen

EXCHANGING = Registry("Bibliographies")
command = EXCHANGING.command

FORMATS = (
    ("biblatex", "bib", "BibLaTeX"),
    ("bibtex", "bib", "BibTeX, of the older kind"),
    ("ris", "ris", "RIS, for reference managers"),
    ("csl", "json", "CSL-JSON, which carries all"),
    ("endnote", "xml", "EndNote's XML"),
)
"""The formats that are written: their names, the usual endings of files, and what is said of them."""

TOLD = 3
"""Remarks and losses that are told one by one; of more, how many there are."""


@command("sources.import", "i", label="import", group="Bibliographies", show=True)
async def take_in_bibliography(screen: SourcesScreen) -> None:
    """Take in a bibliography: BibTeX, BibLaTeX, RIS, EndNote's XML or CSL-JSON, a file or pasted."""
    from postil.services.articles.reading import need_file
    from postil.services.sources.importing import is_bibliography
    from postil.tui.path_completion import completed

    def read(text: str, *, is_pasted: bool) -> None:
        screen.close_prompt()
        job = partial(_read, screen.workspace, text, is_pasted=is_pasted)
        what = f"reading the bibliography; {screen.first_key('sources.all')} stops it"
        screen.work(what, job, partial(_ask, screen), group="import")

    def answered(typed: str) -> None:
        if not typed.strip():
            raise WrongUse("There is no file yet.", "Type its path, or paste the bibliography itself.")
        if not is_bibliography(typed):
            need_file(_path(typed))
        read(typed, is_pasted=False)

    question = Question(
        answered, completed=completed, keeps=True, pasted=lambda text: read(text, is_pasted=True)
    )
    await screen.ask(
        "import:", question, placeholder="a file; tab completes it. Or paste BibTeX, RIS, CSL-JSON"
    )


@command(
    "sources.export",
    "x",
    label="export",
    group="Bibliographies",
    when=lambda screen: screen.listing.rows,
    show=True,
)
async def give_out_bibliography(screen: SourcesScreen) -> None:
    """Write the picked sources, or all that are shown, to a file: BibLaTeX, BibTeX, RIS, CSL-JSON or EndNote's XML."""
    from postil.tui.screens.choice import Choice

    chosen = screen.chosen if screen.listing.picked else [row.source for row in screen.listing.rows]

    async def picked(index: int | None) -> None:
        if index is not None:
            from postil.services.sources.importing import exported
            from postil.tui.commands.exporting import ask_for_file

            name, ending, _ = FORMATS[index]

            def written(path: Path, losses: Sequence[str]) -> None:
                notices.tell(screen.app, f"{counted(len(chosen), 'source is', 'sources are')} in {path}.")
                if losses:
                    notices.warn(screen.app, f"The format carries not all of {_some(losses)}.")

            await ask_for_file(screen, f"sources.{ending}", lambda: exported(chosen, name), written)

    title = f"Export {counted(len(chosen), 'source')} as"
    await screen.consult(Choice(title, [words for _, _, words in FORMATS]), picked)


def _read(workspace: Workspace, typed: str, *, is_pasted: bool) -> Incoming:
    """Reads what was pasted, or the file that was named; a bibliography of one line may be typed, too."""
    from postil.services.articles.reading import text_of_file
    from postil.services.sources.importing import is_bibliography, read_incoming

    text = typed if is_pasted or is_bibliography(typed) else text_of_file(_path(typed))
    return read_incoming(workspace, text)


def _path(typed: str) -> str:
    return os.path.expanduser(typed.strip())  # noqa: PTH111 - it never raises


async def _ask(screen: SourcesScreen, incoming: Incoming) -> None:
    """Tells what was read, and asks what is to become of it."""
    from postil.services.sources.importing import keys_told, take_in
    from postil.tui.lines.incoming import summary
    from postil.tui.screens.intake import IntakeScreen

    if not incoming.richer and not incoming.new:
        notices.tell(screen.app, f"Nothing to take in: {summary(incoming)}.")
        if incoming.remarks:
            notices.warn(screen.app, " ".join(incoming.remarks[:TOLD]))
        return

    def chosen(merge: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
        if merge is not None:
            taken = take_in(screen.workspace, incoming, merge=merge)
            screen.library_changed()
            done = f"{counted(taken.added, 'source')} added, {taken.completed} completed. u undoes it."
            notices.tell(screen.app, done)
            if told := keys_told(screen.workspace, incoming, taken.sources):
                more = f" And {len(told) - TOLD} more." if len(told) > TOLD else ""
                notices.warn(screen.app, " ".join(told[:TOLD]) + more)

    await screen.consult(IntakeScreen(incoming), chosen)


def _some(told: Sequence[str]) -> str:
    more = f"; and of {len(told) - TOLD} more" if len(told) > TOLD else ""
    return "; ".join(shortened(shown(one), 60) for one in told[:TOLD]) + more
