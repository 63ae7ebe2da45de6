"""Whether bytes are a mail, told by the header lines with which one begins."""

from __future__ import annotations

from postil.core.patterns import pattern

_LINE = pattern(rb"([!-9;-~]+)[ \t]*:[ \t]*(.*)")
_ENVELOPE = pattern(rb"From (?:\S+@\S+|-|MAILER-DAEMON) ")
_KNOWN = frozenset(
    b"from to cc bcc sender reply-to date subject message-id references in-reply-to mime-version content-type"
    b" content-transfer-encoding content-location snapshot-content-location received return-path delivered-to"
    b" dkim-signature authentication-results list-id".split()
)
_SENT = frozenset((b"from", b"received", b"return-path", b"message-id", b"delivered-to"))
_ENDINGS = (".eml", ".mht", ".mhtml")
_SAVED_ENDINGS = (".mht", ".mhtml")


def kind_of_mail(head: bytes, ending: str = "") -> str:
    """`mail` or `mhtml` where the lines before the first empty one are the headers of such, else nothing.

    Args:
        head: The first bytes of a text.
        ending: The ending of its file's name; with that of a mail fewer headers are enough.
    """
    headers = _headers(head)
    known = _KNOWN.intersection(headers)
    enough = 1 if ending in _ENDINGS else 3
    if len(known) < enough or (ending not in _ENDINGS and known.isdisjoint(_SENT)):
        return ""
    return "mhtml" if _is_saved_page(headers, ending) else "mail"


def _headers(head: bytes) -> dict[bytes, bytes]:
    """The first lines by their names in small letters; empty where a line is none of a header."""
    found: dict[bytes, bytes] = {}
    lines = head.removeprefix(b"\xef\xbb\xbf").splitlines()
    name = b""
    for number, line in enumerate(lines):
        if not line.strip():
            return found
        if line[:1] in b" \t" and name:
            found[name] += line
            continue
        match = _LINE.match(line)
        if match:
            name = match[1].lower()
            found.setdefault(name, match[2])
        elif number or not _ENVELOPE.match(line):
            return {}
    return found


def _is_saved_page(headers: dict[bytes, bytes], ending: str) -> bool:
    """Browsers say where a page was, or that they saved it, and send it to nobody."""
    if b"snapshot-content-location" in headers or b"saved by" in headers.get(b"from", b"").lower():
        return True
    if not headers.keys().isdisjoint((b"to", b"received", b"delivered-to")):
        return False
    kind = headers.get(b"content-type", b"").lower()
    if ending in _SAVED_ENDINGS:
        return b"text/plain" not in kind
    return b"content-location" in headers and (b"multipart/related" in kind or b"text/html" in kind)
