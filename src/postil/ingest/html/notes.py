"""Notes of a page or a book: which links are references to them, and which elements hold them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.html.addresses import place
from postil.ingest.html.names import INLINE, listed, name_of, shown_text
from postil.ingest.scripts import RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from postil.core.snapshot import Link

LONGEST = 5_000
"""Code points of the longest note; a part of a text that is longer is no note, though a mark leads to it."""

LONGEST_LIST = 20
"""References in the longest list of them in one pair of brackets."""

LONGEST_WAY_BACK = 30
"""Code points of the longest link back to a reference; longer ones are the note itself."""

_TYPES = ("role", "epub:type", "{http://www.idpf.org/2007/ops}type", "rel", "class")
_NO_TYPES: frozenset[str] = frozenset()
_REFERENCE = listed(
    "doc-noteref noteref footnote-ref footnoteref footnote-reference footnote-anchor footnote-link"
    " msofootnotereference msoendnotereference fn-ref endnote-ref"
)
_BACK = listed(
    "doc-backlink backlink referrer footnote-back footnote-backref footnote-backlink reversefootnote mw-cite-backlink"
    " data-footnote-backref footnote-return fn-back"
)
_NOTE = listed("doc-footnote doc-endnote footnote endnote rearnote msofootnotetext msoendnotetext")
_NOTES = listed(
    "doc-endnotes footnotes endnotes rearnotes references reflist footnote-list footnotes-list mw-references"
)
_NOTE_ELEMENTS = frozenset({"article", "aside", "dd", "div", "dt", "li", "p", "section"})
_EMPTY_BRACKETS = pattern(r"\s*(?:\[\s*\]|\(\s*\))$")
_BETWEEN = pattern(r"\s*[,;–-]?\s*$")
_LISTED = frozenset("],;–-")
_OPENING = frozenset({"", "[", "("})
_PILCROWS = frozenset({"¶", "🔗"})
_PERMALINKS = _PILCROWS | {"#", "§", "∞"}
_MARK = pattern(r"[\[(]?((?:note|nb|fn|n) ?\d{1,4}|\d{1,4}|[a-z]{1,3}|[*†‡§¶#]{1,4})[\])]?", re.IGNORECASE)
_NOTE_NAME = pattern(
    r"[-_]*(?:cite[-_]?note|foot[-_]?note|end[-_]?note|ftn|edn|fn|note)(?![a-z]*ref)", re.IGNORECASE
)
_ARROW = pattern(
    r"[\s↩↑↵⤴⏎^\ufe0e\ufe0f]+|(?:go |jump )?(?:back|up)(?: to (?:text|content|reference))?", re.IGNORECASE
)


def types_of(element: etree._Element) -> frozenset[str]:
    """What an element says of its part in the text, in lower case: its role, EPUB type and classes."""
    said = [str(value) for attribute, value in element.items() if attribute in _TYPES]
    return frozenset(" ".join(said).lower().split()) if said else _NO_TYPES


def references(root: etree._Element, base: str = "") -> dict[str, str]:
    """The marks of the references to notes, by where these lead (as `place` tells it)."""
    marks: dict[str, str] = {}
    for link in _links(root):
        mark = reference_mark(link)
        if mark:
            marks.setdefault(place(base, link.get("href") or ""), mark)
    return marks


def reference_mark(link: etree._Element) -> str:
    """The bare mark of a link that is a reference to a note, as `1` or `*`; nothing for any other link."""
    href = link.get("href") or ""
    if "#" not in href:
        return ""
    words = shown_text(link, 20).strip()
    mark = _MARK.fullmatch(words)
    if not mark:
        return ""
    types = types_of(link).union(*map(types_of, link))
    if types & _BACK:
        return ""
    raised = _is_raised(link) or (mark[1].isdecimal() and _is_listed(link))
    if types & _REFERENCE or raised or _NOTE_NAME.match(href.partition("#")[2]) or words[0] == "[":
        return mark[1]
    return ""


class Notes:
    """The notes of one text.

    Args:
        root: The text.
        base: Its own address.
        others: The names in it to which other parts of the same work lead, each with the mark of a reference,
            or nothing for a link of another kind.
    """

    def __init__(self, root: etree._Element, base: str, others: Mapping[str, str]) -> None:
        self._base = base
        self._marks = {name: mark for name, mark in others.items() if mark}
        self._sources: set[str] = set()
        self._bare: set[etree._Element] = set()
        for link in _links(root):
            self._note_reference(link)
        self._held = self._notes_in(root) if self._marks else {}

    def is_bare_reference(self, link: etree._Element) -> bool:
        """Whether a link leads to a note, and no bracket parts its mark from the words before it."""
        return link in self._bare

    def is_note(self, element: etree._Element, *, among_notes: bool) -> bool:
        """Whether a note, and nothing but it, is in an element.

        Args:
            element: No inline one.
            among_notes: Whether it lies in a part of the text that holds the notes.
        """
        if element in self._held or (among_notes and name_of(element) == "li"):
            return True
        return name_of(element) in _NOTE_ELEMENTS and is_note_by_type(element)

    def mark_of(self, note: etree._Element) -> str:
        """The mark of the references that lead to a note or into it, or nothing."""
        names = (name for element in note.iter() for name in names_of(element))
        return self._held.get(note) or next((self._marks[name] for name in names if name in self._marks), "")

    def leads_back(self, link: etree._Element, mark: str) -> bool:
        """Whether a link in the note of a mark leads from there to its reference."""
        if types_of(link) & _BACK:
            return True
        words = shown_text(link, LONGEST_WAY_BACK + 1).strip()
        if place(self._base, link.get("href") or "").removeprefix("#") in self._sources:
            return len(words) <= LONGEST_WAY_BACK
        return bool(_ARROW.fullmatch(words)) or is_mark(link, mark)

    def _note_reference(self, link: etree._Element) -> None:
        mark = reference_mark(link)
        if not mark:
            return
        target = place(self._base, link.get("href") or "")
        if target.startswith("#") and target[1:] in self._sources:
            return
        if not (_is_in_brackets(link) or _is_listed(link)) and (
            shown_text(link, 2).strip()[:1].isalnum() or mark[0] in "*†‡§¶#"
        ):
            self._bare.add(link)
        self._sources.update(_names_around(link))
        if target.startswith("#"):
            self._marks.setdefault(target[1:], mark)

    def _notes_in(self, root: etree._Element) -> dict[etree._Element, str]:
        held: dict[etree._Element, str] = {}
        for element in root.iter():
            for name in names_of(element):
                holder = _beginning_with(element) if name in self._marks else None
                if holder is not None and name_of(holder) in _NOTE_ELEMENTS and _is_short(holder):
                    held.setdefault(holder, self._marks[name])
        lists = Counter(note.getparent() for note in held if name_of(note) == "li")
        for outer, count in lists.items():
            items = [] if outer is None else [item for item in outer if name_of(item) == "li"]
            if count > 1 and count * 2 >= len(items):
                held |= {item: "" for item in items if item not in held and _is_short(item)}
        return held


def is_mark(link: etree._Element, mark: str) -> bool:
    """Whether a link says a mark and nothing else."""
    said = _MARK.fullmatch(shown_text(link, LONGEST_WAY_BACK + 1).strip().rstrip(".:"))
    return bool(said and mark and said[1] == mark)


def typed_mark_end(text: str, mark: str, *, is_led: bool = False) -> int:
    """Where the mark ends that a note's author typed before its words, as `[1]`, `1.` or `¹`; 0 where there is none.

    Args:
        text: The words of the note; they may begin with a number that is their own.
        mark: Its bare mark.
        is_led: Whether they begin with a way back, which tells that a bare mark is one.
    """
    bare, raised = re.escape(mark), re.escape(mark.translate(RAISED))
    sign = f"|{bare}" if is_led or not mark.isalnum() else ""
    typed = rf"[\[(] ?(?:{bare}|{raised}) ?[\])][.:]?|{bare}[.:)](?!\d)|{raised}(?<!{bare})[.:)]?{sign}"
    found = re.match(typed, text) if mark else None
    return found.end() if found else 0


def set_apart(text: str, links: tuple[Link, ...], end: int) -> tuple[str, tuple[Link, ...]]:
    """A note's words with a space behind the mark that ends there, where only a style has parted them."""
    if not text[end : end + 1].isalpha():
        return text, links
    moved = (link._replace(start=link.start + (link.start >= end), end=link.end + 1) for link in links)
    return f"{text[:end]} {text[end:]}", tuple(moved)


