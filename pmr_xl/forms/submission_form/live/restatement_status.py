"""The live status of a row of the Restatements sheet: to correct where a rule finds an error that formulas can see.

They see no number formats (63.2 typed for 63.2% is read as what it shows), no slips of scale, and not what an
explanation is worth; that is left to the rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.forms.submission_form import list_places
from pmr_xl.forms.submission_form.live.formula import quote, trimmed_text
from pmr_xl.forms.submission_form.live.limits import mends
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX, HEADINGS_AT, TO_DO, Plan, Restate
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter


class Places(NamedTuple):
    """Formulas that find what a row speaks of.

    Attributes:
        indicator: the indicator's place in the form; an error where its id is none of the form's.
        period: the period's place in the list; an error where the list does not have it.
        published: the figure published of both.
        shown: the number format of the indicator's figures.
        possible: where the least and the most possible figures stand, and whether they must be whole.
    """

    indicator: str
    period: str
    published: str
    shown: str
    possible: tuple[str, str, str]


def restatement_status(
    at: Mapping[str, str], row: int, places: Places, settings: OfficeSettings, plan: Plan, chapter: Chapter
) -> str:
    """Empty while the row is; without an id to do; else the first of Fix, To do, Explain that holds, else Complete.

    Args:
        at: the row's cells by their columns' keys.
        row: its number.
        places: formulas that find what it speaks of.
        settings: the office's thresholds, and which rules it has switched off.
        plan: of the form; when it is due.
        chapter: whose form it is.
    """
    name, year, new, reason, words = (
        trimmed_text(at[key]) for key in (Restate.ID, Restate.YEAR, Restate.NEW, Restate.REASON, Restate.EXPLANATION)
    )
    listed = f"SUMPRODUCT(--({reason}={list_places.RESTATEMENT_REASONS}))"
    wrong = [
        f'AND({reason}<>"",{listed}=0)' if mends("REV-002", settings, plan.due_on, chapter.agency) else "FALSE",
        f'AND({year}<>"",ISNA({places.period}))',
        f'NOT(OR(ISNUMBER({at[Restate.NEW]}),{new}="",EXACT({new},"NA")))',
        f"IF(ISNUMBER({places.period}),OR({','.join(_wrong(at, row, places, settings, plan, chapter))}),FALSE)",
    ]
    short = f"LEN({words})<{settings.shortest_explanation}"
    missing = ",".join(f'{cell}=""' for cell in (year, new, reason))
    return (
        f'IFERROR(IF({name}="",IF(IFERROR({year}&{new}&{reason}&{words},"?")="","",{quote(TO_DO)}),'
        f"IF(ISNA({places.indicator}),{quote(FIX)},IF(OR({','.join(wrong)}),{quote(FIX)},"
        f"IF(OR({missing}),{quote(TO_DO)},IF({short},{quote(EXPLAIN)},{quote(COMPLETE)}))))),{quote(FIX)})"
    )


def _wrong(
    at: Mapping[str, str], row: int, places: Places, settings: OfficeSettings, plan: Plan, chapter: Chapter
) -> list[str]:
    """What cannot be, once indicator and period are known: a change of nothing, an impossible figure, a row again."""

    def asked(code: str) -> bool:
        return mends(code, settings, plan.due_on, chapter.agency)

    new, published = at[Restate.NEW], places.published
    least, most, whole = (f"INDEX({area},{places.indicator})" for area in places.possible)
    conditions = ["FALSE"]
    if asked("REV-003"):
        # A percentage typed without its sign stands there a hundred times as large, and is read as the same.
        again = f'OR({new}={published},AND(RIGHT({places.shown},1)="%",{new}={published}*100))'
        same = f"IF(ISNUMBER({published}),{again},FALSE)"
        conditions.append(f'IF(ISNUMBER({new}),{same},AND({trimmed_text(new)}="NA",{published}="NA"))')
    if asked("REV-009"):
        limits = [
            f"IF(ISNUMBER({least}),{new}<{least},FALSE)",
            f"IF(ISNUMBER({most}),{new}>{most},FALSE)",
            f'AND({whole}="yes",{new}<>INT({new}))',
        ]
        conditions.append(f"IF(ISNUMBER({new}),OR({','.join(limits)}),FALSE)")
    if asked("REV-007") and row > HEADINGS_AT + 1:
        alike = [_above(at[key], row) for key in (Restate.ID, Restate.YEAR)]
        conditions.append(f"IFERROR(SUMPRODUCT({'*'.join(alike)}),0)>0")
    return conditions


def _above(cell: str, row: int) -> str:
    """Which of the cells above say the same."""
    column = cell.rstrip("0123456789")
    return f"({trimmed_text(f'{column}${HEADINGS_AT}:{column}{row - 1}')}={trimmed_text(cell)})"
