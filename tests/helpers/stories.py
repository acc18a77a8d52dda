"""Stories: a clean filled form of the example agency, and the changes that an example of a rule's page makes to it.

Tables of a page change cells. The first heading says where, the second how rows are named::

    | Submission | id       | FY26 actual | Explanation |      a row of the form, columns by their headings
    | Restatements | row    | Indicator id | New |             a row of another table, by its number
    | About      | cell     | value       |                    any cell
    | Rates      | id       | Numerator   | Denominator |      what a percentage is made of; the form asks for it then
    | Book       | change   | to          |                    the workbook: see ``_BOOK_CHANGES``
    | Record     | id       | FY25        |                    what was published, and so stands in the form
    | Record     | id       | Target FY24 |                    … the target of a year, which no form shows
    | Record later | id     | FY25        |                    … by a later report alone: the form was made before it
    | Record begun | id     | FY25        |                    … by a form or a decision, and by nobody before
    | Record before | id    | FY25        |                    what was published first, and then corrected
    | Typed before | id     | FY26-T04    |                    a year to date: the others were worked out
    | Elsewhere  | id       | FY26        |                    what the record has of another agency’s indicator
    | Schema elsewhere | id | critical    |                    what the schema of another agency says
    | Said before | id      | report | Explanation |        what was explained in an earlier report
    | Version 1  | id       | FY26 actual | Explanation |      what stood in the version sent before, else as now
    | Corrected  | id | column | text | said by | why |      what its agency said otherwise by telephone
    | Corrected before | id | … |                            … of version 1, when this is version 2
    | Office     | asks for | edition |                      what this office is collecting
    | Office     | extends to | day |                       until when it waits for this agency’s form
    | Office     | schema   | hash    |                      what it would stamp on a form today
    | Month      | edition  |                             the monthly form instead; stands first
    | File       | illness  | says | remedy | code        a file that cannot be read; stands alone
    | Schema     | id       | unit        |                    what the indicator is: any of its fields; comes first

Values are written as in a golden workbook (``drawn_book``); ``63.2%`` and ``0:10:17`` are typed as in Excel,
``'so many words ' × 90`` says them so often, ``(empty)`` empties a cell, an empty field leaves it. A cell keeps its
number format unless ``{0.0%}`` follows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import stories_definitions
import stories_published
from drawn_book import parse_cell
from example import CHAPTER, CPR, MMR, MONTHLY, PAST, SETTINGS

from pmr_xl.forms import submission_form
from pmr_xl.forms.paper.paper_book import as_book
from pmr_xl.forms.submission_form.correcting import with_corrections
from pmr_xl.model.book.cell import Cell, Cells
from pmr_xl.model.book.places import Range, column_number, from_a1
from pmr_xl.model.book.sheet import Book, Note, Shape, Sheet, Visibility
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.definitions.definition import Definition
from pmr_xl.model.definitions.meaning import FormMeaning
from pmr_xl.model.fault import Unreadable
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition, Period, Span
from pmr_xl.model.measure import Unit
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.past import Earlier, Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import Aggregation, Direction, Target, TargetKind
from pmr_xl.model.submission import Submission
from pmr_xl.rules import judge, judge_unreadable

NAME = "PMR_DOX_MMR_FY26_v1.xlsx"
THIS_YEAR = {
    "dox-lots-cleaned": "290", "dox-tons": "3,120.7", "dox-complaints": "1,275", "dox-complaints-street": "740",
    "dox-complaints-sidewalk": "535", "dox-response": "10:55", "dox-heat": "7:05", "dox-on-time": "98.7%",
    "dox-days": "4.3", "dox-cost": "$574", "dox-payout": "$80,115", "dox-capital": "$2,402.8", "dox-ratio": "25:1",
    "dox-rate": "4.39", "dox-calls": "17.3", "dox-new": "88%",
}  # fmt: skip
WHY_NEW = "Counting started in July 2025 because a letters unit was opened; 88 of 100 letters were answered in time."
MONTHLY_NAME = "PMR_DOX_CPR_FY26-M05_v1.xlsx"
THIS_MONTH = {
    "dox-lots-cleaned": ("22", "108"), "dox-tons": ("3,153.9", "3,153.2"), "dox-complaints": ("106", ""),
    "dox-complaints-street": ("62", "306"), "dox-complaints-sidewalk": ("44", "222"),
    "dox-response": ("11:23", "11:21"), "dox-heat": ("6:51", "6:50"), "dox-on-time": ("98.7%", "98.9%"),
    "dox-days": ("4.4", "4.3"), "dox-cost": ("$571", "$570"), "dox-payout": ("$78,115", "$78,402"),
    "dox-capital": ("$2,402.8", "$2,409.1"), "dox-ratio": ("24:1", ""), "dox-rate": ("4.39", "4.44"),
    "dox-calls": ("17.3", "17.4"), "dox-new": ("88%", "88%"),
}  # fmt: skip
_EMPTY = "(empty)"
_TIMES = re.compile(r"'(.*)' × (\d+)")
_TARGET = "Target "
_PERCENT = re.compile(r"(-?[\d.]+)%")
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)")


_DIVIDED = Definition("dox-on-time", numerator="stops served on their day", denominator="stops")


@cache
def _paper(*, monthly=False, defined=False):
    edition, past = (CPR, MONTHLY) if monthly else (MMR, PAST)
    meaning = FormMeaning({_DIVIDED.id: _DIVIDED}) if defined else FormMeaning()
    return submission_form.lay(CHAPTER, edition, past, SETTINGS, schema_hash="0123abcd", meaning=meaning)


@cache
def clean_month() -> Book:
    """The monthly form, filled so; years to date that can be worked out are left out."""
    book = as_book(_paper(monthly=True), MONTHLY_NAME)
    submission = submission_form.read(book, CHAPTER, CPR)
    for entry in submission.entries:
        for key, text in zip(("actual", "to_date"), THIS_MONTH[entry.line.id], strict=True):
            if text:
                measure = entry.indicator.measure
                _type(book.sheet("Submission"), entry[key].where, measure.to_cell(measure.parse(text)))
    for key, value in {"name": "Jo Doe", "title": "Commissioner", "date": 46_010.0}.items():  # 19 December 2025
        where = submission.certification[key].where
        _type(book.sheet(where.sheet), where, value)
    return book


@cache
def clean_book(*, defined: bool = False) -> Book:
    """The form of the Department of Examples, filled so that no rule has anything to say.

    ``defined``: one of its percentages says what is divided by what.
    """
    book = as_book(_paper(defined=defined), NAME)
    submission = submission_form.read(book, CHAPTER, MMR)
    sheet = book.sheet("Submission")
    for entry in submission.entries:
        measure = entry.indicator.measure
        _type(sheet, entry.actual.where, measure.to_cell(measure.parse(THIS_YEAR[entry.line.id])))
    new = submission.by_id["dox-new"]
    _type(sheet, new["explanation"].where, WHY_NEW)
    _type(sheet, new["target"].where, 0.9)
    _type(sheet, new["next_target"].where, 0.9)
    for key, value in {"name": "Jo Doe", "title": "Commissioner", "date": 46_276.0}.items():
        where = submission.certification[key].where
        _type(book.sheet(where.sheet), where, value)
    return book


def _type(sheet: Sheet, where, value) -> None:
    place = where.row, where.column
    sheet.cells[place] = Cell(*place, value, None, *_look(sheet, place))


def _look(sheet: Sheet, place: tuple[int, int]) -> tuple[str, bool]:
    """Number format and lock of a cell of the blank form: an empty yellow cell has its format already."""
    monthly = (heading := sheet.at(2, 11)) is not None and heading.value == "Year to date"
    put = next((page.cells.get(place) for page in _paper(monthly=monthly).pages if page.name == sheet.name), None)
    return (put.style.number_format, put.style.locked) if put else ("General", True)


class Told(NamedTuple):
    """A story: the workbook, the record, the schema and the settings it is judged with."""

    book: Book
    past: Past
    chapter: Chapter
    settings: OfficeSettings


def told(tables) -> Told:
    """The clean book with every change of the tables made, in order."""
    past, chapter, settings = PAST, CHAPTER, SETTINGS
    divided = any(table[0][0] == "Rates" for table in tables)
    book, before = _copy(clean_book(defined=divided)), _copy(clean_book())
    if tables and tables[0][0][0] == "Month":
        tables, past = tables[1:], replace(MONTHLY, worked_out=_YEARS_TO_DATE)
        book, before = _copy(clean_month()), _copy(clean_month())
    for (name, kind, *headings), *rows in tables:
        for _, key, *fields in rows:
            if name in _STATED:
                figures = dict(zip(headings, fields, strict=True))
                past = _published(past, key, figures, _STATED[name])
                _row(book, "Submission", kind, key, _as_shown(figures, later=bool(_STATED[name])))
            elif name in (
                "Elsewhere",
                "Schema elsewhere",
                "Record before",
                "Typed before",
                "Corrected",
                "Corrected before",
            ):
                past = _recorded(past, name, key, dict(zip(headings, fields, strict=True)), chapter)
            elif name == "Said before":
                report, text = fields
                past = replace(past, said={**past.said, key: (Edition.parse(report), text)})
            elif name.startswith("Version "):
                _row(before, "Submission", kind, key, dict(zip(headings, fields, strict=True)))
                past = replace(past, earlier=Earlier(read(before), int(name.removeprefix("Version "))))
            elif name == "Office":
                past, settings = _in_office(past, settings, kind, key)
            elif name == "Schema":
                chapter = redefined(chapter, key, dict(zip(headings, fields, strict=True)))
                indicator = chapter.by_id[key].indicator
                shown = {"Indicator": chapter.by_id[key].marked_label, "Unit": indicator.unit.short}
                shown["Want"] = indicator.desired_direction.arrow
                _row(book, "Submission", kind, key, {heading: f"'{text}'" for heading, text in shown.items()})
            else:
                book = _changed(book, name, kind, key, headings, fields)
    return Told(book, past, chapter, settings)


def _changed(book: Book, name: str, kind: str, key: str, headings, fields) -> Book:
    if name == "Book":
        return _BOOK_CHANGES[key.partition(" ")[0]](book, key.partition(" ")[2], *fields)
    if kind == "cell":
        _put(book.sheet(name), from_a1(key), fields[0])
    else:
        _row(book, name, kind, key, dict(zip(headings, fields, strict=True)))
    return book


def _by_telephone(past: Past, name: str, said: dict[str, str], *, own: bool) -> Past:
    """What was corrected by word of mouth: of this very submission, or of the version before."""
    indicator, key = CHAPTER.by_id[name].indicator, said["column"]
    file = NAME if own else "PMR_DOX_MMR_FY26_v0.xlsx"
    one = Corrected(
        *(name, key, said["sent"], said["text"], indicator.measure.parse(said["text"])),
        *(said["said by"], said["why"], "Ana", "2026-09-01", 1, file),
    )
    return replace(past, corrections=(*past.corrections, one))


def _in_office(past: Past, settings: OfficeSettings, kind: str, said: str) -> tuple[Past, OfficeSettings]:
    if kind == "extends to":
        return replace(past, due=date.fromisoformat(said)), settings
    if kind == "schema":
        return replace(past, schema_hash=said), settings
    return past, replace(settings, asking=(*settings.asking, said))


def _copy(book: Book) -> Book:
    # How far the cells reach is not known of a copy in which more is typed.
    return replace(
        book, sheets=tuple(replace(sheet, cells=Cells(sheet.cells), formatted_to=(0, 0)) for sheet in book.sheets)
    )


_SHAPES = {
    "unit": Unit, "desired_direction": Direction, "aggregation": Aggregation, "guessed": Aggregation, "name": str,
    "same_as": str, "october_share": Decimal, "at_most": Decimal, "decimals": int,
    "critical": lambda text: text in ("yes", "true"), "target": lambda kind: Target(TargetKind(kind)),
}  # fmt: skip


def redefined(chapter: Chapter, name: str, fields: dict[str, str]) -> Chapter:
    changes = {field: _SHAPES[field](text) for field, text in fields.items()}

    def one(indicator):
        return replace(indicator, **changes) if indicator.id == name else indicator

    services = tuple(
        replace(
            service, goals=tuple(replace(goal, indicators=tuple(map(one, goal.indicators))) for goal in service.goals)
        )
        for service in chapter.services
    )
    return replace(chapter, services=services)


# Where figures of the record stand, and which of the past's sets holds those that an older form does not show.
_STATED = {"Record": "", "Record later": "later", "Record begun": "begun"}


def _published(past: Past, name: str, figures: dict[str, str], unseen: str) -> Past:
    indicator, aims = CHAPTER.by_id[name].indicator, dict(past.targets.get(name, {}))
    new = dict(past.actuals.get(name, {}))
    for code, text in figures.items():
        if code.startswith(_TARGET):
            aims[Period.parse(code.removeprefix(_TARGET))] = indicator.target_measure.parse(text)
        else:
            new[Period.parse(code)] = indicator.measure.parse(text)
    past = replace(past, actuals={**past.actuals, name: new}, targets={**past.targets, name: aims})
    if not unseen:
        return past
    periods = {Period.parse(code) for code in figures if not code.startswith(_TARGET)}
    years = {Period.parse(code.removeprefix(_TARGET)) for code in figures if code.startswith(_TARGET)}
    return replace(past, **{unseen: {name: periods}, f"{unseen}_targets": {name: years}})


def _as_shown(figures: dict[str, str], *, later: bool) -> dict[str, str]:
    """What the form shows of them, by its headings: nothing of later reports; targets of its own two years only."""
    shown = {
        code if code.startswith(_TARGET) else Period.parse(code).label: _EMPTY if later else text
        for code, text in figures.items()
    }
    named = zip(("Current target", "Proposed target"), MMR.target_years, strict=True)
    own = {f"{_TARGET}{year.label}": f"{name} {year.label}" for name, year in named}
    kept = {code: text for code, text in shown.items() if code in own or not code.startswith(_TARGET)}
    return {own.get(code, code): text for code, text in kept.items()}


_YEARS_TO_DATE = {
    name: {one for one in figures if one.span is Span.TO_DATE} for name, figures in MONTHLY.actuals.items()
}


_RECORDED = ("Elsewhere", "Schema elsewhere", "Record before", "Typed before", "Corrected", "Corrected before")


def _recorded(past: Past, name: str, key: str, told: dict[str, str], chapter: Chapter) -> Past:
    if name.startswith("Corrected"):
        return _by_telephone(past, key, told, own=name == "Corrected")
    if name == "Schema elsewhere":  # like our own, but for what is said of it
        mine = chapter.by_id[key.replace("doy-", "dox-")].indicator
        theirs = replace(mine, id=key, **{field: _SHAPES[field](text) for field, text in told.items()})
        return replace(past, elsewhere={**past.elsewhere, key: theirs})
    if name == "Elsewhere":
        figures = {Period.parse(code): Decimal(text) for code, text in told.items()}
        return replace(past, actuals={**past.actuals, key: {**past.actuals.get(key, {}), **figures}})
    if name == "Typed before":
        typed = {Period.parse(code) for code in told}
        return replace(past, worked_out={**past.worked_out, key: past.worked_out[key] - typed})
    indicator, once, targets = CHAPTER.by_id[key].indicator, {}, {}
    for code, text in told.items():
        if code.startswith(_TARGET):
            targets[Period.parse(code.removeprefix(_TARGET))] = (indicator.target_measure.parse(text),)
        else:
            once[Period.parse(code)] = (indicator.measure.parse(text),)
    return replace(past, once={key: once}, once_targets={key: targets})


def _row(book: Book, name: str, kind: str, key: str, fields: dict[str, str]) -> None:
    sheet = book.sheet(name)
    heading_row = next(row for (row, _), cell in sheet.cells.items() if cell.value in ("Id", "Indicator id"))
    columns = {cell.value: column for (row, column), cell in sheet.cells.items() if row == heading_row}
    row = int(key) if kind == "row" else next(r for (r, c), cell in sheet.cells.items() if c == 1 and cell.value == key)
    for heading, text in fields.items():
        _put(sheet, (row, columns[heading]), text)


def _put(sheet: Sheet, place: tuple[int, int], text: str) -> None:
    if not text:
        return
    if text == _EMPTY:
        sheet.cells.pop(place, None)
        return
    if times := _TIMES.fullmatch(text):
        text = "'" + times[1] * int(times[2])
    cell = parse_cell(text, *place)
    format_given = text.endswith("}")
    if isinstance(cell.value, str) and not text.startswith("'"):
        if found := _PERCENT.fullmatch(cell.value):
            cell = cell._replace(value=float(found[1]) / 100)
        elif found := _CLOCK.fullmatch(cell.value):
            hours, minutes, seconds = map(int, found.groups())
            cell = cell._replace(value=(hours * 3600 + minutes * 60 + seconds) / 86_400)
    number_format, locked = _look(sheet, place)
    sheet.cells[place] = cell._replace(
        number_format=cell.number_format if format_given else number_format, locked=locked
    )


def findings(tables) -> tuple[Finding, ...]:
    """What the rules say to a story."""
    if tables and tables[0][0][0] in stories_published.KINDS:
        return stories_published.findings(tables)
    if tables and tables[0][0][0] in stories_definitions.KINDS:
        return stories_definitions.findings(tables)
    if tables and tables[0][0][0] == "File":
        (_, illness, says, remedy, code), *_ = tables[0][1:]
        return judge_unreadable(NAME, Unreadable(says, remedy, illness=illness, code=code), SETTINGS)
    return judged(*told(tables))


def read(book: Book, chapter: Chapter = CHAPTER) -> Submission | None:
    """The book read as the example agency's submission; None where its About sheet names no agency known."""
    stamp = submission_form.stamp_of(book)
    return submission_form.read(book, chapter, CPR if stamp.report == "CPR" else MMR) if stamp.agency else None


