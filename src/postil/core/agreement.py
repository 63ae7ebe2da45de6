"""An operation meets what others did while it was on its way: what of it still holds.

Several postils work on one library, and each decides on what it has read. The library asks here, under its
lock and with what lies on disk, before it makes an operation durable.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from postil.core.changes import SOURCES, UPKEEP, Change, Motion, Operation, follows_its_source, is_emptied
from postil.core.ids import later
from postil.core.model import Article, Claim, Evidence, Record, Source
from postil.core.suffixes import free

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from postil.core.annotated import Annotated

_R = TypeVar("_R", bound=Record)


class Standing(Protocol):
    """What lies on disk now, as far as an operation may contradict it."""

    def last_motion(self, gesture: str) -> Motion | None:
        """What was done last with a gesture: it, its undoing, its redoing; None where nobody remembers."""
        ...

    def keys(self) -> AbstractSet[str]:
        """The keys of all sources, trash included."""
        ...

    def sources_with(self, key: str) -> Sequence[Source]:
        """The sources of a key, trash included, oldest first."""
        ...

    def record(self, article: str, kind: type[_R], own: str) -> _R | None:
        """A record of an article's file, trash included; None where there is no readable one."""
        ...

    def annotated(self, article: str) -> Annotated | None:
        """All of an article's file; None where it cannot be read."""
        ...

    def home_of(self, digest: str) -> str:
        """The id of the living article whose text this is, or an empty string."""
        ...

    def is_quoted(self, key: str, but: AbstractSet[str]) -> bool:
        """Whether living evidence quotes a source; evidence, claims and articles of the ids in `but` left out."""
        ...


def agreed(operation: Operation, standing: Standing) -> Operation:
    """What of an operation can still be done.

    - A gesture is not undone or redone twice.
    - A text that became an article meanwhile does not become a second one.
    - A key that became another source's gets the next free ending, in the operation's own evidence too.
    - A claim in the trash comes back with evidence that is given to it, an article with a mark made in it;
      a repair is no reason to.
    - A source that evidence came to quote is not put to the trash, and one in the trash comes back with
      the evidence that quotes it.

    Returns:
        The operation with the changes that are left, if any, and those that they need.
    """
    if operation.motion is not Motion.DO and standing.last_motion(operation.of) is operation.motion:
        return operation._replace(changes=())
    changes = _one_article_a_text(operation.changes, standing)
    changes = _one_source_a_key(changes, standing)
    changes = [change for change in changes if not _trashes_what_is_quoted(change, changes, standing)]
    if operation.motion is Motion.DO and operation.creator != UPKEEP:
        changes = [*_homes_back(operation, changes, standing), *changes]
    return operation._replace(changes=(*changes, *_sources_back(operation, changes, standing)))


def _one_article_a_text(changes: Sequence[Change], standing: Standing) -> list[Change]:
    """Leaves out new articles without a mark whose text has a living article by now."""
    known: dict[str, str] = {}
    for change in changes:
        record = change.after
        if isinstance(record, Article) and change.before is None and record.snapshot and not record.deleted:
            alone = sum(other.collection == change.collection for other in changes) == 1
            home = standing.home_of(record.snapshot) if alone else ""
            if home not in ("", record.id):
                known[record.id] = home
    kept = []
    for change in changes:
        source = change.after
        if change.collection in known:
            continue
        if isinstance(source, Source) and source.document in known:
            kept.append(change._replace(after=replace(source, document=known[source.document])))
        else:
            kept.append(change)
    return kept


def _one_source_a_key(changes: Sequence[Change], standing: Standing) -> list[Change]:
    """Gives sources that come to life another key where theirs is taken, and their evidence with them."""
    renamed: dict[str, str] = {}
    settled: list[Change] = []
    given: set[str] = set()
    for change in changes:
        source = change.after
        if isinstance(source, Source):
            if _comes_to_life(change) and _is_taken(source, change, standing, given):
                key = free(source.key, standing.keys() | given)
                renamed[source.key] = key
                source = replace(source, key=key)
            given.add(source.key)
            settled.append(change._replace(after=source))
        else:
            settled.append(change)
    return [_following(change, renamed) for change in settled]


