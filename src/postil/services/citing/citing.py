"""Citations in the reader's style: set by pandoc, or plainly by postil itself; kept once they are set."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from postil import __version__
from postil.citation.numbering import OPEN, told
from postil.citation.reference import Citation, address, plain
from postil.citation.styles import PLAIN, Manner, every_style, find_style, matching_styles
from postil.core.digests import sha256
from postil.core.errors import NotFound, PostilError
from postil.core.locales import LANGUAGES, is_locale
from postil.core.model import Locator
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from postil.citation.citeproc import Formatted
    from postil.citation.forms.form import Form
    from postil.citation.styles import Style
    from postil.core.model import JSON
    from postil.core.ports import CitationCache


class Place(NamedTuple):
    """What is cited: an item, its key in the bibliography, and a place in it.

    Attributes:
        item: CSL-JSON.
        key: Empty where the article itself is cited.
        locator: The place.
    """

    item: Mapping[str, JSON]
    key: str = ""
    locator: Locator = Locator()


class NoCache:
    """Keeps nothing."""

    def get(self, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Nothing."""
        del keys
        return {}

    def put(self, words: Mapping[str, Sequence[str]]) -> None:
        """Lets go of them."""


class Citations:
    """Cites in one style.

    Args:
        style: The name of a style, or `plain` for the built-in references.
        locale: A language tag that overrules that of the style.
        cache: Where citations are kept between starts.
        own_styles: The reader's folder of styles.

    Attributes:
        name: The name of the style.
        locale: The language tag, or an empty string for that of the style.
        own_styles: The reader's folder of styles.
        problem: Why the last citations were set plainly though another style is wanted; empty otherwise.
    """

    def __init__(
        self,
        style: str = PLAIN,
        locale: str = "",
        *,
        cache: CitationCache | None = None,
        own_styles: Path | None = None,
    ) -> None:
        self.name = style or PLAIN
        self.locale = locale
        self.problem = ""
        self.own_styles = own_styles
        self._cache = cache or NoCache()
        self._known: dict[str, Formatted] = {}

    @property
    def is_styled(self) -> bool:
        """Whether an engine sets the citations, which takes time."""
        return self.name != PLAIN

    @cached_property
    def _style(self) -> Style:
        return find_style(self.name, self.own_styles)

    def in_style(self, style: str, locale: str = "") -> Citations:
        """The same in another style.

        Raises:
            NotFound: There is no such style, and where it was looked for is told; or no such language.
            BadInput: It is no style.
        """
        if locale and not is_locale(locale):
            known = f"Known are {', '.join(LANGUAGES)}, each with or without a region, as de-AT."
            raise NotFound(f"Citations cannot be set in the language {shown(locale)}.", known)
        other = Citations(style, locale or self.locale, cache=self._cache, own_styles=self.own_styles)
        if other.is_styled:
            other._style  # noqa: B018 - found now, or never
        return other

    def in_language(self, locale: str) -> Citations:
        """The same in another language, or for an empty string in that of the style."""
        return Citations(self.name, locale, cache=self._cache, own_styles=self.own_styles)

    def cite(self, places: Sequence[Place], form: Form) -> list[Citation]:
        """Cites places, each for itself; one that is not kept yet takes the engine up to a second.

        Where the style or its engine is missing, the built-in references stand in, and `problem` says why.
        """
        return self._cited(places, form, lambda _: 1)

    def cite_together(self, places: Sequence[Place], form: Form) -> list[Citation]:
        """Cites places that are copied together, as `cite` does.

        The sources of a numeric style are counted; an entry stands where its source is cited first.
        """
        numbers: dict[str, int] = {}
        cited = self._cited(places, form, lambda one: numbers.setdefault(one.entry, len(numbers) + 1))
        first = {one.entry: at for at, one in reversed(list(enumerate(cited)))}
        return [
            one if one.manner is not Manner.NUMERIC or first[one.entry] == at else one.without_entry
            for at, one in enumerate(cited)
        ]

    def knows(self, places: Sequence[Place], form: Form) -> bool:
        """Whether nothing would have to be set; may be asked on the event loop."""
        if not self.is_styled:
            return True
        try:
            style = self._style
        except PostilError:
            return True
        return all(self._key(place, style, form) in self._known for place in places)

    def works_cited(self, items: Sequence[Mapping[str, JSON]], form: Form) -> list[Citation]:
        """The entries of a list of works cited, each item once, in the order of the style."""
        self.problem = ""
        if self.is_styled:
            from postil.citation.citeproc import format_bibliography

            try:
                done = format_bibliography(items, self._style, locale=self.locale, writer=form.writer)
                return [Citation("", one.entry, set_entry=one.markup) for one in done]
            except PostilError as error:
                self.problem = str(error)
        cited = {plain(item).entry: plain(item) for item in items}
        return [cited[entry] for entry in sorted(cited, key=str.casefold)]

    def _cited(
        self, places: Sequence[Place], form: Form, number: Callable[[Formatted], int]
    ) -> list[Citation]:
        self.problem = ""
        if self.is_styled:
            try:
                done, manner = self._styled(places, form), self._style.manner
            except PostilError as error:
                self.problem = str(error)
            else:
                return [
                    _citation(one, place, manner, number(one))
                    for one, place in zip(done, places, strict=True)
                ]
        return [plain(place.item, place.locator, place.key) for place in places]

    def _styled(self, places: Sequence[Place], form: Form) -> list[Formatted]:
        style = self._style
        keys = [self._key(place, style, form) for place in places]
        self._recall([key for key in keys if key not in self._known])
        missing = {key: place for key, place in zip(keys, places, strict=True) if key not in self._known}
        if missing:
            self._set(missing, style, form)
        return [self._known[key] for key in keys]

    def _recall(self, keys: Sequence[str]) -> None:
        from postil.citation.citeproc import Formatted

        if keys:
            kept = self._cache.get(keys)
            self._known |= {key: Formatted(*words) for key, words in kept.items() if len(words) == 3}

    def _set(self, missing: Mapping[str, Place], style: Style, form: Form) -> None:
        from postil.citation.citeproc import Wanted, format_citations

        wanted = [Wanted(place.item, place.locator) for place in missing.values()]
        done = format_citations(wanted, style, locale=self.locale, writer=form.writer)
        fresh = dict(zip(missing, done, strict=True))
        self._known |= fresh
        self._cache.put(fresh)

    def _key(self, place: Place, style: Style, form: Form) -> str:
        """Names a citation by all that decides how it is set; another style file, pandoc or postil has another name."""
        from postil.pandoc.running import pandoc_identity  # only a style needs what runs it

        locator = [place.locator.label, place.locator.value]
        setters = [__version__, OPEN, *pandoc_identity(), *style.identity]
        names = [*setters, self.locale or style.locale, form.writer, place.item, locator]
        return sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()


