"""The files ``schemas/reports/<name>.yaml``: which there are, what each says, and what it cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.reports.report import POSSIBLE, RESOURCES, Report
from pmr_xl.model.reports.standard import STANDARD

if TYPE_CHECKING:
    from pmr_xl.model.schema.chapter import Chapter
    from pmr_xl.office.folder import OfficeFolder
    from pmr_xl.office.reading import Tree
    from pmr_xl.office.shapes import Agency

FOLDER = "reports"
SUFFIX = ".yaml"
_NAME = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_MONTHS, _LEAP = 12, 2024
Wrong = tuple[str, str]  # what cannot be, and the remedy


class Schemas(Protocol):
    """What an office's library is asked for here; it stands above this room."""

    office: OfficeFolder

    def find_agency(self, code: str) -> Agency | None: ...  # noqa: D102 - the library says it
    def chapters(self) -> Iterator[Chapter]: ...  # noqa: D102 - as above
    def report(self, name: str) -> Report: ...  # noqa: D102 - as above


def report_names(library: Schemas) -> tuple[str, ...]:
    """Every report of an office, the City's own three first: an office made before they were files has them too."""
    found = {path.stem for path in (library.office.schemas / FOLDER).glob(f"*{SUFFIX}")}
    return (*STANDARD, *sorted(found - STANDARD.keys()))


def judged_report(library: Schemas, name: str, text: str, shown: str) -> Report:
    """A report's file as a value.

    Raises:
        Fault: naming file, line or key, and the remedy.
    """
    from pmr_xl.office.guard import value_of_tree
    from pmr_xl.office.reading import read_yaml

    tree = read_yaml(text, shown)
    if isinstance(tree.data, dict) and "name" in tree.data:
        raise Fault(f"{shown}, line {tree.line(['name'])}: “name” is said by the file's own name.", "Remove the line.")
    told = tree.data if isinstance(tree.data, dict) else {}
    # Before a report could ask for figures of its own each was made of another's: the MMR's, where none was named.
    given = {"name": name} if told.keys() & {"of", "covers"} else {"name": name, "of": "mmr"}
    plan = value_of_tree(Report, tree, given)
    for fault, remedy in _wrong(library, plan, tree):
        raise Fault(f"{shown}: {fault}.", remedy)
    return plan


def _wrong(library: Schemas, plan: Report, tree: Tree) -> Iterator[Wrong]:
    if not _NAME.fullmatch(plan.name):
        yield f"a report cannot be called “{plan.name}”", "Small letters, digits and strokes: lead-paint.yaml."
    yield from _wrong_kind(plan, tree)
    yield from _wrong_choices(library, plan)
    if plan.of:
        base = library.report(plan.of) if plan.of in report_names(library) else None
        if base is None or base.of or base.monthly or base.name == plan.name:
            yield f"of: “{plan.of}” is not known", "It is a report that agencies submit to: mmr or pmmr."
        allowed = base.printed_columns if base is not None else ()
    else:
        allowed = POSSIBLE[plan.covers]
    extra = ("actual", "target", "trend", "direction") if plan.of else ()
    for one in plan.columns:
        if one not in (*allowed, *extra):
            yield f"columns: “{one}” is not known", f"They are {', '.join(allowed)}."
    for one in plan.resources:
        if one not in RESOURCES:
            yield f"resources: “{one}” is not known", f"They are {', '.join(RESOURCES)}."


def _wrong_kind(plan: Report, tree: Tree) -> Iterator[Wrong]:
    told = set(tree.data or {})
    standard = STANDARD.get(plan.name)
    if standard is not None and (plan.covers, plan.months, plan.of) != (standard.covers, standard.months, ""):
        yield f"{plan.code} is known by the period it covers", "Make a report of your own for another one."
    if plan.of and (more := told & {"covers", "months", "beside", "targets", "due_on", "due_after"}):
        one = min(more)
        yield f"“{one}” is said by the report whose figures it prints ({plan.of})", f"Remove “{one}”, or “of”."
    if not 1 <= plan.months < _MONTHS:
        yield f"months: {plan.months} is no part of a year", "A part has 1 to 11 months from July on."
    if plan.beside and plan.beside not in STANDARD:
        yield f"beside: “{plan.beside}” is not known", f"It is one of {', '.join(STANDARD)}."
    if plan.due_on and not _is_day(plan.due_on):
        yield f"due_on: “{plan.due_on}” is no day", "Month and day, as “09-17”."
    if plan.due_after < 0:
        yield f"due_after: {plan.due_after} is no number of days", "It is counted from the end of the period."


def _wrong_choices(library: Schemas, plan: Report) -> Iterator[Wrong]:
    for one in plan.agencies:
        if not library.find_agency(one):
            yield f"agencies: “{one}” is not known", "Agencies.yaml has their codes."
    if plan.indicators or plan.tags:
        lines = [line for chapter in library.chapters() for line in chapter.lines]
        ids = {line.id for line in lines}
        for one in plan.indicators:
            if one not in ids:
                yield f"indicators: “{one}” is not known", "“pmr schema places AGENCY” lists ids."
        tags = sorted({tag for line in lines for tag in line.indicator.tags})
        there = f"The tags are: {', '.join(tags)}." if tags else "No indicator has tags: “tags: [NAME]” gives one."
        for one in plan.tags:
            if one not in tags:
                yield f"tags: “{one}” is on no indicator", there
    known = sorted(path.stem for path in (library.office.schemas / "breakdowns").glob(f"*{SUFFIX}"))
    for one in plan.breakdowns:
        if one not in known:
            yield f"breakdowns: “{one}” is not known", f"They are {', '.join(known) or 'none yet'}."


def _is_day(text: str) -> bool:
    try:
        month, day = map(int, text.split("-"))
        date(_LEAP, month, day)
    except ValueError:
        return False
    return text != "02-29"
