"""Frozen dataclasses, made in a tenth of the time.

`dataclasses` writes six methods for each class as text and compiles them, which takes .3 to .9 milliseconds a class,
and fourteen classes are made before anything is seen. Here only the constructor is written, once it is called; the
other methods are the same for all.
"""

from __future__ import annotations

import dataclasses
import operator
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: Literal[True], slots: bool = False, order: bool = False, kw_only: bool = False
    ) -> Callable[[type], type]:
        """Makes of a class what `dataclasses.dataclass` makes of it with these options; but it cannot be pickled.

        To whoever checks types it is that very function.
        """
        del frozen  # they all are
        with_fields = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)

        def make(declared: type) -> type:
            made = with_fields(declared)
            for name, method in _methods(made, ordered=order).items():
                setattr(made, name, method)
            return made

        return make


def _methods(made: type, *, ordered: bool) -> dict[str, Callable[..., Any]]:
    known = fields(made)
    compared = [each for each in known if each.compare]
    key = attrgetter(*(each.name for each in compared))
    hashed = attrgetter(*(each.name for each in compared if each.hash is not False))

    def construct(self: object, *given: object, **named: object) -> None:
        written = made.__init__ = _constructor(made)  # type: ignore[misc]
        written(self, *given, **named)

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def shown(self: object) -> str:
        values = (f"{each.name}={getattr(self, each.name)!r}" for each in known)
        return f"{self.__class__.__qualname__}({', '.join(values)})"

    def ordering(compare: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
        return lambda self, other: (
            compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    orders = ("__lt__", "__le__", "__gt__", "__ge__") if ordered else ()
    return {
        "__init__": construct,
        "__repr__": shown,
        "__eq__": equal,
        "__hash__": lambda self: hash(hashed(self)),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        **{name: ordering(getattr(operator, name)) for name in orders},
    }


def _constructor(made: type) -> Callable[..., None]:
    """Writes `__init__`: it puts each field into its place, past what refuses that to everybody else."""
    names: dict[str, Any] = {"MISSING": MISSING}
    anywhere, by_name, lines = ["self"], ["*"], []
    for each in fields(made):
        name, parameter, given = each.name, each.name, each.name
        if each.default is not MISSING:
            names[f"else_{name}"] = each.default
            parameter = f"{name}=else_{name}"
        elif each.default_factory is not MISSING:
            names[f"make_{name}"] = each.default_factory
            parameter, given = f"{name}=MISSING", f"make_{name}() if {name} is MISSING else {name}"
        (by_name if each.kw_only else anywhere).append(parameter)
        if made.__dictoffset__:
            lines.append(f"self.__dict__[{name!r}] = {given}")
        else:
            names[f"put_{name}"] = getattr(made, name).__set__
            lines.append(f"put_{name}(self, {given})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*anywhere, *(by_name if by_name[1:] else ())])
    exec(f"def __init__({parameters}): {'; '.join(lines)}", names)  # noqa: S102 - the names stand in the code
    written: Callable[..., None] = names["__init__"]
    written.__qualname__ = f"{made.__qualname__}.__init__"
    return written


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"{name!r} is not to be changed")