def _citation(done: Formatted, place: Place, manner: Manner, number: int) -> Citation:
    mark, entry, markup = (told(words, number) for words in done)
    return Citation(mark, entry, address(place.item), manner, place.key, place.locator, markup)


SAMPLE = Place(
    {
        "type": "article-journal",
        "title": "Mud in tidal harbours",
        "author": [{"family": "Holm", "given": "Ines"}, {"family": "Reed", "given": "Tobias"}],
        "container-title": "Journal of Coastal Works",
        "volume": "12",
        "issue": "3",
        "page": "201–219",
        "issued": {"date-parts": [[2030, 5]]},
    },
    locator=Locator("page", "204"),
)
"""What is cited where a reader chooses a style and nothing else is at hand."""


class Named(NamedTuple):
    """A style as it is offered: its name, and what it calls itself."""

    name: str
    title: str


def styles_to_choose(citations: Citations) -> list[Named]:
    """The styles that are offered at first: postil's own, the well-known ones, the reader's, the current one."""
    found = [Named(PLAIN, "postil’s own references, in no promised style")]
    found += [Named(style.name, style.title) for style in matching_styles((), citations.own_styles)]
    if citations.name not in {one.name for one in found}:
        found.append(Named(citations.name, "the style that is in force"))
    return found


def every_style_to_choose(citations: Citations, stopped: Callable[[], bool]) -> list[Named]:
    """All styles that can be found, those that are offered at first before the others; reads thousands of files.

    Args:
        citations: Those of the style that is in force.
        stopped: Asked between two files; the list ends there once it answers yes.
    """
    found = {one.name: one for one in styles_to_choose(citations)}
    for style in every_style(citations.own_styles):
        if stopped():
            break
        found.setdefault(style.name, Named(style.name, style.title))
    return list(found.values())


def preview(citations: Citations, name: str, sample: Place) -> tuple[str, ...]:
    """A citation and its entry in a style, or why there is none."""
    from postil.citation.forms.plain import Plain

    try:
        there = citations.in_style(name)
        (cited,) = there.cite([sample], Plain())
    except PostilError as error:
        return (str(error),)
    return tuple(filter(None, [there.problem] if there.problem else [cited.mark, cited.entry]))
