"""The elements of HTML become blocks, in the order in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from postil.core.snapshot import Block, BlockKind
from postil.ingest.columns import in_columns, on_grid, on_one_line
from postil.ingest.html.addresses import place
from postil.ingest.html.apart import is_set_apart
from postil.ingest.html.formulas import formula, pictured, without_style
from postil.ingest.html.inline import Words
from postil.ingest.html.names import (
    HEADINGS,
    SILENT,
    alternative,
    is_caption,
    is_inline,
    is_line_number,
    is_side_note,
    is_silent,
    name_of,
)
from postil.ingest.html.naming import Found, named
from postil.ingest.html.notes import (
    Notes,
    holds_notes,
    is_mark,
    is_note_by_type,
    is_permalink,
    is_way_back,
    names_of,
    set_apart,
    typed_mark_end,
    without_empty_brackets,
)
from postil.ingest.html.numbering import BULLET, Numbering
from postil.ingest.html.pages import page_label
from postil.ingest.html.tables import rows_of
from postil.ingest.scripts import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEEPEST_LEVEL = 6
"""The deepest level of an item; what lies deeper is set as deep as this."""

_LISTS = frozenset({"ul", "ol", "menu", "dir"})


class _Note(NamedTuple):
    """The note that is being read: its element, and its bare mark."""

    element: etree._Element
    mark: str


def blocks_of(
    root: etree._Element,
    base: str = "",
    keep: Callable[[etree._Element], bool] | None = None,
    others: Mapping[str, str] | None = None,
) -> list[Block]:
    """Walks over a tree of HTML or XHTML elements and makes a block of each paragraph that it would show.

    Scripts, forms and what is hidden are left out; a picture is its alternative text; a table of data is set
    in columns; emphasis leaves its words. Notes are footnotes with the mark of their reference, from which a
    link leads to them; where a printed page begins, its block tells. However deep the tree, nothing is called by itself.

    Args:
        root: The element whose contents are read; of any namespace.
        base: The address to which relative links belong; links stay as they are without one.
        keep: Asked of each element; one that is not kept is left out with all that is in it.
        others: The names in the tree to which other parts of the same work lead, each with the mark of the
            reference to the note that is there (`notes.references`), or nothing for a link of another kind.

    Returns:
        Blocks with clean texts that are not empty.
    """
    return named(found_in(root, base, keep, others), base, others or ())


def found_in(
    root: etree._Element,
    base: str = "",
    keep: Callable[[etree._Element], bool] | None = None,
    others: Mapping[str, str] | None = None,
) -> list[Found]:
    """As `blocks_of`, before it is settled which blocks are read and have a name."""
    return _walked(root, _Walk(base, Notes(root, base, others or {}), keep))


def _walked(root: etree._Element, walk: _Walk) -> list[Found]:
    passed: set[etree._Element] = set()
    context = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in context:
        if event == "start":
            if not walk.enter(element):
                context.skip_subtree()
                passed.add(element)
        else:
            if event == "end" and element not in passed:
                walk.leave(element)
            passed.discard(element)
            if element is not root:
                walk.say(element.tail)
    walk.end_block()
    return walk.found


class _Walk:
    """Where in the nested elements the walk stands, and the blocks found so far."""

    def __init__(self, base: str, notes: Notes, keep: Callable[[etree._Element], bool] | None) -> None:
        self.found: list[Found] = []
        self._base = base
        self._notes = notes
        self._keep = keep
        self._words = Words()
        self._names: list[str] = []
        self._path: list[etree._Element] = []
        """The open elements that are not set in a line."""
        self._holders: set[etree._Element] = set()
        """Those of them that have such elements in them: what else they show lies beside these."""
        self._heading = 0
        self._quotes = 0
        self._set = 0
        self._captions = 0
        self._pictured = False
        """Whether the block's words are pictures' alternative texts, or formulas, alone."""
        self._formula = False
        """Whether they are formulas."""
        self._lists: list[Numbering] = []
        self._marker = ""
        self._note: _Note | None = None
        self._noted: list[etree._Element] = []
        """The open elements that hold notes."""
        self._referring = False
        """Whether the mark of a note is being read."""
        self._typed = False
        """Whether the block begins with a way back that is the mark of its note."""
        self._page = ""
        """The page that has begun, until a block tells it."""
        self._raised: list[int] = []
        """Of each open superscript and subscript, where in the words it begins."""

    def say(self, words: str | None) -> None:
        """Words stand here."""
        if words:
            self._words.add(words, as_set=bool(self._set))
            self._pictured = self._pictured and words.isspace()

    def enter(self, element: etree._Element) -> bool:
        """An element begins; tells whether what is in it is read."""
        name = name_of(element)
        is_shown = (name == "button" and self._heading) or not is_silent(element) or _is_hidden_note(element)
        if not is_shown or (self._keep is not None and not self._keep(element)):
            return False
        if name == "table" and self._take_table(element):
            return False
        if page := page_label(element):
            self._page = page
            self._names += names_of(element)
            return False
        if name in {"img", "math"}:
            self._show(element)
            return False
        if is_inline(element):
            leads_back = self._leads_back(element)
            if leads_back and not self._is_typed_mark(element):
                self._names += (name for inner in element.iter() for name in names_of(inner))
                return False
            if leads_back:
                self._typed = True
            else:
                self._begin_inline(name, element)
        else:
            if self._path:
                self._holders.add(self._path[-1])
            self.end_block()
            self._begin_block(name, element)
            self._path.append(element)
        self._names += names_of(element)
        self.say(element.text)
        return True

    def leave(self, element: etree._Element) -> None:
        """An element ends."""
        name = name_of(element)
        if is_inline(element):
            self._end_inline(name, element)
            return
        self.end_block()
        self._path.pop()
        if name in _LISTS and self._lists:
            self._lists.pop()
        if name == "li":
            self._marker = ""
        if self._noted and self._noted[-1] is element:
            self._noted.pop()
        if self._note and self._note.element is element:
            self._note, self._marker = None, ""
        self._nest(name, element, -1)

    def end_block(self) -> None:
        """What has been said until here is a block."""
        text, links = self._words.taken()
        self._raised = [0] * len(self._raised)
        if self._note and self._marker:
            text = without_empty_brackets(text)
            if end := typed_mark_end(text, self._note.mark, is_led=self._typed):
                text, links = set_apart(text, links, end)
                if end == len(text):  # in an element of its own, as a list sets its numbers
                    text = ""
                else:
                    self._marker = ""
        self._typed = False
        if text:
            self._add(Block(self._kind(), text, self._level(), links, self._marker))
            self._marker = ""
        self._pictured = False

    def _add(self, block: Block) -> None:
        own = self._path[-1] if self._path else None
        loose = own in self._holders
        parent = own if own is None or loose else own.getparent()
        block = block._replace(page=self._page)
        self.found.append(Found(block, tuple(self._names), self._pictured, parent, loose, own))
        self._names, self._page = [], ""

    def _begin_inline(self, name: str, element: etree._Element) -> None:
        match name:
            case "br":
                self._end_line()
            case "a":
                self._words.open_link(place(self._base, element.get("href") or ""))
                self._referring = self._notes.is_bare_reference(element)
                if self._referring:
                    self.say("[")
            case "q":
                self.say("“")
            case "time" if self._words.last.isalnum():
                self.say(" ")
            case "rt":
                self.say("(")
            case "sup" | "sub":
                self._raised.append(self._words.length)
            case _ if is_line_number(element):
                self.say(" ")
            case _ if is_side_note(element):
                self.say(" [")

    def _end_inline(self, name: str, element: etree._Element) -> None:
        match name:
            case "a":
                if self._notes.is_bare_reference(element):
                    self.say("]")
                self._referring = False
                self._words.close_link()
            case "q":
                self.say("”")
            case "rt":
                self.say(")")
            case "sup" | "sub":
                start = self._raised.pop()
                if not self._referring:
                    self._words.reset_from(start, SCRIPTS[name])
            case _ if is_line_number(element):
                self.say(" ")
            case _ if is_side_note(element):
                self.say("] ")
            case _ if not self._set and self._is_apart(element):
                self.say(" ")

    def _is_apart(self, element: etree._Element) -> bool:
        return is_set_apart(
            element, self._words.last, quoted=bool(self._quotes), captioned=bool(self._captions)
        )

    def _begin_block(self, name: str, element: etree._Element) -> None:
        self._nest(name, element, 1)
        if name in _LISTS:
            self._lists.append(Numbering(element))
        if name == "li":
            self._marker = self._lists[-1].marker(element) if self._lists else BULLET
        if not self._note and self._notes.is_note(element, among_notes=bool(self._noted)):
            mark = self._notes.mark_of(element) or self._marker.strip("•.")
            self._note = _Note(element, mark)
            self._marker = f"[{mark}]" if mark else ""
        elif holds_notes(element):
            self._noted.append(element)

    def _end_line(self) -> None:
        """A line ends; where that one was empty, and nothing is set as typed, a block."""
        if not self._set and self._words.is_on_empty_line():
            self.end_block()
        else:
            self._words.end_line()

    def _show(self, picture: etree._Element) -> None:
        alone = not self._words.length or self._pictured
        shown = picture if name_of(picture) == "math" else pictured(picture)
        words = without_style(alternative(picture)) if shown is None else formula(shown)
        is_apart = shown is None and len(words.strip()) > 1  # a single letter may begin a word
        if is_apart:
            self._words.set_apart()
        self.say(words)
        if is_apart:
            self._words.set_apart()
        self._pictured, self._formula = alone, alone and shown is not None

    def _leads_back(self, element: etree._Element) -> bool:
        if is_way_back(element) or is_permalink(element, is_heading=bool(self._heading)):
            return True
        mark = self._note.mark if self._note else ""
        return (
            name_of(element) == "a"
            and bool(self._note or self._noted)
            and self._notes.leads_back(element, mark)
        )

    def _is_typed_mark(self, link: etree._Element) -> bool:
        """Whether a way back is the mark that was typed before the note's words."""
        begins = self._words.length < len("[ ") and self._words.last in {"", "[", "("}
        return begins and self._note is not None and is_mark(link, self._note.mark)

    def _take_table(self, table: etree._Element) -> bool:
        """Sets a table of data in columns; tells whether it is one."""
        rows = rows_of(table)
        if not rows:
            return False
        self.end_block()
        self._names += names_of(table)
        for caption in table.iterchildren("caption", "{*}caption"):
            self.found += _walked(caption, self._inside())
        cells = [
            [[] if cell is None else _walked(cell, self._inside()) for cell in line]
            for line in on_grid(rows)
            if line
        ]
        text, links = in_columns(
            [[on_one_line(found.block for found in cell) for cell in row] for row in cells]
        )
        self._names += (name for row in cells for cell in row for found in cell for name in found.names)
        if text:
            self._add(Block(BlockKind.TABLE, text, links=links))
        return True

    def _inside(self) -> _Walk:
        return _Walk(self._base, self._notes, self._keep)

    def _nest(self, name: str, element: etree._Element, step: int) -> None:
        if name in HEADINGS:
            self._heading = HEADINGS[name] if step > 0 else 0
        elif name == "blockquote":
            self._quotes += step
        elif name == "pre":
            self._set += step
        elif is_caption(element):
            self._captions += step

    def _kind(self) -> BlockKind:
        if self._note:
            return BlockKind.FOOTNOTE
        if self._heading and not self._quotes:
            return BlockKind.HEADING
        if self._set:
            return BlockKind.CODE
        if self._captions or (self._pictured and not self._formula):
            return BlockKind.CAPTION
        if self._quotes:
            return BlockKind.QUOTE
        return BlockKind.ITEM if self._lists else BlockKind.PARAGRAPH

    def _level(self) -> int:
        if self._note:
            return 0
        if self._heading and not self._quotes:
            return self._heading
        return min(len(self._lists), DEEPEST_LEVEL)


def _is_hidden_note(element: etree._Element) -> bool:
    """Whether an element is hidden because it is a note, or holds notes, which are shown when they are asked for."""
    return name_of(element) not in SILENT and (is_note_by_type(element) or holds_notes(element))
