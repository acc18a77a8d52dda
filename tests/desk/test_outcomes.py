"""The table of outcomes: whole, each line of it met by something, and printed as it is on the page for supervisors."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from pmr_xl.desk.review.outcome import (
    KEPT,
    SKIPPED,
    TABLE,
    Last,
    RowOutcome,
    SameWords,
    Says,
    Situation,
    TableLine,
    Version,
    as_markdown,
    outcome_of,
)

PAGE = Path(__file__).parents[2] / "docs" / "supervisors.md"
TRUTH = (False, True)
EVERY = [Situation(*one) for one in product(Says, Last, TRUTH, TRUTH, Version, SameWords, TRUTH, TRUTH, TRUTH, TRUTH)]


def possible(one: Situation) -> bool:
    """Whether a sheet and a record can come to that: nothing is unseen, old or the same where there is nothing."""
    if one.last is Last.NONE and (not one.seen or one.words is not SameWords.OTHER or one.version is not Version.SAME):
        return False
    if one.version is Version.NEWER and not one.sheet_older:
        return False
    return one.changed or one.says in (Says.NOTHING, Says.DECISION, Says.WITHDRAW, Says.ERASED)


POSSIBLE = [one for one in EVERY if possible(one)]


def test_every_combination_has_an_outcome_and_every_line_is_met():
    assert len(EVERY) == 6 * 4 * 2 * 2 * 4 * 3 * 2**4
    met = Counter(next(at for at, case in enumerate(TABLE) if case.fits(one)) for one in POSSIBLE)
    assert set(met) == set(range(len(TABLE)))
    assert {outcome_of(one) for one in POSSIBLE} == set(RowOutcome)
    assert set(KEPT).isdisjoint(SKIPPED)


@pytest.mark.parametrize(
    ("law", "breaks"),
    [
        ("nothing on a newer version is overruled", lambda one, it: (
            one.version is Version.NEWER and one.last is Last.IN_FORCE and it in KEPT)),
        ("nothing unseen on this version is overruled in another name", lambda one, it: (
            not one.seen and one.last is Last.IN_FORCE and not one.own and it in KEPT
            and one.words is SameWords.OTHER and one.version is not Version.OLDER)),
        ("an empty row takes nothing back", lambda one, it: (
            one.says in (Says.NOTHING, Says.NOTE, Says.ERASED) and it is RowOutcome.WITHDRAWS)),
        ("what rests on other figures by now is not taken", lambda one, it: (
            one.says is Says.DECISION and one.moved and it in (RowOutcome.TAKEN, RowOutcome.REPLACES))),
        ("to take back is never void", lambda one, it: (
            one.says in (Says.WITHDRAW, Says.EMPTIED) and it is RowOutcome.VOID)),
        ("what was withdrawn is withdrawn only where something is in force", lambda one, it: (
            it is RowOutcome.WITHDRAWS and one.last is not Last.IN_FORCE)),
        ("what stands on the same file is not taken again", lambda one, it: (
            one.says in (Says.NOTE, Says.DECISION) and one.words is SameWords.SAME_FILE and it in KEPT)),
        ("only what the sheet has not seen is replaced", lambda one, it: it is RowOutcome.REPLACES and one.seen),
    ],
)  # fmt: skip
def test_what_the_table_promises(law, breaks):
    assert POSSIBLE, law
    assert not [one for one in POSSIBLE if breaks(one, outcome_of(one))], law


def test_a_line_asks_about_what_it_names_only():
    case = TableLine(RowOutcome.LATE, (Says.EMPTIED,), seen=False)
    assert case.fits(Situation(Says.EMPTIED, Last.IN_FORCE, seen=False, own=True))
    assert not case.fits(Situation(Says.EMPTIED, Last.IN_FORCE, seen=True))
    assert not case.fits(Situation(Says.WITHDRAW, Last.IN_FORCE, seen=False))


def test_the_page_for_supervisors_prints_the_table():
    assert as_markdown() in PAGE.read_text(encoding="utf-8"), (
        'Print it anew: python -c "from pmr_xl.desk.review.outcome import as_markdown; print(as_markdown())"'
    )
