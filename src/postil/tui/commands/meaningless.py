"""What is said where the command of a key means nothing just here: a key without an answer seems broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.commands.comparing import COMPARING
from postil.tui.commands.copying import COPYING
from postil.tui.commands.evidence import EVIDENCE
from postil.tui.commands.marking import MARKING

if TYPE_CHECKING:
    from postil.tui.screens.reader import ReaderScreen

NO_CLAIM = "no claim here: {} marks the sentence, {} goes to the next claim", "claim.mark", "claim.next"
NO_CLAIMS = "no claims yet: {} marks the sentence", "claim.mark"
NO_DOUBT = "this claim is in no doubt: nothing is to be decided about it"

_OF_CLAIMS = (MARKING, EVIDENCE, COMPARING, COPYING)
_OF_A_CLAIM = {"adjust.start", "mark.move", "mark.accept", "mark.retire"}
"""Commands that need a claim, beside all of those registries."""

_SAID = {
    "mark.accept": NO_DOUBT,
    "mark.retire": NO_DOUBT,
    "doubt.list": "nothing is other than when this text was read first",
    "conflict.decide": "nothing was changed on both sides here",
    "claim.suggested": "nothing is suggested on this sentence",
}


def said_instead(screen: ReaderScreen, key: str) -> str:
    """What a key says that has a command of the text or the margin, and does nothing; nothing for any other key."""
    from postil.tui.keys.keymap import keys_in_force

    active = screen.active_bindings.get(key)
    if screen.focused not in {screen.text, screen.margin} or (active is not None and active.enabled):
        return ""
    for registry in screen.registries:
        for command in registry.commands.values():
            if key not in keys_in_force(screen.app, command) or command.means_something(screen):
                continue
            if screen.claim is None and (registry in _OF_CLAIMS or command.id in _OF_A_CLAIM):
                return screen.with_keys(*(NO_CLAIM if screen.annotated.live_claims else NO_CLAIMS))
            if words := _SAID.get(command.id):
                return words
    return ""
