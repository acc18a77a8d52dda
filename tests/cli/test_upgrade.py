"""An office of an earlier program is brought forward: told what was done, with a copy, and nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmr_xl import atomic_write
from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault
from pmr_xl.office import Library, built_in_office

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"


@pytest.fixture
def office(tmp_path):
    return Path(shutil.copytree(FIRST, tmp_path / "office"))


def ask(office, *arguments, leaves=0):
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, arguments)])
    fault = done.exception if isinstance(done.exception, Fault) else None
    assert (fault.exit_code if fault else done.exit_code) == leaves, done.output
    return f"{done.stdout}{done.stderr}{fault or ''}"


def files(office):
    return {path.relative_to(office).as_posix(): path.read_bytes() for path in office.rglob("*") if path.is_file()}


def test_the_first_office_is_brought_forward_and_kept_as_it_was(office):
    before = files(office)
    assert "▲ It is of an earlier program's format (1; this one's is " in ask(office, "record", "check")
    assert files(office) == before
    told = ask(office, "office", "upgrade", "--dry-run")
    assert "record.sqlite: format 1 → " in told
    assert "Nothing was changed." in told
    assert files(office) == before

    told = ask(office, "office", "upgrade")
    assert "settings.yaml: " in told
    assert "✓ Brought forward. As it was: " in told
    assert "earlier program's format" not in ask(office, "record", "check")
    after = files(office)
    assert after["record.format-1.sqlite"] == before["record.sqlite"]
    (kept,) = (office / "before-upgrade").iterdir()
    assert {name: before[name] for name in files(kept)} == files(kept)
    assert (kept / "settings.yaml").is_file()
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"record.sqlite", *files(kept)}, (
        "agencies, schemas, calendar and everybody's files are as they were"
    )
    assert after["settings.yaml"].startswith(before["settings.yaml"].rstrip()), "what the office decided stays"
    assert b"\n# large_change: 0.5" in after["settings.yaml"]
    assert b"# near:" not in after["settings.yaml"], "it is decided there already"
    assert Library(office).settings == Library(FIRST).settings
    shipped = built_in_office() / "schemas" / "settings.schema.json"
    assert after["schemas/settings.schema.json"] == shipped.read_bytes()

    assert "Nothing to do" in ask(office, "office", "upgrade")
    assert files(office) == after
    assert "14,020" in ask(office, "record", "show", "hfs-ferry-trips")


def test_an_office_laid_out_now_has_nothing_to_do(tmp_path):
    office = tmp_path / "office"
    assert CliRunner().invoke(pmr, ["init", str(office)]).exit_code == 0
    before = files(office)
    assert "Nothing to do" in ask(office, "office", "upgrade")
    assert files(office) == before


def test_interrupted_it_leaves_every_file_whole_and_can_be_done_again(office, monkeypatch):
    before = files(office)
    put = atomic_write.write_atomically

    def fails(path, content, **how):
        if path == office / "settings.yaml":
            raise OSError(28, "No space left on device")
        put(path, content, **how)

    monkeypatch.setattr(atomic_write, "write_atomically", fails)
    assert "cannot be written" in ask(office, "office", "upgrade", leaves=2)
    after = files(office)
    assert after["record.sqlite"] == before["record.sqlite"]
    assert after["settings.yaml"] == before["settings.yaml"]
    monkeypatch.undo()
    assert "✓ Brought forward" in ask(office, "office", "upgrade")
    assert "Nothing to do" in ask(office, "office", "upgrade")


def test_what_cannot_be_read_is_told_before_anything_is_changed(office):
    (office / "schemas" / "indicators" / "osl.yaml").write_text("agency: OSL\nservices: 3\n", encoding="utf-8")
    before = files(office)
    assert "osl.yaml" in ask(office, "office", "upgrade", leaves=2)
    assert files(office) == before
    assert "pmr init" in ask(built_in_office(), "office", "upgrade", leaves=2)


def test_decisions_that_set_no_target_are_listed_with_the_way_to_make_them_count(office):
    told = ask(office, "office", "upgrade", "--dry-run")
    assert "▲ 3 decisions “Adjust target” set no target" in told
    assert "Slips inspected, target FY28, PMMR Fiscal 2027, by J. Okonkwo on 2026-11-24: 410" in told
    command = 'pmr target hfs-slips-inspected FY28 410 --edition PMMR-FY27 --why "decided by J. Okonkwo on 2026-11-24"'
    assert command in told
    assert "pmr target osl-days-to-mend FY27 VALUE --edition MMR-FY26 " in told, (
        "its note “8 days” is more than a figure"
    )
    ask(office, "office", "upgrade")
    assert "✓ FY28         target             420" in ask(office, "record", "show", "hfs-slips-inspected"), (
        "left as it is"
    )
    again = ask(office, "office", "upgrade")
    assert "Nothing to do" in again
    assert command in again
    ask(office, *command.replace("pmr ", "", 1).split(" --why ")[0].split(), "--why", "decided in November")
    assert "✓ FY28         target             410" in ask(office, "record", "show", "hfs-slips-inspected")
    told = ask(office, "office", "upgrade")
    assert "▲ 2 decisions “Adjust target” set no target" in told
    assert "hfs-slips-inspected" not in told
