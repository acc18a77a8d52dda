"""One door is as good as another: button, function and command line say the same of the same workbook."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlwings as xw
from example import CHAPTER, MMR, PAST, SETTINGS

from pmr_xl.books.writing.writer import write
from pmr_xl.build.workbooks import FOLDER
from pmr_xl.desk import validate
from pmr_xl.desk.demo.forms import CLEAN
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.validate import judge_file
from pmr_xl.excel import buttons, udfs
from pmr_xl.excel.functions.one_figure import BlankForm, sentence
from pmr_xl.forms import submission_form
from pmr_xl.model.book.cell import CellError
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Report

# What these rules find in an actual they find from the actual alone, whatever else stands in the form.
ALONE = ("TYP-001", "TYP-003", "TYP-004", "TYP-005", "TYP-011", "MIS-005", "MIS-008", "RNG", "UNT-001", "UNT-002")
SAMPLES = ("clean", "slipped", "late", "example", "pmmr", "shipped blank", "shipped slipped")
PMMR = Edition(Report.PMMR, 2026)
TYPED = (" 1,234 ", "n/a", "$12", "*", -5.0, "many", 1e9, "NA")


@pytest.fixture(scope="module")
def office(made) -> Path:
    """The demonstration's office; the doors below all work in it."""
    return made.folder / "office"


@pytest.fixture(autouse=True)
def _in_the_office(office, monkeypatch):
    monkeypatch.setenv("PMR_OFFICE", str(office))


@pytest.fixture(scope="module")
def samples(made, office, tmp_path_factory) -> dict[str, Path]:
    """Every sample workbook, by what it is."""
    folder = tmp_path_factory.mktemp("doors")
    write(submission_form.lay(CHAPTER, MMR, PAST, SETTINGS, schema_hash="x"), folder / "PMR_DOX_MMR_FY26_v1.xlsx")
    write(_preliminary(Desk(office)), folder / "PMR_DSNY_PMMR_FY26_v1.xlsx")
    paths = [
        *(one.path for one in made.validations),
        folder / "PMR_DOX_MMR_FY26_v1.xlsx",
        folder / "PMR_DSNY_PMMR_FY26_v1.xlsx",
        *sorted(FOLDER.glob("*/*.xlsx")),
    ]
    return dict(zip(SAMPLES, paths, strict=True))


def _preliminary(desk: Desk):
    chapter = desk.library.chapter(CLEAN)
    past = desk.past([chapter])
    paper = submission_form.lay(chapter, PMMR, past, desk.settings, schema_hash=desk.library.schema_hash(CLEAN))
    lines = [line for line in chapter.lines if not line.indicator.unit.is_duration]
    answers = {line.id: {Ask.ACTUAL: typed} for line, typed in zip(lines, TYPED, strict=False)}
    return submission_form.fill(paper, chapter, PMMR, answers)


@pytest.fixture(scope="module")
def said(samples, office) -> dict[str, str]:
    """What the command line says of each sample."""
    asked = ["--office", office, "validate", *samples.values(), "--no-copy", "--json", "-"]
    done = subprocess.run([sys.executable, "-m", "pmr_xl", *asked], capture_output=True, check=False, encoding="utf-8")
    told = json.loads(done.stdout)
    assert [one["file"] for one in told] == [path.name for path in samples.values()]
    return {name: _bytes(one) for name, one in zip(samples, told, strict=True)}


def _bytes(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


@pytest.fixture
def heard(monkeypatch) -> list[validate.Validation]:
    """What the button's own validation found, listened to on its way."""
    results = []
    real = validate.validate

    def listening(*arguments):
        results.append(real(*arguments))
        return results[-1]

    monkeypatch.setattr(validate, "validate", listening)
    return results


def test_one_file_alone_is_said_as_among_others(samples, said, office):
    done = subprocess.run(
        [sys.executable, "-m", "pmr_xl", "--office", office, "validate", samples["late"], "--no-copy", "--json", "-"],
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout == said["late"]
    assert json.loads(done.stdout)["findings"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_button_says_what_the_command_line_says(name, samples, said, heard, tmp_path):
    """The button itself, called as xlwings calls it; only Excel is a stand-in that has the file open."""
    path = tmp_path / samples[name].name
    path.write_bytes(samples[name].read_bytes())
    alerts: list[str] = []
    app = SimpleNamespace(status_bar=False, books=_Books(), alert=lambda text, **_: alerts.append(text))
    book = SimpleNamespace(
        name=path.name, app=app, sheets=[], api=SimpleNamespace(Saved=True), impl=SimpleNamespace(fullname=str(path))
    )
    buttons.validate_submission(book)
    assert "The review copy is" in alerts[-1]
    assert _bytes(heard[0].as_dict()) == said[name]


class _Books(list):
    def open(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(name=Path(name).name, activate=lambda: None)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["slipped", "pmmr"])
def test_the_button_in_a_real_spreadsheet_says_the_same(name, samples, said, heard, spreadsheet, tmp_path):
    path = tmp_path / samples[name].name
    path.write_bytes(samples[name].read_bytes())
    book = spreadsheet.books.open(str(path))
    book.set_mock_caller()
    assert xw.Book.caller().name == path.name
    buttons.validate_submission()
    assert _bytes(heard[0].as_dict()) == said[name]


@pytest.mark.parametrize("name", ["clean", "slipped", "late", "pmmr", "shipped slipped"])
def test_the_function_says_of_a_figure_what_validating_says_of_its_cell(name, samples, office):
    result, desk = judge_file(Desk(office), samples[name]), Desk(office)
    submission = result.submission
    chapter, edition = submission.chapter, submission.edition
    typed = {
        entry.line.id: entry.actual.cell.value
        for entry in submission.entries
        if entry.actual.cell is not None
        and entry.actual.cell.formula is None
        and isinstance(entry.actual.cell.value, str | float)
        and not isinstance(entry.actual.cell.value, CellError)
    }
    form = BlankForm.of(desk, chapter, edition, desk.published_before([chapter], edition))
    found = form.findings(desk, typed)
    for indicator in typed:
        where = submission.by_id[indicator].actual.where
        wanted = [one.as_dict() for one in result.findings if one.where == where and one.rule.startswith(ALONE)]
        given = [one.as_dict() for one in found[indicator] if one.rule.startswith(ALONE)]
        assert _bytes(given) == _bytes(wanted), indicator
    if name in ("slipped", "pmmr"):
        assert {one.rule for told in found.values() for one in told} & {"TYP-001", "UNT-001", "UNT-002", "MIS-005"}
    cells = udfs.PMR_CHECK(
        [[one] for one in typed], [[value] for value in typed.values()], edition.report.name, f"FY{edition.year % 100}"
    )
    assert cells == [[sentence(found[one])] for one in typed]
