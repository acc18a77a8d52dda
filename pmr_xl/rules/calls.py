"""Rules made ready to be asked, what they cost, and what they hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any, NamedTuple

from pmr_xl.model.sheet import Book
from pmr_xl.model.submission import Entry, Submission
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


class Calls(dict[Any, list[Call]]):
    """The rules by what they look at; made ready for one judgement when their subject is first met."""

    def __init__(self, rules: Iterable[Rule], things: Mapping[Any, Any], costs: dict[str, Cost] | None = None) -> None:
        """Those ``rules``.

        Args:
            things: what can be needed, by its type. Without a submission only rules about books can be asked.
            costs: filled with what each rule cost, where given.
        """
        super().__init__()
        self._things, self._costs = things, costs
        self._bare = things[Submission] is None
        self._rules: dict[Any, list[Rule]] = {}
        for rule in rules:
            for subject in rule.subjects:
                self._rules.setdefault(subject, []).append(rule)

    def __missing__(self, subject: Any) -> list[Call]:
        ready = self[subject] = [
            self._ready(rule)
            for rule in self._rules.get(subject, ())
            if not self._bare or (Book in rule.subjects and Submission not in rule.needs)
        ]
        return ready

    def _ready(self, rule: Rule) -> Call:
        with_entry, needs = _needed(rule.needs)
        costs = self._costs
        function = rule.function if costs is None else _timed(rule.function, costs.setdefault(rule.code, Cost()))
        return Call(rule, function, with_entry, tuple([self._things[need] for need in needs]))


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
