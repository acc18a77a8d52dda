"""What stands where in the form: sheets, columns, headings, labels. Layout and reading both go by this."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pmr_xl.model.book.places import Range, a1, column_letters
from pmr_xl.model.entry import Ask, Column
from pmr_xl.model.fiscal import Edition, Span
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.frequency import Frequency
from pmr_xl.model.schema.line import is_in_report

FORM = "pmr-submission"

WELCOME = "Welcome"
COMMISSIONER = "Commissioner"
INSTRUCTIONS = "Instructions"
SUBMISSION = "Submission"
RESTATEMENTS = "Restatements"
PROGRESS = "Progress"
LISTS = "Lists"
ABOUT = "About"
SHEETS = (WELCOME, INSTRUCTIONS, SUBMISSION, RESTATEMENTS, PROGRESS, COMMISSIONER, LISTS, ABOUT)

HEADING_ROW = 2  # of the sheet Submission, whose rows matter most on a small screen
FIRST_ROW = 3
HEADINGS_AT = 6  # of the other sheets' tables
FIRST_BELOW = 7

COMPLETE, EXPLAIN, FIX, TO_DO = "✓ Complete", "✎ Explain", "✕ Fix", "○ To do"
STATUSES = (FIX, EXPLAIN, TO_DO, COMPLETE)

# Stamp field → label on About, in order; `pmr_<field>` is the name of its cell.
STAMP_LABELS = {
    "form": "Form",
    "version": "Form version",
    "agency": "Agency",
    "report": "Report",
    "fiscal_year": "Fiscal year",
    "due": "Due",
    "schema_hash": "Schema",
    "submission_version": "Submission version",
}
# The same of a part of a form; a whole form has none of them.
PART_LABELS = {
    "part": "Part",
    "parts": "All parts",
    "made_from": "Made from",
    "rows": "Indicators of this part",
}

# The same of a form with sheets that not every form has; the others have it not.
FURTHER_LABELS = {"further": "Further sheets"}

CERTIFICATION_LABELS = {"name": "Name", "title": "Title", "date": "Date"}


class Restate:
    """Keys of the Restatements sheet's columns."""

    ID = "id"
    INDICATOR = "indicator"
    YEAR = "year"
    PUBLISHED = "published"
    NEW = "new"
    REASON = "reason"
    EXPLANATION = "explanation"
    STATUS = "status"


RESTATEMENT_COLUMNS = (
    Column(Restate.ID, "Indicator id", open=True),
    Column(Restate.INDICATOR, "Indicator"),
    Column(Restate.YEAR, "Year", open=True),
    Column(Restate.PUBLISHED, "Published"),
    Column(Restate.NEW, "New", open=True),
    Column(Restate.REASON, "Reason code", open=True),
    Column(Restate.EXPLANATION, "Explanation", open=True),
    Column(Restate.STATUS, "Status"),
)
RESTATEMENT_ROWS = 30
_SELDOM = {Frequency.QUARTERLY: "quarterly", Frequency.TWICE_A_YEAR: "half-yearly"}


def columns(edition: Edition) -> tuple[Column, ...]:
    """The columns of the Submission sheet, in order. This period's actual is the tenth (J) in every report.

    What is wrong with a figure, and what to do, stand right beside it. A monthly form asks for the year to date too,
    and shows the current target without asking for another.
    """
    return _columns(edition, edition.asks_targets)


