"""Shapes of a reader's own: a text with `$names` in it, which stand for what is known of a quote.

The names are filled in by `string.Template`, which knows no logic: nothing in a template can be run.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from postil.citation.csl import issued, names, words
from postil.citation.locator import locator_text
from postil.core.errors import WrongUse
from postil.core.suggestions import closest
from postil.core.text import copyable_line, copyable_markup, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.citation.forms.form import Form, Quote
    from postil.citation.reference import Citation
    from postil.core.model import JSON, Claim, Evidence

FIELDS = {
    "quote": "the words, in one line",
    "cited": "the cited quote as the markup has it",
    "citation": "what stands after a quote, without parentheses around all of it",
    "reference": "the entry of the bibliography",
    "authors": "the source's authors",
    "title": "its title",
    "container": "the newspaper, journal, site or book it stands in",
    "date": "when it was published",
    "url": "its address",
    "key": "its key",
    "place": "the place in it, as p. 12",
    "claim": "the claim in the reader's words, or the marked ones",
    "speaker": "who says so",
    "rating": "how it is rated",
    "note": "the note on the evidence, or on the claim",
    "stance": "supports, disputes or context; empty for a claim",
    "check": "what the check of the quote found; empty for a claim",
}
"""The names that a template may use, and what each stands for."""


def filled(template: str, values: Mapping[str, str]) -> str:
    """Fills in a template.

    Args:
        template: The text; `$$` is a dollar sign.
        values: What the names of `FIELDS` stand for, written in the markup already.

    Raises:
        WrongUse: It uses a name that there is not, or a `$` that begins none.
    """
    try:
        return copyable_markup(Template(template).substitute(values)).strip("\n")
    except KeyError as error:
        name = str(error.args[0])
        near = closest(name, FIELDS)
        hint = f"Did you mean ${near}?" if near else f"There are ${', $'.join(FIELDS)}."
        raise WrongUse(f"The template uses ${shown(name)}, which stands for nothing.", hint) from error
    except ValueError as error:
        raise WrongUse("The template has a $ that begins no name.", "Write $$ for a dollar sign.") from error


def values_of(
    form: Form,
    quote: Quote,
    citation: Citation,
    item: Mapping[str, JSON],
    *,
    claim: Claim | None,
    evidence: Evidence | None,
) -> dict[str, str]:
    """What the names of `FIELDS` stand for, each written in a markup.

    Args:
        form: The markup.
        quote: The words.
        citation: Of the source, or of the article itself.
        item: The source's CSL-JSON, or that of the article.
        claim: The claim that the words are, or that the evidence bears on.
        evidence: The evidence that the words are of.
    """
    told = {
        "quote": quote.line,
        "citation": citation.credit,
        "authors": "; ".join(name.full for name in names(item)),
        "title": words(item, "title"),
        "container": words(item, "container-title"),
        "date": issued(item).text,
        "url": copyable_line(citation.url),
        "key": citation.key,
        "place": locator_text(citation.locator),
        "claim": claim.statement if claim else "",
        "speaker": claim.speaker if claim else "",
        "rating": claim.rating if claim else "",
        "note": evidence.note if evidence else claim.note if claim else "",
        "stance": evidence.stance.value if evidence else "",
        "check": evidence.check.value if evidence else "",
    }
    written = {name: form.text(value) if value else "" for name, value in told.items()}
    return {**written, "cited": form.cited(quote, citation), "reference": form.entry(citation)}
