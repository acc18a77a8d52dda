"""Importing again after a rename, a retirement or a move changes nothing; a dry run never does."""

from __future__ import annotations

import hashlib
import re

import pytest


def prints(office):
    return {
        path.relative_to(office): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in office.rglob("*")
        if path.is_file() and path.name != "record.sqlite"  # keeps what was found in the table
    }


def entry_of(text: str, known_as: str) -> str:
    """The lines of one indicator in a schema."""
    (found,) = re.findall(rf"^ +- id: {known_as}\n(?: +(?!- )\w.*\n)*", text, re.MULTILINE)
    return found


def flat(entry: str, indent: int = 2) -> str:
    lines = entry.splitlines()
    by = len(lines[0]) - len(lines[0].lstrip())
    return "".join(f"{' ' * indent}{line[by:]}\n" for line in lines)


RENAMED = ("name: Needles removed\n", "name: Syringes picked up\n")


@pytest.mark.parametrize("told", ["", "            formerly: Needles removed\n"], ids=["in silence", "formerly"])
def test_a_rename(pmr, office, published, schema, told):
    table, page = published("DSNY"), schema("dsny")
    page.write_text(page.read_text("utf-8").replace(RENAMED[0], RENAMED[1] + told), "utf-8")
    before = prints(office)
    done = pmr("schema", "import", table)
    assert (done.returncode, prints(office)) == (0, before), done.stdout
    assert done.stdout.startswith("0 new rows")
    done = pmr("record", "import", table, "--year", 2026)
    assert done.returncode == 0, done.stdout
    assert "FY25" in pmr("record", "show", "dsny-needles-removed").stdout


@pytest.mark.parametrize("known_as", ["dsny-needles-removed", "dsny-empire-bins-installed"])
def test_what_is_under_retired_stays_retired_and_brings_its_history(pmr, office, published, schema, known_as):
    table, page = published("DSNY"), schema("dsny")
    text = page.read_text("utf-8")
    entry = entry_of(text, known_as)
    page.write_text(text.replace(entry, "") + flat(entry), "utf-8")  # DSNY’s list of them ends the file
    before = prints(office)
    done = pmr("schema", "import", table)
    assert (done.returncode, prints(office)) == (0, before), done.stdout
    done = pmr("record", "import", table, "--year", 2026)
    assert done.returncode == 0, done.stdout
    assert "FY25" in pmr("record", "show", known_as).stdout
    done = pmr("blank", "--due", "2026-09-17", "DSNY", "--year", 2026, "--into", office / "outbox")
    assert done.returncode == 0, done.stderr


def test_what_was_cut_out_by_hand_is_not_put_back_and_is_told(pmr, office, published, schema):
    table, page = published("DSNY"), schema("dsny")
    assert pmr("record", "import", table, "--year", 2026).returncode == 0
    text = page.read_text("utf-8")
    page.write_text(text.replace(entry_of(text, "dsny-needles-removed"), ""), "utf-8")
    before = prints(office)
    done = pmr("schema", "import", table)
    assert (done.returncode, prints(office)) == (4, before), done.stdout
    assert re.search(r"Left out: row \d+ “Needles removed”; dsny-needles-removed .* under “retired:”", done.stdout)
    done = pmr("record", "import", table, "--year", 2026)
    assert done.returncode == 4
    assert "“Needles removed” (dsny-needles-removed) is no longer in the schema" in done.stdout
    done = pmr("schema", "import", table, "--put-back")
    assert done.returncode == 0
    assert "- id: dsny-needles-removed\n" in page.read_text("utf-8")


def test_what_another_agency_has_now_stays_there(pmr, office, published, schema):
    table, text = published("DSNY"), schema("dsny").read_text("utf-8")
    entry, other = entry_of(text, "dsny-needles-removed"), schema("dot")
    schema("dsny").write_text(text.replace(entry, ""), "utf-8")
    moved = flat(entry, 6) + "        moved_from: DSNY\n"
    other.write_text(
        re.sub(
            r"^tables:\n",
            f"tables:\n  - table: Taken over\n    indicators:\n{moved}",
            other.read_text("utf-8"),
            count=1,
            flags=re.MULTILINE,
        ),
        "utf-8",
    )
    before = prints(office)
    done = pmr("schema", "import", table)
    assert (done.returncode, prints(office)) == (0, before), done.stdout + done.stderr
    done = pmr("record", "import", table, "--year", 2026)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FY25" in pmr("record", "show", "dsny-needles-removed").stdout


def test_a_dry_run_says_what_it_would_do_and_does_nothing(pmr, office, published, schema):
    table, page = published("DSNY"), schema("dsny")
    page.write_text(
        page.read_text("utf-8").replace(entry_of(page.read_text("utf-8"), "dsny-needles-removed"), ""), "utf-8"
    )
    before = prints(office)
    said = pmr("schema", "import", table, "--dry-run").stdout
    assert "nothing was changed" in said
    assert "New: dsny-needles-removed." in said
    pmr("schema", "import", table)
    before = prints(office)
    said = pmr("record", "import", table, "--year", 2026, "--dry-run").stdout
    number = re.search(r"([\d,]+) of them new", said)[1]
    assert prints(office) == before
    assert f" {number} of them new" in pmr("record", "import", table, "--year", 2026).stdout
    assert " 0 of them new" in pmr("record", "import", table, "--year", 2026, "--dry-run").stdout
