"""Fields that were changed on two sides: what stands, what the other side wrote, and which of them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import SOURCES, Change
from postil.core.codecs import Unreadable, decoded, encoded, fields_of
from postil.core.errors import ChangedMeanwhile, LibraryError, WrongUse
from postil.core.model import Article, Claim, Conflict, Evidence, Record, Source, kind_of
from postil.core.target import Target
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postil.core.changes import Operation
    from postil.core.model import JSON
    from postil.services.library.history import History
    from postil.services.library.workspace import Workspace

_FIXED = frozenset({"id", "key", "created", "modified", "conflicts", "extra", "snapshots"})
"""Fields that other records or the program rely on."""


class Unfit(ValueError):
    """With the other value a record would stand on nothing; the message says why, as the end of a sentence."""


class Undecided(NamedTuple):
    """One conflict of one record.

    Attributes:
        collection: The id of its article, or `SOURCES`.
        record: The record.
        conflict: The other side's value.
        article: The title of its article; empty for a source.
    """

    collection: str
    record: Record
    conflict: Conflict
    article: str = ""

    @property
    def kind(self) -> str:
        """What it is in: `article`, `claim`, `evidence` or `source`."""
        return kind_of(self.record)

    @property
    def ours(self) -> JSON:
        """The value that stands, as JSON."""
        name = self.conflict.field
        known = name in fields_of(type(self.record))
        return encoded(self.record, name) if known else self.record.extra.get(name)


def undecided(workspace: Workspace) -> tuple[Undecided, ...]:
    """All conflicts of what is not in the trash, article by article, those of sources last."""
    found: list[Undecided] = []
    for annotated in workspace.all_annotated():
        if not annotated.article.deleted:
            article = annotated.article
            records = article, *annotated.live_claims, *annotated.live_evidence
            found += _of(article.id, records, article.title)
    return (*found, *_of(SOURCES, workspace.living_sources))


def about(workspace: Workspace, article: str, claim: Claim | None) -> tuple[Undecided, ...]:
    """The conflicts that meet the eye at a claim: its own, its evidence's, their sources', the article's."""
    annotated = workspace.annotated(article)
    pieces = annotated.evidence_of(claim.id) if claim else ()
    marks: list[Record] = [annotated.claims_by_id[claim.id], *pieces] if claim else []
    quoted = _quoted(workspace, pieces)
    return (
        *_of(article, marks, annotated.article.title),
        *_of(SOURCES, quoted),
        *_of(article, [annotated.article], annotated.article.title),
    )


def decide(
    workspace: Workspace, collection: str, record: Record, conflict: Conflict, *, keep_other: bool
) -> Operation:
    """Takes a conflict off a record, as one gesture: with the value that stands, or with the other one.

    Args:
        workspace: The open library.
        collection: The id of the record's article, or `SOURCES`.
        record: The record.
        conflict: One of its conflicts.
        keep_other: Whether the other value takes the place of the one that stands.

    Raises:
        ChangedMeanwhile: It was decided already.
        WrongUse: The other value is not one that the field can have.
    """
    now = workspace.held(collection, record)
    if conflict not in now.conflicts:
        raise ChangedMeanwhile(f"“{shown(conflict.field)}” was decided elsewhere meanwhile.")
    values: dict[str, object] = {"conflicts": tuple(known for known in now.conflicts if known != conflict)}
    if keep_other:
        values |= _other(workspace, collection, now, conflict)
    label = f"keep {'other ' if keep_other else ''}{shown(conflict.field)}"
    return workspace.commit(label, [Change(collection, now, workspace.changed(now, **values))])


def written_by(history: History, item: Undecided) -> tuple[str, str]:
    """Who wrote the value that stands, and who the other one, as far as the journals tell; else empty."""
    name, wrote = item.conflict.field, ("", "")
    if name not in fields_of(type(item.record)):
        return wrote
    for operation in history.naming(item.record.id):
        for change in operation.changes:
            if change.after.id != item.record.id or name not in change.fields():
                continue
            value = encoded(change.after, name)
            wrote = (
                wrote[0] or (operation.creator if value == item.ours else ""),
                wrote[1] or (operation.creator if value == item.conflict.value else ""),
            )
            if all(wrote) or change.before is None:
                return wrote
    return wrote


