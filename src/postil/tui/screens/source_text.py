"""A source's text as it is read in the margin's place."""

from __future__ import annotations

from typing import ClassVar

from postil.tui.commands.reading import READING
from postil.tui.commands.registry import keys_of_part
from postil.tui.commands.selecting import SELECTING, STARTING
from postil.tui.commands.source_reading import SOURCE_READING
from postil.tui.commands.structure import STRUCTURE
from postil.tui.widgets.article_view import ArticleView


class SourceText(ArticleView):
    """A source's text beside the article, with the keys that work in it."""

    BINDINGS: ClassVar = keys_of_part(SOURCE_READING, SELECTING, STARTING, STRUCTURE, READING)
