"""Commands of the review: filtering, sorting, rating, tagging and trashing claims, and handing them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import WrongUse
from postil.core.quoting import counted
from postil.core.text import shown
from postil.tui import notices
from postil.tui.commands.registry import Registry
from postil.tui.widgets.prompt import Question
from postil.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from postil.services.marks.claims import Marked
    from postil.services.review.exporting import Form
    from postil.tui.screens.review import ReviewScreen

REVIEWING = Registry("Review")
DETAIL = Registry("Claim in full")
command = REVIEWING.command


def _on_claim(screen: ReviewScreen) -> bool:
    return screen.row is not None


@command("review.read", "enter", label="read", group="Claims", when=_on_claim, show=True)
async def read(screen: ReviewScreen) -> None:
    """Show the claim in its article; q there comes back to this row."""
    await screen.read_current()


@command("review.filter", "slash", label="filter", group="Claims", show=True)
async def filter_claims(screen: ReviewScreen) -> None:
    """Narrow the list by words, is:unsourced, tag:, source:, rating:, since: and more."""
    before = screen.query_text
    question = Question(screen.narrow, changed=screen.narrow, cancelled=lambda: screen.narrow(before))
    await screen.ask(
        "/", question, before, "words  is:unsourced  tag:  source:  article:  rating:  since:7d  -not"
    )


@command("review.view", "V", label="views", group="Claims")
async def show_view(screen: ReviewScreen) -> None:
    """Show a saved view: a usual filter, or your own, as `views = { "to do" = "is:unsourced" }` makes one."""
    from postil.tui.lines.ledger import VIEWS
    from postil.tui.screens.choice import Choice

    views = {**VIEWS, **screen.postil.settings.views}
    queries = [*views.values()]
    now = queries.index(screen.query_text) if screen.query_text in queries else 0

    def chosen(index: int | None) -> None:
        if index is not None:
            screen.narrow(queries[index])

    wide = max(map(width_of, views))
    words = [f"{shown(name)}{' ' * (wide - width_of(name))}  {shown(query)}" for name, query in views.items()]
    await screen.consult(Choice("View", words, now), chosen)


@command("review.sort", "s", label="sort", group="Claims", show=True)
async def sort(screen: ReviewScreen) -> None:
    """Choose the order of the claims."""
    from postil.review.rows import Sort
    from postil.tui.screens.choice import Choice

    orders = [*Sort]

    def chosen(index: int | None) -> None:
        if index is not None:
            screen.sort_by(orders[index], backwards=False)

    await screen.consult(Choice("Sort by", orders, orders.index(screen.sort)), chosen)


@command("review.reverse", "S", label="reverse", group="Claims")
def reverse(screen: ReviewScreen) -> None:
    """Turn the order round."""
    screen.sort_by(screen.sort, backwards=not screen.backwards)


@command("review.pick", "space", label="pick", group="Claims", when=_on_claim, show=True)
def pick(screen: ReviewScreen) -> None:
    """Pick the claim, or unpick it, and go to the next; what follows is for all picked ones."""
    screen.listing.toggle_pick()
    screen.show_header()


@command("review.rate", "r", label="rate", group="Claims", when=_on_claim, show=True)
async def rate(screen: ReviewScreen) -> None:
    """Rate the claim, or all picked ones: a digit picks."""
    from postil.tui.screens.choice import Choice

    ratings = screen.postil.settings.ratings
    has = [claim.rating for _, claim in screen.subjects()]
    here = ratings.index(has[0]) if has and has[0] in ratings else 0

    def chosen(index: int | None) -> None:
        if index is not None:
            _rate(screen, index)

    await screen.consult(Choice("Rate", ratings, here, first=0), chosen)


def _rate_at_once(digit: int) -> None:
    """Declares the command that rates with the rating of a digit."""

    @command(
        f"review.rate-{digit}",
        str(digit),
        label=f"rate {digit}",
        group="Claims",
        when=_on_claim,
        listed=False,
    )
    def rate_at_once(screen: ReviewScreen) -> None:
        """Rate the claim with the rating of the digit, and go to the next; or rate all picked ones."""
        _rate(screen, digit)
        if not screen.listing.picked:
            screen.listing.step(1)


for _digit in range(10):
    _rate_at_once(_digit)


def _rate(screen: ReviewScreen, index: int) -> None:
    from postil.services.marks.claims import rate_claims

    ratings = screen.postil.settings.ratings
    if index >= len(ratings):
        known = ", ".join(f"{number} {word}" for number, word in enumerate(ratings))
        raise WrongUse("No rating has this key.", f"The digits rate: {known}.")
    marked = screen.subjects()
    rate_claims(screen.workspace, marked, ratings[index], ratings)
    _changed(screen, marked)
    if screen.listing.picked:
        notices.tell(screen.app, f"{counted(len(marked), 'picked claim')}: {ratings[index]}.")


@command("review.edit", "e", "E", "plus", "minus", label="edit", group="Claims", when=_on_claim, listed=False)
def edit(screen: ReviewScreen) -> None:
    """Tell where the claim is edited and given evidence: in its article."""
    key = screen.first_key("review.read")
    notices.tell(screen.app, f"{key} reads the claim in its article; there it can be edited and sourced.")


@command("review.tag", "t", label="tags", group="Claims", when=_on_claim, show=True)
async def tag(screen: ReviewScreen) -> None:
    """Add tags to the claim, or all picked ones, divided by commas; a minus sign before one takes it away."""
    from postil.services.marks.claims import tag_claims

    marked = screen.subjects()

    def answered(typed: str) -> None:
        words = [word for part in typed.split(",") if (word := part.strip())]
        remove = [word[1:].strip().removeprefix("#") for word in words if word.startswith("-")]
        add = [word.removeprefix("#") for word in words if not word.startswith("-")]
        tag_claims(screen.workspace, marked, add=add, remove=remove)
        _changed(screen, marked)

    has = ", ".join(f"#{name}" for name in marked[0][1].tags) if len(marked) == 1 else f"{len(marked)} claims"
    await screen.ask(
        f"tags {has}:" if has else "tags:", Question(answered), placeholder="new, two words, -old"
    )


@command("review.trash", "d", label="trash", group="Claims", when=_on_claim, show=True)
def trash(screen: ReviewScreen) -> None:
    """Put the claim, or all picked ones, to the trash; undo brings them back."""
    from postil.services.marks.claims import trash_marked

    marked = screen.subjects()
    trash_marked(screen.workspace, marked)
    _changed(screen, marked)
    key = screen.first_key("edit.undo")
    told = f"In the trash: {counted(len(marked), 'claim')}. {key} brings back what went together."
    notices.tell(screen.app, told)


@command("review.export", "x", label="export", group="Claims", when=_on_claim)
async def export(screen: ReviewScreen) -> None:
    """Write the claims that are shown to a file: CSV, Markdown or JSON lines."""
    from postil.services.review.exporting import Form
    from postil.tui.screens.choice import Choice

    forms = [Form.CSV, Form.MARKDOWN, Form.JSON_LINES]

    async def chosen(index: int | None) -> None:
        if index is not None:
            await _export(screen, forms[index])

    number = len(screen.listing.rows)
    title = f"Export {number} claim{'' if number == 1 else 's'} as"
    words = ["CSV, for a spreadsheet", "Markdown, a report", "JSON lines, for a program"]
    await screen.consult(Choice(title, words), chosen)


@command("review.all", "escape", label="show all", group="Claims")
def show_all(screen: ReviewScreen) -> None:
    """Leave what was begun: the picked rows, then the filter."""
    if screen.listing.picked:
        screen.listing.picked.clear()
        screen.listing.refresh()
        screen.show_header()
    elif screen.query_text:
        screen.narrow("")


@command(
    "review.detail",
    "tab",
    label="in full",
    group="Claims",
    when=lambda screen: _on_claim(screen) and screen.detail.size.height,
)
def go_to_detail(screen: ReviewScreen) -> None:
    """Go to the claim in full, where a piece of evidence can be selected and copied."""
    screen.detail.focus()


@DETAIL.command("detail.next", "j", "down", label="next", group="Claim in full")
def next_entry(screen: ReviewScreen) -> None:
    """Go to the next piece of evidence."""
    screen.detail.step(1)


@DETAIL.command("detail.previous", "k", "up", label="previous", group="Claim in full")
def previous_entry(screen: ReviewScreen) -> None:
    """Go to the piece before."""
    screen.detail.step(-1)


@DETAIL.command("detail.read", "enter", label="read", group="Claim in full", show=True)
async def read_from_detail(screen: ReviewScreen) -> None:
    """Show the claim in its article."""
    await screen.read_current()


@DETAIL.command("detail.leave", "tab", "escape", "q", label="list", group="Claim in full", show=True)
def go_to_list(screen: ReviewScreen) -> None:
    """Go back to the list."""
    screen.listing.focus()


def _changed(screen: ReviewScreen, marked: Sequence[Marked]) -> None:
    screen.changed([article for article, _ in marked])


async def _export(screen: ReviewScreen, form: Form) -> None:
    from postil.services.review.exporting import ledger_text
    from postil.tui.commands.exporting import ask_for_file

    rows = tuple(screen.listing.rows)

    def written(path: Path, _: Sequence[str]) -> None:
        notices.tell(screen.app, f"{len(rows)} claims are in {path}.")

    def make() -> tuple[str, Sequence[str]]:
        return ledger_text(screen.workspace, rows, form), ()

    await ask_for_file(screen, f"claims.{form}", make, written)
