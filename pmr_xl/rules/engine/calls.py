"""Rules made ready to be asked, what they cost, and what they hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any

from pmr_xl.analysis.basis import Basis
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Severity
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import mutable_class
from pmr_xl.rules.engine.declaration import Condition, Judge, Needs, Rule, Spot
from pmr_xl.rules.engine.registry import form_rules, rules_on


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


def switched_off(settings: OfficeSettings) -> frozenset[str]:
    """The codes of the rules that the office has switched off."""
    return frozenset(code for code, choice in settings.rules.items() if not choice.on)


def severity_of(rule: Rule, settings: OfficeSettings) -> Severity:
    """The rule's severity, or the one the office gave it."""
    choice = settings.rules.get(rule.code)
    return rule.severity if choice is None or choice.severity is None else Severity(choice.severity)


class Calls:
    """The rules of one selection made ready, by what they look at; the next judgement by the same one finds them.

    Attributes:
        book: the rule book they were chosen from.
    """

    def __init__(self, asked: RuleSelection) -> None:
        """Those that are ``asked``."""
        self.book = form_rules()
        self._asked = asked
        self._on: dict[tuple[Any, bool | None], list[Call]] = {}
        self._perhaps: dict[tuple[Any, frozenset[str]], list[tuple[Call, Condition | None]]] = {}

    @classmethod
    def by(cls, asked: RuleSelection) -> Calls:
        """Those that are ``asked``: made once, and again where their cost is counted or the rule book is another."""
        if asked.costs is not None:
            return cls(asked)
        kept = _kept.get(asked)
        if kept is None or kept.book is not form_rules():
            if len(_kept) >= _SELECTIONS:
                _kept.clear()
            kept = _kept[asked] = cls(asked)
        return kept

    def on(self, subject: Any, *, stops: bool | None = None) -> list[Call]:
        """All rules that look at such subjects; of them those that stop everything, or those that do not."""
        calls = self._on.get((subject, stops))
        if calls is None:
            chosen = (rule for rule in rules_on(subject) if self._chosen(rule) and stops in (None, rule.stops))
            calls = self._on[subject, stops] = [Call.of(self._counted(rule)) for rule in chosen]
        return calls

    def about(self, subject: Any, basis: Basis, apart: frozenset[str]) -> Sequence[Call]:
        """Those of them that can have something to say of an indicator's row.

        Args:
            apart: what in the row is out of the ordinary.
        """
        perhaps = self._perhaps.get((subject, apart))
        if perhaps is None:
            perhaps = self._perhaps[subject, apart] = list(_asked_when(apart, self.on(subject)))
        return [call for call, condition in perhaps if condition is None or condition(basis)]

    def _chosen(self, rule: Rule) -> bool:
        wanted, off, _ = self._asked
        return rule.code not in off and (wanted is None or rule.code in wanted)

    def _counted(self, rule: Rule) -> Rule:
        costs = self._asked.costs
        if costs is None:
            return rule
        return replace(rule, function=_timed(rule.function, costs.setdefault(rule.code, Cost())))


_SELECTIONS = 16  # of so many the rules are kept ready; an office has one
_kept: dict[RuleSelection, Calls] = {}


def _asked_when(apart: frozenset[str], calls: Iterable[Call]) -> Iterator[tuple[Call, Condition | None]]:
    """The rules that are asked where this is out of the ordinary, each with the condition on its indicator."""
    for call in calls:
        rule = call.rule
        if apart if rule.asked_when is None else not apart.isdisjoint(rule.asked_when):
            yield call, rule.indicators
        elif rule.ordinary is not None:
            yield call, rule.ordinary


class Given(dict[Needs, tuple[Any, ...]]):
    """What the rules of one judgement are given for their needs, put together when first asked for."""

    def __init__(self, things: Mapping[Any, Any]) -> None:
        """Out of ``things``, by their types."""
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
