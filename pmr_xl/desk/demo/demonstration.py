"""The demonstration: the whole way once, on real City figures, through real workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from pmr_xl.desk.acceptance.accept import accept
from pmr_xl.desk.blank import blank, file_name
from pmr_xl.desk.demo.forms import AGENCIES, CLEAN, EDITION, filled_form, printed_actuals, published_tables
from pmr_xl.desk.desk import Desk, Progress, silent
from pmr_xl.desk.review.sheets import review
from pmr_xl.desk.tables.assemble import assemble
from pmr_xl.desk.validate import Validation, validate
from pmr_xl.desk.writing import make_folder, write_text
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import counts
from pmr_xl.model.measure import Figure
from pmr_xl.office import init_office

_MOST_FOLDERS = 1_000


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration made.

    Attributes:
        folder: where everything is.
        validations: one a submission, in the order clean, slipped, late.
        accepted: names of the submissions that were accepted.
        seconds: how long it took.
    """

    folder: Path
    validations: tuple[Validation, ...]
    variances: tuple[Path, ...]
    accepted: tuple[str, ...]
    tables: tuple[Path, ...]
    seconds: float

    @property
    def text(self) -> str:
        """What was made and what to open first."""
        lines = [f"The whole way once, on the City's published figures of fiscal {EDITION.year}, in {self.folder}", ""]
        for result, story in zip(self.validations, STORIES, strict=True):
            number = counts(finding for finding in result.findings if not finding.explained)
            said = ", ".join(
                f"{count} to {ask}"
                for count, ask in ((number["error"], "correct"), (number["query"], "explain"))
                if count
            )
            accepted = ", accepted" if result.path.name in self.accepted else ""
            lines.append(f"  {result.path.name:<28} {story}: {said or 'nothing left to do'}{accepted}")
        slipped = self.validations[1].review
        lines += [
            "",
            "Open first",
            f"  1 {slipped}  every finding on its cell, and a sheet of them",
            f"  2 {self.variances[0]}  variances and decisions",
            f"  3 {self.tables[0]}  the chapter's tables",
            f"  4 {self.folder / 'blank_forms'}  what agencies get",
            "",
            f"{self.seconds:.1f} s. “pmr --help” says what else there is.",
        ]
        return "\n".join(lines)


STORIES = ("filled with the figures as published", "with a dozen planted slips", "late and half filled")


def demo(into: Path, progress: Progress = silent) -> Demonstration:
    """Make the demonstration in ``into``; where that folder exists, in a new one beside it, so nothing is overwritten.

    Raises:
        Fault: the folder cannot be written.
    """
    started = perf_counter()
    folder = fresh_folder(into)
    steps = 7
    progress(0, steps, "office")
    desk = Desk(init_office(folder / "office"))
    figures = publish_figures(desk)
    progress(1, steps, "blank forms")
    blank(desk, AGENCIES, EDITION, folder / "blank_forms", due=EDITION.due)
    progress(2, steps, "submissions")
    paths = send_forms(desk, figures, folder / "submissions")
    progress(3, steps, "findings")
    results = tuple(validate(desk, path, folder / "review_copies") for path in paths)
    progress(4, steps, "variances")
    variances = review(desk, paths[:2], folder / "variance_sheets")
    progress(5, steps, "acceptance")
    accepted = tuple(accept(desk, result.path).file for result in results if result.exit_code == 0)
    progress(6, steps, "tables")
    tables = assemble(desk, (CLEAN,), EDITION, folder / "tables")
    progress(steps, steps, "")
    shown = Demonstration(folder, results, tuple(variances), accepted, tuple(tables), perf_counter() - started)
    write_text(folder / "READ_ME_FIRST.txt", shown.text + "\n")
    return shown


def fresh_folder(into: Path) -> Path:
    """``into``, or the first of ``into-2``, ``into-3`` … that does not exist."""
    names = (into, *(into.with_name(f"{into.name}-{n}") for n in range(2, _MOST_FOLDERS)))
    if into.is_file():
        raise Fault(f"{into} is a file.", "Name a folder to make.")
    return make_folder(next(name for name in names if not name.exists()))


def publish_figures(desk: Desk) -> dict[str, Figure]:
    """The record filled with history and targets of the three agencies; returns their fiscal 2026 actuals by id."""
    from pmr_xl.imports.facts import published_facts
    from pmr_xl.record import Source

    for path, table in published_tables(AGENCIES):
        for edition, facts in published_facts(desk.library, table, EDITION.year).items():
            desk.record.publish(facts, Source.of(path, edition))
    return printed_actuals(desk, AGENCIES)


def send_forms(desk: Desk, figures: Mapping[str, Figure], into: Path) -> list[Path]:
    """The three agencies' forms, filled with these figures, one with slips, one late, put into a folder."""
    from pmr_xl.books.writing.writer import write

    into.mkdir(exist_ok=True)
    paths = []
    for agency in AGENCIES:
        path = into / file_name(desk.library.slug(agency), EDITION)
        write(filled_form(desk, agency, figures), path)
        paths.append(path)
    return paths
