"""What the dialects of Markdown add to CommonMark: a parser of them, and signs that are no words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_ADMONITION = pattern(r'^ {0,3}(?:!!!|\?\?\?\+?) +[\w-]+(?: +"[^"\n]*")? *\n+(?: {4}|\t)', re.MULTILINE)
_CALLOUT = pattern(r"\[!([A-Za-z][\w-]*)\][+-]?(?: +|$)")
_FENCE = pattern(r":{3,}(?: *\{?[\w. #=\"-]*\}?)? *")
_ATTRIBUTES = pattern(r"\{:[^{}\n]*\}|\{[#.][^{}\n]*\}")
_MARKED = pattern(r"==(?=\S)([^=\n]+)(?<=\S)==(?!=)|(?<!\S)%%[^%\n]*%%(?!\S)")
_PLACE_LINK = pattern(r"!?\[\[(?! )([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]")
_BREAKS = frozenset({"softbreak", "hardbreak"})


def parser_of(text: str, deepest: int) -> MarkdownIt:
    """A parser of CommonMark with tables, footnotes, definitions, formulas, and admonitions where a text has one.

    Args:
        text: The text that is to be parsed.
        deepest: How deep elements may lie in each other.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": deepest}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    # Elsewhere `!!!` begins a line that shouts, of which the plugin would take the first word away.
    return parser.use(admon_plugin) if _ADMONITION.search(text) else parser


class Callout(NamedTuple):
    """The title of a quote that calls attention, as `> [!NOTE]`, and what stands behind it in its paragraph."""

    title: str
    rest: Sequence[Token]


def callout_in(tokens: Sequence[Token]) -> Callout | None:
    """The callout that the first paragraph of a quote begins with (GitHub's alerts, Obsidian's callouts)."""
    begins = _CALLOUT.match(tokens[0].content) if tokens and tokens[0].type == "text" else None
    if begins is None:
        return None
    at = next((at for at, token in enumerate(tokens) if token.type in _BREAKS), len(tokens))
    words = "".join(token.content for token in tokens[:at])[begins.end() :].strip()
    return Callout(words or begins[1].capitalize(), tokens[at + 1 :])


def without_fences(tokens: Sequence[Token]) -> list[Token]:
    """The inline tokens of a paragraph without the lines that only begin or end a container, or give it attributes."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        begins = at == 0 or tokens[at - 1].type in _BREAKS
        ends = at + 1 == len(tokens) or tokens[at + 1].type in _BREAKS
        if not (begins and ends and token.type == "text" and _is_sign(token.content.strip())):
            kept.append(token)
    return kept


def without_signs(words: str) -> str:
    """The words of a text token as they are shown: `[[Page|shown]]`, `==marked==`, `{: .note}`."""
    if "[[" in words:
        words = _PLACE_LINK.sub(lambda match: match[2] or match[1], words)
    if "==" in words or "%%" in words:
        words = _MARKED.sub(lambda match: match[1] or "", words)
    return words


def without_attributes(heading: str) -> str:
    """A heading without the attributes that end it: `Mud {#mud .silt}`."""
    before, found, _ = heading.rpartition(" {")
    return before.rstrip() if found and _ATTRIBUTES.fullmatch(heading[len(before) + 1 :]) else heading


def _is_sign(line: str) -> bool:
    return bool(_FENCE.fullmatch(line) or _ATTRIBUTES.fullmatch(line))
