"""What is told before tables go out, and the manifest that says what they were made of."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile

import pytest
from click.testing import CliRunner
from office_begun import begin_office

import pmr_xl
from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.demo.forms import EDITION
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.tables import manifest
from pmr_xl.desk.tables.assemble import assemble, reasons_of
from pmr_xl.desk.tables.completeness import agencies_counted, agencies_without_figures, completeness
from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.model.reason import NaReason
from pmr_xl.office import built_in_office
from pmr_xl.record import Decision, Source
from pmr_xl.record.file import storage
from pmr_xl.record.file.opening import open_at_one_state, open_for_reading
from pmr_xl.words.lacking import warnings

LOTS, TONS = "dsny-lots-cleaned-citywide", "dsny-tons-refuse-disposed"


@pytest.fixture
def desk(made, tmp_path):
    """An office with the published figures of three agencies, and DSNY's submission accepted."""
    shutil.copytree(made.folder / "office", tmp_path / "office")
    return Desk(tmp_path / "office")


def ask(*arguments):
    return CliRunner().invoke(pmr, [str(one) for one in arguments], catch_exceptions=False)


def test_resources_and_budgets_that_nobody_imported_are_told(tmp_path):
    office = begin_office(tmp_path / "office")
    told = ask("--office", office, "assemble", "DSNY", "HRA", "--into", tmp_path / "out").stderr
    assert "▲ Not in the record are resources and budgets of MMR Fiscal 2026: DSNY 18 of 18, HRA 26 of 26. " in told
    assert "“pmr record import” takes them in" in told
    for left, kind in (("DSNY 12 of 18", "resources"), (None, "units_of_appropriation")):
        ask("--office", office, "record", "import", f"mmr_fy2026_{kind}.csv", "--year", 2026)
        assert agencies_counted(completeness(Desk(office), ["DSNY"], EDITION).unbudgeted) == ([left] if left else [])
    assert len(warnings(Desk(office), ["DSNY"], EDITION)) == 1, "its submission alone is awaited"


def test_the_program_s_own_tables_lack_no_resource_and_no_budget():
    desk = Desk(built_in_office())
    assert not completeness(desk, list(desk.library.agencies()), EDITION).unbudgeted
    assert not completeness(desk, ["HRA"], Edition(Report.PMMR, 2026)).unbudgeted
    assert completeness(desk, ["HRA"], EDITION).undecided == {}


def test_where_all_is_there_and_accepted_nothing_is_told(desk):
    assert agencies_without_figures(desk, ["DSNY"], EDITION) == []
    assert warnings(desk, ["DSNY"], EDITION) == []


def test_figures_returned_or_held_are_named_when_they_are_printed(desk, tmp_path):
    names = list(desk.library.chapter("DSNY").by_id)[:8]
    words = ("Accept", "Return", "Return", "Hold", "Adjust target", "Return", "Return", "Return")
    desk.record.decide(
        [Decision("DSNY", EDITION, name, word, who="ana") for name, word in zip(names, words, strict=True)]
    )
    (told,) = warnings(desk, ["DSNY"], EDITION)
    printed = [name for name, word in zip(names, words, strict=True) if word in ("Return", "Hold")]
    assert told.startswith("Not accepted by the supervisor, though printed, are figures of MMR Fiscal 2026 with the ")
    assert f"decision 5 Return and 1 Hold: {', '.join(printed[:5])} and 1 more." in told
    assert f"▲ {told}" in ask("--office", desk.folder, "assemble", "dsny", "--into", tmp_path / "out").stderr
    desk.record.decide([Decision("NYPD", EDITION, "nypd-major-felony-crime", "Return", who="ana")])
    assert completeness(desk, ["NYPD"], EDITION).undecided == {}, "never accepted, so it is not printed"
    desk.record.decide([Decision("DSNY", EDITION, name, "Accept", who="ben") for name in printed])
    assert warnings(desk, ["DSNY"], EDITION) == []


