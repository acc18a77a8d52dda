"""Long formulas of a table's rows: kept as pieces that rows share, and read as if each were kept by itself."""

import tracemalloc
from hashlib import sha256
from itertools import pairwise

import pytest
from packing import parts, saved, sheet

from pmr_xl.books.reading.reader import read_book
from pmr_xl.books.reading.sheet_reader import SheetReader
from pmr_xl.model.book.woven import WovenFormula
from pmr_xl.model.fault import Unreadable
from pmr_xl.rules.file.foreign_function import foreign_functions

LONG = (
    "IF(A{n}&lt;{limit},LOG10(A{n})&amp;&quot;über {n} × {n}&quot;,"
    "SUM($B$1:B{n},{n}/{limit})+TRIM(SUBSTITUTE(C{n},1,2)))"
)


def formula(n, sums=20, more=""):
    return "+".join([LONG.format(n=n, limit=n * 7919)] * sums) + more


def row(n, *formulas):
    cells = "".join(f'<c r="{column}{n}">{one}<v>1</v></c>' for column, one in zip("DEFGH", formulas, strict=False))
    return f'<row r="{n}">{cells}</row>'


def book_of(folder, rows):
    return read_book(saved(folder, parts(sheet("".join(rows)))))


def alone(monkeypatch):
    """From here on expat reads every row."""
    monkeypatch.setattr(SheetReader.__init__, "__kwdefaults__", {"fast": False})


STRANGE = [
    pytest.param("<f>{}</f>", id="as Excel writes it"),
    pytest.param("<f>={}</f>", id="with its sign"),
    pytest.param('<f aca="false">{}</f>', id="as LibreOffice writes it"),
    pytest.param("<f>{}&#10;</f>", id="with a reference to a sign"),
    pytest.param("<f>{}\n\t</f>", id="over several lines"),
    pytest.param("<f>{}</f><!-- -->", id="with a comment"),
]


@pytest.mark.parametrize("written", STRANGE)
def test_rows_of_long_formulas_are_read_as_expat_reads_them(tmp_path, monkeypatch, written):
    numbers = [1, 2, 7, 10, 11, 99, 100, 1000]
    rows = [
        row(n, written.format(formula(n)), "<f></f>", "<f>=</f>", f"<f>A{n}</f>", f"<f>LOG10(10){formula(n)}</f>")
        for n in numbers
    ]
    quick = book_of(tmp_path, rows)
    alone(monkeypatch)
    assert quick == book_of(tmp_path, rows)
    for n in numbers:
        said = str(quick.sheets[0].cells[n, 8].formula)
        assert said.startswith(f'LOG10(10)IF(A{n}<{n * 7919},LOG10(A{n})&"über {n} × {n}",SUM($B$1:B{n},')


@pytest.mark.parametrize("wrong", ["&nbsp;", "&am{n}p;", "&{n}", "\x0b"])
def test_what_is_not_well_formed_in_a_long_formula_is_told_as_ever(tmp_path, monkeypatch, wrong):
    rows = [row(n, f"<f>{formula(n, more=wrong.format(n=n) if n > 20 else '')}</f>") for n in range(11, 31)]

    def told():
        try:
            return book_of(tmp_path, rows)
        except Unreadable as illness:
            return illness.message

    quick = told()
    alone(monkeypatch)
    assert quick == told()


def test_what_was_refused_once_is_not_taken_for_proved(tmp_path, monkeypatch):
    """The same reference in every row: no row may find it among the pieces that are known."""
    rows = [row(n, f"<f>{formula(n)}</f>", f"<f>{formula(n)}&amp;&quot;{n}&#65;{n}&quot;</f>") for n in range(11, 31)]
    quick = book_of(tmp_path, rows)
    assert all(
        str(cell.formula).endswith(f'"{n}A{n}"') for (n, column), cell in quick.sheets[0].cells.items() if column == 5
    )
    alone(monkeypatch)
    assert quick == book_of(tmp_path, rows)


def test_rows_share_their_pieces(tmp_path):
    def kept(rows):
        found = book_of(tmp_path, [row(n, f"<f>{formula(n)}</f>") for n in range(1_000, 1_000 + rows)])
        formulas = [cell.formula for cell in found.sheets[0].cells.values()]
        assert [type(one) for one in formulas] == [WovenFormula] * rows
        return len(formulas[0].known)

    counts = [kept(rows) for rows in (100, 200, 300)]
    assert [after - before for before, after in pairwise(counts)] == [pytest.approx(200, abs=60)] * 2  # its own figures


def held(folder, rows):
    """Bytes that are kept of the rows, and that they are written with."""
    path = saved(folder, parts(sheet("".join(rows))))
    read_book(path)
    tracemalloc.start()
    try:
        found = read_book(path)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.sheets[0].cells) == len(rows)
    return held, sum(map(len, rows))


def test_what_is_kept_is_a_fraction_of_the_formulas(tmp_path):
    kept, written = held(tmp_path, [row(n, f"<f>{formula(n, 60)}</f>") for n in range(1, 1_001)])
    assert kept < written / 4


def test_nobody_can_make_it_keep_many_times_the_formulas(tmp_path):
    """Pieces that are never met again, as short as they may be."""
    rows = [
        row(n, "<f>" + "+".join(f"{sha256(b'%d %d' % (n, one)).hexdigest()[:8]}{n}" for one in range(300)) + "</f>")
        for n in range(1_000, 2_000)
    ]
    kept, written = held(tmp_path, rows)
    assert kept < 2.5 * written


@pytest.mark.parametrize("n", [7, 10, 123])
@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("EVIL{n}(1)", "EVIL{n}"),
        ("EVIL(1)", "EVIL"),
        ("SUM{n} (1)", "SUM{n}"),
        ("{n}+Evil.Do(2)", "Evil.Do"),
        ("EVIL              (1)", "EVIL"),
        ("ABCSUM          (1)", "ABCSUM"),
        ("E{n}VIL(3)", "E{n}VIL"),
    ],
)
def test_a_foreign_function_is_found_wherever_the_row_is_named(tmp_path, n, call, found):
    rows = [row(one, f"<f>{formula(one, more='+' + call.format(n=n) if one == n else '')}</f>") for one in (6, n, 200)]
    spots = list(foreign_functions(book_of(tmp_path, rows)))
    assert [(spot.where.row, spot.found) for spot in spots] == [(n, found.format(n=n))]


def test_excels_own_functions_are_none_of_them(tmp_path):
    rows = [row(n, f"<f>{formula(n)}</f>") for n in (10, 100, 1_000)]
    assert list(foreign_functions(book_of(tmp_path, rows))) == []
