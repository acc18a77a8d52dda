"""Values of named fields, as ``@dataclass(frozen=True, slots=True)`` makes them, at a third of its price.

The standard decorator compiles six functions for every class, which costs a person who waits for one command more than
judging their file does. Here ``__init__`` alone is compiled; what compares, hashes and shows is shared. That a value is
never changed is told to the type checker, and it sees to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

Made = TypeVar("Made")


@overload
def frozen(cls: type[Made], /) -> type[Made]: ...
@overload
def frozen(*, slots: bool) -> Callable[[type[Made]], type[Made]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Any] | None = None, /, *, slots: bool = True) -> Any:
    """Make a class of annotated fields a dataclass whose values compare, hash and show by their fields.

    Args:
        cls: the class; its own ``__eq__``, ``__hash__`` or ``__repr__`` are kept.
        slots: False where values keep what they worked out (``cached_property``).
    """
    return _made(cls, slots=slots) if cls is not None else lambda later: _made(later, slots=slots)


def _made(cls: type[Any], *, slots: bool) -> type[Any]:
    for name, shared in _SHARED.items():
        if name not in cls.__dict__:
            setattr(cls, name, shared)
    made = dataclass(eq=False, repr=False, slots=slots)(cls)
    made.__contents__ = attrgetter(*(one.name for one in fields(made)))
    return made


def _equal(self: Any, other: object) -> Any:
    contents = self.__contents__
    if other.__class__ is not self.__class__:
        return NotImplemented
    return contents(self) == contents(other)


def _hash(self: Any) -> int:
    return hash(self.__contents__(self))


def _shown(self: Any) -> str:
    told = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self))
    return f"{type(self).__qualname__}({told})"


_SHARED = {"__eq__": _equal, "__hash__": _hash, "__repr__": _shown}