def without_empty_brackets(text: str) -> str:
    """A note's words without the brackets in which a way back stood behind them."""
    return _EMPTY_BRACKETS.sub("", text)


def is_note_by_type(element: etree._Element) -> bool:
    """Whether an element says of itself that it is a note."""
    return bool(types_of(element) & _NOTE)


def holds_notes(element: etree._Element) -> bool:
    """Whether an element is the part of a text in which its notes are listed."""
    return bool(types_of(element) & _NOTES)


def is_way_back(element: etree._Element) -> bool:
    """Whether an element holds nothing but the ways back from a note to its references."""
    return "mw-cite-backlink" in types_of(element)


def is_permalink(element: etree._Element, *, is_heading: bool) -> bool:
    """Whether a link does nothing but lead to the heading, or to what is defined, in which it stands."""
    if not (element.get("href") or "").startswith("#"):
        return False
    return shown_text(element, 3).strip() in (_PERMALINKS if is_heading else _PILCROWS)


def names_of(element: etree._Element) -> Iterator[str]:
    """The names by which a link can lead to an element."""
    name = element.get("id")
    if name:
        yield name
    if name_of(element) == "a":
        name = element.get("name")
        if name:
            yield name


def _links(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter("a", "{*}a") if element.get("href"))


def _is_in_brackets(link: etree._Element) -> bool:
    """Whether the words before a link open a bracket for its mark."""
    before, outer = link.getprevious(), link.getparent()
    words = before.tail if before is not None else outer.text if outer is not None else ""
    return (words or "").rstrip()[-1:] in {"[", "("} and (link.tail or "").lstrip()[:1] in {"]", ")"}


