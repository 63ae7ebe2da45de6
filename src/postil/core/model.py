"""What is stored, in the field's own words.

Offsets count code points of a snapshot's canonical text. Records are frozen; a change is a new record.
Every record keeps, in `extra`, the fields that this version of postil does not know.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from postil.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.target import Target

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"


class Stance(StrEnum):
    """What a piece of evidence does to its claim."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context"


class Check(StrEnum):
    """Whether a quote stands in its source; only the first four may be shown as found."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    JOINED = "joined"
    ELIDED = "elided"
    ALTERED = "altered"
    NOT_FOUND = "not found"
    UNCHECKED = "unchecked"

    @property
    def found(self) -> bool:
        """Whether the quoted words stand in the source."""
        return self in {Check.EXACT, Check.TYPOGRAPHIC, Check.JOINED, Check.ELIDED}


class Directness(StrEnum):
    """Whether a source saw the thing itself; unstated is an answer too."""

    UNSTATED = ""
    PRIMARY = "primary"
    SECONDARY = "secondary"


class Kind(StrEnum):
    """What sort of statement a claim is."""

    FACT = "fact"
    QUOTATION = "quotation"
    STATISTIC = "statistic"
    PREDICTION = "prediction"
    OPINION = "opinion"
    OTHER = "other"


UNRATED = "unrated"
RATINGS = (UNRATED, "supported", "mostly supported", "disputed", "refuted", "misleading", "unverifiable")
"""The default words of a rating; the digits `0` to `6` pick them on the screen."""


NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
"""The keys of a CSL name that hold text, in the order in which they are said."""


SOURCE_DETAILS = ("title", "author", "date", "container", "url")
"""What a reader types of a source, a line each; names in `author` are parted by semicolons."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a source: a CSL label and its value, as `page` and `12–15`."""

    label: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else wrote into a field that was changed here too: kept until a reader decides.

    Attributes:
        field: The field's name as it is stored.
        value: The other value as JSON; None where the other side left the field out.
        modified: The stamp of the other side's record.
    """

    field: str
    value: JSON = None
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every stored record has: an id, three stamps, a maker, and unknown fields."""

    id: str
    created: str = ""
    modified: str = ""
    creator: str = ""
    deleted: str = ""
    """When it was put to the trash; empty while it lives."""
    conflicts: tuple[Conflict, ...] = ()
    extra: Mapping[str, JSON] = field(default_factory=dict, compare=True, hash=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that an article's text was read: the snapshot's digest and the moment."""

    snapshot: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """A text of the library and its own citation."""

    title: str
    authors: tuple[str, ...] = ()
    published: str = ""
    container: str = ""
    url: str = ""
    language: str = ""
    doi: str = ""
    isbn: str = ""
    path: str = ""
    """The file it was opened from, relative to the library's parent where it is inside; never required."""
    encoding: str = ""
    """The encoding that the reader has named for its file; told by the file itself otherwise."""
    kind: str = ""
    """How the file is written, as the reader has said: `text`, `html` …; likewise."""
    accessed: str = ""
    snapshots: tuple[Reading, ...] = ()

    @property
    def snapshot(self) -> str:
        """The digest of the text that its marks stand in now."""
        return self.snapshots[-1].snapshot if self.snapshots else ""

    @property
    def read(self) -> str:
        """When that text was read, as a stamp."""
        return self.snapshots[-1].read if self.snapshots else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """A statement of an article that a reader marked."""

    target: Target
    text: str = ""
    """The claim in the reader's words (ClaimReview's `claimReviewed`); the marked words otherwise."""
    kind: Kind = Kind.FACT
    speaker: str = ""
    rating: str = UNRATED
    tags: tuple[str, ...] = ()
    priority: int = 0
    note: str = ""

    @property
    def statement(self) -> str:
        """What is claimed: the reader's words, or the marked ones."""
        return self.text or self.target.exact

    @property
    def start(self) -> int:
        """The offset at which the mark begins, in the text that its target names."""
        return self.target.selectors[0].start

    @property
    def end(self) -> int:
        """The offset at which the mark ends, in the text that its target names."""
        return self.target.selectors[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """Quoted words of a source that support, dispute or illuminate one claim."""

    claim: str
    stance: Stance
    quote: str
    source: str
    """The key of the source."""
    locator: Locator = Locator()
    target: Target | None = None
    """Where the quote stands in the source's own text, when that text is in the library."""
    check: Check = Check.UNCHECKED
    checked: str = ""
    """The digest of the snapshot that the check was made against."""
    directness: Directness = Directness.UNSTATED
    accessed: str = ""
    archived: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """An entry of the bibliography: a CSL-JSON item under a readable key."""

    key: str
    csl: Mapping[str, JSON] = field(default_factory=dict, hash=False)
    document: str = ""
    """The id of the article of the library that holds the source's text."""

    @property
    def title(self) -> str:
        """The item's title, or an empty string."""
        title = self.csl.get("title")
        return title if isinstance(title, str) else ""

    @property
    def url(self) -> str:
        """The item's URL, or an empty string."""
        url = self.csl.get("URL")
        return url if isinstance(url, str) else ""


def kind_of(record: Record) -> str:
    """What a record is: `article`, `claim`, `evidence` or `source`."""
    return type(record).__name__.lower()
