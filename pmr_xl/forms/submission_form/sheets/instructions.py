"""The Instructions sheet: one table, what to do and what not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.fitting import fit_rows
from pmr_xl.forms.paper.pages import Link, Page
from pmr_xl.forms.submission_form.plan import (
    FIRST_BELOW,
    HEADINGS_AT,
    INSTRUCTIONS,
    Plan,
    collapsed_columns,
    columns,
    period_words,
    report_name,
)
from pmr_xl.forms.submission_form.sheets import looks
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.measure import Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.frequency import Frequency

_SCALED = frozenset({Unit.THOUSANDS, Unit.MILLIONS, Unit.DOLLARS_THOUSANDS, Unit.DOLLARS_MILLIONS})


class Topic(NamedTuple):
    """One row: what to do and what not.

    Attributes:
        units: only for agencies with indicators of one of these, where any are named.
        monthly: only in monthly forms (True), or only in the others (False).
    """

    name: str
    do: str
    do_not: str
    units: frozenset[Unit] = frozenset()
    monthly: bool | None = None


_SENDING = Topic(
    "Sending",
    "When nothing is left, certify on Welcome, save as .xlsx under the file's own name, and send it.",
    "Send .xls, .csv or a PDF.",
)
_TOPICS = (
    Topic(
        "Yellow cells",
        "Fill them row by row. Status and What to do, beside the figure, answer at once. "
        "★ is a critical indicator, ® an equity one.",
        "Add, delete, move or rename rows, columns or sheets. The office reads the form by its ids and headings.",
    ),
    Topic(
        "Numbers",
        "Type figures as numbers. More decimals than the report prints do no harm: the cell shows what is printed.",
        "Add words, units, footnote marks or blanks: “1,234 tons”, “5*”, “approx. 40”.",
    ),
    Topic(
        "Percents",
        "Type the percent sign too: 63.2%, 0.4%.",
        "Type 0.632 into a cell without a percent format.",
        frozenset({Unit.PERCENT}),
    ),
    Topic(
        "Minutes:seconds",
        "Type 10 minutes 17 seconds as 0:10:17. The cell shows 10:17.",
        "Type 10:17. Excel takes it for 10 hours 17 minutes; the cell would show 617:00.",
        frozenset({Unit.MINUTES_SECONDS}),
    ),
    Topic(
        "Hours:minutes",
        "Type 8 hours 16 minutes as 8:16; 42 hours 5 minutes as 42:05.",
        "Type 8.16 or 8h16.",
        frozenset({Unit.HOURS_MINUTES}),
    ),
    Topic(
        "Thousands, millions",
        "Where the unit says (000), type thousands: 719.0 stands for 719,000. Where it says (000,000), type millions.",
        "Type the full count there.",
        _SCALED,
    ),
    Topic(
        "Year to date",
        "July up to and including the month. Leave it empty where What to do says so: it is worked out. Where you "
        "type it, it must go with the months.",
        "Type the month again, or correct an earlier month only here: that month goes to Restatements.",
        monthly=True,
    ),
    Topic(
        "No figure",
        "Type NA, in capitals, under {actual} and choose a reason beside it.",
        "Leave the cell empty, or type 0, -, TBD, n/a or *.",
    ),
    Topic(
        "Goals",
        "A goal's first row has its first words. Choose the cell to read them all; the sheet Progress has them too.",
        "Type over them: what a goal says is agreed beforehand.",
    ),
    Topic(
        "Sub-rows",
        "Rows that begin with a dash are parts of the row above. Where the hint says so, they add up to it.",
        "Leave the whole empty because its parts are filled.",
    ),
    Topic(
        "Explanations",
        "Where Status says ✎ Explain, say what changed, by how much and why. What to do shows what would be usual.",
        "Write “OK”, “timing”, “see above” or “data changed”.",
    ),
    Topic(
        "Long texts",
        "A row shows how a long explanation begins. To see all of it, on paper too, double-click the line below the "
        "row's number, and the row grows. In LibreOffice, the line above the sheet shows it.",
        "Cut short what there is to say, or spread it over several cells.",
    ),
    Topic(
        "Hidden columns",
        "Column A (ids) and {hidden} are folded away. To see them, select the columns on both sides, right-click, and "
        "choose Unhide; for column A, select from column B to the left edge.",
        "Paste over a hidden column: what is pasted runs through it.",
    ),
    Topic(
        "Targets",
        "{following} starts from the target known today. Change it where the agency asks for another: "
        "a number, ↑, ↓, or * for none.",
        "Loosen a target without saying why under Explanation.",
        monthly=False,
    ),
    Topic(
        "Past figures",
        "They are locked. To change one, give it a row on Restatements, with the reason.",
        "Unprotect the sheet to change them here.",
    ),
    Topic(
        "Pasting",
        "Paste values only (Ctrl+Alt+V, then V), so that formats and drop-downs stay.",
        "Paste formulas that read other workbooks.",
    ),
    _SENDING,
)
_NOT_ASKED = Topic(
    "Not asked now", "", "Add rows for them. The form of the month or report that asks for them has them."
)
_FURTHER = {
    "Rates": Topic(
        "Rates",
        "Some percentages ask for what they are made of: type numerator and denominator as they were counted. Status "
        "says at once whether they make the percentage.",
        "Round them, or work them back from the percentage.",
    ),
    "Definitions": Topic(
        "Definitions",
        "The sheet says what each figure means. Where its texts are yellow, correct what is not right, fill what is "
        "missing, and confirm each indicator with Yes. Choose an indicator's name on Submission to read it there.",
        "Count otherwise from now on without telling the office: that breaks the series.",
    ),
}
_LESS_OFTEN = (Frequency.QUARTERLY, Frequency.TWICE_A_YEAR)
_LESS_OFTEN_ASKED = Topic(
    "Quarters, half years",
    "Where What to do says the whole quarter’s or half year’s, type the figure of all its months, this one included.",
    "Type the figure of the last month alone.",
)


_CHECKED_FIRST = Topic(
    "Check it first",
    "",
    "Send the form anywhere else to have it checked. The page reads it on your own computer, and sends nothing.",
)
CHECK = "Check this form before you send it"


def _lead(page: Page, row: int, address: str) -> None:
    """The link to the page, with its address to be read on paper."""
    target = f"external:{address}" if address.startswith("\\\\") else address
    page.put(row, 2, Link(target, f"{CHECK}: {address}", CHECK), replace(looks.CELL, colour=theme.BLUE, underline=True))


def lay(chapter: Chapter, plan: Plan, left: str = "", page_address: str = "", further: Sequence[str] = ()) -> Page:
    """The Instructions sheet. Topics that this agency's indicators do not need are left out.

    Args:
        left: says what this edition does not ask for.
        page_address: where a form can be checked before it is sent; none where empty.
        further: the sheets that not every form has.
    """
    edition = plan.edition
    page = looks.new_page(
        INSTRUCTIONS,
        "Instructions",
        f"{report_name(edition)}: figures for {period_words(edition)}, due {day_in_words(plan.due_on)}.",
        tab=theme.NAVY,
    )
    page.widths = {1: 20, 2: 62, 3: 48}
    page.freeze = (FIRST_BELOW, 1)
    page.heights[HEADINGS_AT] = 20
    page.print = looks.with_repeated_row(looks.in_portrait(page.print), HEADINGS_AT)
    looks.headings(page, ("About", "Do", "Do not"))
    page.put(HEADINGS_AT, 3, "Do not", replace(theme.LEFT_HEADING, indent=1))
    units = {line.indicator.unit for line in chapter.lines}
    names = {column.key: column.heading for column in columns(edition)}
    hidden = " and ".join(names[key] for key in collapsed_columns(edition) if key != Ask.ID)
    topics = [
        topic
        for topic in _TOPICS
        if (not topic.units or topic.units & units) and topic.monthly in (None, edition.monthly)
    ]
    if left:
        topics.append(_NOT_ASKED._replace(do=left))
    if any(line.indicator.frequency in _LESS_OFTEN for line in chapter.lines) and edition.monthly:
        topics.append(_LESS_OFTEN_ASKED)
    if page_address:
        topics.insert(topics.index(_SENDING), _CHECKED_FIRST)
    topics += [_FURTHER[name] for name in further]
    for row, topic in enumerate(topics, start=FIRST_BELOW):
        page.put(row, 1, topic.name, looks.STRONG)
        said = topic.do.replace("{actual}", names[Ask.ACTUAL]).replace("{following}", names.get(Ask.NEXT_TARGET, ""))
        said = said.replace("{hidden}", hidden)
        page.put(row, 2, said, looks.CELL)
        page.put(row, 3, topic.do_not, replace(looks.QUIET, indent=1))
    if page_address:
        _lead(page, FIRST_BELOW + topics.index(_CHECKED_FIRST), page_address)
    fit_rows(page, FIRST_BELOW, FIRST_BELOW + len(topics) - 1, least=22)
    return page
