"""An office to practise in: three agencies' real figures, one form with planted slips, one late, an auditors' list."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.desk.demo.demonstration import fresh_folder, publish_figures, send_forms
from pmr_xl.desk.demo.tour import TOUR, TourStep
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.writing import write_text
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.office import init_office

TRAINEE = "Trainee"
WORKBOOK, AUDIT = "PMR_practice.xlsx", "recommendations.csv"
_SETTINGS = (
    "\nasking: [MMR-FY26]\nportfolios:\n  - {{analyst: {name}, agencies: [DSNY, FDNY, NYPD]}}\n"
    "contacts:\n  DSNY: [dsny.example@example.gov]\n"
)
_RECOMMENDATIONS = """Audit Number,Rec #,Recommendation,Agency,Target Date,Implementation Status
2024-N-3,1,Reconcile lots cleaned with work orders every month,DSNY,2025-06-30,Partially implemented
2024-N-3,2,Publish how needles are counted,DSNY,2099-12-31,Not implemented
2024-N-3,3,Train supervisors in the new definition,FDNY,2025-03-31,Implemented
2024-N-3,4,Hire two auditors,NYPD,soon,Rejected
"""


class Practice(NamedTuple):
    """What was made: the office's folder, the workbook of questions, how long the tour takes."""

    folder: Path
    workbook: Path
    minutes: int


def practice(into: Path) -> Practice:
    """Make an office to practise in; where that folder exists, a new one beside it, so nothing is written over.

    Raises:
        Fault: the folder cannot be written.
    """
    from pmr_xl.books.writing.writer import write
    from pmr_xl.forms.paper.practice_sheet import lay

    folder = fresh_folder(into)
    desk = Desk(init_office(folder))
    settings = desk.office.settings_file
    write_text(settings, settings.read_text(encoding="utf-8") + _SETTINGS.format(name=TRAINEE))
    desk = Desk(folder)
    send_forms(desk, publish_figures(desk), desk.office.inbox)
    write_text(folder / AUDIT, _RECOMMENDATIONS)
    write(lay([_asked(number, step) for number, step in enumerate(TOUR, start=1)]), folder / WORKBOOK)
    return Practice(folder, folder / WORKBOOK, sum(step.minutes for step in TOUR))


def _asked(number: int, step: TourStep) -> tuple[str, ...]:
    """A step as a row of the workbook: its number and title, minutes, what to do, the question, the answer."""
    return f"{number} {step.title}", str(step.minutes), "\n".join(step.commands), step.question, step.answer
