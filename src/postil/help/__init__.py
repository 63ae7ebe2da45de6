"""The pages a reader can open with F1 or `postil help`, as Markdown files beside this module."""

from __future__ import annotations

from importlib.resources import files

PAGES = ("keys", "format", "shell", "changelog", "contributing")
"""The names of the pages."""


def page(name: str) -> str:
    """Reads one page as Markdown.

    Raises:
        KeyError: There is no page of that name.
    """
    if name not in PAGES:
        raise KeyError(name)
    return (files(__name__) / f"{name}.md").read_text(encoding="utf-8")
