"""Commands on the links that lead out of an article: listed, opened in the browser, read, copied."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

from postil.core.errors import PostilError, WrongUse
from postil.core.snapshot import TextRange
from postil.core.text import copyable_line, shortened, shown_path
from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.tui.app import PostilApp
    from postil.tui.lines.links import LinkRow
    from postil.tui.screens.links import LinksScreen
    from postil.tui.screens.reader import ReaderScreen

LINKS = Registry("Links")
LINK_LIST = Registry("List of links")

OPENING = "opening a link"
"""The worker that reads what a link leads to."""


def _opening(screen: ReaderScreen) -> bool:
    return any(worker.group == OPENING and not worker.is_finished for worker in screen.workers)


@LINKS.command("link.list", "O", label="links", group="Links")
async def list_links(screen: ReaderScreen) -> None:
    """Show where the links of the paragraph lead, or those of the whole text; open, read or copy one."""
    snapshot, block = screen.snapshot, screen.text.cursor.block
    rows = _rows(screen, TextRange(0, len(snapshot.text)))
    if not rows:
        screen.say("no link leads out of this text")
        return
    start, end = snapshot.starts[block], snapshot.blocks.end(block)
    await _show(screen, rows, [row for row in rows if start <= row.place < end])


@LINKS.command("link.stop", "escape", label="stop", group="Links", when=_opening)
def stop(screen: ReaderScreen) -> None:
    """Stop opening what a link leads to."""
    screen.workers.cancel_group(screen, OPENING)
    screen.say("stopped; nothing was opened")


async def open_links_of_sentence(screen: ReaderScreen) -> None:
    """Opens the sentence's link in the browser; of several the reader picks one.

    Raises:
        WrongUse: The sentence has none.
    """
    rows = _rows(screen, screen.text.cursor.range)
    if not rows:
        raise WrongUse("There is no link here.", f"{screen.first_key('link.list')} lists those of the text.")
    if len(rows) == 1:
        await _browse(screen, rows[0].target)
    else:
        await _show(screen, rows, ())


def _rows(screen: ReaderScreen, within: TextRange) -> tuple[LinkRow, ...]:
    """The links in a stretch of the article that lead out of it."""
    from postil.core.structure import links_out
    from postil.services.articles.links import target_of
    from postil.tui.lines.links import link_rows

    snapshot, article, workspace = screen.snapshot, screen.annotated.article, screen.workspace
    links = (
        (block, link)
        for block, link in links_out(snapshot.blocks)
        if snapshot.starts[block] + link.start < within.end
        and within.start < snapshot.starts[block] + link.end
    )
    return link_rows(snapshot, links, lambda href: target_of(workspace, article, href))


async def _show(screen: ReaderScreen, rows: Sequence[LinkRow], here: Sequence[LinkRow]) -> None:
    from postil.tui.screens.links import LinksScreen

    async def chosen(answer: tuple[str, bool] | None) -> None:
        if answer is None:
            return
        target, is_read = answer
        if is_read:
            read_link(screen, target)
        else:
            await _browse(screen, target)

    await screen.consult(LinksScreen(rows, here), chosen)


async def _browse(screen: ReaderScreen, target: str) -> None:
    from postil.services.articles.links import is_address

    if not is_address(target):
        hint = f"{screen.first_key('link.list')} lists the links; there it can be read here."
        raise WrongUse(f"{shown_path(target)} is a file, and no address for the browser.", hint)
    await ask_and_open(screen.postil, target)


async def ask_and_open(app: PostilApp, address: str) -> None:
    """Opens an address in the browser or the mail program; asks first, once for each host in a session.

    Raises:
        WrongUse: It is neither an address of the web nor one to write to.
    """
    from postil.tui.safe_addresses import handed_over
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.choice import Choice

    host, safe = handed_over(address)

    def chosen(index: int | None) -> None:
        if index == 0:
            app.trusted_hosts.add(host)
            work_aside(app, _hand_over(app, safe))

    if host in app.trusted_hosts:
        chosen(0)
    else:
        await app.push_screen(Choice(f"Open {host}?", [safe, "no"]), telling(app, chosen))


async def _hand_over(app: PostilApp, address: str) -> None:
    import webbrowser

    opened = await asyncio.to_thread(webbrowser.open, address)
    if not opened:
        notices.warn(app, "No browser could be started.", hint=f"The address is {address}")


def read_link(screen: ReaderScreen, target: str) -> None:
    """Opens what a link leads to, looked up beside the screen, in the reader."""
    from postil.services.articles.articles import open_found
    from postil.services.articles.links import check_readable
    from postil.tui.beside.opening import looked_up

    name, key = shortened(target, 60), screen.first_key("link.stop")

    def tell(come: str) -> None:
        screen.say(f"opening {name} …  {come}{'; ' if come else ''}{key} stops", lasting=True)

    async def read() -> None:
        try:
            await asyncio.to_thread(check_readable, target)
            found = await looked_up(screen, target, tell, Event())
            screen.say("")
            await screen.postil.places.read(open_found(screen.workspace, found))
        except PostilError as error:
            screen.say("")
            notices.tell_error(screen.app, error)

    screen.call_later(tell, "")
    screen.run_worker(read(), group=OPENING, exclusive=True)


@LINK_LIST.command("links.open", "enter", "o", label="browser", group="Links")
def open_in_browser(screen: LinksScreen) -> None:
    """Open the link in the browser; mail addresses in the mail program."""
    screen.choose(is_read=False)


@LINK_LIST.command("links.read", "r", label="read here", group="Links")
def read_here(screen: LinksScreen) -> None:
    """Open what the link leads to as an article, here."""
    screen.choose(is_read=True)


@LINK_LIST.command("links.copy", "y", label="copy", group="Links")
async def copy_address(screen: LinksScreen) -> None:
    """Copy the address."""
    if screen.listing.current is not None:
        await screen.postil.put(copyable_line(screen.listing.current.target))


@LINK_LIST.command("links.all", "tab", label="all", group="Links", when=lambda screen: screen.has_others)
def show_others(screen: LinksScreen) -> None:
    """Show the links of the whole text, or of the paragraph only."""
    screen.show_others()


@LINK_LIST.command("links.leave", "escape", "q", "O", label="leave", group="Links")
def leave_links(screen: LinksScreen) -> None:
    """Go back to the text."""
    screen.answer(None)
