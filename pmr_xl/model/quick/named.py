"""Named tuples, as ``class Row(NamedTuple):`` makes them, at a third of its price.

The standard one compiles every annotation, to look whether it is a type; a type checker has looked at them already.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - said again, so that it may be imported from here
else:
    _MADE_OTHERWISE = {"__annotations__", "__module__", "__qualname__", "__dict__", "__weakref__", "__classcell__"}

    class _Named(type):
        """Makes the tuple in place of a class that names ``NamedTuple`` as its base."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            if bases != (NamedTuple,):
                raise TypeError(f"{name}: a named tuple has NamedTuple as its only base.")
            names = list(body.get("__annotations__", ()))
            given = [one for one in names if one in body]
            if given != names[len(names) - len(given) :]:
                raise TypeError(f"{name}: a field without a default stands behind one that has one.")
            made = namedtuple(name, names, defaults=[body[one] for one in given], module=body["__module__"])  # noqa: PYI024 - it is what is made
            made.__annotations__, made.__qualname__ = body.get("__annotations__", {}), body["__qualname__"]
            for what, own in body.items():
                if what in made._fields or what in _MADE_OTHERWISE:
                    continue
                setattr(made, what, own)
            return made

    _KEPT = {
        "__new__",
        "__init__",
        "__slots__",
        "__getnewargs__",
        "_fields",
        "_field_defaults",
        "_make",
        "_replace",
        "_asdict",
    }

    class NamedTuple(metaclass=_Named):
        """The base of a class whose annotated fields, in their order, are the places of a tuple."""
