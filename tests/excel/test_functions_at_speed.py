"""Functions one by one on a slow share, and what COM hands them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pmr_xl.excel import udfs
from pmr_xl.excel.examples import CALLS, parse_call, shipped_office
from pmr_xl.excel.functions.grid import from_com

CALLED = 2_000
TRIED = 500  # of them, a fourth; what the clock alone causes is counted four times, so the bound is the stricter
ONE_STAT, ONE_CALL = 0.001, 0.001  # seconds, on a share; the work itself is measured by benchmarks/functions.py


@pytest.fixture
def slow_share(monkeypatch):
    """Every look at a file's times takes a millisecond and every call another: counted, not waited for."""
    from pmr_xl.excel.functions import office_cache as known

    spent: list[float] = []
    for name in ("stat", "lstat"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, _real=real, **k: (spent.append(ONE_STAT), _real(*a, **k))[1])
    monkeypatch.setattr(known, "monotonic", lambda: 1000.0 + sum(spent))
    monkeypatch.setattr(known, "_kept", {})
    return spent


@pytest.mark.parametrize(
    "call", sorted({call.partition("(")[0].removeprefix("TRANSPOSE(") for call, _ in CALLS if "TRANSPOSE" not in call})
)
def test_two_thousand_cells_one_by_one(call, slow_share):
    example = next(text for text, _ in CALLS if text.startswith(f"{call}("))
    name, arguments = parse_call(example)
    function = getattr(udfs, name)
    alone = [cells if name in ("PMR_TREND", "PMR_FYTD", "PMR_SERIES") else [[cells[0][0]]] for cells in arguments]
    with shipped_office():
        function(*alone)
        slow_share.clear()
        looks = 0
        for _ in range(TRIED):
            before = len(slow_share)
            function(*alone)
            looks += len(slow_share) - before
            slow_share.append(ONE_CALL)
    assert looks * ONE_STAT * CALLED / TRIED + CALLED * ONE_CALL <= 3.0, f"{looks} looks at the disk"


def test_the_disk_is_looked_at_again_after_a_second(monkeypatch):
    from pmr_xl.excel.functions import office_cache as known

    now = [100.0]
    monkeypatch.setattr(known, "monotonic", lambda: now[0])
    monkeypatch.setattr(known, "_kept", {})
    looked: list[int] = []
    times = known._times
    monkeypatch.setattr(known, "_times", lambda desk: (looked.append(1), times(desk))[1])
    with shipped_office():
        for moment in (100.0, 100.5, 100.9, 101.1, 101.2):
            now[0] = moment
            known.current_office()
    assert len(looked) == 2


class Moment(datetime):
    """COM's own kind of date."""


@pytest.mark.parametrize(
    ("handed", "read"),
    [
        (1.5, 1.5), ("a", "a"), (None, None), (True, True), (Decimal("80115.25"), 80115.25),
        (Moment(2026, 7, 1, 9, 13, tzinfo=UTC), datetime(2026, 7, 1, 9, 13)),  # noqa: DTZ001 - Excel's
        (date(2026, 7, 1), datetime(2026, 7, 1)),  # noqa: DTZ001 - Excel's
        (-2146826288, "#NULL!"), (-2146826281, "#DIV/0!"), (-2146826273, "#VALUE!"), (-2146826265, "#REF!"),
        (-2146826259, "#NAME?"), (-2146826252, "#NUM!"), (-2146826246, "#N/A"), (-2146826245, "#GETTING_DATA"),
        (-2146826243, "#SPILL!"), (-2146826242, "#CONNECT!"), (-2146826241, "#BLOCKED!"), (-2146826240, "#UNKNOWN!"),
        (-2146826239, "#FIELD!"), (-2146826238, "#CALC!"), (-2146826237, "#BUSY!"), (7, 7.0),
        ([[Decimal(1), -2146826246]], [[1.0, "#N/A"]]),
    ],
)  # fmt: skip
def test_what_com_hands_over_is_understood(handed, read):
    assert from_com(handed) == read
    assert type(from_com(handed)) is type(read)


def test_numpy_numbers_too():
    import numpy as np

    assert from_com([[np.float64(1.5), np.int64(3)]]) == [[1.5, 3.0]]


def test_currency_cells_are_numbers_to_every_function():
    assert udfs.PMR_VARIANCE([[Decimal(80115)]], [[Decimal(79000)]]) == [[1115.0]]
    assert udfs.PMR_VARIANCE_PCT([[Decimal(110)]], [[Decimal(100)]]) == [[0.1]]
    assert udfs.PMR_FYTD([[Decimal(1), Decimal(2)]], [["sum"]]) == [[3.0]]
    with shipped_office():
        told = udfs.PMR_CHECK([["dsny-vacant-lot-cleaning-requests"]], [[Decimal(64136)]], [["MMR"]], [["FY26"]])
    assert "holds the text" not in told[0][0]


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#N/A", "#DIV/0!"])
def test_an_error_stays_an_error(error):
    older = error if error in ("#N/A", "#DIV/0!") else "#VALUE!"
    assert udfs.PMR_VARIANCE([[error]], [[1.0]]) == [[older]]


def test_numeric_functions_give_excels_own_errors():
    assert udfs.PMR_VARIANCE([[5.0]], [["NA"]]) == [["#N/A"]]
    assert udfs.PMR_VARIANCE_PCT([[5.0]], [[0.0]]) == [["#DIV/0!"]]
