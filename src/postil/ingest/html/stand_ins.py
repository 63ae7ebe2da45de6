"""Pages that stand in for a text: they lead on to another page, hold others in frames, or ask for consent first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import clean_line, shortened
from postil.ingest.html.addresses import joined
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

MOST_FRAMES = 4
"""Frames of one page that are named."""

LEADING_ON = 60
"""Words of the longest text of a page that only leads on."""

CONSENT = 500
"""Words of the longest text of a page that only asks for consent."""

NOTICE = 0.6
"""The share of a text's words that are of a notice from which on it is nothing else."""

_IN_BROWSER = "Open it in a browser, answer there, save the page as it is shown then, and open that file."
_LONGEST_ADDRESS = 300
_NO_SIZE = frozenset({"0", "1", "0px", "1px"})
_REFRESH = pattern(r"\s*\d*(?:\.\d*)?\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
_OF_CHECKS = pattern(
    r"(?:enable|turn on|activate) java ?script|java ?script (?:is|must be|has to be|seems to be) (?:disabled|enabled|required)"
    r"|(?:verify|verifying|confirm) (?:that )?you are (?:a |not a )?(?:human|robot)|checking your browser"
    r"|javascript (?:in ihrem browser )?(?:aktivieren|ist deaktiviert)|activer javascript|habilit[ae]r? javascript",
    re.IGNORECASE,
)
_BUTTONS = pattern(
    r"(?:accept|reject|agree to|allow|deny|decline|refuse) (?:all|cookies)|manage (?:options|preferences|cookies|choices)"
    r"|(?:cookie|privacy) (?:settings|preferences)|akzeptieren|alle(?:s)? ablehnen|zustimmen|einstellungen (?:verwalten|ändern)"
    r"|(?:tout )?(?:accepter|refuser)|paramétrer|gérer (?:mes|les)|aceptar|rechazar|configurar|accett[ao]|rifiuta"
    r"|accepteren|weigeren|aceitar|rejeitar|zaakceptuj|akceptuję|принять|прийняти",
    re.IGNORECASE,
)
_OF_NOTICES = pattern(
    r"\b(?:we|our) (?:and our )?(?:\d+ )?(?:partners|vendors)\b|\bour (?:and our )?partners|(?:store|access) information on a device"
    r"|(?:we|site|website) uses? cookies|process(?:es|ing)? (?:your )?personal data|legitimate interest|your (?:consent|choices)"
    r"|wir (?:und unsere|verwenden|nutzen)\b.{0,60}(?:cookies|partner)|ihre (?:einwilligung|zustimmung)|personenbezogenen? daten"
    r"|(?:mit|ohne) (?:werbung|werbetracking|tracking)|pur-abo"
    r"|nous et nos|vos données|votre consentement|utilis(?:ons|e) des cookies"
    r"|nosotros y nuestros|utilizamos cookies|tu consentimiento|sus datos personales"
    r"|noi e i nostri|utilizziamo|il tuo consenso|wij en onze|onze partners|gebruiken cookies"
    r"|nós e os nossos|utilizamos cookies|nasi partnerzy|pliki cookie",
    re.IGNORECASE,
)


def refuse_stand_in(root: HtmlElement, base: str, texts: Sequence[str]) -> None:
    """Refuses a page that has no text of its own, and says where that is.

    Args:
        root: The page.
        base: The address to which its relative links belong.
        texts: The text that was found, block by block.

    Raises:
        BadInput: It is such a page; the message has no subject.
    """
    length = 0
    for text in texts:
        length += len(words_of(text))
        if length > CONSENT:
            return
    if length <= LEADING_ON and (target := _leads_to(root, base)):
        raise BadInput("has no text of its own and leads on to another page.", f"Open that: {target}")
    if not length and (frames := list(dict.fromkeys(_frames(root, base)))):
        raise BadInput(
            "has no text of its own and shows other pages in frames.",
            f"Open the one that you want to read: {', '.join(frames[:MOST_FRAMES])}",
        )
    if 0 < length <= LEADING_ON and any(map(_OF_CHECKS.search, texts)):
        raise BadInput("only checks which browser asks for it, and has no article.", _IN_BROWSER)
    if length and _is_notice(root, texts, length):
        raise BadInput("asks for consent to cookies, and has no article.", _IN_BROWSER)


def _leads_to(root: HtmlElement, base: str) -> str:
    """Where a page leads on by itself; nothing where it stays or only loads itself anew."""
    for meta in root.iter("meta"):
        refresh = _REFRESH.match(meta.get("content") or "")
        if (meta.get("http-equiv") or "").strip().lower() == "refresh" and refresh:
            target = _address(base, refresh[1])
            return "" if target == base else target
    return ""


def _frames(root: HtmlElement, base: str) -> Iterator[str]:
    for frame in root.iter("frame", "iframe"):
        size = {frame.get("width"), frame.get("height")}
        is_seen = not (
            size & _NO_SIZE or "none" in (frame.get("style") or "") or frame.xpath("ancestor::noscript")
        )
        if is_seen and (address := _address(base, frame.get("src") or "")):
            yield address


def _address(base: str, said: str) -> str:
    """An address of the web, or of a file beside the page; nothing of any other kind."""
    address = clean_line(joined(base, said))
    scheme, colon, _ = address.partition(":")
    is_other = bool(colon) and "/" not in scheme and scheme.lower() not in {"http", "https"}
    return "" if is_other or not address or address.startswith("#") else shortened(address, _LONGEST_ADDRESS)


def _is_notice(root: HtmlElement, texts: Sequence[str], length: int) -> bool:
    of_notice = sum(len(words_of(text)) for text in texts if _OF_NOTICES.search(text))
    if of_notice < length * NOTICE:
        return False
    return any(_BUTTONS.search(shown_text(element, 100)) for element in root.iter("button", "a", "input"))