def test_the_record_shows_version_print_and_program_of_a_figure_and_every_decision(desk):
    (taken,) = desk.record.accepted_submissions(EDITION, "DSNY")
    for word, note in (("Return", "which garages?"), ("Accept", "")):
        desk.record.decide([Decision("DSNY", EDITION, LOTS, word, note, taken.sha256, "ana", "2026-09-01T10:00:00")])
    told = ask("--office", desk.folder, "record", "show", LOTS).stdout.splitlines()
    at = next(place for place, line in enumerate(told) if taken.file in line)
    assert f"MMR Fiscal 2026, {taken.file}, version 1, Submission!" in told[at]
    assert (
        f"SHA-256 {taken.sha256[:8]}…, by {taken.who} on {taken.at[:10]} with pmr_xl {pmr_xl.__version__}"
        in told[at + 1]
    )
    table = next(line for line in told if "mmr_fy2026_indicators.csv" in line)
    assert "version" not in table
    decided = f"by ana on 2026-09-01 on the submission SHA-256 {taken.sha256[:8]}…"
    assert told[-2:] == [
        f"● MMR Fiscal 2026: Return: which garages?, {decided}",
        f"● MMR Fiscal 2026: Accept, {decided}",
    ]
    assert "●" not in ask("--office", desk.folder, "record", "show", TONS).stdout


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_manifest_names_all_that_tables_were_made_of(desk, tmp_path):
    written = assemble(desk, ["DSNY", "NYPD"], EDITION, tmp_path / "out", profile="published", with_csv=True)
    told = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    (taken,) = desk.record.accepted_submissions(EDITION)
    assert {key: told[key] for key in ("program", "edition", "profile", "agencies")} == {
        "program": f"pmr_xl {pmr_xl.__version__}", "edition": "MMR-FY26", "profile": "published",
        "agencies": ["DSNY", "NYPD"],
    }  # fmt: skip
    assert told["outputs"] == {path.name: sha256(path) for path in written}
    assert len(told["outputs"]) == 5
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*told["outputs"], "manifest.json"}
    schemas = ("agencies.yaml", "indicators/dsny.yaml", "indicators/nypd.yaml")
    assert told["schemas"] == {f"schemas/{name}": sha256(desk.folder / "schemas" / name) for name in schemas}
    assert told["settings"] == {"settings.yaml": sha256(desk.folder / "settings.yaml")}
    assert told["submissions"] == [
        {
            "agency": "DSNY",
            "edition": "MMR-FY26",
            "version": 1,
            "file": taken.file,
            "sha256": taken.sha256,
            "accepted_with": f"pmr_xl {pmr_xl.__version__}",
        }
    ]
    assert sha256(desk.folder / taken.original) == taken.sha256
    published = Desk(built_in_office()).office.published_folder
    assert {one["file"]: one["sha256"] for one in told["tables"]} == {
        path.name: sha256(path) for path in published.glob("mmr_*.csv")
    }


def test_the_same_office_gives_the_same_manifest_and_another_one_another(desk, tmp_path):
    def made(folder, agency="DSNY", edition=EDITION):
        assemble(Desk(desk.folder), [agency], edition, tmp_path / folder)
        return (tmp_path / folder / "manifest.json").read_bytes()

    first = made("one")
    assert made("two") == first
    assert json.loads(made("three", "NYPD"))["submissions"] == [], "DSNY's is not printed from"
    (desk.folder / "settings.yaml").write_text("near: 0.05\n", encoding="utf-8")
    assert made("one") != first


def test_word_and_text_are_written_when_asked_for_and_named_in_the_manifest(desk, tmp_path):
    def made(folder):
        ask("--office", desk.folder, "assemble", "DSNY", "NYPD", "--word", "--text", "--into", tmp_path / folder)
        return {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}

    first = made("one")
    stems = [f"PMR_{code}_MMR_FY26_tables" for code in ("DSNY", "NYPD")]
    assert set(first) == {f"{stem}.{ending}" for stem in stems for ending in ("xlsx", "docx", "txt")} | {
        "manifest.json"
    }
    outputs = json.loads(first["manifest.json"])["outputs"]
    assert list(outputs) == [f"{stem}.{ending}" for ending in ("xlsx", "docx", "txt") for stem in stems]
    assert outputs == {name: hashlib.sha256(first[name]).hexdigest() for name in outputs}
    assert made("two") == first, "byte for byte"
    assert {path.suffix for path in assemble(desk, ["DSNY"], EDITION, tmp_path / "three")} == {".xlsx"}


