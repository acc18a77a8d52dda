"""Rules made ready to be asked, what they cost, and what they hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any, NamedTuple

from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Entry, Submission, new
from pmr_xl.rules.registry import rules_on
from pmr_xl.rules.rule import Maybe, Rule, Spot


@dataclass
class Cost:
    """What one rule cost: times called, seconds, findings."""

    calls: int = 0
    seconds: float = 0.0
    spots: int = 0


class Hit(NamedTuple):
    """A spot, the rule that made it, and the row it is on."""

    rule: Rule
    spot: Spot
    entry: Entry | None


class Call(NamedTuple):
    """A rule made ready: called with the subject, the row where it asks for it, and the things it needs."""

    rule: Rule
    function: Callable[..., Iterable[Spot]]
    with_entry: bool
    given: tuple[Any, ...]


class Asked(NamedTuple):
    """Which rules are asked: those ``wanted``, all where None, but for those ``off``.

    Attributes:
        costs: filled with what each rule cost, by code, where given.
    """

    wanted: frozenset[str] | None = None
    off: frozenset[str] = frozenset()
    costs: dict[str, Cost] | None = None


class Calls(dict[Any, list[Call]]):
    """The rules by what they look at; made ready for one judgement when their subject is first met."""

    def __init__(self, asked: Asked, things: Mapping[Any, Any]) -> None:
        """Those rules that are ``asked``.

        Args:
            things: what can be needed, by its type. Without a submission only rules about books can be asked.
        """
        super().__init__()
        self._asked, self._things = asked, things
        self._given: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._bare = things[Submission] is None

    def __missing__(self, subject: Any) -> list[Call]:
        wanted, off, _ = self._asked
        ready = self[subject] = [
            self._ready(rule)
            for rule in rules_on(subject)
            if rule.code not in off
            and (wanted is None or rule.code in wanted)
            and not (self._bare and (subject is not Book or Submission in rule.needs))
        ]
        return ready

    def _ready(self, rule: Rule) -> Call:
        with_entry, needs = _needed(rule.needs)
        if (given := self._given.get(needs)) is None:
            given = self._given[needs] = tuple([self._things[need] for need in needs])
        function, costs = rule.function, self._asked.costs
        if costs is not None:
            function = _timed(function, costs.setdefault(rule.code, Cost()))
        return new(Call, (rule, function, with_entry, given))


@cache
def _needed(needs: tuple[Any, ...]) -> tuple[bool, tuple[Any, ...]]:
    """Whether a rule wants the row, and the types of the things it wants besides."""
    kinds = [need.of if isinstance(need, Maybe) else need for need in needs]
    return Entry in kinds, tuple(kind for kind in kinds if kind is not Entry)


def _timed(function: Callable[..., Iterable[Spot]], cost: Cost) -> Callable[..., Iterator[Spot]]:
    def timed(*arguments: object) -> Iterator[Spot]:
        start = perf_counter()
        spots = list(function(*arguments))
        cost.seconds += perf_counter() - start
        cost.calls += 1
        cost.spots += len(spots)
        return iter(spots)

    return timed
