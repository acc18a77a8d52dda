"""The definition of an indicator, and what it said before.

These plain dataclasses are the shape of ``schemas/definitions/<agency>.yaml``. They stand beside the indicators, not in
them: a text that is worded better asks, checks and prints no figure otherwise, so the fingerprint of a schema stays.
What counts otherwise is a break in the series, which the indicator itself marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import ClassVar

from pmr_xl.model.definitions.texts import DENOMINATOR, NUMERATOR, TEXTS
from pmr_xl.model.quick.value_class import value_class

_STRICT = {"extra": "forbid"}
_MARK = 8  # hex digits of a fingerprint, as a form carries it beside each definition
FOLLOWS_ON = "…"
CONFIRMED_FOR = 2 * 365  # days; who answers for a figure, and the system it comes from, change that often (house)
_SHORTEST_CUT = 0.6  # of the room that there is: a word that began before is left out whole


@value_class
class ConfirmedBy:
    """Who said that a definition is right, and when."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    by: str
    on: date


@value_class
class DefinitionChange:
    """A change of a definition.

    Attributes:
        on: the day, ``by`` whom and ``why``.
        was: the texts as they stood before, by key; empty where there was none.
        counts: first fiscal year that is counted otherwise (``FY27``); empty where only the words changed.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    on: date
    by: str
    why: str
    was: dict[str, str] = field(default_factory=dict)
    counts: str = ""


@value_class(slots=False)
class Definition:
    """What one indicator means. Every text may be empty: nobody said it yet.

    Attributes:
        id: the indicator's. What each text says: :data:`~pmr_xl.model.definitions.texts.TEXTS`.
        confirmed: who last said that it is right.
        history: its changes, the oldest first.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    id: str
    definition: str = ""
    counted: str = ""
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    owner: str = ""
    method: str = ""
    period: str = ""
    lag: str = ""
    accuracy: str = ""
    limits: str = ""
    since: str = ""
    confirmed: ConfirmedBy | None = None
    history: tuple[DefinitionChange, ...] = ()

    @cached_property
    def texts(self) -> dict[str, str]:
        """What it says, by key, in order; what nobody said is left out."""
        return {one.key: said for one in TEXTS if (said := getattr(self, one.key))}

    @property
    def mark(self) -> str:
        """Eight hex digits that change when a text does."""
        told = "\0".join(f"{key}\1{text}" for key, text in self.texts.items())
        import hashlib  # for this alone: who checks a plain form does without

        return hashlib.sha256(told.encode()).hexdigest()[:_MARK]

    @property
    def names_a_rate(self) -> bool:
        """Whether it says what is divided by what."""
        return bool(self.texts.get(NUMERATOR) and self.texts.get(DENOMINATOR))

    def confirmed_lately(self, today: date) -> bool:
        """Whether somebody confirmed it in the last two years."""
        return self.confirmed is not None and (today - self.confirmed.on).days <= CONFIRMED_FOR

    def with_texts(self, texts: Mapping[str, str]) -> Definition:
        """The same with other texts; who confirmed it confirmed what it said before."""
        return replace(self, **texts, confirmed=None)  # type: ignore[arg-type]  # keys of texts alone

    def at(self, mark: str) -> Definition | None:
        """It as it stood when it had that fingerprint; None where it never had."""
        stood = self
        for change in (None, *reversed(self.history)):
            if change is not None:
                stood = stood.with_texts(change.was)
            if stood.mark == mark:
                return stood
        return None


@value_class(slots=False)
class AgencyDefinitions:
    """The definitions of one agency's indicators: the whole of ``schemas/definitions/<agency>.yaml``."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    agency: str
    definitions: tuple[Definition, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Definition]:
        """Definitions by indicator id."""
        return {one.id: one for one in self.definitions}


def shorten(text: str, most: int) -> str:
    """A text in at most so many signs: whole where it fits, else cut behind a word, with … for the rest."""
    if len(text) <= most:
        return text
    room = text[: most - len(FOLLOWS_ON) - 1]
    cut = room.rpartition(" ")[0]
    return f"{cut if len(cut) >= len(room) * _SHORTEST_CUT else room} {FOLLOWS_ON}"
