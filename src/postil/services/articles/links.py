"""Where the links of an article lead: to an address, or to a file beside the article's own."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from postil.core.addresses import page_of
from postil.core.errors import BadInput, WrongUse
from postil.core.patterns import pattern
from postil.core.text import shown, shown_path
from postil.services.articles.originals import file_of

if TYPE_CHECKING:
    from postil.core.model import Article
    from postil.services.library.workspace import Workspace

_SCHEME = pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def is_address(target: str) -> bool:
    """Whether what a link leads to is an address, and no file."""
    return bool(_SCHEME.match(target)) and not Path(target).is_absolute()


def target_of(workspace: Workspace, article: Article, href: str) -> str:
    """What a link leads to: an address, or the absolute path of a file.

    A relative link is one to a place beside the article's own: beside its file where it was read from one,
    else beside its address. It stays as it is where the article has neither.

    Args:
        workspace: The open library.
        article: The article in which the link stands.
        href: The link as the article has it.
    """
    if _SCHEME.match(href):
        return href
    if not article.path or href.startswith("//"):
        return urljoin(article.url, href) if page_of(article.url) else href
    beside = file_of(workspace, article).parent
    return os.path.normpath(beside / unquote(re.split("[?#]", href, maxsplit=1)[0]))


def check_readable(target: str) -> None:
    """Checks that what a link leads to may be read as an article's text; it may wait for a disk.

    Args:
        target: As `target_of` gives it.

    Raises:
        WrongUse: It is neither an address of the web nor a file's path.
        BadInput: There is no such file.
    """
    if page_of(target):
        return
    if not Path(target).is_absolute():
        raise WrongUse(f"{shown(target[:80])} is neither a web address nor a file that can be found.")
    try:
        is_file = Path(target).is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:  # a pipe or a device would keep whoever reads it waiting
        raise BadInput(f"There is no file {shown_path(target)}.", "The link leads to nothing that is here.")
