"""What a reader can set, with a default for everything."""

from __future__ import annotations

from dataclasses import field, fields, replace
from typing import TYPE_CHECKING

from postil.core.locales import LANGUAGES, is_locale
from postil.core.model import RATINGS, UNRATED
from postil.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration file's keys are these fields' names."""

    name: str = ""
    """Who works here, written into every record; the system's user name when empty."""
    measure: int = 72
    """Columns of the text, 20 to 200."""
    margin: bool = True
    """Show the margin."""
    margin_width: int = 40
    """Columns of the margin, 20 to 200."""
    theme: str = ""
    """The name of a theme; the app's own choice when empty."""
    ascii: bool = False
    """Draw glyphs in ASCII even where the terminal can do more."""
    ratings: tuple[str, ...] = RATINGS
    """The words of a rating, ten at most; a digit picks each. The first is always `unrated`."""
    keymap: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Keys by the ids of the commands that they should start."""
    views: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Filters of the review by the names under which it offers them."""
    language: str = ""
    """The language (`en`, `de`, …) by whose rules sentences end where an article names none."""
    templates: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Shapes of a copy by their names: texts in which `$quote`, `$citation` and others are filled in."""
    block_quote_words: int = 40
    """Words from which a copied quote is set as a block, without quotation marks."""
    style: str = "plain"
    """The style of citations: a name that `postil styles` lists, or `plain` for postil's own references."""
    locale: str = ""
    """The language of citations (`en-GB`, `de-DE`); that of the style when empty."""
    copy_shape: str = "cited"
    """What `y` copies: one of `COPY_SHAPES`, or a name of `templates`."""
    copy_form: str = "plain"
    """The markup in which it is copied: one of `COPY_FORMS`."""
    clipboard: str = ""
    """A command that takes what is copied on its standard input; tried before every other route."""
    clipboard_paste: str = ""
    """A command that writes what is to be pasted to its standard output; tried before every other route."""
    allow_private: bool = False
    """Fetch pages from this machine and from private networks too, as an intranet's."""
    editor: str = ""
    """The command that edits a note; `$VISUAL` or `$EDITOR` when empty."""


DEFAULTS = Settings()

COPY_SHAPES = ("quote", "cited", "claim", "reference")
"""The words for how much is copied."""
COPY_FORMS = ("plain", "markdown", "pandoc", "obsidian", "html", "org", "latex", "typst")
"""The words for what it is written in."""

_CHOICES = {"copy_form": COPY_FORMS}
_MOST_RATINGS = 10
LIMITS = {"measure": (20, 200), "margin_width": (20, 200), "block_quote_words": (1, 10_000)}
"""The least and the most that a number may be."""


def settings_from(mapping: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Reads settings out of a decoded configuration file.

    Args:
        mapping: Field names and values, as TOML gives them.

    Returns:
        The settings, with the default for every value that cannot be taken, and one sentence for each
        key that is unknown or whose value is of the wrong type or outside its limits.
    """
    values: dict[str, object] = {}
    problems: list[str] = []
    known = {item.name for item in fields(Settings)}
    for name, value in mapping.items():
        if name not in known:
            problems.append(f"“{name}” is not a setting.{_similar(name, known)}")
            continue
        read, wanted = _READERS[type(getattr(DEFAULTS, name))]
        taken = read(name, value)
        if taken is None:
            problems.append(f"“{name}” must be {_bounded(name, wanted)}; the default is used.")
        else:
            values[name] = taken
    settings = Settings(**values)  # type: ignore[arg-type]
    shapes = (*COPY_SHAPES, *settings.templates)
    if settings.copy_shape not in shapes:
        problems.append(f"“copy_shape” must be one of {', '.join(shapes)}; the default is used.")
        settings = replace(settings, copy_shape=DEFAULTS.copy_shape)
    if settings.locale and not is_locale(settings.locale):
        problems.append(
            f"“locale” must be one of {', '.join(LANGUAGES)}, with or without a region as in de-AT; the default is used."
        )
        settings = replace(settings, locale=DEFAULTS.locale)
    return settings, tuple(problems)


def _text(name: str, value: object) -> str | None:
    return value if isinstance(value, str) and value in _CHOICES.get(name, (value,)) else None


def _flag(_: str, value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(name: str, value: object) -> int | None:
    low, high = LIMITS[name]
    return value if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high else None


def _words(_: str, value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        return None
    words = {UNRATED: UNRATED}
    for word in (" ".join(word.split()) for word in value):
        words.setdefault(word.casefold(), word)
    return tuple(words.values()) if 2 <= len(words) <= _MOST_RATINGS else None


def _table(_: str, value: object) -> Mapping[str, str] | None:
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return value
    return None


_READERS: Mapping[type, tuple[Callable[[str, object], object], str]] = {
    str: (_text, "a text"),
    bool: (_flag, "true or false"),
    int: (_number, "a whole number"),
    tuple: (_words, f"a list of 1 to {_MOST_RATINGS - 1} words beside “{UNRATED}”"),
    dict: (_table, "a table of texts"),
}


def _bounded(name: str, wanted: str) -> str:
    if name in _CHOICES:
        return f"one of {', '.join(_CHOICES[name])}"
    if name not in LIMITS:
        return wanted
    low, high = LIMITS[name]
    return f"{wanted} from {low} to {high}"


def _similar(name: str, known: set[str]) -> str:
    from postil.core.suggestions import closest

    close = closest(name, known)
    return f" Did you mean “{close}”?" if close else ""
