"""Values: what our own decorator makes behaves as a standard frozen dataclass does."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import ClassVar

import pytest

from pmr_xl.model.quick.value_class import mutable_class, value_class


@value_class
class Ours:
    name: str
    rows: tuple[int, ...] = ()
    said: dict[str, int] = field(default_factory=dict)


@value_class
class Like:
    name: str
    rows: tuple[int, ...] = ()
    said: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Theirs:
    name: str
    rows: tuple[int, ...] = ()
    said: dict[str, int] = field(default_factory=dict)


@value_class(slots=False)
class Kept:
    one: float

    @cached_property
    def twice(self) -> float:
        return self.one * 2


def test_values_compare_by_their_fields_and_their_class():
    assert Ours("a", (1,)) == Ours("a", (1,))
    assert Ours("a") != Ours("b")
    assert Ours("a") != Like("a")
    assert Kept(1) == Kept(1)
    assert hash(Kept(1)) == hash(Kept(1))
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours("a"))


def test_they_show_and_change_as_the_standard_ones_do():
    ours, theirs = Ours("a", (1, 2), {"x": 3}), Theirs("a", (1, 2), {"x": 3})
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert asdict(ours) == asdict(theirs)
    assert replace(ours, name="b") == Ours("b", (1, 2), {"x": 3})
    assert pickle.loads(pickle.dumps(ours)) == copy.deepcopy(ours) == ours  # noqa: S301 - our own bytes


def test_a_field_that_is_none_is_refused():
    with pytest.raises(AttributeError):
        Ours("a").nmae = "b"
    with pytest.raises(TypeError, match="nmae"):
        Ours(nmae="b")


def test_what_was_worked_out_is_kept():
    value = Kept(2.5)
    assert value.twice is value.twice


def test_a_class_keeps_what_it_says_itself():
    @value_class
    class Said:
        text: str

        def __eq__(self, other):
            return isinstance(other, Said) and self.text.casefold() == other.text.casefold()

        def __hash__(self):
            return hash(self.text.casefold())

    assert {Said("A"), Said("a")} == {Said("a")}


def test_what_takes_the_fields_is_written_when_the_first_value_is_made():
    @value_class
    class Late:
        name: str
        said: list[str] = field(default_factory=list)
        kept: dict[str, int] = field(init=False, default_factory=dict)

        def __post_init__(self) -> None:
            self.kept[self.name] = 1

    @value_class
    class Later(Late):
        last: int = 3

    before = Late.__init__
    later = Later("b")
    assert (later.name, later.said, later.kept, later.last) == ("b", [], {"b": 1}, 3)
    assert Late.__init__ is before  # nobody has made one of these yet
    one, other = Late("a", ["x"]), Late("a")
    assert (one.said, other.said, one.kept) == (["x"], [], {"a": 1})
    assert one.said is not other.said
    assert Late.__init__ is not before
    with pytest.raises(TypeError, match=r"Late.__init__\(\) missing 1 required positional argument: 'name'"):
        Late()
    with pytest.raises(TypeError, match="kept"):
        Late("a", kept={})


def test_what_dataclasses_know_of_a_class_is_worked_out_when_it_is_asked():
    @value_class
    class Asked:
        name: str
        rows: tuple[int, ...] = ()
        kind: ClassVar[str] = "of the class"

    @value_class
    class More(Asked):
        last: int = 3

    assert not isinstance(More.__dict__["__dataclass_fields__"], dict)
    assert [one.name for one in fields(More)] == ["name", "rows", "last"]
    assert isinstance(Asked.__dict__["__dataclass_fields__"], dict)  # those it stands on are asked too
    assert [one.default for one in fields(Asked("a"))][1:] == [()]
    assert (Asked.kind, Asked.__slots__, More.__slots__) == ("of the class", ("name", "rows"), ("last",))
    assert replace(More("a", last=4), name="b") == More("b", (), 4)


def test_values_that_change_compare_and_do_not_hash():
    @mutable_class
    class Changing:
        name: str
        rows: list[int] = field(default_factory=list)

    one = Changing("a")
    one.rows.append(1)
    one.name = "b"
    assert one == Changing("b", [1])
    assert repr(one).endswith("Changing(name='b', rows=[1])")
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
