"""Rules made ready to be asked, what they cost, and what they hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
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


def ready(
    rules: Iterable[Rule], things: Mapping[Any, Any], costs: dict[str, Cost] | None = None
) -> dict[Any, list[Call]]:
    """The rules by what they look at, each with what else it needs in its hands.

    Args:
        things: what can be needed, by its type. Without a submission only rules about books can be asked.
        costs: filled with what each rule cost, where given.
    """
    calls: dict[Any, list[Call]] = {}
    kits: dict[tuple[Any, ...], tuple[bool, tuple[Any, ...]]] = {}  # many rules need the same
    bare = things[Submission] is None
    for rule in rules:
        if bare and (Book not in rule.subjects or Submission in rule.needs):
            continue
        if rule.needs not in kits:
            needs = [need.of if isinstance(need, Maybe) else need for need in rule.needs]
            kits[rule.needs] = Entry in needs, tuple(things[need] for need in needs if need is not Entry)
        with_entry, given = kits[rule.needs]
        function = rule.function if costs is None else _timed(rule.function, costs.setdefault(rule.code, Cost()))
        for subject in rule.subjects:
            calls.setdefault(subject, []).append(Call(rule, function, with_entry, given))
    return calls


def _timed(function: Callable[..., Iterable[Spot]], cost: Cost) -> Callable[..., Iterator[Spot]]:
    def timed(*arguments: object) -> Iterator[Spot]:
        start = perf_counter()
        spots = list(function(*arguments))
        cost.seconds += perf_counter() - start
        cost.calls += 1
        cost.spots += len(spots)
        return iter(spots)

    return timed