def test_the_record_s_own_notes_stand_in_every_output(desk, tmp_path):
    chapter = desk.library.chapter("DSNY")
    old = desk.past([chapter]).actual(LOTS, Period(2024))
    fact = Fact(LOTS, Period(2024), FactKind.ACTUAL, old + 7, reason="Late data: one district reported in August.")
    desk.record.publish([fact], Source("DSNY.xlsx", "0" * 64, EDITION), who="ana")
    lagged = [name for name, one in desk.record.explanations(EDITION, "DSNY").items() if one.reason]
    assert reasons_of(desk, chapter, EDITION) == dict.fromkeys(lagged, NaReason.LAGGED) != {}

    book, document, text = assemble(desk, ["DSNY"], EDITION, tmp_path, with_word=True, with_text=True)
    notes = [
        f"FY24 was revised from {old} to {old + 7}. Late data: one district reported in August.",
        "FY26 is not available: lagged. The source reports after the due date.",
    ]
    cells = [cell.value for _, cell in sorted(read_book(book).sheet("Tables").cells.items())]
    told = text.read_bytes().decode("utf-16").split("\r\n")
    assert cells[-4:] == told[-3].split("\t") + told[-2].split("\t") == ["[1]", notes[0], "[2]", notes[1]]
    for mark, name in (("[1]", LOTS), *(("[2]", name) for name in lagged)):
        label = f"{chapter.by_id[name].label}\u00a0{mark}"
        assert label in cells
        assert sum(label in line.split("\t") for line in told) == 1
    with zipfile.ZipFile(document) as package:
        foot = package.read("word/footnotes.xml").decode()
    assert all(f"> {note}<" in foot for note in notes)


def test_all_chapters_and_the_manifest_are_of_one_state_of_the_record(desk, tmp_path, monkeypatch):
    readings = []
    for opened in (open_for_reading, open_at_one_state):
        monkeypatch.setattr(storage, opened.__name__, lambda path, real=opened: readings.append(path) or real(path))
    assemble(desk, ["DSNY", "NYPD"], EDITION, tmp_path)
    assert len(readings) == 1


def test_a_document_that_cannot_be_written_is_told_and_leaves_nothing_half(desk, tmp_path):
    (tmp_path / "PMR_DSNY_MMR_FY26_tables.docx").mkdir()
    with pytest.raises(Fault, match="is a folder, not a file"):
        assemble(desk, ["DSNY"], EDITION, tmp_path, with_word=True)
    assert not (tmp_path / "manifest.json").exists()
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".tmp"]


def test_a_manifest_stands_last_and_whole_or_not_at_all(desk, tmp_path, monkeypatch):
    there = []

    def stopped(path, _text):
        there.extend(one.name for one in path.parent.iterdir())
        raise Fault("The disk is full.", "")

    monkeypatch.setattr(manifest, "write_text", stopped)
    with pytest.raises(Fault, match="disk is full"):
        assemble(desk, ["DSNY"], EDITION, tmp_path / "out")
    assert there == ["PMR_DSNY_MMR_FY26_tables.xlsx"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == there


def test_without_an_office_the_manifest_names_the_program_s_own_tables(tmp_path):
    desk = Desk(built_in_office())
    assemble(desk, ["HRA"], Edition(Report.PMMR, 2026), tmp_path)
    told = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (told["settings"], told["submissions"]) == ({}, [])
    assert {one["file"] for one in told["tables"]} == {path.name for path in desk.office.published_folder.glob("*.csv")}
