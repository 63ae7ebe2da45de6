"""Pandoc's tree of a document becomes blocks, in the order in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import Block, BlockKind
from postil.core.text import clean
from postil.ingest.columns import Spanning, in_columns, on_grid, on_one_line
from postil.ingest.html.naming import Found, named
from postil.ingest.markdown.tags import without_tags
from postil.ingest.pandoc.words import Gathered, note_name, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postil.core.model import JSON
    from postil.core.snapshot import Link
    from postil.ingest.columns import Cell

DEEPEST_LEVEL = 6


def blocks_of(tree: Iterable[JSON]) -> list[Block]:
    """Makes blocks of a document's (`Block` of pandoc-types).

    Notes stand at the end, with the number that stands in the text and leads to them. A list's items are blocks
    of their own; a table is set in columns; pictures are their descriptions. What is of no known kind is
    left out.
    """
    notes: list[list[JSON]] = []
    walk = _Walk(notes)
    walk.read(tree)
    found = walk.found
    for number, note in enumerate(notes, 1):  # which grows where a note has notes
        found += _note(number, note, notes)
    return named(_once(found))


def _once(found: Iterable[Found]) -> Iterator[Found]:
    """The same blocks; of several places that are called the same, the first one is."""
    taken: set[str] = set()
    for one in found:
        yield one._replace(names=tuple(name for name in one.names if name not in taken))
        taken.update(one.names)


def _note(number: int, note: list[JSON], notes: list[list[JSON]]) -> Iterator[Found]:
    walk = _Walk(notes)
    walk.read(note)
    for at, one in enumerate(walk.found):
        marker = "" if at else f"[{number}]"
        block = Block(BlockKind.FOOTNOTE, one.block.text, links=one.block.links, marker=marker)
        yield Found(block, one.names if at else (note_name(number), *one.names))


class _Walk:
    """Where in the nested tree the walk stands, and the blocks found so far."""

    def __init__(self, notes: list[list[JSON]]) -> None:
        self.found: list[Found] = []
        self._notes = notes
        self._names: list[str] = []
        self._quotes = 0
        self._lists = 0
        self._marker = ""

    def read(self, blocks: Iterable[JSON]) -> None:
        """Reads blocks one after the other."""
        for block in blocks:
            self._read(block)

    def _read(self, block: JSON) -> None:
        match block:
            case {"t": "Para" | "Plain", "c": list(pieces)}:
                alone = all(isinstance(piece, dict) and piece.get("t") == "Image" for piece in pieces)
                self._say(pieces, BlockKind.CAPTION if alone else self._kind())
            case {"t": "LineBlock", "c": list(lines)}:
                self._say(_broken(lines), self._kind())
            case {"t": "Header", "c": [int(level), [str(name), *_], list(pieces)]}:
                self._names.append(name)
                self._say(pieces, BlockKind.QUOTE if self._quotes else BlockKind.HEADING, level)
            case {"t": "CodeBlock", "c": [[str(name), *_], str(code)]}:
                self._names.append(name)
                self._add(BlockKind.CODE, clean(code).strip("\n"))
            case {"t": "RawBlock", "c": ["html", str(source)]}:
                for line in without_tags(source).split("\n"):
                    self._add(self._kind(), " ".join(clean(line).split()))
            case {"t": str(kind), "c": content}:
                self._read_around(kind, content)

    def _read_around(self, kind: str, content: JSON) -> None:
        """Reads a block that holds blocks."""
        match kind, content:
            case "BlockQuote", list(inner):
                self._quotes += 1
                self.read(inner)
                self._quotes -= 1
            case "BulletList", list(items):
                self._items(items, None)
            case "OrderedList", [[int(first), *_], list(items)]:
                self._items(items, first)
            case "DefinitionList", list(entries):
                self._definitions(entries)
            case "Div", [[str(name), *_], list(inner)]:
                self._names.append(name)
                self.read(inner)
            case "Figure", [[str(name), *_], [_, list(caption)], list(inner)]:
                self._names.append(name)
                if plain(inner) != plain(caption):
                    self.read(inner)
                self._caption(caption)
            case "Table", [[str(name), *_], [_, list(caption)], _, head, list(bodies), foot]:
                self._names.append(name)
                self._caption(caption)
                self._table([head, *bodies, foot])

    def _items(self, items: list[JSON], first: int | None) -> None:
        self._lists += 1
        for number, item in enumerate(items, first or 0):
            self._marker = "•" if first is None else f"{number}."
            self.read(item if isinstance(item, list) else [])
        self._lists -= 1
        self._marker = ""

    def _definitions(self, entries: list[JSON]) -> None:
        for entry in entries:
            match entry:
                case [list(term), list(definitions)]:
                    self._say(term, self._kind())
                    for definition in definitions:
                        self.read(definition if isinstance(definition, list) else [])

    def _caption(self, caption: list[JSON]) -> None:
        for found in self._inside(caption):
            self._names += found.names
            self._add(BlockKind.CAPTION, found.block.text, found.block.links)

    def _table(self, parts: Iterable[JSON]) -> None:
        grid = on_grid([cells for part in parts for cells in _rows(part)])
        text, links = in_columns([[self._cell(cell or []) for cell in line] for line in grid if line])
        self._add(BlockKind.TABLE, text, links)

    def _cell(self, blocks: list[JSON]) -> Cell:
        found = self._inside(blocks)
        self._names += (name for one in found for name in one.names)
        return on_one_line(one.block for one in found)

    def _inside(self, blocks: list[JSON]) -> list[Found]:
        walk = _Walk(self._notes)
        walk.read(blocks)
        return walk.found

    def _say(self, pieces: Iterable[JSON], kind: BlockKind, level: int = 0) -> None:
        gathered = Gathered(self._notes)
        gathered.say(pieces)
        self._names += gathered.names
        text, links = gathered.taken()
        self._add(kind, text, links, level)

    def _add(self, kind: BlockKind, text: str, links: tuple[Link, ...] = (), level: int = 0) -> None:
        if not text or text.isspace():
            return
        marker = self._marker if kind is BlockKind.ITEM else ""
        depth = level if kind is BlockKind.HEADING else self._lists
        block = Block(kind, text, min(depth, DEEPEST_LEVEL), links, marker)
        self.found.append(Found(block, tuple(filter(None, self._names))))
        self._names, self._marker = [], ""

    def _kind(self) -> BlockKind:
        if self._quotes:
            return BlockKind.QUOTE
        return BlockKind.ITEM if self._lists else BlockKind.PARAGRAPH


def _broken(lines: list[JSON]) -> Iterator[JSON]:
    for at, line in enumerate(lines):
        if at:
            yield {"t": "LineBreak"}
        yield from line if isinstance(line, list) else []


def _rows(part: JSON) -> Iterator[list[Spanning[list[JSON]]]]:
    """The rows of a table's head, body or foot: of each its cells with their blocks."""
    match part:
        case [_, list(rows)]:  # a head or a foot
            yield from map(_cells, rows)
        case [_, _, list(heads), list(rows)]:
            yield from map(_cells, [*heads, *rows])


def _cells(row: JSON) -> list[Spanning[list[JSON]]]:
    match row:
        case [_, list(cells)]:
            return list(_spanning(cells))
    return []


def _spanning(cells: list[JSON]) -> Iterator[Spanning[list[JSON]]]:
    for cell in cells:
        match cell:
            case [_, _, int(rows), int(columns), list(blocks)]:
                yield Spanning(blocks, columns, rows)
