"""A mail is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import shortened
from postil.ingest.document import Parsed
from postil.ingest.mail import headers
from postil.ingest.mail.bodies import Body
from postil.ingest.mail.message import SPLIT_UP, message_of

if TYPE_CHECKING:
    from postil.ingest.document import Received

_NEXT = pattern(rb"\n\r?\n(?=From \S+ [^\n]*\d{4}\r?\n[!-9;-~]+:)")
"""Where the next mail of a mailbox begins (RFC 4155): the same envelope, and a header."""


def read(received: Received) -> Parsed:
    """Reads a mail: its letter, and the messages that were forwarded with it; files that came with it are left out.

    Raises:
        BadInput: It is a mailbox of several, or larger or deeper than any mail is, or there is no text in it; the message has no subject.
    """
    if received.data.startswith(b"From ") and (others := len(_NEXT.findall(received.data))):
        raise BadInput(
            f"is a mailbox of {others + 1} mails; postil reads one at a time.",
            "Save the mail that you want to read as a file (.eml) and open that.",
        )
    message = message_of(received.data)
    body = Body(received.encoding)
    blocks = body.blocks(message)
    if not blocks:
        files = ", ".join(name for name in body.left_out if name)
        if files:
            raise BadInput(
                f"is a mail without text; with it came {shortened(files, 120)}.",
                "Save that as a file and open it.",
            )
        if body.is_locked:
            raise BadInput(
                "is an encrypted mail.", "Save it decrypted, from your mail program, and open that."
            )
        if body.is_too_deep:
            raise BadInput("is a mail in which parts lie too deep in each other.", SPLIT_UP)
        raise BadInput("is a mail without text.", "There is nothing in it to read.")
    return Parsed(blocks, headers.about(message), body.encoding, body.guessed)
