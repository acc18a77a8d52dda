"""How commands grow with the record: an office of 45 agencies without months, and the same with 25 years of them.

Both offices are made here, with the figures of the report of fiscal 2026 and, in the second, months up to 735,719
figures in all; with --agencies the second has 450 agencies instead (benchmarks/agencies.py). Each command is a whole
process, the two offices in turns; processor time is compared, and the most memory that a process had. With --keep
FOLDER the offices stay there and are taken up again.
Run: python benchmarks/growth.py [--agencies] [--keep FOLDER] [--tries N]
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

import agencies
from harness import table

FIGURES = 735_719
YEARS = range(2001, 2026)
TRIES = 5
# What is asked of an office with months, against the same without: times the processor time; MiB at most.
BOUNDS = {"validate": 1.1, "review of 33 forms": 1.2, "accept": 1.3, "assemble": 1.2}
MOST_MEMORY = 80.0
REVIEWED = 33
# What is asked of an office of 450 agencies, against one of 45; accepting all comes last, it stays in the record.
BY_AGENCIES = (
    "validate", "accept", "assemble", "validate, whole inbox", "review, every form", "assemble --all", "board",
    "exceptions", "accept, every form",
)  # fmt: skip
MOST_TIMES = 11.0  # for ten times the agencies
AS_IT_IS = ("--despite", "all=measured")  # what is accepted already is typeset, the rest is missing in it
MAY_LEAVE_OTHERWISE = ("validate", "accept", "board", "exceptions")  # by what they find in the forms


class Run(NamedTuple):
    """What one process cost."""

    seconds: float
    mebibytes: float


def main() -> None:
    """Make the offices, run every command on both in turns, print the table; leaves with 1 above a bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="where the offices are kept between runs")
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument("--agencies", action="store_true", help="45 agencies against 450, in place of months")
    parser.add_argument("--make", type=Path, help="only make the offices there")
    said = parser.parse_args()
    if said.make:
        make(said.make, many=said.agencies)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = said.keep or Path(name)
        small, large = folder / "small", folder / ("many" if said.agencies else "large")
        if not large.exists():  # by another process: what this one has in memory counts in those that it begins
            more = ["--agencies"] if said.agencies else []
            subprocess.run([sys.executable, __file__, "--make", str(folder), *more], check=True)
        for office in (small, large):
            pmr(office, "office", "upgrade")  # kept since an earlier program: its record is read as a whole until then
        bounds = dict.fromkeys(BY_AGENCIES, MOST_TIMES) if said.agencies else BOUNDS
        most_memory = None if said.agencies else MOST_MEMORY
        rows, broken = [], []
        for work, bound in bounds.items():
            row, kept = compared(work, small, large, bound, most_memory, said.tries)
            print(" ".join(row), flush=True)
            rows.append(row)
            broken += [] if kept else [work]
    sizes = ("45 agencies", "450 agencies") if said.agencies else ("without months", f"{FIGURES:,} figures")
    print(f"\n{table(['command', *sizes, 'ratio', 'bound', 'most memory'], rows)}")
    if broken:
        sys.exit(f"Not kept: {', '.join(broken)}.")


def compared(
    work: str, small: Path, large: Path, bound: float, most_memory: float | None, tries: int
) -> tuple[list[str], bool]:
    """A command on both offices in turns: the line of the table, and whether the bound is kept."""
    runs: dict[Path, list[Run]] = {small: [], large: []}
    for turn in range(tries + 1):
        for office in runs:
            run = measured(work, office)
            # The first one fills what is kept between commands; with no other try it has to do.
            runs[office] += [run] if turn or not tries else []
    before, after = (statistics.median(run.seconds for run in told) for told in runs.values())
    most = max(run.mebibytes for run in runs[large])
    kept = after / before <= bound and (most_memory is None or most <= most_memory)
    row = [work, f"{before:.3f} s", f"{after:.3f} s", f"{after / before:.2f}", f"{bound}", f"{most:.0f} MiB"]
    return row, kept


def make(folder: Path, *, many: bool) -> None:
    """The office of 45 agencies, and beside it the same with months, or with ten times the agencies."""
    if not (folder / "small").exists():
        made(folder / "small")
    large = folder / ("many" if many else "large")
    shutil.copytree(folder / "small", large)
    if many:
        agencies.multiplied(large)
    else:
        with_months(large)


def made(office: Path) -> None:
    """An office with the published tables in its record, and every agency's form filled in its inbox."""
    from pmr_xl.desk.desk import Desk
    from pmr_xl.office import init_office

    init_office(office)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        pmr(office, "record", "import", f"mmr_fy2026_{kind}.csv", "--year", "2026")
    desk = Desk(office)
    for agency in desk.library.agencies():
        agencies.fill(desk, agency, agencies.reported(desk, agency))


def with_months(office: Path) -> None:
    """Months of 25 years, until the record holds :data:`FIGURES`."""
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fact import Fact, FactKind
    from pmr_xl.model.fiscal import Edition, Period, Report, Span
    from pmr_xl.record import Source

    record = Desk(office).record
    ids = sorted(record.indicator_ids())
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
    dsny = next(one for one in forms if "DSNY_" in one.name)
    with tempfile.TemporaryDirectory(dir=office.parent) as name:
        out = Path(name)
        asked = {
            "validate": ("validate", "--no-copy", dsny),
            "review of 33 forms": ("review", *forms[:REVIEWED], "--into", out),
            "accept": ("accept", dsny, "--by", "A. B.", "--despite", "measured"),
            "assemble": ("assemble", "DSNY", "NYPD", "FDNY", "DOE", *AS_IT_IS, "--into", out),
            "validate, whole inbox": ("validate", "--no-copy"),
            "review, every form": ("review", *forms, "--into", out),
            "accept, every form": ("accept", *forms, "--by", "A. B.", "--despite", "measured"),
            "assemble --all": ("assemble", "--all", *AS_IT_IS, "--into", out),
            "board": ("board", "--edition", "MMR-FY26"),
            "exceptions": ("exceptions", "--edition", "MMR-FY26", "--sheet", out / "exceptions.xlsx"),
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
    if process.returncode not in (0, 1) and asked[0] not in MAY_LEAVE_OTHERWISE:
        sys.exit(f"pmr {' '.join(map(str, asked))} did not run:\n{told.decode()[-2000:]}")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
