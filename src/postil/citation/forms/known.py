"""The markups that there are, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.forms.html import Html
from postil.citation.forms.latex import Latex
from postil.citation.forms.markdown import Markdown, Obsidian, PandocMarkdown
from postil.citation.forms.org import Org
from postil.citation.forms.plain import Plain
from postil.citation.forms.typst import Typst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.citation.forms.form import Form

_ALL: tuple[Form, ...] = (Plain(), Markdown(), PandocMarkdown(), Obsidian(), Html(), Org(), Latex(), Typst())
FORMS: Mapping[str, Form] = {form.name: form for form in _ALL}
