"""Sources: making one of what was typed or pasted, finding it, giving it its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from postil.citation.csl import check_item, is_named, item_of_article, parse_items
from postil.citation.keys import make_key
from postil.core.addresses import is_web_address
from postil.core.changes import SOURCES, Change
from postil.core.errors import WrongUse
from postil.core.identifiers import bare_doi, is_doi
from postil.core.model import Source
from postil.core.patterns import pattern
from postil.core.quoting import counted, quoted
from postil.core.text import clean_line, shortened
from postil.services.marks.evidence import is_known
from postil.services.marks.quotes import checked_again
from postil.services.sources.details import UNNAMED, item_of
from postil.services.sources.signs import doi_of, page_in

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from postil.core.annotated import Annotated
    from postil.core.model import JSON, Article, Evidence
    from postil.services.library.workspace import Workspace

Use: TypeAlias = "tuple[Annotated, Evidence]"
"""A piece of evidence with its article."""

_JSON = pattern(r"\s*(?:\{|\[\s*\{)")


def new_source(workspace: Workspace, csl: Mapping[str, JSON]) -> Source:
    """Makes a source of a CSL-JSON item without adding it to the library.

    The item's `id` becomes the key when no other source has it; otherwise the key is made of what the
    item tells.

    Args:
        workspace: The open library.
        csl: The item.
    """
    return made_source(workspace, csl, {source.key for source in workspace.all_sources})


def made_source(workspace: Workspace, csl: Mapping[str, JSON], taken: Container[str]) -> Source:
    """Makes a source of a CSL-JSON item as `new_source` does, where the caller knows all keys in use."""
    item, given = bare_item(csl), key_of(csl)
    key = given if given and given not in taken else make_key(item, taken)
    return workspace.new(Source(id="", key=key, csl=item))


def same_source(workspace: Workspace, csl: Mapping[str, JSON]) -> Source:
    """The living source that has the same item, or a new one, not yet added."""
    item = bare_item(csl)
    same = (known for known in workspace.sources.values() if known.csl == item)
    return next(same, None) or new_source(workspace, csl)


def bare_item(csl: Mapping[str, JSON]) -> dict[str, JSON]:
    """An item as a source keeps it: without its id, which is the library's own business, and what says nothing."""
    return {name: value for name, value in csl.items() if name != "id" and value is not None}


def key_of(item: Mapping[str, JSON]) -> str:
    """The key that an item comes with, or an empty string."""
    return clean_line(str(item.get("id") or ""))


def typed_source(workspace: Workspace, typed: str, details: Mapping[str, str] | None = None) -> Source | None:
    """The source that a person means by what is typed or pasted into the source field.

    Args:
        workspace: The open library.
        typed: A key, a title, a URL, a DOI or a CSL-JSON item.
        details: What else is told of a new one, by the names of `core.model.SOURCE_DETAILS`.

    Returns:
        The known source of this key, title, URL or DOI; a new one, not yet added, of an unknown URL,
        DOI, item or title; None for an empty field.

    Raises:
        BadInput: Pasted JSON is not CSL-JSON.
        WrongUse: It is more than one item, has neither a title nor an address, or is an entry that
            `entry_item` has to read.
    """
    if _JSON.match(typed):
        return _pasted(workspace, typed)
    if is_entry(typed):
        raise WrongUse("The entry that was pasted is not read yet.", "Wait a moment; or paste it once more.")
    line = clean_line(typed)
    if not line:
        return None
    known = known_source(workspace, line)
    if known is not None:
        return known
    more = dict(details or {})
    if is_doi(line):
        return new_source(workspace, {**item_of(more), "DOI": bare_doi(line)})
    return new_source(workspace, item_of({**more, "url" if is_web_address(line) else "title": line}))


def is_entry(typed: str) -> bool:
    """Whether a text is an entry of a bibliography in another format than CSL-JSON."""
    from postil.interchange.bibliography.formats import sniff

    form = sniff(typed)
    return form is not None and form.name != "csl"


def is_pasted(typed: str) -> bool:
    """Whether a text is an entry of a bibliography in any format, CSL-JSON among them."""
    return bool(_JSON.match(typed)) or is_entry(typed)


def entry_item(text: str) -> dict[str, JSON]:
    """The CSL-JSON item of a pasted entry: BibTeX, BibLaTeX, RIS, EndNote's XML; pandoc may take half a second.

    Raises:
        BadInput: It cannot be read.
        WrongUse: It is no entry or more than one, or has neither a title nor an address.
    """
    from postil.interchange.bibliography.reading import read_bibliography

    items = read_bibliography(text).items
    _need_single(items)
    item = check_item(dict(items[0]))
    need_name(item)
    return item


