"""A form has a day of its own, an agency may be given another, and lateness counts from the day in force."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from pmr_xl.books.reading.reader import read_book
from pmr_xl.cli.commands import pmr
from pmr_xl.forms import submission_form
from pmr_xl.model.fault import Fault
from pmr_xl.office import init_office

pytestmark = pytest.mark.both_engines


@pytest.fixture
def ask(tmp_path):
    """An office of its own, asked as a person asks it."""
    folder = init_office(tmp_path / "office")

    def asked(*arguments, leaves=0):
        done = CliRunner().invoke(pmr, ["--office", str(folder), *map(str, arguments)])
        if leaves == 2:
            assert isinstance(done.exception, Fault) or done.exit_code == 2, done.output
            return f"{done.output}\n{done.exception} {getattr(done.exception, 'remedy', '')}"
        assert done.exit_code == leaves, (done.output, done.exception)
        return done.output

    asked.folder = folder
    return asked


def due_on(path):
    return submission_form.stamp_of(read_book(path)).due


def test_a_form_is_not_made_without_a_day_of_its_own(ask, tmp_path):
    told = ask("blank", "DSNY", "--year", 2026, "--into", tmp_path / "forms", leaves=2)
    assert "No day is named on which the forms of MMR Fiscal 2026 come back (DSNY)" in told
    assert "--due" in told
    assert "calendar.yaml" in told
    assert not list((tmp_path / "forms").glob("*.xlsx")), "nothing is written"
    ask("blank", "DSNY", "--year", 2026, "--due", "2026-08-07", "--into", tmp_path / "forms")
    (form,) = (tmp_path / "forms").iterdir()
    assert due_on(form) == "2026-08-07"
    calendar = ask.folder / "schemas" / "calendar.yaml"
    text = calendar.read_text(encoding="utf-8")
    calendar.write_text(text.replace("MMR-FY26\n", "MMR-FY26\n    forms_due: 2026-07-31\n", 1), encoding="utf-8")
    ask("blank", "DSNY", "--year", 2026, "--into", tmp_path / "forms")
    assert due_on(form) == "2026-07-31", "a blank form is made anew, with the office's day"
    assert "“soon” is no day: 2026-08-14 is." in ask("blank", "DSNY", "--due", "soon", "--into", tmp_path, leaves=2)


def test_an_extension_is_kept_with_who_and_why_and_stands_in_the_form(ask, tmp_path):
    told = ask("extend", "dsny", "2026-08-14", "--why", "a flood in the data room", "--by", "Ana")
    assert "✓ DSNY may send its MMR Fiscal 2026 until August 14, 2026: a flood in the data room" in told
    ask("blank", "DSNY", "FDNY", "--year", 2026, "--due", "2026-08-07", "--into", tmp_path / "forms")
    days = {path.name.split("_")[1]: due_on(path) for path in (tmp_path / "forms").iterdir()}
    assert days == {"DSNY": "2026-08-14", "FDNY": "2026-08-07"}
    ask("extend", "DSNY", "2026-08-20", "--why", "and no power", "--by", "Ben")
    listed = ask("extend")
    assert "  DSNY     until August 14, 2026, by Ana on " in listed
    assert "✓ DSNY     until August 20, 2026, by Ben on " in listed
    assert "1 extension in force" in listed
    told = ask("extend", "DSNY", "--withdraw", "--why", "the data came", "--by", "Ben")
    assert "✓ The extension of DSNY is taken back: the data came" in told
    listed = ask("extend")
    assert "taken back, by Ben" in listed
    assert "0 extensions in force" in listed


def test_what_cannot_be_extended_is_refused(ask):
    assert "Say it with --why" in ask("extend", "DSNY", "2026-08-14", leaves=2)
    assert "There is no agency" in ask("extend", "DSNX", "2026-08-14", "--why", "x", leaves=2)
    assert "Name the day too" in ask("extend", "DSNY", "--why", "x", leaves=2)
    assert "has no extension" in ask("extend", "DSNY", "--withdraw", "--why", "x", leaves=2)
    calendar = ask.folder / "schemas" / "calendar.yaml"
    text = calendar.read_text(encoding="utf-8")
    calendar.write_text(text.replace("MMR-FY26\n", "MMR-FY26\n    forms_due: 2026-08-20\n", 1), encoding="utf-8")
    assert "no later than August 20, 2026" in ask("extend", "DSNY", "2026-08-14", "--why", "x", leaves=2)
    assert "built-in" not in ask("extend")


@pytest.fixture
def late(made, ask):
    """NYPD's form of the demonstration, signed twelve days after it was due, in the office's inbox."""
    sent = made.folder / "submissions" / "PMR_NYPD_MMR_FY26_v1.xlsx"
    form = ask.folder / "inbox" / sent.name
    form.write_bytes(sent.read_bytes())
    return form


def test_lateness_counts_from_the_day_in_force(ask, late):
    def line():
        told = ask("validate", "--no-copy", leaves=2)
        return next(one for one in told.splitlines() if one.startswith("NYPD"))

    assert "12 days late" in line()
    ask("extend", "NYPD", "2026-09-25", "--why", "a new system", "--year", 2026)
    assert "extended to 2026-09-25, 4 days late" in line()
    assert "4 days after it was due on September 25, 2026" in ask("validate", "--no-copy", "--all", late, leaves=2)
    ask("extend", "NYPD", "2026-09-30", "--why", "and it broke", "--year", 2026)
    assert "late" not in line()
    assert "PRV-002" not in ask("validate", "--no-copy", "--all", late, leaves=2)
    ask("extend", "NYPD", "--withdraw", "--why", "agreed anew", "--year", 2026)
    assert "12 days late" in line()


def test_agencies_that_are_awaited_are_named_with_their_day(ask, late):
    settings = ask.folder / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nasking: [MMR-FY26]\n", encoding="utf-8")
    ask("extend", "NYCEM", "2099-08-14", "--why", "a flood")
    told = ask("validate", "--no-copy", leaves=2)
    (missing,) = [one for one in told.splitlines() if one.startswith("Not received")]
    assert late.exists()
    assert "NYCEM (extended to 2099-08-14)" in missing


def test_on_a_terminal_the_day_is_asked_for(ask, tmp_path, monkeypatch):
    from pmr_xl.cli import options

    asked = []
    monkeypatch.setattr(options.sys, "stdin", type("Terminal", (), {"isatty": lambda _self: True})())
    monkeypatch.setattr(
        options.click, "prompt", lambda question, value_proc: asked.append(question) or value_proc("2026-08-07")
    )
    from pmr_xl.cli.commands import pmr as command

    command.main(
        ["--office", str(ask.folder), "blank", "DSNY", "--year", "2026", "--into", str(tmp_path)], standalone_mode=False
    )
    assert asked == ["MMR Fiscal 2026 is due on September 17, 2026. On which day do the forms come back (2026-08-14)"]
    assert due_on(tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx") == "2026-08-07"
