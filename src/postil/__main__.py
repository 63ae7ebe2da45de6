"""The start: `postil` and `python -m postil`. Only what every start needs is loaded here."""

from __future__ import annotations

import gc
import sys

gc.disable()  # a start only makes what stays; the screen turns the collector on after its first paint

from postil.cli.running import run  # noqa: E402 - the collector would run through these imports

TYPE_CHECKING = False  # the module typing alone takes as long as the rest of `postil --version`
if TYPE_CHECKING:
    from postil.cli.context import Context


def main() -> int:
    """Runs the process's command line and gives the exit code."""
    return run(sys.argv[1:], _context)


def _context(library: str) -> Context:
    from postil.container import Container

    return Container(library)


if __name__ == "__main__":
    sys.exit(main())
