"""The start: `postil` and `python -m postil`. Only what every start needs is loaded here."""

from __future__ import annotations

import gc
import sys

gc.disable()  # a start only makes what stays; the screen turns the collector on after its first paint

from postil.cli.running import run  # noqa: E402 - the collector would run through these imports

TYPE_CHECKING = False  # the module typing alone takes as long as the rest of `postil --version`
if TYPE_CHECKING:
    from postil.cli.context import Context
    from postil.tui.terminal.first_sight import Sight


def main() -> int:
    """Runs the process's command line and gives the exit code."""
    sight = _first_sight()

    def context(library: str) -> Context:
        from postil.container import Container

        return Container(library, sight=sight)

    try:
        return run(sys.argv[1:], context)
    finally:
        if sight is not None:
            sight.leave()


def _first_sight() -> Sight | None:
    """What this start will come to show, shown already, where it is known."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return None
    from postil.tui.terminal.first_sight import show

    return show(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
