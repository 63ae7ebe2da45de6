"""Claims: marking, nudging, editing, rating, trash."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from postil.anchoring.describe import describe
from postil.anchoring.graphemes import boundary_after, boundary_before, is_boundary
from postil.core.changes import Change
from postil.core.errors import NotFound, WrongUse
from postil.core.model import RATINGS, Claim
from postil.core.quoting import quoted
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring
from postil.core.text import clean, clean_line, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.snapshot import Snapshot
    from postil.core.target import Target
    from postil.services.library.workspace import Workspace

Marked: TypeAlias = "tuple[str, Claim]"
"""A claim with the id of its article."""

_AROUND = 30
"""Code points that are shown on each side of a place."""


def find_words(snapshot: Snapshot, exact: str, *, prefix: str = "", suffix: str = "") -> TextRange:
    """The one place of some words in an article's text.

    Args:
        snapshot: The text.
        exact: The words; differences of blanks and typography are passed over.
        prefix: What stands right before them.
        suffix: What stands right behind them.

    Raises:
        NotFound: They stand nowhere, or in several places, which are listed.
    """
    from postil.anchoring.search import find

    places = find(snapshot, exact, prefix=prefix, suffix=suffix)
    if len(places) == 1:
        return places[0]
    words = quoted(shortened(exact, 60))
    if not places:
        where = " between these words" if prefix or suffix else ""
        raise NotFound(
            f"{words} does not stand{where} in the article.", "`postil show ARTICLE` prints its text."
        )
    listed = "; ".join(_seen(snapshot, place) for place in places[:5])
    more = f"; and {len(places) - 5} more" if len(places) > 5 else ""
    raise NotFound(
        f"{words} stands in {len(places)} places: {listed}{more}.",
        "Add --prefix or --suffix, or use --start.",
    )


def words_between(snapshot: Snapshot, start: int, end: int) -> TextRange:
    """The words between two offsets of an article's text, without blanks around them.

    A character that consists of several code points, as a letter with its accent, is taken whole.

    Args:
        snapshot: The text.
        start: The first code point.
        end: The code point behind the last.

    Raises:
        WrongUse: There are none.
    """
    text = snapshot.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise WrongUse(f"There are no words at {start}–{end}.", f"The text has {len(text)} code points.")
    start, end = end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
    first = start if is_boundary(text, start) else boundary_before(text, start)
    return TextRange(first, end if is_boundary(text, end) else boundary_after(text, end))


def new_claim(workspace: Workspace, article: str, ranges: Sequence[TextRange], **fields: object) -> Claim:
    """Makes a claim of one or more stretches of an article's text, without adding it to the library.

    Args:
        workspace: The open library.
        article: The article's id.
        ranges: Code points of its canonical text, in order, none empty.
        fields: Other fields of the claim: `text`, `kind`, `speaker`, `rating`, `tags`, `note`, `priority`.

    Raises:
        WrongUse: A range is empty, outside the text or not behind the one before.
    """
    snapshot = _text(workspace, article)
    target = describe(snapshot, _valid(snapshot, ranges))
    return workspace.new(Claim(id="", target=target, **_tidied(fields)))  # type: ignore[arg-type]


def mark_claim(workspace: Workspace, article: str, ranges: Sequence[TextRange], **fields: object) -> Claim:
    """Marks one or more stretches of an article's text as one claim; else as `new_claim`."""
    claim = new_claim(workspace, article, ranges, **fields)
    workspace.commit("mark claim", [Change(article, None, claim)])
    return claim


def in_newest_text(workspace: Workspace, article: str, claim: Claim) -> Claim:
    """A claim that is not marked yet, made on an earlier text of the article perhaps, on the same words of the newest.

    Raises:
        NotFound: They do not stand there, or in several places.
    """
    from postil.anchoring.search import find

    snapshot = _text(workspace, article)
    if claim.target.stands_in(snapshot.digest):
        return claim
    places = []
    for selector in claim.target.selectors:
        around = find(snapshot, selector.exact, prefix=selector.prefix, suffix=selector.suffix)
        found = around or find(snapshot, selector.exact)
        if len(found) != 1:
            what = "The words that this is about are not in the article's new text."
            raise NotFound(what, "Mark other words, and attach it to these.")
        places += found
    return replace(claim, target=describe(snapshot, _valid(snapshot, places)))


def move_claim(workspace: Workspace, article: str, claim: Claim, ranges: Sequence[TextRange]) -> Claim:
    """Puts a claim on other words of the article's text: a nudged boundary or a new selection.

    What the reader puts there is anchored. Unless only its boundaries were moved, the place where it stood
    goes to the history of the mark.

    Raises:
        WrongUse: A range is empty, outside the text or not behind the one before.
    """
    return _commit(workspace, article, claim, "move claim", target=_moved(workspace, article, claim, ranges))


def change_claim(
    workspace: Workspace, article: str, claim: Claim, ranges: Sequence[TextRange] = (), **fields: object
) -> Claim:
    """Changes fields of a claim and, where ranges are given, puts it there, in one gesture.

    Raises:
        WrongUse: A range is empty, outside the text or not behind the one before.
    """
    if ranges:
        fields["target"] = _moved(workspace, article, claim, ranges)
    label = "move claim" if ranges else "edit claim"
    return _commit(workspace, article, claim, label, **_tidied(fields))


def edit_claim(
    workspace: Workspace, article: str, claim: Claim, *, label: str = "edit claim", **fields: object
) -> Claim:
    """Changes fields of a claim; a rating goes through `rate_claim`, which knows the configured words."""
    return _commit(workspace, article, claim, label, **_tidied(fields))