def known_source(workspace: Workspace, typed: str) -> Source | None:
    """The living source of a key, a title, a URL or a DOI, or None.

    A URL and a DOI are compared as in a bibliography that comes in: another spelling is the same.
    """
    line = clean_line(typed)
    if is_doi(line):
        return _same(workspace, doi_of, {"DOI": line})
    if is_web_address(line):
        return _same(workspace, page_in, {"URL": line})
    return workspace.sources.get(line) or (_same(workspace, _title, {"title": line}) if line else None)


def wants_title(typed: str) -> bool:
    """Whether what is typed as a source is an address or a DOI, which does not tell the title."""
    line = clean_line(typed)
    return is_doi(line) or is_web_address(line)


def wants_details(workspace: Workspace, typed: str) -> bool:
    """Whether what is typed is a new source of which more can be told."""
    return bool(typed.strip()) and not is_pasted(typed) and known_source(workspace, typed) is None


def match_sources(workspace: Workspace, words: str, limit: int = 8) -> tuple[Source, ...]:
    """The sources in which every typed word occurs, in key, title, author or container.

    Args:
        workspace: The open library.
        words: What has been typed so far; upper and lower case are the same.
        limit: How many to give at most.

    Returns:
        The most recently used first.
    """
    wanted = words.casefold().split()
    texts = ((source, _searchable(source)) for source in workspace.living_sources)
    found = [source for source, text in texts if all(word in text for word in wanted)]
    if len(found) > 1:
        used = workspace.last_used()
        found.sort(key=lambda source: max(used.get(source.key, ""), source.modified), reverse=True)
    return tuple(found[:limit])


def add_source(workspace: Workspace, csl: Mapping[str, JSON]) -> Source:
    """Adds a CSL-JSON item to the bibliography."""
    return add_sources(workspace, [csl])[0]


def add_named(workspace: Workspace, csl: Mapping[str, JSON]) -> Source:
    """Adds a CSL-JSON item that says what it is.

    Raises:
        WrongUse: It has neither a title nor an address.
    """
    need_name(csl)
    return add_source(workspace, csl)


def add_sources(workspace: Workspace, items: Iterable[Mapping[str, JSON]]) -> Sequence[Source]:
    """Adds CSL-JSON items to the bibliography, as one gesture.

    Returns:
        The sources as they were added: a key that somebody else took meanwhile is another one.
    """
    taken = {source.key for source in workspace.all_sources}
    added = []
    for csl in items:
        added.append(made_source(workspace, csl, taken))
        taken.add(added[-1].key)
    commit_sources(workspace, [Change(SOURCES, None, source) for source in added])
    return [workspace.held(SOURCES, source) for source in added]


def commit_sources(workspace: Workspace, changes: Sequence[Change]) -> None:
    """Brings sources into the library, as one gesture."""
    if changes:
        label = "add source" if len(changes) == 1 else f"add {len(changes)} sources"
        workspace.commit(label, changes)


def need_name(csl: Mapping[str, JSON]) -> None:
    """Refuses an item that does not say what it is.

    Raises:
        WrongUse: It has neither a title nor an address.
    """
    if not is_named(csl):
        raise WrongUse(UNNAMED, "Give its title, a URL or a DOI.")


def edit_source(workspace: Workspace, source: Source, csl: Mapping[str, JSON]) -> Source:
    """Changes fields of a source's item; a field that is None is taken out.

    Raises:
        BadInput: A field is not what CSL-JSON wants there.
        WrongUse: Neither a title nor an address is left.
    """
    now = workspace.held(SOURCES, source)
    item = check_item(bare_item({**now.csl, **csl}))
    need_name(item)
    overwrites = any(now.csl.get(name) not in (source.csl.get(name), value) for name, value in csl.items())
    base = source if overwrites else now  # where others changed the same field, both items are kept
    workspace.commit("edit source", [Change(SOURCES, base, workspace.changed(base, csl=item))])
    return workspace.held(SOURCES, now)


def article_source(workspace: Workspace, article: Article, typed: Source | None) -> Source:
    """The source that an article of the library is: the one that has it as its text, or a new one with its citation.

    Args:
        workspace: The open library.
        article: The article.
        typed: A new source that was typed, of which all but title and type is kept; None for nothing.
    """
    known = next((source for source in workspace.living_sources if source.document == article.id), None)
    if known is not None:
        return known
    more = {
        name: value for name, value in (typed.csl if typed else {}).items() if name not in {"title", "type"}
    }
    return new_source(workspace, {**item_of_article(article), **more})


