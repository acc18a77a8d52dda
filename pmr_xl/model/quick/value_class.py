"""Values of named fields, as ``@dataclass(frozen=True, slots=True)`` makes them, at a tenth of its price.

The standard decorator compiles six functions for every class and describes each of its fields, which costs a person who
waits for one command more than judging their file does. Here ``__init__`` alone is compiled, and only when the first
value is made: of most classes a command makes none. What compares, hashes and shows is shared; what ``dataclasses``
knows of a class (:func:`dataclasses.fields`, ``replace``) is worked out when it is first asked. That a value is never
changed is told to the type checker, and it sees to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
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
    return _made(cls, _SHARED, slots=slots) if cls is not None else lambda later: _made(later, _SHARED, slots=slots)


@dataclass_transform(field_specifiers=(field,))
def mutable_class(cls: type[Made], /) -> type[Made]:
    """The same as plain ``@dataclass`` makes it: values that are filled after they are made; none hashes."""
    made: type[Made] = _made(cls, _SHARED | {"__hash__": None}, slots=False)
    return made


def _made(cls: type[Any], shared: Mapping[str, Any], *, slots: bool) -> Any:
    """The class anew with what its values share; standing on the same bases, so that what it says itself is kept."""
    body = dict(cls.__dict__)
    own = {name: body.get(name, MISSING) for name, said in body.get("__annotations__", {}).items() if _is_field(said)}
    known = _inherited(cls) | own
    body = {**shared, **body}
    for name in own:
        body.pop(name, None)
    if slots:
        taken = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
        body["__slots__"] = tuple(name for name in own if name not in taken)
    else:
        given = {name: one.default if isinstance(one, Field) else one for name, one in own.items()}
        body |= {name: one for name, one in given.items() if one is not MISSING}
    for name in ("__dict__", "__weakref__"):
        body.pop(name, None)
    body["__match_args__"] = tuple(known)
    kind: Any = type(cls)
    made: Any = kind(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    made.__value_fields__ = known
    made.__contents__ = attrgetter(*known)
    for name in _ASKED:
        setattr(made, name, _AsDataclass(made, cls, name))
    if "__init__" not in body:
        made.__init__ = _written_at_first(made)
    return made


def _is_field(said: Any) -> bool:
    """Whether an annotation names a field; what belongs to the class is none."""
    return not (said if isinstance(said, str) else str(said)).removeprefix("typing.").startswith("ClassVar")


def _inherited(cls: type[Any]) -> dict[str, Any]:
    """The fields of the classes it stands on, the first one first: name → default, or all that is known of it."""
    known: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        told = base.__dict__.get("__value_fields__")
        known |= base.__dict__.get("__dataclass_fields__", {}) if told is None else told
    return known


_ASKED = ("__dataclass_fields__", "__dataclass_params__")


class _AsDataclass:
    """What ``dataclasses`` asks of a class: told by a plain dataclass of the same fields, when somebody asks."""

    def __init__(self, made: type[Any], written: type[Any], name: str) -> None:
        self._made, self._written, self._name = made, written, name

    def __get__(self, _value: object, _owner: object = None) -> Any:
        told = dataclass(init=False, eq=False, repr=False)(self._written)
        for name in _ASKED:
            setattr(self._made, name, told.__dict__[name])
        return told.__dict__[self._name]


def _written_at_first(made: type[Any]) -> Callable[..., None]:
    """An ``__init__`` that writes the real one into the class, which is asked from then on."""

    def first(self: Any, /, *given: Any, **named: Any) -> None:
        made.__init__ = init = _init_of(made, made.__value_fields__)
        init(self, *given, **named)

    return first


def _init_of(made: type[Any], own: Mapping[str, Any]) -> Callable[..., None]:
    """What takes the fields by their place or name and sets them, as the standard decorator writes it."""
    known: dict[str, Any] = {"_absent": MISSING}
    taken, lines = ["self"], []
    for name, told in own.items():
        value = name
        default, new = (told.default, told.default_factory) if isinstance(told, Field) else (told, MISSING)
        if new is not MISSING:
            known[f"_new_{name}"] = new
            value = f"_new_{name}()"
            if told.init:
                taken.append(f"{name}=_absent")
                value += f" if {name} is _absent else {name}"
        elif default is not MISSING:
            known[f"_of_{name}"] = default
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


_SHARED: dict[str, Any] = {"__eq__": _equal, "__hash__": _hash, "__repr__": _shown}
