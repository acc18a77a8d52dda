"""A commitment understood of its fields as text: what is said is understood or told, and nothing is taken half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.model.commitments.commitment import STATED, Commitment, CommitmentStatus, Followed, field_text
from pmr_xl.model.commitments.words import kind_named, status_named
from pmr_xl.model.fault import Fault
from pmr_xl.model.measure import MeasureError
from pmr_xl.rules.engine.evidence.promised_day import promised_day

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.schema.line import Line

_FIRST, _LAST = 2000, 2099
_YEAR = 4  # digits
_CLEARED = "-"  # what empties a field that somebody had filled


def same(one: Commitment, other: Commitment) -> bool:
    """Whether two steps say the same of a commitment, whoever took them."""
    return one._replace(why="", who="", at="") == other._replace(why="", who="", at="")


def find_commitment(known: Sequence[Followed], code: str) -> Followed:
    """The commitment of a code, in any case and with or without zeros. Raises Fault where there is none."""
    number = code.strip().upper().removeprefix("C").lstrip("-").lstrip("0")
    found = [one for one in known if one.code.partition("-")[2].lstrip("0") == number]
    if not found:
        raise Fault(f"There is no commitment “{code}”.", "“pmr commitment list --done” lists them all.")
    return found[0]


def restate_commitment(desk: Desk, one: Commitment, told: Mapping[str, str], known: Sequence[Followed]) -> Commitment:
    """A commitment with some fields said otherwise. Raises Fault as :func:`commitment_of_fields`."""
    now = {name: field_text(one, name) for name in one._fields}
    given = {name: "" if text.strip() == _CLEARED else text for name, text in told.items()}
    step = commitment_of_fields(desk, {**now, "why": "", **given}, known, before=one)
    return step._replace(code=one.code, origin=one.origin)


def commitment_of_fields(
    desk: Desk, told: Mapping[str, str], known: Sequence[Followed], before: Commitment | None = None
) -> Commitment:
    """A commitment of its fields as text.

    Args:
        known: those among which its parent is.
        before: as it stood, where this is a later step of it.

    Raises:
        Fault: nothing is said, agency, indicator or parent is unknown, a day or figure is none, a status lacks what
            it needs.
    """
    text = {name: " ".join(one.split()) if name != "evidence" else one.strip() for name, one in told.items()}
    if not text.get("what"):
        raise Fault("A commitment says what is to be done.", "Say it in words: “Inspect every lot twice a year”.")
    kept = (
        {"indicator": "", "agency": ""} if before is None else {"indicator": before.indicator, "agency": before.agency}
    )
    line = _line(desk, text.get("indicator", ""), kept["indicator"])
    agency = _agency(desk, text.get("agency", ""), kept["agency"]) or ("" if line is None else line.agency)
    made = Commitment(
        "",
        text["what"],
        kind_named(text.get("kind", "")),
        agency,
        ", ".join(desk.library.agency(one.strip()).code for one in text.get("partners", "").split(",") if one.strip()),
        text.get("owner", ""),
        text.get("indicator", "") if line is None else line.id,
        text.get("reference", ""),
        find_commitment(known, text["parent"]).code if text.get("parent") else "",
        day_said(desk, text.get("due", "")),
        status_named(text.get("status", "")),
        text.get("evidence", ""),
        _figure(line, text.get("figure", "")),
        edition_said(text.get("edition", "")),
        why=text.get("why", ""),
    )
    _no_circle(before, made, known)
    _complete(made, before)
    return made


def day_said(desk: Desk, text: str) -> date | None:
    """The day that a text names, the last one of a month or quarter; None for an empty text. Raises Fault."""
    if not text:
        return None
    year = text.isdecimal() and len(text) == _YEAR
    day = date(int(text), 12, 31) if year else promised_day(text, desk.today)
    if day is None or not _FIRST <= day.year <= _LAST:
        raise Fault(f"“{text}” names no day.", "Type it as 2026-09-30; “June 2027” is the last day of that month.")
    return day


def edition_said(text: str) -> str:
    """An edition's code in capitals; empty for none. Raises Fault where it is no edition."""
    from pmr_xl.model.fiscal import Edition

    try:
        return Edition.parse(text.upper()).code if text else ""
    except ValueError:
        raise Fault(f"“{text}” is no edition.", "MMR-FY26, PMMR-FY27 and CPR-FY27-M05 are.") from None


def _agency(desk: Desk, code: str, kept: str) -> str:
    """An agency's code; one that stood there already may have left the schemas since."""
    return code if not code or code == kept else desk.library.agency(code).code


def _line(desk: Desk, indicator: str, kept: str) -> Line | None:
    """The indicator's line; None for none, and for one that stood there already and has left the schemas since."""
    from pmr_xl.desk.targets import line_of

    try:
        return line_of(desk, indicator) if indicator else None
    except Fault:
        if indicator == kept:
            return None
        raise


def _figure(line: Line | None, text: str) -> str:
    """As the indicator prints it."""
    if line is None or not text:
        return text
    measure = line.indicator.measure
    try:
        return measure.show(measure.parse(text))
    except MeasureError as wrong:
        raise Fault(f"{line.indicator.name}: {wrong}", "Type the figure as the report prints it.") from None


def _no_circle(before: Commitment | None, made: Commitment, known: Sequence[Followed]) -> None:
    above = made.parent
    if not above or before is None:
        return
    parents = {one.code: one.now.parent for one in known}
    while above:
        if above == before.code:
            raise Fault(f"{before.code} would be a part of itself.", "Name another parent, or - for none.")
        above = parents.get(above, "")


def _complete(made: Commitment, before: Commitment | None) -> None:
    """See that a status says what it needs; what was said with the step before need not be said again."""
    changed = before is None or before.status is not made.status
    if made.status is CommitmentStatus.IMPLEMENTED and not made.evidence:
        raise Fault("What is implemented is shown by something.", "Say by what under Evidence: a figure, a document.")
    if made.status is CommitmentStatus.CLOSED and changed and not (made.figure or made.why):
        raise Fault(
            "A commitment is closed with a figure or for a reason.",
            "Name the figure as the report prints it, or say why it is closed.",
        )
    if before is not None and before.status.done and not made.status.done and not made.why:
        raise Fault(f"{before.code} is {before.status.value}.", "What is opened again is so for a reason: say why.")
    if made.status is CommitmentStatus.NOT_ACCEPTED and changed and not made.why:
        raise Fault("What is not accepted is so for a reason.", f"Say why; the status can be one of {_stated()}.")


def _stated() -> str:
    return ", ".join(one.value for one in STATED)
