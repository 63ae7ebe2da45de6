"""Who is said to have said it, and where it is said to stand: what a sentence itself tells of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from postil.core.model import Kind


class Mention(NamedTuple):
    """A source that a sentence names, as far as it tells; what it does not is empty.

    Attributes:
        words: What it was told from, as it stands in the sentence or the note.
        title: A title.
        author: The author's name.
        date: As it is written.
        container: The name of the medium, as of a newspaper, in which it stands.
        url: An address, or a DOI's.
    """

    words: str
    title: str = ""
    author: str = ""
    date: str = ""
    container: str = ""
    url: str = ""


class Suggestion(NamedTuple):
    """What may be filled in for a reader who marks a sentence as a claim; a speaker or a mention is there.

    Attributes:
        kind: A quotation where somebody is quoted, a statistic where something is counted, else a fact.
        speaker: Who says so, as the sentence names them, or an empty string.
        mention: The first source that it names, or None.
    """

    kind: Kind
    speaker: str = ""
    mention: Mention | None = None
