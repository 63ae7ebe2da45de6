"""Regular expressions that are compiled when they are first used.

Python takes .2 to 4 milliseconds to compile one. Those of postil together took a fifth of what it did between
its start and its first picture, and most of them are asked by few texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import AnyStr


class Uncompiled:
    """Stands for an expression, and keeps what was asked of it: from then on it is as quick as the expression itself."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._given = flags

    def __getattr__(self, name: str) -> object:
        """What the expression has under this name; asked once for each, as it is an attribute of this one afterwards.

        Raises:
            re.error: The expression has a mistake.
        """
        if name == "_compiled":
            self._compiled = re.compile(self.pattern, self._given)
            return self._compiled
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression for a module to hold, used by its methods and attributes as if it were compiled.

    A match names the compiled one (`Match.re`), which is another object.
    """
    return cast("re.Pattern[AnyStr]", Uncompiled(source, flags))