def in_words(value: JSON) -> str:
    """A value as a person reads it; whatever it holds is shown and acts on nothing."""
    if value is None or value in ("", [], {}):
        return "(empty)"
    match value:
        case str():
            return shown(value)
        case list():
            return ", ".join(in_words(item) for item in value)
        case {"selectors": list(selectors)}:
            exact = [selector.get("exact") for selector in selectors if isinstance(selector, dict)]
            return " … ".join(in_words(words) for words in exact)
        case dict():
            return ", ".join(f"{shown(name)}: {in_words(part)}" for name, part in value.items())
        case _:
            return str(value)


def _quoted(workspace: Workspace, pieces: Iterable[Evidence]) -> list[Source]:
    """The sources of some evidence; none where the bibliography cannot be read, which the margin tells."""
    try:
        known = workspace.sources
    except LibraryError:
        return []
    return [known[key] for key in dict.fromkeys(piece.source for piece in pieces) if key in known]


def _of(collection: str, records: Iterable[Record], title: str = "") -> Iterator[Undecided]:
    for record in records:
        for conflict in record.conflicts:
            yield Undecided(collection, record, conflict, title)


def _other(workspace: Workspace, collection: str, record: Record, conflict: Conflict) -> dict[str, object]:
    """The fields that the other value sets.

    Raises:
        WrongUse: It is not one that the field can have.
    """
    name = conflict.field
    if name not in {*fields_of(type(record)), *_FIXED}:
        rest = {known: value for known, value in record.extra.items() if known != name}
        return {"extra": rest if conflict.value is None else {**rest, name: conflict.value}}
    try:
        value = _fitting(workspace, collection, record, conflict)
    except (Unfit, Unreadable) as error:
        raise WrongUse(
            f"The other value of “{shown(name)}” cannot be kept: {error}.", "Keep the one that stands."
        ) from None
    values: dict[str, object] = {name: value}
    if isinstance(record, Evidence) and name in {"quote", "source"}:
        from postil.services.marks.quotes import look_up

        words = str(values.get("quote", record.quote))
        source = workspace.source(str(values.get("source", record.source)))
        values["check"], values["target"], values["checked"] = look_up(workspace, source, words)
    return values


def _fitting(workspace: Workspace, collection: str, record: Record, conflict: Conflict) -> object:
    """The other value, as the field can have it.

    Raises:
        Unreadable: It is not what the field holds.
        Unfit: The record would stand on nothing.
    """
    if conflict.field in _FIXED:
        raise Unfit("other things rely on the one that stands")
    value = decoded(type(record), conflict.field, conflict.value)
    _need_footing(workspace, collection, record, conflict.field, value)
    return value


def _need_footing(workspace: Workspace, collection: str, record: Record, name: str, value: object) -> None:
    """Refuses a value with which the record would stand on nothing.

    Raises:
        Unfit: It would.
    """
    match record, name:
        case Evidence(), "source" if value not in {source.key for source in workspace.all_sources}:
            raise Unfit("no source has this key")
        case Evidence(), "claim" if value not in workspace.annotated(collection).claims_by_id:
            raise Unfit("there is no such claim in the article")
        case (Evidence(), "quote") | (Article(), "title") if not str(value).strip():
            raise Unfit("it is empty")
        case Source(), "csl":
            from postil.citation.csl import is_named

            if not is_named(value):  # type: ignore[arg-type]
                raise Unfit("it has neither a title nor an address")
        case _ if isinstance(value, Target):
            _need_words(workspace, record, value)


def _need_words(workspace: Workspace, record: Record, target: Target) -> None:
    if isinstance(record, Claim) and target.snapshot not in {
        place.snapshot for place in record.target.places
    }:
        raise Unfit("it stands in another text")
    try:
        text = workspace.snapshot(target.snapshot, keep=False).text
    except LibraryError as error:
        raise Unfit(f"its text cannot be read ({error.what.rstrip('.')})") from None
    if any(text[piece.start : piece.end] != piece.exact or not piece.exact for piece in target.selectors):
        raise Unfit("its words do not stand at its place")
