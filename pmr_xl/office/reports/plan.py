"""The shape of ``schemas/reports/<name>.yaml``, and how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.value_class import value_class

if TYPE_CHECKING:
    from pmr_xl.office.library import Library

FOLDER = "reports"
COLUMNS = ("actual", "target", "trend", "direction")
BASES = ("mmr", "pmmr")


@value_class
class ReportPlan:
    """A report that is made of the figures of another: which indicators, which columns, for whom, and why.

    An indicator is in it that every choice takes in; where nothing is chosen, all are.

    Attributes:
        title: as it is printed.
        asked_by: the law, order or letter that asks for it.
        source: where that can be read.
        of: the report whose periods and figures it prints: mmr or pmmr.
        agencies: their codes, in the order in which they are printed; all where none is named.
        indicators: their ids; all where none is named.
        critical, equity: only such indicators.
        years: how many full years before its own it shows; as many as that report where nothing is said.
        columns: actual, target, trend, direction; all where none is named.
        due: when it is due, in words.
        recipients: who gets it.
        notes: what is printed below its tables.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    title: str
    asked_by: str
    source: str
    of: str = "mmr"
    agencies: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    critical: bool = False
    equity: bool = False
    years: int | None = None
    columns: tuple[str, ...] = COLUMNS
    due: str = ""
    recipients: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def report_names(library: Library) -> tuple[str, ...]:
    """The reports that an office has files of."""
    return tuple(sorted(path.stem for path in (library.office.schemas / FOLDER).glob("*.yaml")))


def read_report(library: Library, name: str) -> ReportPlan:
    """A report by its file's name.

    Raises:
        Fault: there is no such file, or it says something that cannot be.
    """
    path = library.office.schemas / FOLDER / f"{name}.yaml"
    if name not in report_names(library):
        known = ", ".join((*BASES, "cpr", *report_names(library)))
        raise Fault(
            f"There is no report “{name}”.", f"The reports are {known}; a file in schemas/{FOLDER} is one more."
        )
    return _judged(library, path)


def _judged(library: Library, path: Path) -> ReportPlan:
    from pmr_xl.office.guard import guarded
    from pmr_xl.office.reading import read_yaml

    tree = read_yaml(path.read_text(encoding="utf-8-sig"), library.office.shown(path))
    plan = guarded(ReportPlan, tree)
    known = {name for chapter in library.chapters() for name in chapter.by_id}
    wrong = [(f"agencies: “{one}”", "agencies.yaml has their codes") for one in plan.agencies if not library.known(one)]
    wrong += [
        (f"indicators: “{one}”", "“pmr schema places AGENCY” lists ids") for one in plan.indicators if one not in known
    ]
    wrong += [(f"columns: “{one}”", f"they are {', '.join(COLUMNS)}") for one in plan.columns if one not in COLUMNS]
    wrong += [] if plan.of in BASES else [(f"of: “{plan.of}”", f"it is {' or '.join(BASES)}")]
    if wrong:
        fault, remedy = wrong[0]
        raise Fault(f"{tree.shown}: {fault} is not known.", f"{remedy[0].upper()}{remedy[1:]}.")
    return plan
