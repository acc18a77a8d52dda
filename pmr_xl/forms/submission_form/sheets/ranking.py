"""What the lists of the commissioner's page are ranked by, and where a line of one finds its row of the form.

Plain formulas, in folded columns of that page, row by row of the form.
"""

from __future__ import annotations

from pmr_xl.analysis.status import FAR, Status, missed_sides
from pmr_xl.forms.paper.pages import Formula, Page
from pmr_xl.forms.submission_form import list_places
from pmr_xl.forms.submission_form.live.formula import number_text, one_of, quote, trimmed_text
from pmr_xl.forms.submission_form.plan import (
    COMMISSIONER,
    COMPLETE,
    FIRST_ROW,
    SUBMISSION,
    Plan,
    absolute_area,
)
from pmr_xl.model.book.places import Range
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.measure import SIGNS, Measure, Sign, Unit
from pmr_xl.model.schema.chapter import Chapter

PLACE, MOVED, MISSED, PROPOSED, OPEN = range(6, 11)  # folded columns; the first: a line's row
_RANKED_FROM = 4
_TIE = 1e-9  # parts rows that moved by the same share: each has a place of its own
_LONGEST = 85  # signs of an explanation: two lines, and the row keeps its height
_LONGEST_NAME = 85


class RankedLists:
    """Where a list's line finds its row of the form, and what it shows of it."""

    def __init__(self, chapter: Chapter, plan: Plan) -> None:
        self.plan, self.formats = plan, list_places.shown_as(chapter)

    def place(self, ranked: int, at: int) -> str:
        """The place in the form of the ``at``-th of a list, or an error."""
        area = Range(_RANKED_FROM, ranked, _RANKED_FROM + self.plan.rows - 1, ranked)
        there = absolute_area(COMMISSIONER, area).partition("!")[2]
        if ranked == MOVED:
            return f"MATCH(LARGE({there},{at}),{there},0)"
        return f"SMALL({there},{at})"

    def cell(self, key: str, place: str) -> str:
        """What the form has there."""
        return f"INDEX({absolute_area(SUBMISSION, self.plan.area(key))},{place})"

    def figure(self, key: str, place: str) -> str:
        """The same as the report prints it."""
        cell = self.cell(key, place)
        return f'IF(ISNUMBER({cell}),TEXT({cell},INDEX({self.formats},{place})),{cell}&"")'

    def words(self, key: str, place: str) -> str:
        """A text's beginning."""
        text, most = trimmed_text(self.cell(key, place)), _LONGEST_NAME if key == Ask.INDICATOR else _LONGEST
        return f'IF(LEN({text})>{most},LEFT({text},{most})&" …",{text})'

    def change(self, keys: tuple[str, str], place: str) -> str:
        """From one figure to another: in percent, percentages in percentage points."""
        one, other = (self.cell(key, place) for key in keys)
        points = f'TEXT(({other}-{one})*100,"+0.0;-0.0")&" points"'
        share = f'IF({one}=0,"",TEXT(({other}-{one})/ABS({one}),"+#,##0.0%;-#,##0.0%"))'
        shown = f'IF(RIGHT(INDEX({self.formats},{place}),1)="%",{points},{share})'
        return f'IF(AND(ISNUMBER({one}),ISNUMBER({other})),{shown},"")'

    def off_by(self, keys: tuple[str, str], place: str) -> str:
        """How far a target is missed: of an arrow, how far the figure went the other way."""
        now, then, aim = (self.cell(key, place) for key in (Ask.ACTUAL, last_year_shown(self.plan.edition), Ask.TARGET))
        far = f"ABS({now}-{then})<ABS({then})*{number_text(float(FAR))}"
        way = f"IF({far},{quote(Status.WRONG_WAY.value)},{quote(Status.WRONG_WAY_FAR.value)})"
        return f"IF(ISNUMBER({aim}),{self.change(keys, place)},{way})"


def last_year_shown(edition: Edition) -> str:
    """The key of the published figure that this one is set beside."""
    last = edition.last_year.code
    return last if last in {one.code for one in edition.history} else edition.history[-1].code


def wrong_way(now: str, then: str, aim: str, measure: Measure) -> str:
    """A formula: how far a figure went against a directional target, at published precision; 0 for the right way."""
    digits = measure.decimals + 2 if measure.unit is Unit.PERCENT else measure.decimals
    digits = 6 if measure.unit.is_duration else digits
    moved = f"(ROUND({now},{digits})-ROUND({then},{digits}))"
    ups, downs = ([text for text, sign in SIGNS.items() if sign is way] for way in (Sign.UP, Sign.DOWN))
    return f"IF({one_of(aim, ups)},-{moved},IF({one_of(aim, downs)},{moved},0))"


def rank(page: Page, chapter: Chapter, plan: Plan) -> None:
    """What each row of the form is ranked by; nothing where it is of no such list."""
    last = last_year_shown(plan.edition)
    for number, line in enumerate(chapter.lines, start=1):
        at, row = _RANKED_FROM + number - 1, FIRST_ROW + number - 1
        cells = {key: f"{SUBMISSION}!{plan.cell(key, row)}" for key in (Ask.ACTUAL, last, Ask.TARGET, Ask.STATUS)}
        now, then, aim = cells[Ask.ACTUAL], cells[last], cells[Ask.TARGET]
        share = f"ABS({now}-{then})/ABS({then})+{number_text(number * _TIE)}"
        numbers = f"AND(ISNUMBER({now}),ISNUMBER({then}))"
        page.put(at, MOVED, Formula(f'IF({numbers},IF(AND({then}<>0,{now}<>{then}),{share},""),"")'))
        below, above = missed_sides(line.indicator)
        sides = [f"{now}<{aim}"] * below + [f"{now}>{aim}"] * above
        missed = f"OR({','.join(sides)})" if not (below and above) else "FALSE"
        whole = plan.edition.submitted_period in plan.edition.target_years
        wrong = f"IF(AND(ISNUMBER({now}),ISNUMBER({then})),{wrong_way(now, then, aim, line.indicator.measure)}>0,FALSE)"
        off = f'IF(IF(ISNUMBER({aim}),AND(ISNUMBER({now}),{missed}),{wrong}),{number},"")' if whole else '""'
        page.put(at, MISSED, Formula(off))
        if plan.edition.asks_targets:
            coming = f"{SUBMISSION}!{plan.cell(Ask.NEXT_TARGET, row)}"
            page.put(at, PROPOSED, Formula(f'IF({trimmed_text(coming)}={trimmed_text(aim)},"",{number})', ""))
        page.put(at, OPEN, Formula(f'IF({cells[Ask.STATUS]}={quote(COMPLETE)},"",{number})', float(number)))
