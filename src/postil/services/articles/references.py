"""Naming things from the outside: an id, a unique part of one, a title, a path or a key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias, TypeVar

from postil.core.addresses import page_of
from postil.core.errors import NotFound
from postil.core.model import Article, Claim, Evidence, Record, Source, kind_of
from postil.core.quoting import quoted
from postil.core.text import shortened, shown
from postil.services.articles.originals import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from postil.core.annotated import Annotated
    from postil.services.library.workspace import Workspace

SHORTEST = 4
"""Digits that a part of an id needs: its beginning, or its ending, which tells ids of one day apart."""

Found: TypeAlias = "tuple[Annotated, Claim] | tuple[Annotated, Evidence] | Source"
"""A claim or a piece of evidence with its article, or a source."""

_R = TypeVar("_R", bound=Record)
_ALL = "`postil list` and `postil source list` show them."


def find_article(workspace: Workspace, named: str) -> Annotated:
    """A living article by its id, a part of its id, its path, address or title, or a fragment of these.

    Args:
        workspace: The open library.
        named: What a person typed.

    Raises:
        NotFound: It names nothing, or several; the candidates are listed.
    """
    found = articles_named(workspace, named)
    trashed = [] if found else articles_named(workspace, named, trash=True)
    if len(trashed) == 1:
        raise _in_trash(_told(named), trashed[0])
    if not found:
        raise NotFound(f"No article is named {_told(named)}.", "`postil articles` lists them.")
    return workspace.annotated(_only(found, "article", named, lambda known: (known.id, known.title)).id)


def articles_named(workspace: Workspace, named: str, *, trash: bool = False) -> list[Article]:
    """The articles that a name fits best: none, one, or several that it fits equally well."""
    articles = [known for known in workspace.all_articles() if bool(known.deleted) == trash]
    word = named.strip().casefold()
    path = Path(named.strip()).absolute()
    page = page_of(named)
    tests: tuple[Callable[[Article], bool], ...] = (
        lambda known: known.id == word,
        lambda known: bool(known.path) and file_of(workspace, known) == path,
        lambda known: bool(page) and page_of(known.url) == page,
        lambda known: known.title.casefold() == word,
        lambda known: _is_part(word, known.id),
        lambda known: word in known.title.casefold() or word in known.path.casefold(),
    )
    for test in tests:
        if found := [known for known in articles if word and test(known)]:
            return found
    return []


def find_claim(workspace: Workspace, named: str) -> tuple[Annotated, Claim]:
    """A living claim by its id or a part of it, with its article.

    Raises:
        NotFound: It names nothing, or several; the candidates are listed.
    """
    found = _claim(workspace, named)
    return found or _missing(workspace, "claim", named, "`postil list` shows claims.")


def find_evidence(workspace: Workspace, named: str) -> tuple[Annotated, Evidence]:
    """A living piece of evidence by its id or a part of it, with its article.

    Raises:
        NotFound: It names nothing, or several; the candidates are listed.
    """
    hint = "`postil show ARTICLE` shows evidence."
    return _evidence(workspace, named) or _missing(workspace, "evidence", named, hint)


def find_source(workspace: Workspace, named: str) -> Source:
    """A living source by its key, its id or a part of it, or its title.

    Raises:
        NotFound: It names nothing, or several; the candidates are listed.
    """
    hint = "`postil source list` shows them."
    return _source(workspace, named) or _missing(workspace, "source", named, hint)


def find_any(workspace: Workspace, named: str) -> Found:
    """A source by its key, or a claim or a piece of evidence by its id or a part of it.

    Raises:
        NotFound: It names nothing, or several; the candidates are listed.
    """
    if source := _of_key(workspace, named):
        return source
    return (
        _claim(workspace, named)
        or _evidence(workspace, named)
        or _source(workspace, named)
        or _missing(workspace, "claim, evidence or source", named, _ALL)
    )


def pick(records: Sequence[_R], named: str, what: str, told: Callable[[_R], str]) -> _R | None:
    """The record of an id or of a part of it; None when there is none.

    Raises:
        NotFound: It is a part of several ids.
    """
    found = [record for record in records if record.id == named]
    found = found or [record for record in records if _is_part(named, record.id)]
    return _only(found, what, named, lambda record: (record.id, told(record))) if found else None


def pick_named(
    records: Sequence[Record], named: str, what: str, told: Callable[[Record], str]
) -> Record | None:
    """As `pick`; the key of a source names it too.

    Raises:
        NotFound: It is a part of several ids.
    """
    keyed = (record for record in records if isinstance(record, Source) and record.key == named)
    return next(keyed, None) or pick(records, named, what, told)


def _claim(workspace: Workspace, named: str) -> tuple[Annotated, Claim] | None:
    held = [(annotated, claim) for annotated in _living(workspace, named) for claim in annotated.live_claims]
    claim = pick([claim for _, claim in held], named, "claim", lambda claim: claim.statement)
    homes = {claim.id: annotated for annotated, claim in held}
    return (workspace.hold(homes[claim.id]), claim) if claim else None


def _evidence(workspace: Workspace, named: str) -> tuple[Annotated, Evidence] | None:
    held = [
        (annotated, piece) for annotated in _living(workspace, named) for piece in annotated.live_evidence
    ]
    piece = pick([piece for _, piece in held], named, "piece of evidence", lambda piece: piece.quote)
    homes = {piece.id: annotated for annotated, piece in held}
    return (workspace.hold(homes[piece.id]), piece) if piece else None


def _source(workspace: Workspace, named: str) -> Source | None:
    if source := _of_key(workspace, named):
        return source
    living, word = workspace.living_sources, named.strip().casefold()
    titled = [source for source in living if source.title.casefold() == word != ""]
    if titled:
        return _only(titled, "source", named, lambda source: (source.id, source.title))
    return pick(living, named, "source", lambda source: source.key)


def _of_key(workspace: Workspace, named: str) -> Source | None:
    """The one living source of a key; several that share it are told by their ids."""
    found = [source for source in workspace.living_sources if source.key == named]
    return _only(found, "source", named, lambda source: (source.id, source.title)) if found else None


def _living(workspace: Workspace, named: str) -> list[Annotated]:
    """The living articles that may hold a record of this id, or of one of which it is a part."""
    word = named if named.isascii() and named.isalnum() else ""
    return [known for known in workspace.all_annotated(word) if not known.article.deleted]


def _is_part(word: str, key: str) -> bool:
    return len(word) >= SHORTEST and word.isdigit() and (key.startswith(word) or key.endswith(word))


_T = TypeVar("_T")


def _only(found: Sequence[_T], what: str, named: str, told: Callable[[_T], tuple[str, str]]) -> _T:
    if len(found) == 1:
        return found[0]
    raise NotFound(
        f"{_told(named)} could be {len(found)} {what}s: {_candidates(told(each) for each in found)}.",
        "Give the id, or more of the name.",
    )


def _candidates(pairs: Iterable[tuple[str, str]]) -> str:
    listed = [f"{key} {quoted(shortened(shown(words), 40))}" for key, words in pairs]
    return "; ".join(listed[:5]) + (f"; and {len(listed) - 5} more" if len(listed) > 5 else "")


def _missing(workspace: Workspace, what: str, named: str, hint: str) -> NoReturn:
    """Says that a name names nothing, or that what it names is in the trash or something else."""
    for annotated in workspace.all_annotated():
        for record in (annotated.article, *annotated.claims, *annotated.evidence):
            if record.id == named:
                _need_living(annotated, record)
                raise NotFound(f"{named} is no {what}; it belongs to the {kind_of(record)}s.", hint)
    for source in workspace.all_sources:
        if source.deleted and named in {source.id, source.key}:
            raise _in_trash(_told(named), source)
    raise NotFound(f"There is no {what} {_told(named)}.", hint)


def _need_living(annotated: Annotated, record: Record) -> None:
    home: Record | None = annotated.article
    if isinstance(record, Evidence) and not annotated.article.deleted:
        home = annotated.claims_by_id.get(record.claim)
    if record.deleted:
        raise _in_trash(record.id, record)
    if home is not None and home.deleted:
        raise NotFound(
            f"{record.id} is in the trash with its {kind_of(home)}.",
            f"`postil trash restore {home.id}` brings both back.",
        )


def _in_trash(named: str, record: Record) -> NotFound:
    return NotFound(f"{named} is in the trash.", f"`postil trash restore {record.id}` brings it back.")


def _told(named: str) -> str:
    return quoted(shortened(shown(named), 60))
