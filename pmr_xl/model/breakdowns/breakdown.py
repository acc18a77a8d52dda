"""A list of places or groups: the whole of ``schemas/breakdowns/<name>.yaml``.

A place is written in several ways (“Bronx 2”, “Bronx 02”, “BX02”, “Bronx CB 2”, 202); all of them are one member.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import ClassVar

from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.quick.value_class import value_class

_STRICT = {"extra": "forbid"}
_PIECES = pattern(r"[^\W\d_]+|\d+")


@value_class
class Member:
    """One place, or one group.

    Attributes:
        code: as the city's data say it (202); stable, never reused.
        name: as it is printed.
        also: other ways in which it is written, beside those that its breakdown knows of every member.
        within: the borough a place lies in; empty for a group.
        tile: column and row of its tile on a grid that stands for a map; empty where none is drawn.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    code: str
    name: str
    also: tuple[str, ...] = ()
    within: str = ""
    tile: tuple[int, ...] = ()


@value_class(slots=False)
class Breakdown:
    """A list of places or groups.

    Attributes:
        name: what one of its members is called: Community district.
        geotype: what open data call it: CB; empty for groups.
        source: where the list is from.
        places: whether its members are places; else they are groups of people.
        also: other names of the list itself, as a column of a file may say them.
        left_out: words beside a member's name that say nothing: “community board”.
        instead: words that stand for others: BX for Bronx.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    name: str
    source: str
    members: tuple[Member, ...]
    geotype: str = ""
    places: bool = True
    also: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, Member]:
        """Its members by their codes, in their order."""
        return {one.code: one for one in self.members}

    def find(self, text: str) -> Member | None:
        """The member that a text names, by code or in any of its writings; None where it names none."""
        return self.by_code.get(text.strip()) or self._by_key.get(self._key(text))

    def is_called(self, text: str) -> bool:
        """Whether a text names this list: its name, its geotype, or another of its names."""
        said = _plain(text)
        return any(said == _plain(one) for one in (self.name, self.geotype, *self.also) if one)

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], Member]:
        return {
            key: one for one in self.members for text in (one.code, one.name, *one.also) if (key := self._key(text))
        }

    @cached_property
    def _words(self) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
        silent = frozenset(word for said in self.left_out for word in _pieces(said))
        return silent, {"".join(_pieces(said)): tuple(_pieces(meant)) for said, meant in self.instead.items()}

    def _key(self, text: str) -> tuple[str, ...]:
        """What all writings of one member have in common: its words in any order, numbers without zeros before them."""
        silent, instead = self._words
        told = [word for said in _pieces(text) for word in instead.get(said, (said,))]
        return tuple(sorted(word for word in told if word not in silent))


def _pieces(text: str) -> list[str]:
    return [one.lstrip("0") or "0" if one.isdecimal() else one for one in _PIECES.findall(text.casefold())]


def _plain(text: str) -> str:
    return "".join(_pieces(text))
