"""How commands grow with the record: an office of 45 agencies without months, and the same with 25 years of them.

Both offices are made here, with the figures of the report of fiscal 2026 and, in the second, months up to 735,719
figures in all. Each command is a whole process, the two offices in turns; processor time is compared, and the most
memory that a process had. With --keep FOLDER the offices stay there and are taken up again.
Run: python benchmarks/growth.py
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from harness import table

FIGURES = 735_719
YEARS = range(2001, 2026)
TRIES = 5
# What is asked of an office with months, against the same without: times the processor time; MiB at most.
BOUNDS = {"validate": 1.1, "review of 33 forms": 1.2, "accept": 1.3, "assemble": 1.2}
MOST_MEMORY = 80.0
REVIEWED = 33


class Run(NamedTuple):
    """What one process cost."""

    seconds: float
    mebibytes: float


def main() -> None:
    """Make the offices, run every command on both in turns, print the table; leaves with 1 above a bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="where the offices are kept between runs")
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument("--make", type=Path, help="only make the offices there")
    said = parser.parse_args()
    if said.make:
        made(said.make / "small")
        shutil.copytree(said.make / "small", said.make / "large")
        with_months(said.make / "large")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = said.keep or Path(name)
        small, large = folder / "small", folder / "large"
        if not large.exists():  # by another process: what this one has in memory counts in those that it begins
            subprocess.run([sys.executable, __file__, "--make", str(folder)], check=True)
        rows, broken = [], []
        for work, bound in BOUNDS.items():
            runs = {office: [] for office in (small, large)}
            for turn in range(said.tries + 1):
                for office in runs:
                    run = measured(work, office)
                    runs[office] += [run] if turn else []  # the first one fills what is kept between commands
            before, after = (statistics.median(run.seconds for run in told) for told in runs.values())
            most = max(run.mebibytes for run in runs[large])
            kept = after / before <= bound and most <= MOST_MEMORY
            broken += [] if kept else [work]
            rows.append(
                [work, f"{before:.3f} s", f"{after:.3f} s", f"{after / before:.2f}", f"{bound}", f"{most:.0f} MiB"]
            )
    print(table(["command", "without months", f"{FIGURES:,} figures", "ratio", "bound", "most memory"], rows))
    if broken:
        sys.exit(f"Not kept: {', '.join(broken)}.")


def made(office: Path) -> None:
    """An office with the published tables in its record, and every agency's form filled in its inbox."""
    from dataclasses import replace

    from pmr_xl.books.writing.writer import write
    from pmr_xl.desk.blank import file_name
    from pmr_xl.desk.desk import Desk
    from pmr_xl.forms import submission_form
    from pmr_xl.imports.facts import reported_facts
    from pmr_xl.imports.published import read_table
    from pmr_xl.model.entry import Ask
    from pmr_xl.model.fiscal import Edition, Report
    from pmr_xl.model.measure import Sign
    from pmr_xl.office import built_in_office, init_office

    init_office(office)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        pmr(office, "record", "import", f"mmr_fy2026_{kind}.csv", "--year", "2026")
    desk, edition = Desk(office), Edition(Report.MMR, 2026)
    whole = read_table(built_in_office() / "schemas" / "published" / "mmr_fy2026_indicators.csv")
    for agency, lines in whole.agencies().items():
        chapter = desk.library.chapter(agency)
        facts = reported_facts(desk.library, replace(whole, rows=lines), edition.year)
        reason = {Ask.REASON: "Lagged"}
        typed = {
            fact.indicator: {Ask.ACTUAL: fact.figure, **(reason if fact.figure is Sign.NOT_AVAILABLE else {})}
            for fact in facts
        }
        paper = submission_form.lay(
            chapter, edition, desk.known([chapter], edition), desk.house, schema_hash=desk.library.schema_hash(agency)
        )
        filled = submission_form.certify(
            submission_form.fill(paper, chapter, edition, typed), name="A. B.", title="Director", date=46_000.0
        )
        write(filled, office / "inbox" / file_name(desk.library.slug(agency), edition))


def with_months(office: Path) -> None:
    """Months of 25 years, until the record holds :data:`FIGURES`."""
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fact import Fact, FactKind
    from pmr_xl.model.fiscal import Edition, Period, Report, Span
    from pmr_xl.record import Source

    record = Desk(office).record
    ids = sorted(record.known())
    left = FIGURES - sum(len(record.history(name)) for name in ids)
    months = [(year, month) for year in YEARS for month in range(1, 13)]
    for done, (year, month) in enumerate(months):
        period = Period(year, Span.MONTH, month)
        share = left // (len(months) - done)
        facts = islice(_figures(ids, Fact, FactKind.ACTUAL, period), share)
        source = Source(f"{year}-{month:02}.csv", f"{year}{month:02}".rjust(64, "0"), Edition(Report.CPR, year, month))
        left -= record.publish(facts, source)


def _figures(ids: list[str], fact: type, kind: object, period: object) -> Iterator[object]:
    for place, name in enumerate(ids):
        value = Decimal(1000 + (place * 7919 + period.year * 31 + period.month * 17) % 500)
        yield fact(name, period, kind, value, f"{value:,}")


def measured(work: str, office: Path) -> Run:
    """One whole process on one office; accepting begins from the same record each time."""
    forms = sorted((office / "inbox").glob("*.xlsx"))
    dsny = next(one for one in forms if "DSNY" in one.name)
    with tempfile.TemporaryDirectory(dir=office.parent) as name:
        out = Path(name)
        asked = {
            "validate": ("validate", "--no-copy", dsny),
            "review of 33 forms": ("review", *forms[:REVIEWED], "--into", out),
            "accept": ("accept", dsny, "--by", "A. B.", "--despite", "measured"),
            "assemble": ("assemble", "DSNY", "NYPD", "FDNY", "DOE", "--into", out),
        }[work]
        run = pmr(office, *asked)
    if work == "accept":
        pmr(office, "withdraw", "MMR-FY26", "DSNY", "--why", "measured")
    return run


def pmr(office: Path, *asked: object) -> Run:
    """A whole ``pmr``, in processor time and its most memory."""
    surroundings = {**os.environ, "PMR_CACHE": str(office.parent / "cache")}
    for name in ("PYTHONDONTWRITEBYTECODE", "PMR_OFFICE"):  # an installed program has its bytecode
        surroundings.pop(name, None)
    command = [sys.executable, "-m", "pmr_xl", "--office", str(office), *map(str, asked)]
    process = subprocess.Popen(
        command, cwd=Path(__file__).parents[1], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode not in (0, 1) and asked[0] != "validate":
        sys.exit(f"pmr {' '.join(map(str, asked))} did not run:\n{told.decode()[-2000:]}")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
