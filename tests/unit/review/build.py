"""Short ways to make the records that the ledger is asked about."""

from __future__ import annotations

from postil.core.annotated import Annotated
from postil.core.model import Article, Check, Claim, Directness, Evidence, Reading, Source, Stance
from postil.core.target import Anchoring, Selector, Target
from postil.review.rows import Row, rows

SOURCES = {
    "ashdown2022": Source(
        id="91",
        key="ashdown2022",
        csl={"title": "Silt in tidal harbours", "author": [{"given": "Ruth", "family": "Ashdown"}]},
    ),
    "board2020": Source(
        id="92", key="board2020", csl={"title": "Notice", "author": [{"literal": "Harbour Board"}]}
    ),
}


ARTICLE = Article(id="7", title="High water at the quay", snapshots=(Reading("s", ""),))


def claim(key: str = "1", exact: str = "the quay was under water", **fields: object) -> Claim:
    state = fields.pop("state", Anchoring.ANCHORED)
    start = fields.pop("start", int(key))
    assert isinstance(state, Anchoring)
    assert isinstance(start, int)
    target = Target("s", (Selector(exact, "", "", start, start + len(exact)),), state)
    return Claim(id=key, target=target, **fields)  # type: ignore[arg-type]


def evidence(
    stance: Stance = Stance.SUPPORTS,
    source: str = "ashdown2022",
    check: Check = Check.EXACT,
    directness: Directness = Directness.UNSTATED,
    of: str = "1",
    **fields: str,
) -> Evidence:
    words = {"id": "50", "quote": "Water stood a foot deep.", **fields}
    return Evidence(claim=of, stance=stance, source=source, check=check, directness=directness, **words)  # type: ignore[arg-type]


def row(one: Claim | None = None, *pieces: Evidence, article: Article | None = None) -> Row:
    annotated = Annotated(article or ARTICLE, (one or claim(),), pieces)
    (made,) = rows(annotated, SOURCES, lambda _: 3)
    return made
