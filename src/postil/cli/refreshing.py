"""`postil refresh`: reading an article again, and what became of its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.cli.deciding import candidate_lines
from postil.cli.output import columns, put, put_json, say
from postil.cli.parser import describe
from postil.core.quoting import quoted
from postil.core.target import Anchoring
from postil.core.text import shortened

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from postil.cli.context import Context
    from postil.core.snapshot import Snapshot
    from postil.services.marks.refreshing import Fate, Refreshed

_TOLD = (Anchoring.ORPHANED, Anchoring.AMBIGUOUS, Anchoring.CHANGED, Anchoring.MOVED)
"""The states whose claims are listed, those first that need somebody most."""


def configure_refresh(parser: ArgumentParser) -> None:
    """Declares `postil refresh`."""
    describe(
        parser,
        _refresh,
        saves=True,
        usage="ARTICLE [--from FILE|URL | --as-received] [options]",
        summary="Read an article again, and look for its marks and the quotes from it in the new text.",
        example="postil refresh essay --from ~/essay-2.txt",
        hint="`postil claim accept`, `retire` and `edit` decide what is in doubt; `postil undo` takes all back.",
    )
    from postil.cli.reading import declare_manner

    parser.add_argument("article", metavar="ARTICLE", help="an id, path, address or title, or a part")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--from", dest="origin", default="", metavar="FILE", help="its new text, also an address or -"
    )
    which.add_argument(
        "--as-received", action="store_true", help="its page as it came, by what reads pages now"
    )
    declare_manner(parser)


def _refresh(options: Namespace, context: Context) -> int:
    from postil.cli.reading import manner
    from postil.services.articles.references import find_article
    from postil.services.marks.refreshing import refresh, told
    from postil.services.review.verdicts import refreshed_document

    workspace = context.workspace
    article = find_article(workspace, options.article).article
    refreshed = refresh(
        workspace,
        article,
        options.origin,
        as_received=options.as_received,
        **manner(options, context),
    )
    text = workspace.text_of(refreshed.article)
    if options.json:
        put_json(refreshed_document(refreshed, text))
    else:
        for line in _lines(refreshed, text):
            put(line)
    say(told(refreshed))
    return 0


def _lines(refreshed: Refreshed, text: Snapshot) -> Iterator[str]:
    for fate in refreshed.of(*_TOLD) if refreshed.operation else ():
        yield from _fate_lines(fate, text)
    for change in refreshed.quotes:
        piece = change.after
        words = quoted(shortened(piece.quote, max(columns() - 60, 20)))
        yield f"{piece.id}  quote: {change.before.check} → {piece.check}: {words}"


def _fate_lines(fate: Fate, text: Snapshot) -> Iterator[str]:
    from postil.anchoring.rewording import rewordings

    target = fate.claim.target
    sure = target.confirmed
    width = max(columns() - 4, 20)
    yield f"{fate.claim.id}  {target.state}: {quoted(shortened(sure.exact, width - 34))}"
    match target.state:
        case Anchoring.CHANGED:
            for part in rewordings(sure.exact, target.exact):
                yield f"    {shortened(f'{quoted(part.before)} → {quoted(part.after)}', width)}"
        case Anchoring.ORPHANED:
            prefix, suffix = sure.selectors[0].prefix, sure.selectors[-1].suffix
            yield f"    stood {shortened(f'after “{prefix[-30:].strip()}”, before “{suffix[:30].strip()}”', width)}"
    yield from candidate_lines(fate.verdict.candidates, text, width)
