"""What people write for NA is understood alike on a form, in monthly figures and in figures by place."""

import pytest
from at_least_one import at_least_one
from click.testing import CliRunner
from places_played import districts, row, written
from typed_form import Sheet, TypedForm

from pmr_xl.cli.commands import pmr
from pmr_xl.model.reason import NA_WORDS
from pmr_xl.office import init_office

WORDS = sorted({*NA_WORDS, "N/A", "N/A.", "Not Available", "#N/A", " n.a. "})


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return init_office(tmp_path_factory.mktemp("not_available") / "office")


def ask(office, *asked) -> tuple[int, str]:
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, asked)], catch_exceptions=False)
    return done.exit_code, done.output


def test_on_a_form_each_is_told_as_na_spelt_otherwise(made, tmp_path):
    on_forms = [word for word in WORDS if word != "#N/A"]  # which openpyxl writes as Excel's error

    def typed(sheet: Sheet) -> None:
        sheet.put("J", on_forms)

    found = {one["cell"]: one["rule"] for one in TypedForm(made, tmp_path)(typed) if one["cell"].startswith("J")}
    assert found == {f"J{number}": "MIS-005" for number, _ in enumerate(on_forms, 3)}


def test_in_monthly_figures_each_is_taken_for_na(office, tmp_path):
    path = tmp_path / "months.csv"
    for word in at_least_one(WORDS):
        month = "agency,indicator,fiscal_year,month,value\nDSNY,Lots cleaned citywide,2026,2025-10," + word + "\n"
        path.write_text(month, encoding="utf-8")
        code, told = ask(office, "record", "import-months", path, "--dry-run")
        assert code == 0, (word, told)
        assert "1 figure of 1 month" in told


def test_by_place_each_is_taken_for_na(office, tmp_path):
    places = districts()[: len(WORDS)]
    rows = [row(code, name, "2016-06", word) for (code, name), word in zip(places, WORDS, strict=True)]
    code, told = ask(office, "record", "import-places", written(tmp_path / "places.csv", rows))
    assert code == 0, told
    assert f"{len(WORDS)} figures of {len(WORDS)} places" in told
