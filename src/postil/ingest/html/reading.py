"""A page of HTML is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.ingest.document import Parsed
from postil.ingest.encoding.charset import declared_charset
from postil.ingest.encoding.decoding import decode
from postil.ingest.html.article import WALKED, article_of
from postil.ingest.html.gaps import Said
from postil.ingest.html.headline import as_title
from postil.ingest.html.metadata import about_of, base_of, descriptions_of, titles_of
from postil.ingest.html.naming import named
from postil.ingest.html.parsing import head_of, tree_of

if TYPE_CHECKING:
    from postil.ingest.document import Received


LONGEST_STAND_IN = 6_000
"""Code points of the longest page that may only stand in for a text, as a notice that asks for consent."""


def read(received: Received) -> Parsed:
    """Reads the article of a page, and what the page says about itself.

    Raises:
        BadInput: It is not text, or it has no text of its own; the message has no subject and says where that is.
    """
    decoded = decode(received.data, received.encoding, received.charset or declared_charset(received.data))
    root = tree_of(decoded.text)
    if root is None:
        return Parsed([], encoding=decoded.encoding, guessed=decoded.guessed)
    about = about_of(root if len(decoded.text) <= WALKED else head_of(root), received.url)
    base = base_of(root, received.url or about.url)
    titles = titles_of(root)
    said = Said([about.title, *titles], descriptions_of(root))
    article = article_of(root, base, said, about.language, len(decoded.text))
    if sum(len(one.block.text) for one in article.found) <= LONGEST_STAND_IN:
        from postil.ingest.html.stand_ins import refuse_stand_in  # most pages are none

        refuse_stand_in(root, base, [one.block.text for one in article.found])
    if not article.found and next(root.iter("script"), None) is not None:
        raise BadInput(
            "shows its text by scripts alone.",
            "Open it in a browser, save the page as it is shown there, and open that file.",
        )
    about = about._replace(title=as_title(article.headline or about.title, titles))
    return Parsed(named(article.found, base), about, decoded.encoding, decoded.guessed)