def judged(
    book: Book, past: Past = PAST, chapter: Chapter = CHAPTER, settings=SETTINGS, **options
) -> tuple[Finding, ...]:
    """What the rules say to a book."""
    submission = read(book, chapter)
    if past.corrections and submission is not None:
        own = [one for one in past.corrections if one.file == book.name]
        submission = with_corrections(submission, own)
        past = replace(past, corrections=tuple(one for one in past.corrections if one not in own))
    return judge(book, submission, past, settings, **options)


def _with(book: Book, which: str, /, **changes) -> Book:
    return replace(book, sheets=tuple(replace(s, **changes) if s.name == which else s for s in book.sheets))


def _shift(book: Book, at: str, by: int) -> Book:
    name, _, row = at.rpartition(" ")
    cells = Cells()
    for (r, c), cell in book.sheet(name).cells.items():
        if by < 0 and r == int(row):
            continue
        moved = r + by if r >= int(row) else r
        cells[moved, c] = cell._replace(row=moved)
    return _with(book, name, cells=cells)


def _swap(book: Book, at: str, to: str) -> Book:
    name, row = at.split()
    rows = {int(row): int(to), int(to): int(row)}
    cells = {(rows.get(r, r), c): cell._replace(row=rows.get(r, r)) for (r, c), cell in book.sheet(name).cells.items()}
    return _with(book, name, cells=Cells(cells))


