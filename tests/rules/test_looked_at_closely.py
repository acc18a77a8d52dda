"""What is passed over because it is ordinary: nothing would have been found there by looking closely."""

from dataclasses import replace
from decimal import Decimal
from math import inf, nextafter

import part_year
import pytest
import replay
from at_least_one import at_least_one
from example import SETTINGS
from hypothesis import given, settings
from hypothesis import strategies as st
from published import agencies

from pmr_xl.model.book.cell import Cell, StoredFormula
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.rules import judge
from pmr_xl.rules.engine import ordinary
from pmr_xl.rules.engine.walk import Walk

FORMATS = ("General", "0.0%", "0", "[m]:ss", '0"%"')


def figures_at_the_edges(entry, compared) -> list[float]:
    """Stored numbers where findings change: the band's ends, last year's, nothing, one and a hundred percent."""
    measure, ends = entry.indicator.measure, [Decimal(0), Decimal(1), Decimal(100)]
    if compared.band is not None:
        ends += [
            compared.band.low,
            compared.band.high,
            measure.round(compared.band.low),
            measure.round(compared.band.high),
        ]
    if isinstance(compared.last_year, Decimal):
        ends += [compared.last_year, compared.last_year + Decimal("0.0123456"), -compared.last_year]
    stored = [measure.to_cell(end) for end in ends]
    return [float(one) for value in stored for one in (value, nextafter(value, inf), value * (1 + 1e-8), value + 1)]


def closely(judged, monkeypatch):
    """What ``judged`` finds where no row is ever taken for an ordinary one."""
    with monkeypatch.context() as patched:
        patched.setattr(ordinary.Laid, "__call__", lambda *_: False)
        patched.setattr(Walk, "_of", lambda self, subject, _: list(self._calls[subject].values()))
        return judged()


def both_ways(filled, monkeypatch, before=None):
    """The same form judged as always, after ``before`` by the same record, and with every row looked at."""
    fresh = filled.past.actuals, filled.past.targets
    past = Past(*fresh)
    if before is not None:
        judge(before.book, before.submission, past, SETTINGS)
    yield judge(filled.book, filled.submission, past, SETTINGS)
    yield closely(lambda: judge(filled.book, filled.submission, Past(*fresh), SETTINGS), monkeypatch)


def basis_of(filled, entry):
    return ordinary.Bases.of(filled.submission.edition, SETTINGS, filled.past)(entry.line).basis


def test_most_rows_of_the_published_report_are_ordinary():
    passed = 0
    for filled in agencies():
        known = ordinary.Bases.of(filled.submission.edition, SETTINGS, filled.past)
        laid = ordinary.Laid(filled.submission.columns, known.context)
        for entry in filled.submission.entries:
            row, actual = known(entry.line), entry.actual
            usual = ordinary.plain(actual) and row.basis.is_ordinary(actual.figure)
            passed += usual and laid(entry, row)
    assert passed / sum(len(filled.submission.entries) for filled in agencies()) > 0.65


def test_the_published_report(monkeypatch):
    for filled in at_least_one(agencies()):
        quickly, slowly = both_ways(filled, monkeypatch)
        assert quickly == slowly


@pytest.mark.parametrize("turn", range(0, 40, 5))
def test_figures_at_the_edges(turn, monkeypatch):
    for filled in at_least_one(agencies()[turn % 4 :: 4]):
        changes = {}
        for entry in filled.submission.entries:
            figures = figures_at_the_edges(entry, basis_of(filled, entry))
            value, measure = figures[turn % len(figures)], entry.indicator.measure
            changes[entry.line.id, Ask.ACTUAL] = Cell(1, 1, value, None, measure.number_format)
        quickly, slowly = both_ways(filled.typed(changes), monkeypatch, before=filled)
        assert quickly == slowly


