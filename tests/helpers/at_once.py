"""Many who work on a record at once, each a process of its own that writes down what it was told is done.

Run as: python at_once.py PLACE SECONDS FOLDER READERS
What all of them import is imported once, then they part: so they are at it all at the same time. Whose process is which
is said on a line each, then its end is awaited. Eight write; their journals are FOLDER/writer0.txt and so on.
Two figures of an acceptance are always the same number: who reads one state never sees two.
"""

from __future__ import annotations

import os
import random
import sys
import time
from decimal import Decimal
from pathlib import Path

from pmr_xl.model.fact import Fact, FactKind
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Period, Report
from pmr_xl.record import Acceptance, Decision, Record, Source

MMR26, FY26 = Edition(Report.MMR, 2026), Period(2026)
PATIENCE = 5.0


def record_at(place: str) -> Record:
    """A record in a file or on a server."""
    return Record.kept_by(place, PATIENCE) if "://" in place else Record(Path(place), PATIENCE)


class Writer:
    """Accepts, decides, sets targets and takes acceptances back, of an agency of its own."""

    def __init__(self, place: str, number: int) -> None:
        self.place, self.agency, self.version = place, f"A{number}", 0
        self.dice = random.Random(number)  # noqa: S311 - no secret
        self.standing: list[int] = []

    def step(self, count: int) -> str:
        """One thing; gives what was done, to be found again in the record."""
        record, one = record_at(self.place), f"{self.agency.lower()}-a"
        what = self.dice.choice(["accept", "accept", "decide", "target", "withdraw"])
        if what == "decide":
            record.decide([Decision(self.agency, MMR26, one, "Return", f"note {count}")])
        elif what == "target":
            fact = Fact(one, FY26, FactKind.TARGET, Decimal(count), str(count), "pmr target", "agreed")
            record.set_target(fact, Source("target", f"{self.agency} target {count}", MMR26))
        elif what == "withdraw" and self.standing:
            record.withdraw(MMR26, self.agency, f"why {count}", {})
            self.standing.pop()
        else:
            what, version = "accept", self.version + 1
            facts = [
                Fact(f"{self.agency.lower()}-{name}", FY26, FactKind.ACTUAL, Decimal(count), str(count))
                for name in ("a", "b")
            ]
            record.accept(
                Acceptance(f"{self.agency} {version}", self.agency, MMR26, version, "f.xlsx", "f.xlsx", facts)
            )
            self.version = version
            self.standing.append(version)
        return what


def read(place: str, dice: random.Random) -> str:
    """One look at somebody's figures; raises AssertionError where they are of two states."""
    record, agency = record_at(place), f"a{dice.randrange(8)}"
    with record.one_state():
        past = record.past([f"{agency}-a", f"{agency}-b"])
        record.decisions(MMR26, agency.upper())
        record.accepted_submissions(MMR26)
    first, second = (past.actual(f"{agency}-{name}", FY26) for name in ("a", "b"))
    assert first == second, (agency, first, second)
    return "read"


def work(place: str, role: str, number: int, seconds: float, journal: Path) -> None:
    """Work until the time is up, and something was done: on a busy machine the first thing may take longer."""
    writer, dice = Writer(place, number), random.Random(1000 + number)  # noqa: S311 - no secret
    until, count, nothing_yet = time.monotonic() + seconds, 0, True
    with journal.open("a", buffering=1) as told:
        while nothing_yet or time.monotonic() < until:
            count += 1
            try:
                done = writer.step(count) if role == "writer" else read(place, dice)
                nothing_yet = False
            except Fault as fault:
                done = f"refused {fault.message} {fault.remedy}"
            told.write(f"{done}\n")


def main(place: str, seconds: float, folder: Path, readers: int) -> int:
    """Part into writers and readers; gives how many of them failed."""
    if "://" in place:
        import psycopg  # noqa: F401 - here once, not in each of them
    crowd = {}
    for role, those in (("writer", 8), ("reader", readers)):
        for number in range(those):
            if (process := os.fork()) == 0:
                work(place, role, number, seconds, folder / f"{role}{number}.txt")
                os._exit(0)
            crowd[role, number] = process
    for (role, number), process in crowd.items():
        print(role, number, process, flush=True)  # noqa: T201 - whoever wants to kill one asks
    return sum(os.waitpid(process, 0)[1] != 0 for process in crowd.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])))
