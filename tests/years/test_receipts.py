"""Receipts: what was checked, found, answered and accepted; compared offline with a file; signed where wanted."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk

pytestmark = pytest.mark.both_engines

NEEDLES = "dsny-needles-removed"
FORM = "PMR_DSNY_MMR_FY26_v1.xlsx"


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """An office that has a form of one agency, checked with a receipt and accepted with a signed one."""
    office = Years.begun(tmp_path_factory.mktemp("asked") / "office", only=("DSNY",))
    form = office.form()
    office.told = {"checked": office.run("validate", form, "--receipt", "--into", office.folder / "first", leaves=None)}
    key = office.folder.parent / "pmr.pem"
    office.told["key"] = office.run("signing-key", key)
    office.run("correct", form, "J9", "64,000", "--said-by", "Jo Doe", "--why", "a slip", leaves=None)
    settings = office.folder / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\nsigning_key: {key}\n", encoding="utf-8")
    office.told["accepted"] = office.run("accept", form, "--despite", "as printed", "--by", "A. Chief", "--receipt")
    return office


def paper(office, folder="outbox"):
    """The receipt's file there."""
    return office.folder / folder / "PMR_DSNY_MMR_FY26_v1_receipt.json"


def written(path, told):
    """A receipt as somebody else writes it."""
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def fingerprint(office):
    """The one that making the key has told."""
    return next(line.partition(": ")[2] for line in office.told["key"].splitlines() if "Fingerprint" in line)


def test_a_checked_form_has_a_receipt_and_a_sheet(asked):
    told = json.loads(paper(asked, "first").read_bytes())
    assert (told["agency"], told["edition"], told["accepted"]) == ("DSNY", "MMR-FY26", None)
    assert told["seal"]["signature"] is None
    assert told["counts"]["query"] == len([one for one in told["open"] if one["severity"] == "query"])
    assert "Receipt: " in asked.told["checked"]
    said = asked.run("verify", paper(asked, "first"), asked.folder / "inbox" / FORM)
    assert "byte for byte" in said
    assert "It is not signed: whoever has the file can write such a receipt." in said
    assert "It was not accepted then." in said
    assert "It does not prove that the figures are right" in said


def test_the_sheet_says_what_the_receipt_says(asked):
    book = read_book(paper(asked).with_suffix(".xlsx"))
    said = {str(cell.value) for cell in book.sheet("Receipt").cells.values()}
    told = json.loads(paper(asked).read_bytes())
    assert f"✓ Accepted by A. Chief on {told['accepted']['at'][:10]}, as version 1" in said
    assert {one["message"] for one in told["open"]} <= said
    assert told["sha256"] in {one.replace(" ", "") for one in said}
    assert "as printed" in said
    (corrected,) = told["corrections"]
    assert f"{corrected['sent']} → {corrected['corrected']}, said by Jo Doe: a slip" in said
    assert any(one.startswith(fingerprint(asked)) for one in said)


def test_only_acceptance_signs(asked, tmp_path):
    assert "Receipt, signed: " in asked.told["accepted"]
    form = asked.folder / "inbox" / FORM
    asked.run("receipt", form, "--into", tmp_path)
    told = json.loads((tmp_path / paper(asked).name).read_bytes())
    assert told["accepted"]["by"] == "A. Chief"
    assert told["seal"]["signature"] is None
    said = asked.run("verify", paper(asked), form)
    assert f"✓ It is signed with the key {fingerprint(asked)}." in said
    assert "It was accepted by A. Chief" in said


def test_the_fingerprint_from_elsewhere_says_whose_it_is(asked, tmp_path):
    form, public = asked.folder / "inbox" / FORM, asked.folder.parent / "pmr.pem.pub"
    for key in (fingerprint(asked), fingerprint(asked).replace(" ", "").lower(), public):
        assert "✓ It is signed with the key that you named" in asked.run("verify", paper(asked), form, "--key", key)
    asked.run("signing-key", tmp_path / "other.pem")
    other = tmp_path / "other.pem.pub"
    assert "✕ It is signed with another key" in asked.run("verify", paper(asked), form, "--key", other, leaves=2)
    unsigned = paper(asked, "first")
    assert "✕ The receipt is not signed" in asked.run("verify", unsigned, form, "--key", public, leaves=2)
    assert "is no fingerprint" in asked.run("verify", paper(asked), form, "--key", "3F2A", leaves=2)


def test_every_field_that_is_changed_is_named(asked, tmp_path):
    form, genuine = asked.folder / "inbox" / FORM, json.loads(paper(asked).read_bytes())
    fields = [name for name in genuine if name not in ("seal", "kind", "format")]
    assert len(fields) >= 16
    for name in fields:
        told = copy.deepcopy(genuine)
        told[name] = other(told[name])
        said = asked.run("verify", written(tmp_path / "r.json", told), form, leaves=2)
        assert f"changed after it was written: {name.replace('_', ' ')}." in said, name
    more = asked.run("verify", written(tmp_path / "r.json", {**genuine, "note": "all well"}), form, leaves=2)
    assert "changed after it was written: note." in more


