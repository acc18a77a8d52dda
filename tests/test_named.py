"""Named tuples of ours behave as the standard ones do."""

from __future__ import annotations

import pickle
import typing

import pytest

from pmr_xl.model.quick.named import NamedTuple


class Ours(NamedTuple):
    """A row."""

    name: str
    rows: tuple[int, ...] = ()

    @property
    def many(self) -> bool:
        return len(self.rows) > 1

    def __bool__(self) -> bool:
        return bool(self.rows)


class Theirs(typing.NamedTuple):
    """A row."""

    name: str
    rows: tuple[int, ...] = ()

    @property
    def many(self) -> bool:
        return len(self.rows) > 1

    def __bool__(self) -> bool:
        return bool(self.rows)


def test_a_named_tuple_of_ours_is_made_as_the_standard_one():
    ours, theirs = Ours("a", (1, 2)), Theirs("a", (1, 2))
    assert ours == theirs == ("a", (1, 2))
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert (ours.many, bool(Ours("b")), Ours.__doc__) == (True, False, Theirs.__doc__)
    assert ours._replace(name="b") == Ours("b", (1, 2))
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    assert (Ours.__module__, Ours.__qualname__) == (__name__, "Ours")
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)
    assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301 - our own bytes
    assert not hasattr(ours, "__dict__")
    with pytest.raises(AttributeError):
        ours.nmae = "b"
    with pytest.raises(TypeError, match="nmae"):
        Ours(nmae="b")


def test_what_could_not_be_a_named_tuple_is_refused():
    with pytest.raises(TypeError, match="behind one that has one"):

        class _Wrong(NamedTuple):
            name: str = ""
            row: int

    with pytest.raises(TypeError, match="only base"):

        class _Other(NamedTuple, dict):
            name: str