@lru_cache(maxsize=8)
def _columns(edition: Edition, asks_targets: bool) -> tuple[Column, ...]:
    this, following = edition.target_years
    actual = f"{edition.submitted_period.label} actual"
    to_date = (Column(Ask.TO_DATE, "Year to date", open=True, period=edition.to_date),) if edition.to_date else ()
    coming = Column(Ask.NEXT_TARGET, f"Proposed target {following.label}", open=True, period=following)
    return (
        Column(Ask.ID, "Id"),
        Column(Ask.GOAL, "Goal"),
        Column(Ask.INDICATOR, "Indicator"),
        Column(Ask.UNIT, "Unit"),
        Column(Ask.DIRECTION, "Want"),
        *(Column(period.code, period.label, period=period) for period in edition.history),
        Column(Ask.ACTUAL, actual, open=True, period=edition.submitted_period),
        *to_date,
        Column(Ask.STATUS, "Status"),
        Column(Ask.HINT, "What to do"),
        Column(Ask.REASON, "If NA: reason", open=True),
        Column(Ask.TARGET, f"Current target {this.label}", period=this),
        *((coming,) if asks_targets else ()),
        Column(Ask.EXPLANATION, "Explanation", open=True),
    )


def collapsed_columns(edition: Edition) -> tuple[str, ...]:
    """The keys of the columns that are laid collapsed: ids, and of the history what is needed least.

    That is the oldest year; beside a month the month before, which the year to date before it goes with.
    """
    history = edition.history
    return Ask.ID, history[1 if edition.monthly else 0].code


@lru_cache(maxsize=8)
def _places(edition: Edition, asks_targets: bool) -> dict[str, int]:
    return {column.key: at for at, column in enumerate(_columns(edition, asks_targets), start=1)}


@value_class
class Plan:
    """Where the Submission sheet's columns and rows are, for one edition and so many indicators.

    Attributes:
        due: the day the form is sent back by; the day the report itself is due where None.
    """

    edition: Edition
    rows: int
    due: date | None = None

    @property
    def due_on(self) -> date:
        """The day the form is sent back by."""
        return self.due or self.edition.due

    @property
    def last_row(self) -> int:
        """The last indicator's row."""
        return FIRST_ROW + self.rows - 1

    def column(self, key: str) -> int:
        """The number of a column."""
        return _places(self.edition, self.edition.asks_targets)[key]

    def heading(self, key: str) -> str:
        """The heading of a column."""
        return columns(self.edition)[self.column(key) - 1].heading

    def letter(self, key: str) -> str:
        """The letters of a column."""
        return column_letters(self.column(key))

    def cell(self, key: str, row: int) -> str:
        """``J7``."""
        return a1(row, self.column(key))

    def area(self, first: str, last: str = "") -> Range:
        """The cells of a column, or of all from one to another."""
        return Range(FIRST_ROW, self.column(first), self.last_row, self.column(last or first))

    @property
    def table(self) -> Range:
        """The whole table, headings included."""
        return Range(HEADING_ROW, 1, self.last_row, len(columns(self.edition)))


def absolute_area(sheet: str, area: Range) -> str:
    """``Submission!$J$7:$J$93``; the form's own sheet names need no quotes."""
    first = f"${column_letters(area.left)}${area.top}"
    last = f"${column_letters(area.right)}${area.bottom}"
    return f"{sheet}!{first}" if first == last else f"{sheet}!{first}:{last}"


def report_name(edition: Edition) -> str:
    """``Mayor's Management Report, Fiscal 2026``."""
    return edition.full_title


def period_words(edition: Edition) -> str:
    """What the actual covers, in words."""
    period = edition.submitted_period
    return f"July {edition.year - 1} to June {edition.year}" if period.span is Span.YEAR else period.words


def not_asked(chapter: Chapter, edition: Edition) -> str:
    """What a monthly form says of the indicators that it does not ask for; nothing where there are none.

    Those that its report is not about are no matter of this form.
    """
    asked = chapter.asked_in(edition).by_id
    left = [
        line.indicator.frequency
        for line in chapter.lines
        if line.id not in asked and is_in_report(line, edition.report)
    ]
    if not left:
        return ""
    words = [word for one, word in _SELDOM.items() if one in left]
    words += ["yearly"] if set(left) - set(_SELDOM) else []
    how = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    are = "indicators are" if len(left) > 1 else "indicator is"
    return f"{len(left)} {are} reported {how} and {are.split()[1]} not asked this month."