def other(value):
    """Something else of the same kind."""
    if isinstance(value, list):
        return value[1:] if value else [{"rule": "X"}]
    if isinstance(value, dict):
        return {**value, next(iter(value)): "B. Other"}
    return f"{value} " if isinstance(value, str) else 7


def test_a_seal_made_anew_is_not_genuine(asked, tmp_path):
    form, told = asked.folder / "inbox" / FORM, json.loads(paper(asked).read_bytes())
    unsigned = json.loads(paper(asked, "first").read_bytes())
    signature = told["seal"]["signature"]
    for forged in (
        {**unsigned, "seal": {**unsigned["seal"], "signature": signature}},
        {**told, "seal": {**told["seal"], "signature": {**signature, "fingerprint": "0000"}}},
        {**told, "seal": {**told["seal"], "signature": {**signature, "value": "AAAA"}}},
        {**told, "seal": {**told["seal"], "signature": {**signature, "algorithm": "none"}}},
    ):
        assert "signature is not genuine" in asked.run("verify", written(tmp_path / "r.json", forged), form, leaves=2)
    gone = {name: value for name, value in told.items() if name != "seal"}
    assert "changed after it was written: its seal." in asked.run(
        "verify", written(tmp_path / "r.json", gone), form, leaves=2
    )


def test_another_file_is_told_from_one_that_was_saved_again(asked, tmp_path):
    form = asked.folder / "inbox" / FORM
    changed = asked.copy(tmp_path / "office").corrected("DSNY", {NEEDLES: 1.0})
    assert "✕ " in (said := asked.run("verify", paper(asked), changed, leaves=2))
    assert "is not the file of the receipt" in said
    again = tmp_path / "saved_again.xlsx"
    shutil.copyfile(form, again)
    with zipfile.ZipFile(again, "a") as package:
        package.comment = b"saved again"
    assert "says in every cell" in asked.run("verify", paper(asked), again)
    assert "is no receipt" in asked.run("verify", written(tmp_path / "x.json", {"kind": "?"}), form, leaves=2)
    newer = json.loads(paper(asked).read_bytes()) | {"format": 9}
    assert "of a newer program" in asked.run("verify", written(tmp_path / "x.json", newer), form, leaves=2)


def test_receipts_of_before_there_were_seals_are_read(asked, tmp_path):
    form, told = asked.folder / "inbox" / FORM, json.loads(paper(asked, "first").read_bytes())
    first = ("kind", "file", "sha256", "agency", "edition", "form_version", "schema", "program", "rules", "checked_at")
    older = {name: told[name] for name in (*first, "counts", "content_sha256", "accepted")}
    said = asked.run("verify", written(tmp_path / "r.json", older), form)
    assert "byte for byte" in said
    assert "It is not signed" in said


def test_a_private_key_is_its_owners_alone_and_never_written_over(asked):
    key = asked.folder.parent / "pmr.pem"
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert "is there already" in asked.run("signing-key", key, leaves=2)
    assert "stands in the office folder" in asked.run("signing-key", asked.folder / "pmr.pem", leaves=2)
    assert key.read_bytes() == before
    assert b"PRIVATE" not in b"".join(path.read_bytes() for path in asked.folder.rglob("*_receipt.*"))


def test_a_key_that_is_gone_is_told_before_anything_is_accepted(asked, tmp_path):
    office = asked.copy(tmp_path / "office")
    settings = office.folder / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("pmr.pem", "gone.pem"), encoding="utf-8")
    second = office.corrected("DSNY", {NEEDLES: 13131.0})
    told = office.run("accept", second, "--despite", "counted again", "--receipt", leaves=2)
    assert "gone.pem cannot be read as a key" in told
    assert "version 2" not in office.run("record", "show", NEEDLES)


def test_a_receipt_is_compared_without_the_library_and_that_is_told(asked):
    form = asked.folder / "inbox" / FORM
    without = "import sys; sys.modules['cryptography'] = None; from pmr_xl.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", without, "verify", paper(asked), form], capture_output=True, text=True, check=False
    )
    assert done.returncode == 4, done.stderr
    assert "byte for byte" in done.stdout
    assert "the signature was not looked at" in done.stdout


def test_a_receipt_in_the_inbox_is_no_submission(asked, tmp_path):
    office = asked.copy(tmp_path / "office")
    inbox = office.folder / "inbox"
    shutil.copy(paper(office).with_suffix(".xlsx"), inbox / "as our receipt.xlsx")
    shutil.copy(paper(office), inbox)
    told = office.run("validate", leaves=None)
    for name in ("as our receipt.xlsx", paper(office).name):
        assert f"{name} is a receipt: skipped. It says what was found in a form, and is not the form;" in told
    assert "receipt" not in office.run("board", leaves=None)