def _emptied(book: Book, name: str, to: str) -> Book:
    area = Range.parse(to)
    kept = {at: cell for at, cell in book.sheet(name).cells.items() if at not in area}
    return _with(book, name, cells=Cells(kept))


def _hide(book: Book, place: str, _: str) -> Book:
    what, _, which = place.partition(" ")
    if what == "sheet":
        return _with(book, which, visibility=Visibility.HIDDEN)
    name, line = which.split()
    if what == "row":
        return _with(book, name, hidden_rows=book.sheet(name).hidden_rows | {int(line)})
    return _with(book, name, hidden_columns=frozenset({column_number(line)}))


_BOOK_CHANGES = {
    "macros": lambda book, _, to: replace(book, has_macros=to == "yes"),
    "calls": lambda book, _, to: replace(book, called=(to,)),
    "define": lambda book, which, to: replace(book, names={**book.names, which: to}),
    "link": lambda book, _, to: replace(book, external_links=(to,)),
    "connection": lambda book, _, to: replace(book, connections=(to,)),
    "name": lambda book, _, to: replace(book, name=to),
    "rename": lambda book, which, to: _with(book, which, name=to.strip("'")),
    "remove": lambda book, which, _: replace(book, sheets=tuple(s for s in book.sheets if s.name != which)),
    "add": lambda book, _, to: replace(
        book, sheets=(*book.sheets, Sheet(to, Cells({(1, 1): Cell(1, 1, "a"), (2, 1): Cell(2, 1, 5.0)})))
    ),
    "copy": lambda book, which, to: replace(
        book, sheets=(*book.sheets, replace(sheet := book.sheet(which), name=to, cells=Cells(sheet.cells)))
    ),
    "empty": _emptied,
    "hide": _hide,
    "filter": lambda book, which, to: _with(book, which, filtered=(Range.parse(to),)),
    "merge": lambda book, which, to: _with(book, which, merges=(Range.parse(to),)),
    "unprotect": lambda book, which, _: _with(book, which, protected=False),
    "format": lambda book, which, to: _with(book, which, formatted_to=from_a1(to)),
    "note": lambda book, at, to: _with(book, at.split()[0], notes=(Note(*from_a1(at.split()[1]), to),)),
    "delete": lambda book, at, _: _shift(book, at, -1),
    "insert": lambda book, at, _: _shift(book, at, 1),
    "swap": _swap,
    "formats": lambda book, _, _to: replace(
        book,
        sheets=tuple(
            replace(s, cells=Cells({at: cell._replace(number_format="General") for at, cell in s.cells.items()}))
            for s in book.sheets
        ),
    ),
    "shape": lambda book, at, to: _with(book, at.split()[0], shapes=(Shape(*from_a1(at.split()[1]), to),)),
    "unheld": lambda book, _, to: replace(book, unheld=(*book.unheld, to)),
    "array": lambda book, which, to: _with(book, which, arrays=(Range.parse(to),)),
}
