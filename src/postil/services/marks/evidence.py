"""Evidence: quoted sources and counter-sources, attached to a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change
from postil.core.errors import WrongUse
from postil.core.model import Evidence, Stance
from postil.core.text import clean, clean_line
from postil.services.marks.quotes import look_up

if TYPE_CHECKING:
    from postil.core.model import Claim, Source
    from postil.services.library.workspace import Workspace


def attach_evidence(
    workspace: Workspace,
    article: str,
    claim: Claim,
    *,
    stance: Stance,
    quote: str,
    source: Source,
    **fields: object,
) -> Evidence:
    """Attaches a quoted source to a claim; what of both is not in the library yet comes with it, in one gesture.

    The quote is looked up at once when the source's text is in the library.

    Args:
        workspace: The open library.
        article: The id of the claim's article.
        claim: The claim, or a new one that `claims.new_claim` made.
        stance: What the source does to the claim.
        quote: The source's own words; must not be empty.
        source: A source of the bibliography, or a new one that `sources.new_source` made.
        fields: Other fields of the evidence: `locator` as it is typed, `directness`, `accessed`, `archived`, `note`.

    Raises:
        WrongUse: The quote is empty.
    """
    words = _quote(quote)
    check, target, checked = look_up(workspace, source, words)
    evidence = workspace.new(
        Evidence(
            id="",
            claim=claim.id,
            stance=stance,
            quote=words,
            source=source.key,
            check=check,
            target=target,
            checked=checked,
            **_tidied(fields),  # type: ignore[arg-type]
        )
    )
    label = {Stance.SUPPORTS: "attach source", Stance.DISPUTES: "attach counter-source"}.get(
        stance, "attach context"
    )
    marked = claim.id in workspace.annotated(article).claims_by_id
    births = [*_birth(workspace, source), *([] if marked else [Change(article, None, claim)])]
    workspace.commit(label, [*births, Change(article, None, evidence)])
    return workspace.held(article, evidence)


def edit_evidence(
    workspace: Workspace,
    article: str,
    evidence: Evidence,
    *,
    source: Source | None = None,
    **fields: object,
) -> Evidence:
    """Changes a piece of evidence; a changed quote or source is looked up again.

    Raises:
        WrongUse: The quote is empty.
    """
    values = _tidied(fields)
    births: list[Change] = []
    if "quote" in fields or source is not None:
        cited = source or workspace.source(evidence.source)
        words = _quote(str(fields.get("quote", evidence.quote)))
        values["quote"], values["source"] = words, cited.key
        if (words, cited.key) != (evidence.quote, evidence.source) or not evidence.checked:
            values["check"], values["target"], values["checked"] = look_up(workspace, cited, words)
        births = _birth(workspace, cited)
    after = workspace.changed(evidence, **values)
    workspace.commit("edit evidence", [*births, Change(article, evidence, after)])
    return workspace.held(article, after)


def move_evidence(workspace: Workspace, article: str, evidence: Evidence, to: Claim) -> Evidence:
    """Moves a piece of evidence to another claim of the same article."""
    after = workspace.changed(evidence, claim=to.id)
    workspace.commit("move evidence", [Change(article, evidence, after)])
    return after


def trash_evidence(workspace: Workspace, article: str, evidence: Evidence) -> None:
    """Puts a piece of evidence to the trash."""
    after = workspace.changed(evidence, deleted=workspace.clock())
    workspace.commit("trash evidence", [Change(article, evidence, after)])


def is_known(workspace: Workspace, source: Source) -> bool:
    """Whether a source is in the bibliography, trash included, and was not just made."""
    return any(other.id == source.id for other in workspace.all_sources)


def _birth(workspace: Workspace, source: Source) -> list[Change]:
    return [] if is_known(workspace, source) else [Change(SOURCES, None, source)]


def _quote(raw: str) -> str:
    words = clean(raw).strip()
    if not words:
        raise WrongUse("Evidence needs the words of its source.", "Paste or type the quote.")
    return words


def _tidied(fields: dict[str, object]) -> dict[str, object]:
    from postil.citation.locator import parse_locator

    tidy = {name: value for name, value in fields.items() if name != "quote"}
    for name in ("accessed", "archived"):
        if isinstance(value := tidy.get(name), str):
            tidy[name] = clean_line(value)
    if isinstance(note := tidy.get("note"), str):
        tidy["note"] = clean(note).strip()
    if isinstance(locator := tidy.get("locator"), str):
        tidy["locator"] = parse_locator(clean_line(locator))
    return tidy
