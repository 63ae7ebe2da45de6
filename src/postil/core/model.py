"""What is stored, in the field's own words.

Offsets count code points of a snapshot's canonical text. Records are frozen; a change is a new record.
Every record keeps, in `extra`, the fields that this version of postil does not know.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"

BLOCK_SEPARATOR = "\n\n"


class BlockKind(StrEnum):
    """How a block of an article is set."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    CODE = "code"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


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


class Anchoring(StrEnum):
    """What became of a mark's place."""

    ANCHORED = "anchored"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"


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

LOCATOR_LABELS = (
    "page", "paragraph", "section", "chapter", "verse", "line", "timestamp",
    "folio", "part", "volume", "issue", "figure", "note", "column", "book",
)  # fmt: skip
"""CSL's locator terms that a reader of texts needs, the commonest first."""


class Link(NamedTuple):
    """A link inside a block: code points `start` to `end` of the block's text lead to `href`."""

    start: int
    end: int
    href: str


class Block(NamedTuple):
    """One block of an article: a paragraph, a heading of `level` 1 to 6, an item at depth `level`."""

    kind: BlockKind
    text: str
    level: int = 0
    links: tuple[Link, ...] = ()
    marker: str = ""
    """What stands before an item or a note: `•`, `3.`, `[1]`; never part of the text."""


@dataclass(frozen=True)
class Snapshot:
    """A text as it was read: its blocks, and the canonical text they make."""

    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The canonical text: the blocks' texts joined by an empty line."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset of each block in the canonical text."""
        starts, at = [], 0
        for block in self.blocks:
            starts.append(at)
            at += len(block.text) + len(BLOCK_SEPARATOR)
        return tuple(starts)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical text as UTF-8, in hexadecimal: the snapshot's name."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """The indices of the headings."""
        return tuple(index for index, block in enumerate(self.blocks) if block.kind is BlockKind.HEADING)

    def paragraph_number(self, block: int) -> int:
        """The number that a reader sees beside a block: headings are not counted."""
        return block + 1 - bisect_right(self.headings, block)

    def block_at(self, offset: int) -> int:
        """The index of the block that holds `offset`; a separator belongs to the block before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)


@dataclass(frozen=True, slots=True, order=True)
class TextRange:
    """Code points `start` to `end` (exclusive) of a canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: {self.start}..{self.end}")

    def overlaps(self, other: TextRange) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, offset: int) -> bool:
        """Whether `offset` is one of the range's code points."""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Selector:
    """One stretch of text, described so that it can be found again (W3C Web Annotation)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    @property
    def range(self) -> TextRange:
        """The code points it was taken from."""
        return TextRange(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a mark stands: one or more selectors against one snapshot."""

    snapshot: str
    selectors: tuple[Selector, ...]
    state: Anchoring = Anchoring.ANCHORED

    @property
    def exact(self) -> str:
        """The marked words; separate pieces are joined by ` … `."""
        return " … ".join(selector.exact for selector in self.selectors)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a source: a CSL label and its value, as `page` and `12–15`."""

    label: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every stored record has: an id, three stamps, a maker, and unknown fields."""

    id: str
    created: str = ""
    modified: str = ""
    creator: str = ""
    deleted: str = ""
    """When it was put to the trash; empty while it lives."""
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
    path: str = ""
    """The file it was opened from, relative to the library's parent where it is inside; never required."""
    accessed: str = ""
    snapshots: tuple[Reading, ...] = ()

    @property
    def snapshot(self) -> str:
        """The digest of the text that its marks stand in now."""
        return self.snapshots[-1].snapshot if self.snapshots else ""


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
        """The offset at which the mark begins."""
        return self.target.selectors[0].start

    @property
    def end(self) -> int:
        """The offset at which the mark ends."""
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
    def claims_by_id(self) -> Mapping[str, Claim]:
        """All claims, trash included, by their ids."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def evidence_by_id(self) -> Mapping[str, Evidence]:
        """All evidence, trash included, by its ids."""
        return {piece.id: piece for piece in self.evidence}

    def evidence_of(self, claim: str) -> tuple[Evidence, ...]:
        """The living evidence of one claim, oldest first."""
        return self.evidence_by_claim.get(claim, ())
