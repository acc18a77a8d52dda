"""The figures that come with the program are read once and kept: never stale, never half, the same either way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from pmr_xl.analysis.lookback import parts_looked_at
from pmr_xl.imports import published
from pmr_xl.imports.shipped import Shipped
from pmr_xl.model.fiscal import Edition, Period
from pmr_xl.model.measure import Sign
from pmr_xl.model.past import Past
from pmr_xl.office import Library, built_in_office
from pmr_xl.record.queries.past_bytes import bytes_of, past_in

FORM = built_in_office() / "workbooks" / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"
TABLES = 5  # that come with the program
EDITION = Edition.parse("MMR-FY26")


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def library(tmp_path) -> Library:
    """The shipped schemas and tables in a folder of their own, where they may be changed."""
    shutil.copytree(built_in_office() / "schemas", tmp_path / "office" / "schemas")
    return Library(tmp_path / "office")


@pytest.fixture
def tables_read(monkeypatch):
    """How many tables were read, not taken from what is kept."""
    seen, read = [], published.read_table

    def counted(path, *more):
        seen.append(path.name)
        return read(path, *more)

    monkeypatch.setattr(published, "read_table", counted)
    return lambda: len(seen)


def known(library: Library, *agencies: str):
    chapters = [library.chapter(code) for code in agencies]
    ids = [*(line.id for one in chapters for line in one.lines), *(row.id for one in chapters for row in one.resources)]
    return Shipped(library).past(chapters, ids, EDITION, beyond=True)


def judged(cache: Path) -> list[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "pmr_xl", "validate", str(FORM), "--no-copy", "--json", "-"]
    surroundings = {**os.environ, "PMR_CACHE": str(cache), "PMR_OFFICE": str(built_in_office())}
    return [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=surroundings)
        for _ in range(2)
    ]


@pytest.mark.parametrize("agencies", [("DSNY",), ("HRA",), ("FDNY", "DSNY")])
def test_what_is_kept_says_the_same_as_what_was_read(library, tables_read, agencies):
    read, again = known(library, *agencies), known(library, *agencies)
    assert tables_read() == TABLES
    assert len(read.actuals) > 20
    assert (read.actuals, read.targets, read.once) == (again.actuals, again.targets, again.once)


def asked(library: Library, agency: str, **how) -> tuple[Past, Past]:
    """What the record says when it is asked, and what is kept of it."""
    chapter, shipped = library.chapter(agency), Shipped(library)
    ids = [line.id for line in chapter.lines]
    assert shipped.past([chapter], ids, **how) is not None  # now it is kept
    return shipped.record([chapter]).past(ids, **how), shipped.past([chapter], ids, **how)


HOWS = (
    {},
    {"until": EDITION},
    {"until": EDITION, "beyond": True},
    {"until": Edition.parse("MMR-FY23"), "beyond": True, "own": False},
    {
        "until": Edition.parse("PMMR-FY26"),
        "beyond": True,
        "own": False,
        "parts": parts_looked_at(Edition.parse("PMMR-FY26")),
    },
)


@pytest.mark.parametrize("how", HOWS)
def test_what_is_kept_of_figures_in_force_is_what_the_record_says(library, tables_read, how):
    said, kept = asked(library, "DSNY", **how)
    assert tables_read() == TABLES
    assert len(said.actuals) > 20
    assert kept == said
    order = [list(one) for one in (kept.actuals, *kept.actuals.values())]
    assert order == [list(one) for one in (said.actuals, *said.actuals.values())]


def test_what_is_asked_otherwise_is_answered_otherwise(library):
    chapter, shipped = library.chapter("DSNY"), Shipped(library)
    ids = [line.id for line in chapter.lines]
    for how in HOWS[1:]:
        every, few = shipped.past([chapter], ids, **how), shipped.past([chapter], ids[:3], **how)
        assert few.actuals == {name: every.actuals[name] for name in ids[:3]}
    assert shipped.past([chapter], ids, **HOWS[3]) != shipped.past([chapter], ids), "of another edition"


def some_past() -> Past:
    """Everything that a record may say of figures in force."""
    year, month = Period.parse("FY25"), Period.parse("FY26-M03")
    figures = {year: Decimal("1234.50"), month: Sign.NOT_AVAILABLE, year.back(): Decimal("-0.0001")}
    return Past(
        actuals={"a-1": figures, "a-2": {}},
        targets={"a-1": {year: Sign.UP, year.back(): Decimal(10) ** 16}},
        once={"a-1": {year: [Decimal("1.0"), Sign.NOT_AVAILABLE]}},
        worked_out={"a-1": {month, year}, "a-2": set()},
        later={"a-2": {year}},
        later_targets={"a-1": {year.back()}},
    )


def test_figures_are_kept_with_every_digit():
    again = past_in(bytes_of(some_past()))
    assert again == some_past()
    assert str(again.actuals["a-1"][Period.parse("FY25")]) == "1234.50"


@pytest.mark.season
def test_what_is_kept_of_every_agency_is_what_its_record_says():
    library = Library(built_in_office())
    agencies = list(library.agencies())
    assert len(agencies) == 45
    for agency in agencies:
        for how in HOWS:
            said, kept = asked(library, agency, **how)
            assert kept == said, (agency, how)


def test_agencies_are_kept_apart_and_an_order_is_none(library):
    assert not known(library, "DSNY").actuals.keys() & known(library, "FDNY").actuals.keys()
    assert known(library, "DSNY", "FDNY").actuals == known(library, "FDNY", "DSNY").actuals


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda was: was[:-9], lambda was: was[:200] + b"?" + was[201:]])
def test_what_is_damaged_is_made_anew(library, cache, tables_read, spoil):
    before = known(library, "DSNY")
    kept = list(cache.glob("*.bin"))
    assert len(kept) == 2  # the record, and what it said
    for one in kept:
        one.write_bytes(spoil(one.read_bytes()))
    assert known(library, "DSNY").actuals == before.actuals
    assert tables_read() == 2 * TABLES
    assert known(library, "DSNY").actuals == before.actuals
    assert tables_read() == 2 * TABLES


def test_a_figure_that_was_changed_in_a_table_is_known_at_once(library):
    path = library.office.published_folder / "mmr_fy2026_resources.csv"
    was, before = path.stat(), known(library, "DSNY")
    told = path.read_bytes()
    assert told.count(b'"8,170"') == 1
    path.write_bytes(told.replace(b'"8,170"', b'"8,171"'))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))  # as large and as old as before
    assert path.stat().st_size == was.st_size
    changed = {
        name: figures for name, figures in known(library, "DSNY").actuals.items() if figures != before.actuals[name]
    }
    assert list(changed) == ["dsny-resource-personnel-uniformed"]


def test_another_schema_makes_it_anew(library, tables_read):
    known(library, "DSNY")
    page = library.schema_path("DSNY")
    page.write_text(page.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    known(Library(library.office.folder), "DSNY")
    assert tables_read() == 2 * TABLES


def test_two_commands_that_make_it_at_once_say_the_same(cache):
    together = [one.communicate()[0] for one in judged(cache)]
    afterwards = [one.communicate()[0] for one in judged(cache)]
    assert len(json.loads(together[0])["findings"]) > 3
    assert len({*together, *afterwards}) == 1
    assert len(list(cache.glob("*.bin"))) == 2  # the record, and what it said
    assert not list(cache.glob(".*"))


def test_where_nothing_can_be_kept_it_is_read_each_time(library, cache, tables_read):
    cache.write_text("", encoding="utf-8")  # a file where the folder would be
    assert known(library, "DSNY").actuals == known(library, "DSNY").actuals
    assert tables_read() == 2 * TABLES
