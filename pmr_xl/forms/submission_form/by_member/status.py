"""The live status of a row of the sheet Breakdowns: the rules' own conditions as a formula."""

from __future__ import annotations

from collections.abc import Mapping

from pmr_xl.analysis.figures.possible import PossibleFigures
from pmr_xl.forms.submission_form.by_member.plan import Cols
from pmr_xl.forms.submission_form.live.formula import number_text, quote, trimmed_text
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX, TO_DO
from pmr_xl.model.office_settings import OfficeSettings

NOISE = 3.0  # a count's own noise: three times the root of both figures together


def row_status(at: Mapping[str, str], possible: PossibleFigures, settings: OfficeSettings) -> str:
    """Empty figure: to do. No number and not NA, or one that cannot be: fix. Far from last year: explain.

    Args:
        at: the row's cells by their columns' keys.
        possible: which figures the indicator can have.
        settings: the office's thresholds.
    """
    figure, last = at[Cols.FIGURE], at[Cols.LAST]
    scale = "*100" if possible.measure.number_format.endswith("%") else ""
    wrong = [f"{figure}<0" if possible.least is not None else "FALSE"]
    if possible.most is not None:
        wrong.append(f"{figure}{scale}>{number_text(float(possible.most))}")
    if possible.whole:
        wrong.append(f"{figure}<>INT({figure})")
    far = f"ABS({figure}-{last})>{number_text(settings.large_change)}*ABS({last})"
    if possible.whole:
        far = f"AND({far},ABS({figure}-{last})>{number_text(NOISE)}*SQRT(ABS({figure})+ABS({last})))"
    short = f"LEN({trimmed_text(at[Cols.EXPLANATION])})<{settings.shortest_explanation}"
    return (
        f'IFERROR(IF({trimmed_text(figure)}="",{quote(TO_DO)},IF(EXACT({trimmed_text(figure)},"NA"),'
        f"IF({short},{quote(EXPLAIN)},{quote(COMPLETE)}),IF(NOT(ISNUMBER({figure})),{quote(FIX)},"
        f"IF(OR({','.join(wrong)}),{quote(FIX)},IF(IF(ISNUMBER({last}),AND({far},{short}),FALSE),{quote(EXPLAIN)},"
        f"{quote(COMPLETE)}))))),{quote(FIX)})"
    )
