"""What a reader decides about marks that the newest text has put in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from postil.anchoring.describe import describe
from postil.core.errors import WrongUse
from postil.core.target import Anchoring
from postil.services.marks.claims import edit_claim

if TYPE_CHECKING:
    from postil.core.annotated import Annotated
    from postil.core.model import Claim
    from postil.core.snapshot import TextRange
    from postil.core.target import Selector
    from postil.services.library.workspace import Workspace
    from postil.services.marks.whereabouts import Whereabouts

Place: TypeAlias = "tuple[TextRange, ...]"
"""The stretches of the newest text on which a mark may stand."""

_PLACE = "Select its new words and put it there, or retire it."


def whereabouts(workspace: Workspace, article: str) -> Whereabouts:
    """Knows where the marks of an article's earlier texts stand in the newest one.

    What it is asked first may take seconds for a book, and may be asked on another thread.

    Raises:
        LibraryError: The newest text cannot be read.
    """
    from postil.services.marks.whereabouts import Whereabouts

    text = workspace.text_of(workspace.annotated(article).article)
    return Whereabouts(text, lambda digest: workspace.snapshot(digest, keep=False))


def candidates(workspace: Workspace, annotated: Annotated, claim: Claim) -> tuple[Place, ...]:
    """The places that a claim in doubt may be meant for, the likeliest first; none for another claim.

    Raises:
        LibraryError: The newest text cannot be read.
    """
    if not claim.target.snapshot or not annotated.is_in_doubt(claim):
        return ()
    return whereabouts(workspace, annotated.article.id).of(claim.target).candidates


def accept(workspace: Workspace, article: str, claim: Claim, place: Place | None = None) -> Claim:
    """Confirms the place that postil found for a mark, or picks one of several.

    Args:
        workspace: The open library.
        article: The id of the claim's article.
        claim: The claim.
        place: The candidate; None for the place where it stands.

    Raises:
        WrongUse: There is nothing to confirm.
    """
    annotated, target = workspace.annotated(article), claim.target
    if place is None:
        if not annotated.stands(claim):
            raise WrongUse("There is no place to accept for this claim.", _PLACE)
        if target.state is Anchoring.ANCHORED:
            raise WrongUse("This claim stands where it should; there is nothing to accept.")
        return _put(workspace, article, claim, target.selectors)
    found = describe(workspace.text_of(annotated.article), place)
    return _put(workspace, article, claim, found.selectors)


def retire(workspace: Workspace, article: str, claim: Claim) -> Claim:
    """Keeps a claim with its evidence though its words are gone from the text, and asks about it no more.

    Raises:
        WrongUse: Its words stand in the text, or it is retired already.
    """
    state = claim.target.state
    if state is Anchoring.RETIRED:
        raise WrongUse("This claim is retired already.")
    if not workspace.annotated(article).is_in_doubt(claim):
        raise WrongUse("The words of this claim stand in the text.", "The trash is for what is not wanted.")
    target = claim.target
    after = target.anchored_anew(target.snapshot, target.selectors, Anchoring.RETIRED)
    return edit_claim(workspace, article, claim, label="retire claim", target=after)


def _put(workspace: Workspace, article: str, claim: Claim, selectors: tuple[Selector, ...]) -> Claim:
    digest = workspace.annotated(article).article.snapshot
    after = claim.target.anchored_anew(digest, selectors, Anchoring.ANCHORED)
    return edit_claim(workspace, article, claim, label="accept place", target=after)