def link_document(workspace: Workspace, source: Source, article: str) -> Source:
    """Gives a source its text; all evidence that quotes it is looked up in it, as one gesture.

    A source or an article that is not in the library yet comes with it. What was found of the evidence stays where
    the text cannot be read.

    Args:
        workspace: The open library.
        source: The source.
        article: The id of an article of the library, or of a draft.

    Raises:
        LibraryError: The article cannot be read.
    """
    record = workspace.annotated(article).article
    after = workspace.changed(source, document=article)
    changes = [Change(SOURCES, source if is_known(workspace, source) else None, after)]
    if workspace.is_draft(article):
        changes.append(Change(article, None, record))
    for annotated, evidence in uses_of(workspace, source):
        again = checked_again(workspace, evidence, after)
        if again is not evidence:
            changes.append(Change(annotated.article.id, evidence, again))
    workspace.commit("link source", changes)
    return workspace.held(SOURCES, after)


def uses_of(workspace: Workspace, source: Source) -> tuple[Use, ...]:
    """The living evidence that quotes a source; what shares its key with an older one is not quoted."""
    return _quoting(workspace, source, lambda one: () if one.article.deleted else one.live_evidence)


def quotes_of(workspace: Workspace, source: Source) -> tuple[Use, ...]:
    """All evidence that quotes a source, also in the trash, where it may come back from; else as `uses_of`."""
    return _quoting(workspace, source, lambda one: one.evidence)


def _quoting(
    workspace: Workspace, source: Source, pieces: Callable[[Annotated], Iterable[Evidence]]
) -> tuple[Use, ...]:
    known = workspace.sources.get(source.key)
    if known is not None and known.id != source.id:
        return ()
    return tuple(
        (annotated, evidence)
        for annotated in workspace.all_annotated()
        for evidence in pieces(annotated)
        if evidence.source == source.key
    )


def is_living(use: Use) -> bool:
    """Whether evidence stands outside the trash: itself, its claim and its article."""
    annotated, evidence = use
    return not annotated.article.deleted and evidence in annotated.live_evidence


def trash_source(workspace: Workspace, source: Source, used: Sequence[Use] | None = None) -> None:
    """Puts a source to the trash.

    Args:
        workspace: The open library.
        source: The source.
        used: What `uses_of` gave of it, where that was asked already.

    Raises:
        WrongUse: Evidence quotes it.
    """
    _need_unused(workspace, source, used)
    after = workspace.changed(source, deleted=workspace.clock())
    if not workspace.commit("trash source", [Change(SOURCES, source, after)]).changes:
        workspace.forget()
        _need_unused(workspace, source, None)


def _need_unused(workspace: Workspace, source: Source, used: Sequence[Use] | None) -> None:
    """Refuses a source that evidence quotes."""
    if used := uses_of(workspace, source) if used is None else used:
        titles = dict.fromkeys(quoted(shortened(annotated.article.title, 40)) for annotated, _ in used)
        where = ", ".join([*titles][:3]) + (" and elsewhere" if len(titles) > 3 else "")
        raise WrongUse(
            f"“{source.key}” is quoted by {counted(len(used), 'piece')} of evidence in {where}.",
            "Remove that evidence, or give it another source, first.",
        )


def _pasted(workspace: Workspace, text: str) -> Source:
    items = parse_items(text)
    _need_single(items)
    need_name(items[0])
    return same_source(workspace, items[0])


def _need_single(items: Sequence[object]) -> None:
    if len(items) != 1:
        raise WrongUse(
            f"That is {len(items)} sources; one is wanted here.",
            "The sources (W) take in many with i, the shell with `postil source import`.",
        )


def _same(
    workspace: Workspace, sign: Callable[[Mapping[str, JSON]], str], item: Mapping[str, JSON]
) -> Source | None:
    wanted = sign(item)
    return next((source for source in workspace.sources.values() if sign(source.csl) == wanted), None)


def _title(item: Mapping[str, JSON]) -> str:
    return str(item.get("title", "")).casefold()


def _searchable(source: Source) -> str:
    return "\n".join((source.key, *_texts(source.csl))).casefold()


def _texts(csl: Mapping[str, JSON]) -> Iterator[str]:
    for name in ("title", "title-short", "container-title", "container-title-short", "publisher"):
        if isinstance(value := csl.get(name), str):
            yield value
    for role in ("author", "editor"):
        people = csl.get(role)
        for person in people if isinstance(people, list) else ():
            if isinstance(person, dict):
                yield " ".join(value for value in person.values() if isinstance(value, str))
