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
from pmr_xl.rules import judge, rulebook
from pmr_xl.rules.engine.calls import Calls, RuleSelection
from pmr_xl.rules.engine.row.known import Bases
from pmr_xl.rules.engine.row.laid import EVERYTHING, LABELS, plain
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
    """What ``judged`` finds where every rule is asked about everything it looks at, whatever it says of itself."""
    with monkeypatch.context() as patched:
        patched.setattr(Calls, "about", lambda self, subject, *_: self.on(subject))
        return judged()


def hits(filled, past):
    """Every single thing that the rules find, before anything is folded."""
    walk = Walk(RuleSelection(), filled.book, filled.submission, past, SETTINGS)
    walk.wide()
    walk.rows()
    return [(hit.rule.code, hit.spot, hit.entry and hit.entry.row) for hit in walk.hits]


def both_ways(filled, monkeypatch, before=None):
    """The same form judged as always, after ``before`` by the same record, and with every row looked at."""
    fresh = filled.past.actuals, filled.past.targets
    past = Past(*fresh)
    if before is not None:
        judge(before.book, before.submission, past, SETTINGS)
    yield judge(filled.book, filled.submission, past, SETTINGS)
    yield closely(lambda: judge(filled.book, filled.submission, Past(*fresh), SETTINGS), monkeypatch)


def basis_of(filled, entry):
    return Bases.of(filled.submission.edition, SETTINGS, filled.past)(entry.line).basis


def test_most_rows_of_the_published_report_are_ordinary():
    passed = 0
    for filled in agencies():
        known = Bases.of(filled.submission.edition, SETTINGS, filled.past)
        laid = known.layout_of(filled.submission)
        for entry in filled.submission.entries:
            row, actual = known(entry.line), entry.actual
            usual = plain(actual) and row.basis.is_ordinary(actual.figure)
            passed += usual and not row.extraordinary(entry, laid)
    assert passed / sum(len(filled.submission.entries) for filled in agencies()) > 0.65


def test_a_rule_asks_for_what_a_row_has():
    asked = {code: rule.asked_when for code, rule in rulebook().items() if rule.asked_when is not None}
    assert len(asked) > 20
    assert {code: when for code, when in asked.items() if not when or not when <= EVERYTHING} == {}


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


def test_who_had_nothing_to_say_of_a_row_is_not_asked_about_the_same_again(monkeypatch):
    filled = max(agencies(), key=lambda one: len(one.submission.entries))
    past, asked, ask = Past(filled.past.actuals, filled.past.targets), [], Walk._ask

    def counted(self, calls, *rest):
        calls = list(calls)
        asked.extend(calls)
        return ask(self, calls, *rest)

    monkeypatch.setattr(Walk, "_ask", counted)

    def round_of(form):
        asked.clear()
        return hits(form, past), len(asked)

    (found, first), _, (again, later) = (round_of(filled) for _ in range(3))
    assert found == again
    assert later < first * 0.6
    entry = filled.submission.entries[0]
    other = filled.typed({(entry.line.id, Ask.ACTUAL): entry.actual.cell._replace(value=-1e9)})
    changed, after = round_of(other)
    assert later <= after <= later + 60  # of one row
    assert {code for code, _, row in changed if row == entry.row} > {code for code, _, row in found if row == entry.row}


VALUES = (
    "NA", "*", "↑", "↓", "x", " ", "1,234", "Under review", "It fell by 20% because of the storm.", True, False, None,
    0.0, 1.0, 12.0,
)  # fmt: skip


@st.composite
def forms(draw, filled):
    """A form with some cells of any laid or filled column changed: another number, format, formula, text, nothing."""
    entries, changes = filled.submission.entries, {}
    years = [period.code for period in filled.submission.edition.history]
    laid = [*LABELS, *years, Ask.TARGET]
    for _ in range(draw(st.integers(1, 4))):
        entry = draw(st.sampled_from(entries))
        key = draw(st.sampled_from([*laid, *[Ask.ACTUAL, Ask.NEXT_TARGET, Ask.REASON, Ask.EXPLANATION] * 3]))
        cell = entry[key].cell or Cell(1, 1, None)
        number = cell.value if isinstance(cell.value, float) else 12.0
        near = [cell.value, number * (1 + 1e-12), number + 0.5, -number, number * 1000, number / 100, number * 1.3]
        value = draw(st.sampled_from([*near, *VALUES]))
        formula = draw(st.sampled_from([None, None, StoredFormula(b"1+1")]))
        number_format = draw(st.sampled_from([cell.number_format, cell.number_format, *FORMATS]))
        changes[entry.line.id, key] = Cell(1, 1, value, formula, number_format)
    return filled.typed(changes)


@settings(max_examples=60, deadline=None)
@given(st.deferred(lambda: st.sampled_from(agencies())), st.data())
def test_cells_changed_at_will(filled, data):
    """Form after form by one record, as somebody types: each is found what asking everything by a new one finds."""
    past = Past(filled.past.actuals, filled.past.targets)
    hits(filled, past)
    for changed in at_least_one(data.draw(st.lists(forms(filled), min_size=1, max_size=3))):
        fresh = Past(filled.past.actuals, filled.past.targets)
        with pytest.MonkeyPatch.context() as monkeypatch:
            slowly = closely(lambda changed=changed, fresh=fresh: hits(changed, fresh), monkeypatch)
        assert hits(changed, past) == slowly
        assert hits(changed, past) == slowly  # and when nothing was typed since


@pytest.mark.parametrize("cell", ["J8", "J10", "J12", "J17"])
def test_part_of_a_year(cell, monkeypatch):
    for value in (0.5, 4.0, 98.0, 5_700.0, "NA"):
        assert part_year.judged({cell: value}) == closely(lambda v=value: part_year.judged({cell: v}), monkeypatch)


@pytest.mark.parametrize("which", [0, 1], ids=["DEP", "311"])
def test_months(which, monkeypatch):
    known, judged_months, series = {}, 0, (replay.dep, replay.calls)[which]()
    for month in series.months:
        if month.edition.year % 4 == 0:
            judged_months += 1

            def judged(month=month):
                return replay.judged(series.chapter, month.edition, month.typed, Past(known))

            assert judged() == closely(judged, monkeypatch)
        for name, row in month.typed.items():
            if isinstance(row[Ask.ACTUAL], Decimal):
                known.setdefault(name, {})[month.edition.submitted_period] = row[Ask.ACTUAL]
    assert judged_months >= 12


def test_what_is_known_of_a_row_is_worked_out_once():
    filled = agencies()[0]
    known = Bases.of(filled.submission.edition, SETTINGS, filled.past)
    assert known is Bases.of(filled.submission.edition, SETTINGS, filled.past)
    line = filled.submission.entries[0].line
    assert known(line) is known(line)