@pytest.mark.parametrize("door", ["validate", "review", "accept", "compare", "correct"])
def test_a_receipt_handed_in_as_a_form_is_told_as_what_it_is(asked, tmp_path, door):
    shutil.copy(paper(asked), tmp_path / "PMR_DSNY_MMR_FY26_v2.xlsx")  # as whoever uploads it may call it
    old = tmp_path / "PMR_DSNY_MMR_FY26_v4.xlsm"
    old.write_text(f"Receipt of a check, not signed: who holds it\r\n\r\nWorkbook   {FORM}\r\n", encoding="utf-8")
    more = {"correct": ("J9", "1", "--said-by", "J", "--why", "a slip")}.get(door, ())
    alike = [paper(asked), old] if door != "compare" else []  # which looks for the version before by its name
    for path in (tmp_path / "PMR_DSNY_MMR_FY26_v2.xlsx", *alike):
        told = asked.run(door, path, *more, leaves=3)
        assert f"“{path.name}” is a receipt: it says what was found in a form, and is not the form." in told
        assert f"Send the form {FORM}, of which it was written. “pmr verify RECEIPT FORM” compares the two." in told
    (tmp_path / "PMR_DSNY_MMR_FY26_v2.xlsx").unlink()
    shutil.copy(paper(asked).with_suffix(".xlsx"), tmp_path / "PMR_DSNY_MMR_FY26_v3.xlsx")
    if door == "compare":
        shutil.copy(asked.folder / "inbox" / FORM, tmp_path / "PMR_DSNY_MMR_FY26_v1.xlsx")
        old.unlink()
    told = asked.run(door, tmp_path / "PMR_DSNY_MMR_FY26_v3.xlsx", *more, leaves=2)
    assert "PMR_DSNY_MMR_FY26_v3.xlsx is the sheet of a receipt: it says what was found in a form, and is not" in told
    assert "Send the form (.xlsx) of which it was written." in told


def test_a_receipt_of_the_page_is_verified_and_says_that_it_is_none_of_the_office(asked, tmp_path, monkeypatch):
    from pmr_xl.web import bridge

    monkeypatch.setattr(bridge, "PageDesk", lambda: Desk(asked.folder))  # its figures lie elsewhere in a page
    page = bridge.Bridge(tmp_path)
    form = asked.folder / "inbox" / FORM
    told = page.receipt(FORM, form.read_bytes())
    (tmp_path / told["file"]["name"]).write_bytes(told["file"]["bytes"])
    said = asked.run("verify", tmp_path / told["file"]["name"], form)
    assert "byte for byte" in said
    assert "It is not signed" in said
    assert "It was made in the page for agencies, by whoever had the file there. It is no acceptance" in said
    assert "is a receipt" in page.check(told["file"]["name"], told["file"]["bytes"])["json"]
    assert "is the sheet of a receipt" in page.check(told["sheet"]["name"], told["sheet"]["bytes"])["fault"]
    other = asked.corrected("DSNY", {NEEDLES: 1}, version=7)
    assert "✕" in asked.run("verify", tmp_path / told["file"]["name"], other, leaves=2)
    other.unlink()


def test_plain_checking_loads_no_receipts(asked):
    ask = (
        "import sys; from pmr_xl.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if 'receipts' in m or m.startswith('cryptography')])"
    )
    form = Path(asked.folder / "inbox" / FORM)
    command = [sys.executable, "-c", ask, "--office", asked.folder, "validate", "--no-copy", form]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_result_of_a_formula_that_was_typed_counts(asked, tmp_path):
    office = asked.copy(tmp_path / "office")
    typed = with_formula(office.folder / "inbox" / FORM, tmp_path / FORM, "64136")
    office.run("receipt", typed, "--into", tmp_path)
    office.run("verify", tmp_path / paper(office).name, typed)
    moved = with_formula(office.folder / "inbox" / FORM, tmp_path / "moved.xlsx", "54136")
    assert "cells of it say something else" in office.run("verify", tmp_path / paper(office).name, moved, leaves=2)


def with_formula(form, to, result):
    """The form with its first figure as a formula of that result."""
    cell = re.compile(rb'(<c r="J9"[^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)')
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet3.xml":
                part, count = cell.subn(rb"\1><f>64000+136</f><v>%s</v></c>" % result.encode(), part)
                assert count == 1
            new.writestr(name, part)
    return to


def test_a_receipt_and_its_workbook_the_other_way_round_are_told(asked):
    told = asked.run("verify", asked.folder / "inbox" / FORM, paper(asked, "first"), leaves=2)
    assert told.endswith(
        "is no receipt. Name first the file that ends in _receipt.json, then the workbook: pmr verify RECEIPT FILE."
    )
