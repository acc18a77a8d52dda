"""Values of named fields, as ``@dataclass(frozen=True, slots=True)`` makes them, at a third of its price.

The standard decorator compiles six functions for every class, which costs a person who waits for one command more than
judging their file does. Here ``__init__`` alone is compiled, and only when the first value is made: of most classes a
command makes none. What compares, hashes and shows is shared. That a value is never changed is told to the type
checker, and it sees to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

Made = TypeVar("Made")


@overload
def value_class(cls: type[Made], /) -> type[Made]: ...
@overload
def value_class(*, slots: bool) -> Callable[[type[Made]], type[Made]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value_class(cls: type[Any] | None = None, /, *, slots: bool = True) -> Any:
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
    made = dataclass(init=False, eq=False, repr=False, slots=slots)(cls)
    made.__contents__ = attrgetter(*(one.name for one in fields(made)))
    if "__init__" not in cls.__dict__:
        made.__init__ = _written_at_first(made)
    return made


def _written_at_first(made: type[Any]) -> Callable[..., None]:
    """An ``__init__`` that writes the real one into the class, which is asked from then on."""

    def first(self: Any, /, *given: Any, **named: Any) -> None:
        made.__init__ = init = _init_of(made)
        init(self, *given, **named)

    return first


def _init_of(made: type[Any]) -> Callable[..., None]:
    """What takes the fields by their place or name and sets them, as the standard decorator writes it."""
    known: dict[str, Any] = {"_absent": MISSING}
    taken, lines = ["self"], []
    for one in fields(made):
        name, value = one.name, one.name
        if one.default_factory is not MISSING:
            known[f"_new_{name}"] = one.default_factory
            value = f"_new_{name}()"
            if one.init:
                taken.append(f"{name}=_absent")
                value += f" if {name} is _absent else {name}"
        elif one.default is not MISSING:
            known[f"_of_{name}"] = one.default
            taken.append(f"{name}=_of_{name}")
        else:
            taken.append(name)
        lines.append(f" self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(taken)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102 - our own names alone
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


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
