"""What stands in the form of evidence before it is evidence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from postil.citation.locator import locator_text
from postil.core.model import SOURCE_DETAILS, Evidence, Stance
from postil.core.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINES = ("quote", "source", "locator", "note", "directness", "entry")


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form; kept when the form is left, so that nothing typed is lost."""

    stance: Stance
    quote: str = ""
    source: str = ""
    locator: str = ""
    note: str = ""
    directness: str = ""
    details: tuple[str, ...] = ("",) * len(SOURCE_DETAILS)
    """What was typed of a new source, in the order of `SOURCE_DETAILS`."""
    entry: str = ""
    """CSL-JSON of the entry that was pasted as a source, of which source and details are what can be read."""
    base: Evidence | None = field(default=None, compare=False)
    """The evidence that is edited, as it was when the form was first opened on it."""

    @classmethod
    def of(cls, piece: Evidence) -> Draft:
        """The form's content for a piece of evidence that is there."""
        return cls(
            piece.stance,
            clean(piece.quote),
            clean_line(piece.source),
            clean_line(locator_text(piece.locator)),
            clean_line(piece.note),
            piece.directness.value,
            base=piece,
        )

    @classmethod
    def of_words(cls, words: Mapping[str, str]) -> Draft | None:
        """What `words` gave, cleaned as what is pasted; None where that is damaged."""
        try:
            lines = {name: clean_line(words[name]) for name in (*_LINES, *SOURCE_DETAILS)}
            lines["quote"], lines["entry"] = clean(words["quote"]), words["entry"]
            stance = Stance(words["stance"])
        except (KeyError, ValueError):
            return None
        details = tuple(lines.pop(name) for name in SOURCE_DETAILS)
        return cls(stance, details=details, base=None, **lines)

    @property
    def words(self) -> dict[str, str]:
        """All that stands in the form, by the names of its lines."""
        lines = {name: getattr(self, name) for name in _LINES}
        return {"stance": self.stance.value, **lines, **self.about}

    @property
    def about(self) -> dict[str, str]:
        """What was typed of a new source, by the names of its lines."""
        return dict(zip(SOURCE_DETAILS, self.details, strict=True))

    def with_stance(self, stance: Stance) -> Draft:
        """The same words under another stance."""
        return replace(self, stance=stance)

    def note_for(self, piece: Evidence) -> str:
        """The note; that of the evidence, with lines of its own, where it was not touched."""
        return piece.note if clean_line(piece.note) == self.note else self.note
