"""An article with what is marked in it, and what follows from that, kept up as records change."""

from __future__ import annotations

from bisect import bisect_left, insort
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from postil.core.model import Article, Claim, Evidence
from postil.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postil.core.model import Record
    from postil.core.target import Target

_R = TypeVar("_R", Claim, Evidence)

_FEW = 32
"""So many new records are set into what was worked out before; for more it is worked out anew."""


@dataclass(frozen=True)
class Annotated:
    """An article with the claims and the evidence of its file, trash included."""

    article: Article
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def live_claims(self) -> tuple[Claim, ...]:
        """The claims that are not in the trash, in the order of the text."""
        return tuple(sorted((claim for claim in self.claims if not claim.deleted), key=_place))

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
        return self._doubtful(self.live_claims)

    def evidence_of(self, claim: str) -> tuple[Evidence, ...]:
        """The living evidence of one claim, oldest first."""
        return self.evidence_by_claim.get(claim, ())

    def updated(self, records: Iterable[Record]) -> Annotated:
        """The same with records of its own added or put in the place of others; itself for no news.

        What was worked out before is kept up, not worked out again: a mark in a book that has ten thousand
        costs what the first one did.

        Raises:
            TypeError: A record belongs to no article.
        """
        article = self.article
        claims: dict[str, Claim] = {}
        evidence: dict[str, Evidence] = {}
        for record in records:
            match record:
                case Article():
                    article = record
                case Claim():
                    claims[record.id] = record
                case Evidence():
                    evidence[record.id] = record
                case _:
                    raise TypeError(f"{type(record).__name__} is not kept with an article")
        claims, evidence = _news(self.claims_by_id, claims), _news(self.evidence_by_id, evidence)
        if article is self.article and not claims and not evidence:
            return self
        return self._followed_by(article, claims, evidence)

    def _followed_by(
        self, article: Article, claims: Mapping[str, Claim], evidence: Mapping[str, Evidence]
    ) -> Annotated:
        claims_by_id = {**self.claims_by_id, **claims} if claims else self.claims_by_id
        evidence_by_id = {**self.evidence_by_id, **evidence} if evidence else self.evidence_by_id
        made = Annotated(
            article,
            tuple(claims_by_id.values()) if claims else self.claims,
            tuple(evidence_by_id.values()) if evidence else self.evidence,
        )
        known, kept = vars(self), vars(made)
        kept.update(claims_by_id=claims_by_id, evidence_by_id=evidence_by_id)
        if len(claims) + len(evidence) <= _FEW:
            if "evidence_by_claim" in known:
                kept["evidence_by_claim"] = self._grouped_with(evidence)
            if "live_claims" in known:
                kept["live_claims"] = self._living_with(claims)
            if "in_doubt" in known and article.snapshot == self.article.snapshot:
                others = (claim for claim in self.in_doubt if claim.id not in claims)
                living = (claim for claim in claims.values() if not claim.deleted)
                kept["in_doubt"] = made._doubtful((*others, *living))
        return made

    def _doubtful(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        found = (claim for claim in claims if self.is_in_doubt(claim))
        return tuple(sorted(found, key=lambda claim: (self.stands(claim), _place(claim))))

    def _living_with(self, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
        living = list(self.live_claims)
        for claim in claims.values():
            before = self.claims_by_id.get(claim.id)
            if before is not None and not before.deleted:
                del living[bisect_left(living, _place(before), key=_place)]
            if not claim.deleted:
                insort(living, claim, key=_place)
        return tuple(living)

    def _grouped_with(self, evidence: Mapping[str, Evidence]) -> Mapping[str, tuple[Evidence, ...]]:
        grouped = {**self.evidence_by_claim}
        for piece in evidence.values():
            before = self.evidence_by_id.get(piece.id, piece)
            grouped[before.claim] = tuple(
                other for other in grouped.get(before.claim, ()) if other.id != piece.id
            )
            if not piece.deleted:
                pieces = (*grouped.get(piece.claim, ()), piece)
                grouped[piece.claim] = tuple(sorted(pieces, key=lambda each: each.id))
        return grouped


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.start, claim.end, claim.id


def _news(known: Mapping[str, _R], records: Mapping[str, _R]) -> dict[str, _R]:
    return {key: record for key, record in records.items() if known.get(key) is not record}