def rate_claim(
    workspace: Workspace, article: str, claim: Claim, rating: str, ratings: Sequence[str] = RATINGS
) -> Claim:
    """Rates a claim.

    Raises:
        WrongUse: The rating is not one of `ratings`.
    """
    word = checked_rating(rating, ratings)
    return edit_claim(workspace, article, claim, label="rate claim", rating=word)


def checked_rating(rating: str, ratings: Sequence[str]) -> str:
    """A rating as it was typed: one of the words, or the first, which decides nothing, for an empty text.

    Raises:
        WrongUse: It is not one of `ratings`.
    """
    word = clean_line(rating).casefold() or ratings[0].casefold()
    for known in ratings:
        if known.casefold() == word:
            return known
    raise WrongUse(f"“{shortened(rating, 40)}” is not a rating.", f"Ratings are: {', '.join(ratings)}.")


def checked_priority(priority: str) -> int:
    """A priority as it was typed; 0, which is none, for an empty text.

    Raises:
        WrongUse: It is no number from 0 to 999.
    """
    word = priority.strip() or "0"
    if not word.isdecimal() or len(word) > 3:
        raise WrongUse("The priority must be a number from 0 to 999.")
    return int(word)


def trash_claims(workspace: Workspace, article: str, claims: Sequence[Claim]) -> None:
    """Puts claims to the trash; their evidence stays with them."""
    trash_marked(workspace, [(article, claim) for claim in claims])


def rate_claims(
    workspace: Workspace, marked: Sequence[Marked], rating: str, ratings: Sequence[str] = RATINGS
) -> None:
    """Rates claims of any articles in one gesture.

    Raises:
        WrongUse: The rating is not one of `ratings`.
    """
    word = checked_rating(rating, ratings)
    _change_all(workspace, marked, "rate", lambda _: {"rating": word})


def tag_claims(
    workspace: Workspace, marked: Sequence[Marked], *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> None:
    """Adds tags to claims of any articles, and takes others away, in one gesture."""

    def tags(claim: Claim) -> dict[str, object]:
        return _tidied({"tags": [*(tag for tag in claim.tags if tag not in remove), *add]})

    now = [(article, workspace.held(article, claim)) for article, claim in marked]  # with others' tags
    _change_all(workspace, now, "tag", tags)


def trash_marked(workspace: Workspace, marked: Sequence[Marked]) -> None:
    """Puts claims of any articles to the trash in one gesture; their evidence stays with them."""
    now = workspace.clock()
    _change_all(workspace, marked, "trash", lambda _: {"deleted": now})


def _change_all(
    workspace: Workspace, marked: Sequence[Marked], verb: str, fields: Callable[[Claim], dict[str, object]]
) -> None:
    changes = [Change(article, claim, workspace.changed(claim, **fields(claim))) for article, claim in marked]
    workspace.commit(f"{verb} claim" if len(marked) == 1 else f"{verb} {len(marked)} claims", changes)


def _commit(workspace: Workspace, article: str, claim: Claim, label: str, **fields: object) -> Claim:
    after = workspace.changed(claim, **fields)
    workspace.commit(label, [Change(article, claim, after)])
    return workspace.held(article, after)


def _moved(workspace: Workspace, article: str, claim: Claim, ranges: Sequence[TextRange]) -> Target:
    snapshot = _text(workspace, article)
    before, there = claim.target, describe(snapshot, _valid(snapshot, ranges))
    nudged = any(piece.range.overlaps(other) for piece in before.selectors for other in ranges)
    if nudged and before.state.is_settled and before.stands_in(snapshot.digest):
        return replace(there, history=before.history)
    return before.anchored_anew(there.snapshot, there.selectors, Anchoring.ANCHORED)


def _text(workspace: Workspace, article: str) -> Snapshot:
    return workspace.text_of(workspace.annotated(article).article)


def _valid(snapshot: Snapshot, ranges: Sequence[TextRange]) -> Sequence[TextRange]:
    if not ranges:
        raise WrongUse("A claim needs words to stand on.", "Select some, or put the cursor on a sentence.")
    length = len(snapshot.text)
    if any(after.start < before.end for before, after in pairwise(ranges)):
        raise WrongUse("The pieces of a claim overlap or are out of order.", "Give them in the text's order.")
    for piece in ranges:
        if piece.end > length or not snapshot.text[piece.start : piece.end].strip():
            raise WrongUse(
                f"There are no words at {piece.start}–{piece.end}.",
                f"The text has {length} code points.",
            )
    return ranges


def _seen(snapshot: Snapshot, place: TextRange) -> str:
    around = snapshot.text[max(place.start - _AROUND, 0) : place.end + _AROUND]
    return f"{place.start}–{place.end} “…{' '.join(around.split())}…”"


def _tidied(fields: dict[str, object]) -> dict[str, object]:
    """Cleans what a person typed or a file gave: names and tags are lines, notes are texts."""
    tidy = dict(fields)
    for name in ("text", "speaker", "rating"):
        if isinstance(value := tidy.get(name), str):
            tidy[name] = clean_line(value)
    if isinstance(note := tidy.get("note"), str):
        tidy["note"] = clean(note).strip()
    if (tags := tidy.get("tags")) is not None:
        words = [tags] if isinstance(tags, str) else list(tags)  # type: ignore[call-overload]
        tidy["tags"] = tuple(dict.fromkeys(tag for word in words if (tag := clean_line(word))))
    return tidy