def _is_listed(link: etree._Element) -> bool:
    """Whether a link is one of several in brackets, as in `[1, 3–5]`."""
    at: etree._Element | None = link
    for _ in range(LONGEST_LIST):
        before = at.getprevious() if at is not None else None
        outer = link.getparent()
        words = before.tail if before is not None else outer.text if outer is not None else ""
        opened = _BETWEEN.sub("", words or "")
        if opened.endswith("["):
            return (link.tail or "").lstrip()[:1] in _LISTED
        if opened.strip() or before is None or name_of(before) != "a":
            return False
        at = before
    return False


def _is_raised(link: etree._Element) -> bool:
    parent = link.getparent()
    inner = list(link)
    return (parent is not None and name_of(parent) == "sup") or (
        len(inner) == 1 and name_of(inner[0]) == "sup" and not (link.text or "").strip()
    )


def _names_around(link: etree._Element) -> Iterator[str]:
    """The names to which a way back to a reference may lead: its own, those in it, those of what is set about it."""
    for inner in link.iter():
        yield from names_of(inner)
    outer = link.getparent()
    while outer is not None and name_of(outer) in INLINE:
        yield from names_of(outer)
        outer = outer.getparent()


def _beginning_with(element: etree._Element) -> etree._Element | None:
    """The block that an element is, or that begins with it; None where words stand before it."""
    while name_of(element) in INLINE:
        outer = element.getparent()
        if outer is None or (outer.text or "").strip() not in _OPENING:
            return None
        if any(
            shown_text(before, 1).strip() or (before.tail or "").strip()
            for before in element.itersiblings(preceding=True)
        ):
            return None
        element = outer
    return element


def _is_short(element: etree._Element) -> bool:
    if any(name_of(inner) in {"h1", "h2", "h3", "h4", "h5", "h6"} for inner in element.iter()):
        return False
    return len(shown_text(element, LONGEST + 1)) <= LONGEST