def _comes_to_life(change: Change) -> bool:
    return not change.after.deleted and (change.before is None or bool(change.before.deleted))


def _is_taken(source: Source, change: Change, standing: Standing, given: AbstractSet[str]) -> bool:
    """Whether the key is another's: for a new source also that of one in the trash."""
    others = [known for known in standing.sources_with(source.key) if known.id != source.id]
    return source.key in given or any(change.before is None or not known.deleted for known in others)


def _following(change: Change, renamed: dict[str, str]) -> Change:
    piece = change.after
    if not isinstance(piece, Evidence) or piece.source not in renamed:
        return change
    before = change.before
    if isinstance(before, Evidence) and before.source == piece.source:
        return change
    return change._replace(after=replace(piece, source=renamed[piece.source]))


def _trashes_what_is_quoted(change: Change, changes: Iterable[Change], standing: Standing) -> bool:
    source = change.after
    if not isinstance(source, Source) or not source.deleted:
        return False
    if change.before is None or change.before.deleted:
        return False
    if any(known.id != source.id and not known.deleted for known in standing.sources_with(source.key)):
        return False
    touched = {
        other.after.id for other in changes if other.after.deleted or isinstance(other.after, Evidence)
    }
    return standing.is_quoted(source.key, touched)


def _homes_back(operation: Operation, changes: Sequence[Change], standing: Standing) -> list[Change]:
    """What takes the claims and articles out of the trash in which the operation makes or edits a mark."""
    wanted: dict[tuple[str, str], type[Article | Claim]] = {}
    for change in changes:
        mark = change.after
        if mark.deleted or not isinstance(mark, Claim | Evidence) or not change.is_edit:
            continue
        if follows_its_source(change, changes):
            continue
        wanted[change.collection, change.collection] = Article
        if isinstance(mark, Evidence):
            wanted[change.collection, mark.claim] = Claim
    back: list[Change] = []
    own = {change.after.id for change in changes}
    for (article, key), kind in wanted.items():
        lost = None if key in own else standing.record(article, kind, key)
        if lost is not None and lost.deleted and not is_emptied(lost):
            living = replace(lost, deleted="", modified=later(operation.time, lost.modified))
            back.append(Change(article, lost, living))
    return back


def _quoted_by(change: Change, standing: Standing) -> Iterator[str]:
    """The keys of the sources that living evidence quotes which a change brings, or takes along out of the trash.

    Evidence of a claim that stays in the trash does not come along with its article.
    """
    record = change.after
    if isinstance(record, Evidence) and not record.deleted:
        yield record.source
        return
    returns = change.before is not None and bool(change.before.deleted) and not record.deleted
    annotated = standing.annotated(change.collection) if returns else None
    if annotated and isinstance(record, Article):
        yield from (piece.source for piece in annotated.live_evidence)
    elif annotated and isinstance(record, Claim):
        yield from (piece.source for piece in annotated.evidence_of(record.id))


def _sources_back(operation: Operation, changes: Iterable[Change], standing: Standing) -> list[Change]:
    """What takes the sources out of the trash that living evidence quotes once the operation is done."""
    quoted = dict.fromkeys(key for change in changes for key in _quoted_by(change, standing))
    own = {change.after.id for change in changes if change.collection == SOURCES}
    back = []
    for key in quoted:
        known = standing.sources_with(key)
        lost = [source for source in known if source.deleted and source.csl]  # what was purged is gone
        if lost and len(lost) == len(known) and lost[0].id not in own:
            living = replace(lost[0], deleted="", modified=later(operation.time, lost[0].modified))
            back.append(Change(SOURCES, lost[0], living))
    return back
