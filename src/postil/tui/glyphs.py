"""Every glyph that carries meaning, once, with its ASCII twin.

No glyph means anything by its colour: each is told from the others of its row or column by its form,
and wherever there is room its word stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from postil.core.model import Anchoring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import Check, Stance
    from postil.review.ledger import State

    Told = State | Stance | Check | Anchoring

CONSOLE_ENCODING = "cp437"
"""What the fonts of a bare Linux console have at least: the glyphs of the IBM PC."""


def _glyph(glyph: str, ascii_twin: str, meaning: str = "") -> str:
    metadata = {"ascii": ascii_twin, "meaning": meaning}
    return field(default=glyph, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """One set of glyphs, each of one cell; the defaults are the set of a terminal that can draw all."""

    changed: str = _glyph("!", "!", "the article changed since the claim was marked")
    altered: str = _glyph("≠", "#", "a quote differs from its source")
    settled: str = _glyph("✓", "v", "settled: rated, and what bears on it was found in its source")
    unsourced: str = _glyph("?", "?", "unsourced: nothing supports or disputes it yet")
    contested: str = _glyph("±", "%", "contested: supported and disputed")
    unchecked: str = _glyph("○", "o", "a quote was not compared with its source")
    secondary: str = _glyph("²", "2", "secondary sources only")
    single: str = _glyph("¹", "1", "a single source")
    unrated: str = _glyph("·", ".", "nobody has judged it yet")
    orphaned: str = _glyph("⌀", "x", "lost: its words are not found in the article any more")

    supports: str = _glyph("+", "+", "supports")
    disputes: str = _glyph("−", "-", "disputes")
    context: str = _glyph("~", "~", "gives context")

    exact: str = _glyph("=", "=", "the quote stands in its source")
    typographic: str = _glyph("≈", '"', "it stands there but for typography")
    joined: str = _glyph("&", "&", "it stands there in pieces")
    elided: str = _glyph("…", ":", "it stands there, shortened")
    not_found: str = _glyph("⌀", "x", "it was not found there")

    bar: str = _glyph("▌", "|")
    """Beside what the cursor is on."""
    rule: str = _glyph("│", "|")
    """Between the text and the margin, and beside a quotation."""
    thumb: str = _glyph("┃", "#")
    """The part of the rule that shows how much of the text is on the screen."""
    line: str = _glyph("─", "-")
    bullet: str = _glyph("•", "*")
    ellipsis: str = _glyph("…", "~")
    """Where words are cut off by the edge."""
    right: str = _glyph("→", ">")
    left: str = _glyph("←", "<")
    up: str = _glyph("↑", "^")
    down: str = _glyph("↓", "v")
    picked: str = _glyph("●", "*")
    pilcrow: str = _glyph("¶", "P")
    full: str = _glyph("█", "#")
    """The part of a bar of progress that is done."""
    empty: str = _glyph("░", "-")

    def of(self, told: Told) -> str:
        """The glyph of a claim's state, a stance, a check, or a mark's place (blank where all is well)."""
        match told:
            case Anchoring.ANCHORED:
                return " "
            case Anchoring.MOVED | Anchoring.AMBIGUOUS:
                return self.changed
            case _:
                return str(getattr(self, told.name.lower()))

    def legend(self) -> Iterator[tuple[str, str]]:
        """The glyphs that carry meaning, each with what it means, in the order of their urgency."""
        for item in fields(self):
            if meaning := item.metadata["meaning"]:
                yield getattr(self, item.name), meaning


UNICODE = Glyphs()
ASCII = Glyphs(**{item.name: item.metadata["ascii"] for item in fields(Glyphs)})


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
    if not all(_draws(encoding, getattr(UNICODE, item.name)) for item in fields(Glyphs)):
        return ASCII
    return _console() if terminal == "linux" else UNICODE


def _console() -> Glyphs:
    drawn = {item.name for item in fields(Glyphs) if _draws(CONSOLE_ENCODING, getattr(UNICODE, item.name))}
    return replace(ASCII, **{name: getattr(UNICODE, name) for name in drawn})


def _draws(encoding: str, glyph: str) -> bool:
    try:
        glyph.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
