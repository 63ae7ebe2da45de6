from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postil.core.annotated import Annotated
from postil.core.model import Article, Check, Claim, Evidence, Locator, Source, Stance
from postil.core.target import Selector, Target
from postil.interchange.markdown_report import report

SOURCES = {"ashdown2022": Source(id="9", key="ashdown2022", csl={"title": "Silt"})}
ARTICLE = Article(
    id="7",
    title="High water",
    authors=("Ruth Ashdown", "S. Pike"),
    container="Saltmarsh Courier",
    published="2024-05-02",
    url="https://courier.example/high_water",
)


def claim(key: str, start: int, exact: str, **fields: str) -> Claim:
    return Claim(id=key, target=Target("s", (Selector(exact, "", "", start, start + 1),)), **fields)  # type: ignore[arg-type]


def piece(key: str, stance: Stance, source: str, **fields: str) -> Evidence:
    return Evidence(id=key, claim="2", stance=stance, source=source, locator=Locator("page", "4"), **fields)  # type: ignore[arg-type]


ANNOTATED = Annotated(
    ARTICLE,
    (
        claim("1", 9, "the *second* claim"),
        claim(
            "2",
            0,
            "the first\nclaim",
            text="It is first.",
            speaker="the board",
            rating="disputed",
            note="- see",
        ),
        claim("3", 4, "gone", deleted="2024"),
    ),
    (
        piece(
            "5", Stance.DISPUTES, "lost2001", quote="Not at all.", check=Check.NOT_FOUND, note="Asked for it."
        ),
        piece("4", Stance.SUPPORTS, "ashdown2022", quote="one\n\ntwo", check=Check.EXACT),
    ),
)

EXPECTED = """\
# Report #1

Ruth Ashdown, S. Pike · Saltmarsh Courier · 2024-05-02 · <https://courier.example/high_water>

## Claim 1

> the first\\
> claim

It is first.

Kind: fact · Speaker: the board · Rating: disputed

\\- see

### Supports

- > one
  >
  > two
  >
  > — Silt at 4 (stands in its source)

### Disputes

- > Not at all.
  >
  > — lost2001 (not found in its source)

  Asked for it.

## Claim 2

> the \\*second\\* claim

Kind: fact

No source.

## References

- Silt, <https://silt.example>.
- lost2001
"""


def cite(source: Source, locator: Locator) -> str:
    return f"{source.title} at {locator.value}"


def reference(source: Source) -> str:
    return f"{source.title}, https://silt.example."


def written(annotated: Annotated, title: str = "Report #1") -> str:
    return report(annotated, SOURCES, title=title, cite=cite, reference=reference)


def test_a_report_tells_claims_in_text_order_with_evidence_by_stance() -> None:
    assert written(ANNOTATED) == EXPECTED


def test_an_article_without_claims_has_no_references() -> None:
    assert written(Annotated(Article(id="7", title="High water"))) == "# Report #1\n"


@given(st.text(alphabet="*_`#|<>[]()!\\&;:-+=.1 \nax\u200b\x1b", max_size=30))
def test_nothing_that_is_told_changes_the_outline(text: str) -> None:
    first, second, gone = ANNOTATED.claims
    hostile = Annotated(
        replace(ARTICLE, container=text, title=text),
        (first, replace(second, text=text, speaker=text, note=text, rating=text, tags=(text,)), gone),
        tuple(replace(one, quote=text, note=text) for one in ANNOTATED.evidence),
    )
    tokens = MarkdownIt("commonmark").parse(written(hostile, f"Report {text}"))
    assert [token.tag for token in tokens if token.type == "heading_open"] == [
        "h1",
        "h2",
        "h3",
        "h3",
        "h2",
        "h2",
    ]
    assert sum(token.type == "list_item_open" for token in tokens) == 4
    types = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or []
    }
    assert not types & {"html_block", "html_inline", "code_block", "fence", "image", "em_open", "hr"}
