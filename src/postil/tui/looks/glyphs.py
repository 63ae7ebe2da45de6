"""Every glyph that carries meaning, once, with its ASCII twin.

No glyph means anything by its colour: each is told from the others of its row or column by its form,
and wherever there is room its word stands beside it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Self

from postil.core.target import Anchoring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postil.core.model import Check, Stance
    from postil.review.ledger import State

    Told = State | Stance | Check | Anchoring

CONSOLE_ENCODING = "cp437"
"""What the fonts of a bare Linux console have at least: the glyphs of the IBM PC."""


class _Glyph(str):
    """A glyph, its twin for terminals that cannot draw it, and what it says where it says something."""

    __slots__ = ("meaning", "twin")
    twin: str
    meaning: str

    def __new__(cls, glyph: str, ascii_twin: str, meaning: str = "") -> Self:
        made = super().__new__(cls, glyph)
        made.twin, made.meaning = ascii_twin, meaning
        return made


class Glyphs:
    """One set of glyphs, each of one cell.

    Args:
        draws: Whether the terminal can draw a glyph; its twin takes its place otherwise.
    """

    changed: str = _Glyph("!", "!", "the article changed since the claim was marked")
    altered: str = _Glyph("≠", "#", "a quote differs from its source")
    settled: str = _Glyph("✓", "v", "settled: rated, and what bears on it was found in its source")
    unsourced: str = _Glyph("?", "?", "unsourced: nothing supports or disputes it yet")
    contested: str = _Glyph("±", "%", "contested: supported and disputed")
    unchecked: str = _Glyph("○", "o", "a quote was not compared with its source")
    secondary: str = _Glyph("²", "h", "secondary sources only")
    single: str = _Glyph("¹", "s", "a single source")
    unrated: str = _Glyph("·", ".", "nobody has judged it yet")
    orphaned: str = _Glyph("⌀", "x", "lost: its words are not found in the article any more")

    ambiguous: str = _Glyph("¿", "m", "its words stand in several places of the new text")
    moved: str = _Glyph("»", ">", "its words stand elsewhere in the new text")
    retired: str = _Glyph("×", "-", "kept, though its words are gone from the text")
    rewritten: str = _Glyph("Δ", "*", "a paragraph that is not as it was when the text was read before")

    suggested: str = _Glyph("“", "'", "the sentence names a speaker or a source; s marks it with them")

    conflicting: str = _Glyph("⇆", "@", "changed on both sides, and nobody has chosen yet")

    supports: str = _Glyph("+", "+", "supports")
    disputes: str = _Glyph("−", "-", "disputes")
    context: str = _Glyph("~", "~", "gives context")

    exact: str = _Glyph("=", "=", "the quote stands in its source")
    typographic: str = _Glyph("≈", '"', "it stands there but for typography")
    joined: str = _Glyph("&", "&", "it stands there in pieces")
    elided: str = _Glyph("…", ":", "it stands there, shortened")
    not_found: str = _Glyph("⌀", "x", "it was not found there")

    bar: str = _Glyph("▌", "|")
    """Beside what the cursor is on."""
    rule: str = _Glyph("│", "|")
    """Between the text and the margin, and beside a quotation."""
    thumb: str = _Glyph("┃", "#")
    """The part of the rule that shows how much of the text is on the screen."""
    line: str = _Glyph("─", "-")
    bullet: str = _Glyph("•", "*")
    wrapped: str = _Glyph("↳", ">")
    """Before a line of code or of a table that goes on from the row above."""
    section: str = _Glyph("§", ">")
    """Before the heading under which the reader is."""
    note: str = _Glyph("†", "*")
    """Beside a note that is shown in the margin and has no mark of its own."""
    ellipsis: str = _Glyph("…", "~")
    """Where words are cut off by the edge."""
    right: str = _Glyph("→", ">")
    left: str = _Glyph("←", "<")
    picked: str = _Glyph("●", "*")
    between: str = _Glyph("·", "-")
    """Between facts that stand in one row."""
    pilcrow: str = _Glyph("¶", "P")
    full: str = _Glyph("█", "#")
    """The part of a bar of progress that is done."""
    empty: str = _Glyph("░", "-")

    def __init__(self, draws: Callable[[str], bool]) -> None:
        for name, glyph in _glyphs():
            setattr(self, name, str(glyph) if draws(glyph) else glyph.twin)

    def of(self, told: Told) -> str:
        """The glyph of a claim's state, a stance, a check, or a mark's place (blank where all is well)."""
        match told:
            case Anchoring.ANCHORED:
                return " "
            case _:
                return str(getattr(self, told.name.lower()))

    def legend(self) -> Iterator[tuple[str, str]]:
        """The glyphs that carry meaning, each with what it means, in the order of their urgency."""
        for name, glyph in _glyphs():
            if glyph.meaning:
                yield getattr(self, name), glyph.meaning


def _glyphs() -> Iterator[tuple[str, _Glyph]]:
    """The glyphs of a terminal that can draw all, by their names."""
    for name, value in vars(Glyphs).items():
        if isinstance(value, _Glyph):
            yield name, value


TWINS = {str(glyph): glyph.twin for _, glyph in _glyphs()} | {"…": "~"}
"""The ASCII twins of glyphs; where one has several, that of the sign by which it stands in a running text."""

UNICODE = Glyphs(lambda _: True)
ASCII = Glyphs(lambda _: False)


def word(told: Told) -> str:
    """The word beside the glyph."""
    return "lost" if told is Anchoring.ORPHANED else told.value


def locale_encoding(environment: Mapping[str, str], stream: str) -> str:
    """The encoding that the reader's locale asks for.

    In the locales `C` and `POSIX` Python writes UTF-8 all the same, and may set `LC_CTYPE` to `C.UTF-8`
    for the programs that it starts (PEP 538, PEP 540); the terminal knows nothing of that.

    Args:
        environment: The environment's variables.
        stream: What the output stream says.
    """
    plain = {"C", "POSIX"}
    chosen = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    coerced = not environment.get("LC_ALL") and chosen == "C.UTF-8" and environment.get("LANG") in plain
    return "ascii" if chosen in plain or coerced else stream


def glyphs_for(encoding: str, forced_ascii: bool, terminal: str = "") -> Glyphs:  # noqa: FBT001 - a setting
    """Picks the set that a terminal can draw.

    Args:
        encoding: The output stream's encoding; an unknown one is taken for ASCII.
        forced_ascii: Whether the reader's settings ask for ASCII.
        terminal: The value of `TERM`. A bare Linux console gets the twins of what its font lacks.
    """
    if forced_ascii or terminal in {"dumb", "unknown"}:
        return ASCII
    if not all(_draws(encoding, glyph) for _, glyph in _glyphs()):
        return ASCII
    return Glyphs(partial(_draws, CONSOLE_ENCODING)) if terminal == "linux" else UNICODE


def _draws(encoding: str, glyph: str) -> bool:
    try:
        glyph.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
