"""The words of one block of pandoc's tree, gathered piece by piece with the links in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.ingest.html.inline import Words
from postil.ingest.markdown.tags import script_tag, without_tags
from postil.ingest.scripts import LOWERED, RAISED, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.model import JSON

_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_SCRIPTS = {"Superscript": RAISED, "Subscript": LOWERED}


class Gathered(Words):
    """The text of a block while it is gathered from inline pieces (`Inline` of pandoc-types).

    Attributes:
        names: By which links may lead to what has been gathered.
        notes: The notes that are referred to, in the order of their references.
    """

    def __init__(self, notes: list[list[JSON]] | None = None) -> None:
        super().__init__()
        self.names: list[str] = []
        self.notes = [] if notes is None else notes
        self._script_at = 0
        """Where what the last tag has raised or lowered begins."""

    def say(self, pieces: Iterable[JSON]) -> None:
        """Adds the words of pieces; one of a kind that is not known gives those that are in it."""
        for piece in pieces:
            self._say(piece)

    def _say(self, piece: JSON) -> None:
        match piece:
            case {"t": "Str", "c": str(words)} | {"t": "Code" | "Math", "c": [_, str(words)]}:
                self.add(words)
            case {"t": "Space" | "SoftBreak"}:
                self.add(" ")
            case {"t": "LineBreak"}:
                self.end_line()
            case {"t": "RawInline", "c": ["html", str(source)]}:
                self._say_html(source)
            case {"t": "Note", "c": list(note)}:
                self._refer(note)
            case {"t": "RawInline"}:
                pass  # what another program is told, not a reader
            case {"t": str(kind), "c": content}:
                self._say_around(kind, content)

    def _say_html(self, source: str) -> None:
        tag = script_tag(source)
        if tag is None:
            self.add(without_tags(source))
        elif tag.closes:
            self.reset_from(self._script_at, SCRIPTS[tag.name])
        self._script_at = self.length

    def _say_around(self, kind: str, content: JSON) -> None:
        """Adds the words of a piece that holds pieces."""
        match content:
            case [{"t": str(quotes)}, list(inner)] if quotes in _QUOTES:
                before, behind = _QUOTES[quotes]
                self.say([{"t": "Str", "c": before}, *inner, {"t": "Str", "c": behind}])
            case [list(cited), list(inner)] if kind == "Cite":
                self.say(inner if plain(inner) else _keys(cited))
            case [[str(name), *_], list(inner), [str(href), _]] if kind == "Link":
                self.names.append(name)
                self.open_link(href)
                self.say(inner)
                self.close_link()
            case [[str(name), *_], list(inner), *_]:
                self.names.append(name)
                if kind == "Image" and inner:
                    self.set_apart()
                self.say(inner)
                if kind == "Image" and inner:
                    self.set_apart()
            case list(inner):
                start = self.length
                self.say(inner)
                if kind in _SCRIPTS:
                    self.reset_from(start, _SCRIPTS[kind])

    def _refer(self, note: list[JSON]) -> None:
        self.notes.append(note)
        number = len(self.notes)
        self.open_link(f"#{note_name(number)}")
        self.add(f"[{number}]")
        self.close_link()


def note_name(number: int) -> str:
    """By what links lead to a note."""
    return f"note:{number}"


def plain(pieces: Iterable[JSON]) -> str:
    """The words of pieces, or of blocks, without links and notes."""
    gathered = Gathered()
    gathered.say(pieces)
    return gathered.taken()[0]


def _keys(cited: list[JSON]) -> list[JSON]:
    """The keys of a citation whose words another program would make."""
    keys = [
        one["citationId"] for one in cited if isinstance(one, dict) and isinstance(one.get("citationId"), str)
    ]
    return [{"t": "Str", "c": f"[{', '.join(map(str, keys))}]"}]
