"""Fewer findings, none lost: follow-on findings under their cause, equal neighbours as one range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.finding import Severity
from pmr_xl.rules.engine.calls import Hit
from pmr_xl.rules.engine.declaration import Rule

FEWEST = 8  # cells of a column that are told as one: of fewer each is told by itself, which says more


def causes_only(hits: Sequence[Hit], weight: Callable[[Rule], Severity]) -> list[Hit]:
    """Leave out what only follows from something else found about the same cell.

    A rule names the codes or families it yields to. What must be corrected never gives way to what may be explained,
    nor a finding that counts to a beta rule's. The same thing said twice about one cell is said once.

    Args:
        weight: a rule's severity, as the office weighs it.
    """
    found_about: dict[CellRef, list[Hit]] = {}
    for hit in hits:
        for cell in hit.spot.about:
            found_about.setdefault(cell, []).append(hit)
    told = _Told(found_about, weight, _covered(hits))
    kept: list[Hit] = []
    said: dict[tuple[str, CellRef], list[dict[str, object]]] = {}
    for hit in hits:
        rule, spot, _ = hit
        words = said.setdefault((rule.code, spot.where), [])
        if told(hit) and spot.words not in words:
            words.append(spot.words)
            kept.append(hit)
    return kept


class _Told:
    """Whether a hit is told: unless it follows from one that is told itself."""

    def __init__(
        self, found_about: Mapping[CellRef, Sequence[Hit]], weight: Callable[[Rule], Severity], covered: frozenset[str]
    ) -> None:
        self._found_about, self._weight, self._covered = found_about, weight, covered
        self._answers: dict[int, bool] = {}

    def __call__(self, hit: Hit) -> bool:
        rule = hit.rule
        if not rule.yields_to and not (self._covered and (rule.code in self._covered or rule.family in self._covered)):
            return True
        answer = self._answers.get(id(hit))
        if answer is None:
            self._answers[id(hit)] = True  # so that two which yield to each other are not both lost
            answer = self._answers[id(hit)] = not any(map(self, self._causes(hit)))
        return answer

    def _causes(self, hit: Hit) -> list[Hit]:
        others = [other for cell in hit.spot.about for other in self._found_about[cell] if other is not hit]
        return [other for other in others if _gives_way(hit.rule, other.rule, self._weight)]


def _covered(hits: Sequence[Hit]) -> frozenset[str]:
    """The codes and families that some rule among those that found something covers."""
    return frozenset([code for hit in hits for code in hit.rule.covers])


def _gives_way(rule: Rule, cause: Rule, weight: Callable[[Rule], Severity]) -> bool:
    if cause.code == rule.code or (cause.beta and not rule.beta):
        return False
    yields = cause.code in rule.yields_to or cause.family in rule.yields_to
    if not yields and rule.code not in cause.covers and rule.family not in cause.covers:
        return False
    return weight(cause).rank <= weight(rule).rank


def ranges(hits: Iterable[Hit]) -> Iterator[tuple[Hit, CellRef | None, int]]:
    """Equal findings in neighbouring cells of a column as one: the first, its last cell, and how many.

    Findings that carry a repair stay apart, because each cell is repaired by itself.
    """
    groups: dict[object, list[Hit]] = {}
    for hit in hits:
        rule, spot, _ = hit
        alone = spot.repair is not None or not spot.where.row
        found = spot.found if spot.found is not None else "" if spot.entered is None else spot.entered.text
        key = (rule.code, spot.where.sheet, spot.where.column, found, spot.expected)
        groups.setdefault((id(hit),) if alone else key, []).append(hit)
    for group in groups.values():
        if len(group) == 1:
            yield _run(group)
        else:
            yield from _runs(group)


def _runs(group: Iterable[Hit]) -> Iterator[tuple[Hit, CellRef | None, int]]:
    """Those of one column that say the same, as runs of neighbouring cells."""
    alike: dict[object, list[Hit]] = {}
    for hit in group:
        alike.setdefault(_frozen(hit.spot.words), []).append(hit)
    for same in alike.values():
        same.sort(key=lambda hit: hit.spot.where.row)
        run: list[Hit] = []
        for hit in same:
            if run and hit.spot.where.row != run[-1].spot.where.row + 1:
                yield _run(run)
                run = []
            run.append(hit)
        yield _run(run)


def _run(hits: list[Hit]) -> tuple[Hit, CellRef | None, int]:
    return hits[0], hits[-1].spot.where if len(hits) > 1 else None, len(hits)


def _frozen(words: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(word)) for name, word in words.items()))
