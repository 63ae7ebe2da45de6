"""What can go wrong, told so that a reader can act on it."""

from __future__ import annotations


class PostilError(Exception):
    """Base of every error that is meant to be read by a person.

    Attributes:
        what: One sentence naming what failed and why.
        hint: What to do about it, or an empty string.
    """

    title = "postil could not do that"

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} {self.hint}".strip()


class WrongUse(PostilError):
    """A command or a field was given something that it cannot take."""

    title = "Not possible"


class NotFound(WrongUse):
    """A reference names nothing, or more than one thing."""

    title = "Not found"


class BadInput(PostilError):
    """A text, file or address from outside cannot be read."""

    title = "Cannot be opened"


class LibraryError(PostilError):
    """The library could not be read or written."""

    title = "Library"


class SaveFailed(LibraryError):
    """A change is not on disk; it is kept in memory and may be tried again."""

    title = "Not saved"


class ChangedMeanwhile(PostilError):
    """What was asked for does not fit any more: something was changed, decided or purged since."""

    title = "Changed meanwhile"


class Stopped(Exception):
    """Whoever asked for some work does not want it any more; nothing was changed."""
