"""Where an export is written: the file is asked for, and none is replaced without being asked about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.core.errors import LibraryError, PostilError, WrongUse
from postil.core.text import clean_line
from postil.tui.widgets.prompt import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.tui.screens.listing import ListScreen


class NotExported(PostilError):
    """Nothing is in a file."""

    title = "Not exported"


async def ask_for_file(
    screen: ListScreen[Any],
    name: str,
    make: Callable[[], tuple[str, Sequence[str]]],
    written: Callable[[Path, Sequence[str]], None],
) -> None:
    """Asks for a file and writes it beside the screen.

    Args:
        screen: Where it is asked.
        name: The name that is proposed.
        make: Makes the text, on a thread, and tells what it lacks.
        written: Told of the file, and of what it lacks, once it is there.
    """
    from postil.tui.path_completion import completed

    refused = ""

    def answered(typed: str) -> None:
        file = clean_line(typed)
        if not file:
            raise NotExported("The file has no name yet.", "Type one; escape leaves.")

        def job() -> tuple[Path, Sequence[str]]:
            nonlocal refused
            again, refused = refused == file, file
            path = Path(os.path.expanduser(file))  # noqa: PTH111 - it never raises
            text, lacking = make()
            _write(path, text, replace=again)
            return path, lacking

        def done(answer: tuple[Path, Sequence[str]]) -> None:
            screen.close_prompt()
            written(*answer)

        screen.work("writing", job, done, group="export")

    question = Question(answered, completed=completed, keeps=True, replaced=True)
    await screen.ask("file:", question, name, "a path")


def _write(path: Path, text: str, *, replace: bool) -> None:
    """Writes an export.

    Raises:
        NotExported: It cannot be written, or would take the place of another file.
    """
    from postil.services.review.export_file import write_export

    try:
        write_export(path, text, replace=replace)
    except WrongUse as error:
        raise NotExported(error.what, "Enter again replaces it; or type another name.") from error
    except LibraryError as error:
        raise NotExported(error.what, error.hint) from error