@pytest.mark.parametrize(
    "changed",
    [{"formula": StoredFormula(b"1+1")}, *({"number_format": code} for code in ("General", "0.0%", "d mmm yyyy"))],
)
def test_the_same_figures_in_other_cells(changed, monkeypatch):
    for filled in at_least_one(agencies()[::2]):
        actuals = {entry.line.id: entry.actual.cell for entry in filled.submission.entries}
        changes = {(name, Ask.ACTUAL): cell._replace(**changed) for name, cell in actuals.items()}
        quickly, slowly = both_ways(filled.typed(changes), monkeypatch, before=filled)
        assert quickly == slowly


@pytest.mark.parametrize("sign", Sign)
def test_the_same_sign_for_both_targets(sign, monkeypatch):
    """Whatever the record has, right or wrong: ↑ where fewer is better, NA."""
    for filled in at_least_one(agencies()[::3]):
        ids = [entry.line.id for entry in filled.submission.entries]
        measures = {entry.line.id: entry.indicator.target_measure for entry in filled.submission.entries}
        cells = {name: Cell(1, 1, sign.value, None, measures[name].number_format) for name in ids}
        typed = filled.typed({(name, key): cells[name] for name in ids for key in (Ask.TARGET, Ask.NEXT_TARGET)})
        past = replace(filled.past, targets={name: {Period(2026): sign} for name in ids})
        quickly, slowly = both_ways(replace(typed, past=past), monkeypatch)
        assert quickly == slowly


@settings(max_examples=50)
@given(st.sampled_from(agencies()), st.data())
def test_cells_changed_at_will(filled, data):
    """A cell or two of any laid or filled column: another number, format, formula, text or nothing at all."""
    entries, changes = filled.submission.entries, {}
    years = [period.code for period in filled.submission.edition.history]
    keys = [*ordinary.LABELS, *years, Ask.TARGET, Ask.ACTUAL, Ask.NEXT_TARGET]
    for _ in range(data.draw(st.integers(1, 3))):
        entry, key = (
            data.draw(st.sampled_from(entries)),
            data.draw(st.sampled_from([*keys, Ask.REASON, Ask.EXPLANATION])),
        )
        cell = entry[key].cell or Cell(1, 1, None)
        number = cell.value if isinstance(cell.value, float) else 12.0
        value = data.draw(
            st.sampled_from(
                [cell.value, number * (1 + 1e-12), number + 0.5, -number, 12.0, "NA", "*", "↑", "x", True, None]
            )
        )
        formula = data.draw(st.sampled_from([None, None, StoredFormula(b"1+1")]))
        number_format = data.draw(st.sampled_from([cell.number_format, *FORMATS]))
        changes[entry.line.id, key] = Cell(1, 1, value, formula, number_format)
    with pytest.MonkeyPatch.context() as monkeypatch:
        quickly, slowly = both_ways(filled.typed(changes), monkeypatch, before=filled)
    assert quickly == slowly


@pytest.mark.parametrize("cell", ["J8", "J10", "J12", "J17"])
def test_part_of_a_year(cell, monkeypatch):
    for value in (0.5, 4.0, 98.0, 5_700.0, "NA"):
        assert part_year.judged({cell: value}) == closely(lambda v=value: part_year.judged({cell: v}), monkeypatch)


@pytest.mark.parametrize("series", replay.both(), ids=["DEP", "311"])
def test_months(series, monkeypatch):
    known, judged_months = {}, 0
    for month in series.months:
        if month.edition.year % 4 == 0:
            judged_months += 1

            def judged(month=month):
                return replay.judged(series.chapter, month.edition, month.typed, Past(known))

            assert judged() == closely(judged, monkeypatch)
        for name, row in month.typed.items():
            if isinstance(row[Ask.ACTUAL], Decimal):
                known.setdefault(name, {})[month.edition.submitted] = row[Ask.ACTUAL]
    assert judged_months >= 12


def test_what_is_known_of_a_row_is_worked_out_once():
    filled = agencies()[0]
    known = ordinary.Bases.of(filled.submission.edition, SETTINGS, filled.past)
    assert known is ordinary.Bases.of(filled.submission.edition, SETTINGS, filled.past)
    line = filled.submission.entries[0].line
    assert known(line) is known(line)
