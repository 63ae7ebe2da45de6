from __future__ import annotations

import pytest

from postil.ingest.html.islands import FURTHEST, without_islands
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.walk import found_in

TEXT = f"<article>{'<p>The harbour will be dredged before winter, and nobody knows what that will cost the town.' * 3}</article>"
OTHERS = f"<div>{'<p>Tides' * FURTHEST}</div>"


def staying(body: str) -> list[str]:
    """The texts that stay of a page of which all was kept but the word `Tides`."""
    root = tree_of(f"<html><body>{body}</body></html>")
    assert root is not None
    found = found_in(root)
    kept = without_islands(found, [one.block.text != "Tides" for one in found])
    return [one.block.text for one, keep in zip(found, kept, strict=True) if keep]


@pytest.mark.parametrize(
    "far",
    [
        "<div><p>Ad space</div>",
        "<ul><li><a href=/a>The mud of Norden, and what the council has to say of it on a Monday evening in May.</a></ul>",
    ],
)
def test_a_line_far_from_the_article_that_says_nothing_is_none_of_it(far: str) -> None:
    assert len(staying(f"{TEXT}{OTHERS}{far}")) == 3
    assert len(staying(f"{far}{OTHERS}{TEXT}")) == 3


@pytest.mark.parametrize(
    "body",
    [
        f"{TEXT}<div><p>Ad space</div>",
        f"<h1>The harbour</h1>{OTHERS}{TEXT}",
        f"{TEXT}{OTHERS}<div><p>The mayor, who had opposed the plan in the spring, would say nothing when she was asked.</div>",
        f"{TEXT}{OTHERS}<article><p>I was there, too</article>",
        f"{TEXT}{OTHERS}<pre>depth 3.2 m</pre>",
    ],
)
def test_what_is_near_tells_something_or_is_called_as_the_article_stays(body: str) -> None:
    assert len(staying(body)) == 4
