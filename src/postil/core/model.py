"""What is stored, in the field's own words.

Offsets count code points of a snapshot's canonical text. Records are frozen; a change is a new record.
Every record keeps, in `extra`, the fields that this version of postil does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


@dataclass(frozen=True)
class Annotated:
    """An article with the claims and the evidence of its file, trash included."""

    article: Article
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def live_claims(self) -> tuple[Claim, ...]:
        """The claims that are not in the trash, in the order of the text."""
        living = (claim for claim in self.claims if not claim.deleted)
        return tuple(sorted(living, key=lambda claim: (claim.start, claim.end, claim.id)))

    @cached_property
    def evidence_by_claim(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The living evidence of each claim's id, oldest first."""
        grouped: dict[str, list[Evidence]] = {}
        for piece in sorted(self.evidence, key=lambda piece: piece.id):
            if not piece.deleted:
                grouped.setdefault(piece.claim, []).append(piece)
        return {claim: tuple(pieces) for claim, pieces in grouped.items()}

    @cached_property
    def live_evidence(self) -> tuple[Evidence, ...]:
        """The living evidence of the living claims, claim by claim."""
        return tuple(piece for claim in self.live_claims for piece in self.evidence_of(claim.id))

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """All claims, trash included, by their ids."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def evidence_by_id(self) -> Mapping[str, Evidence]:
        """All evidence, trash included, by its ids."""
        return {piece.id: piece for piece in self.evidence}

    @property
    def targets(self) -> Iterator[Target]:
        """The targets of all claims and of the evidence that has one, trash included."""
        yield from (claim.target for claim in self.claims)
        yield from (piece.target for piece in self.evidence if piece.target)

    def stands(self, claim: Claim) -> bool:
        """Whether a claim's mark has a place in the text as it was read last."""
        return claim.target.stands_in(self.article.snapshot)

    def is_in_doubt(self, claim: Claim) -> bool:
        """Whether a claim's mark has no place in the newest text, or one that nobody has confirmed yet."""
        return claim.target.is_in_doubt(self.article.snapshot)

    @cached_property
    def in_doubt(self) -> tuple[Claim, ...]:
        """The living claims that a reader has to look at, those without a place first."""
        text = self.article.snapshot
        doubtful = [claim for claim in self.live_claims if claim.target.is_in_doubt(text)]
        return tuple(sorted(doubtful, key=self.stands))

    def evidence_of(self, claim: str) -> tuple[Evidence, ...]:
        """The living evidence of one claim, oldest first."""
        return self.evidence_by_claim.get(claim, ())
