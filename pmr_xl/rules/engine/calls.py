"""Rules made ready to be asked, what they cost, and what they hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

from pmr_xl.model.book.sheet import Book
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import mutable_class
from pmr_xl.model.submission import Submission
from pmr_xl.rules.engine.declaration import Judge, Needs, Rule, Spot
from pmr_xl.rules.engine.registry import rules_on


@mutable_class
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
    """A rule made ready: its function, whether it is given its row's Entry and Basis, and what else it needs."""

    rule: Rule
    function: Judge
    row: tuple[bool, bool]
    needs: Needs

    @classmethod
    def of(cls, rule: Rule) -> Call:
        """That of a rule."""
        return cls(rule, rule.function, rule.needs.row, rule.needs)


class RuleSelection(NamedTuple):
    """Which rules are asked: those ``wanted``, all where None, but for those ``off``.

    Attributes:
        costs: filled with what each rule cost, by code, where given.
    """

    wanted: frozenset[str] | None = None
    off: frozenset[str] = frozenset()
    costs: dict[str, Cost] | None = None


_EVERY = RuleSelection()


def switched_off(settings: OfficeSettings) -> frozenset[str]:
    """The codes of the rules that the office has switched off."""
    return frozenset(code for code, choice in settings.rules.items() if not choice.on)


def severity_of(rule: Rule, settings: OfficeSettings) -> Severity:
    """The rule's severity, or the one the office gave it."""
    choice = settings.rules.get(rule.code)
    return rule.severity if choice is None or choice.severity is None else Severity(choice.severity)


class Calls(dict[Any, Mapping[str, Call]]):
    """The rules by what they look at, each by its code; chosen for one judgement when first asked for.

    Attributes:
        given: what a rule is given for its needs.
    """

    def __init__(self, asked: RuleSelection, things: Mapping[Any, Any]) -> None:
        """Those rules that are ``asked``.

        Args:
            things: what can be needed, by its type. Without a submission only rules about books can be asked.
        """
        super().__init__()
        self.given = _Given(things)
        self._asked, self._bare = asked, things[Submission] is None
        self._every = asked == _EVERY and not self._bare

    def __missing__(self, subject: Any) -> Mapping[str, Call]:
        rules = rules_on(subject)
        if self._every:
            calls = _calls_on(subject, rules)
        else:
            chosen = [self._counted(rule) for rule in rules if self._chosen(rule, subject)]
            calls = {rule.code: Call.of(rule) for rule in chosen}
        self[subject] = calls
        return calls

    def _chosen(self, rule: Rule, subject: Any) -> bool:
        wanted, off, _ = self._asked
        answerable = not self._bare or (subject is Book and Submission not in rule.needs.all_of)
        return answerable and rule.code not in off and (wanted is None or rule.code in wanted)

    def _counted(self, rule: Rule) -> Rule:
        costs = self._asked.costs
        if costs is None:
            return rule
        return replace(rule, function=_timed(rule.function, costs.setdefault(rule.code, Cost())))


_made: dict[Any, tuple[tuple[Rule, ...], Mapping[str, Call]]] = {}


def _calls_on(subject: Any, rules: tuple[Rule, ...]) -> Mapping[str, Call]:
    """All rules on a subject made ready: once, and again where the rule book was looked through anew."""
    known = _made.get(subject)
    if known is None or known[0] is not rules:
        known = _made[subject] = rules, {rule.code: Call.of(rule) for rule in rules}
    return known[1]


class _Given(dict[Needs, tuple[Any, ...]]):
    """What rules are given for their needs, put together when first asked for."""

    def __init__(self, things: Mapping[Any, Any]) -> None:
        super().__init__()
        self._things = things

    def __missing__(self, needs: Needs) -> tuple[Any, ...]:
        given = self[needs] = tuple([self._things[one] for one in needs.things])
        return given


def _timed(function: Callable[..., Iterable[Spot]], cost: Cost) -> Callable[..., Iterator[Spot]]:
    def timed(*arguments: object) -> Iterator[Spot]:
        start = perf_counter()
        spots = list(function(*arguments))
        cost.seconds += perf_counter() - start
        cost.calls += 1
        cost.spots += len(spots)
        return iter(spots)

    return timed
