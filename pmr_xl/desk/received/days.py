"""Until when an agency may send its form: the office's day, and the days of their own that agencies were given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, day_in_words

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.record import Extension


def extend(desk: Desk, agency: str, edition: Edition, due: date, why: str, who: str = "") -> Extension:
    """Give an agency a day of its own for an edition; it counts in the place of the office's, and of an earlier one.

    Raises:
        Fault: the agency is unknown, nobody says why, or the day is before the office's own.
    """
    from pmr_xl.record import Extension

    code = desk.library.agency(agency).code
    if not why.strip():
        raise Fault("More time is given for a reason.", "Say it with --why “…”; the record keeps it.")
    usual = desk.library.forms_due(edition)
    if usual is not None and due <= usual:
        raise Fault(
            f"{day_in_words(due)} is no later than {day_in_words(usual)}, the day of all agencies.",
            "Name a later day; to have the day of all agencies count again: pmr extend AGENCY --withdraw --why “…”.",
        )
    with desk.record.one_change():
        desk.record.extend(Extension(code, edition, due, why.strip(), who))
        return desk.record.extensions(edition, code)[-1]


def withdraw(desk: Desk, agency: str, edition: Edition, why: str, who: str = "") -> Extension:
    """Take an agency's extension back; the office's own day counts again, and nothing is deleted.

    Raises:
        Fault: the agency is unknown, has no extension, or nobody says why.
    """
    from pmr_xl.record import Extension

    code = desk.library.agency(agency).code
    with desk.record.one_change():
        if extension_of(desk, edition, code) is None:
            raise Fault(f"{code} has no extension for {edition.title}.", "“pmr extend” without an agency lists them.")
        if not why.strip():
            raise Fault("An extension is taken back for a reason.", "Say it with --why “…”; the record keeps it.")
        desk.record.extend(Extension(code, edition, None, why.strip(), who))
        return desk.record.extensions(edition, code)[-1]


def extension_of(desk: Desk, edition: Edition, agency: str) -> Extension | None:
    """The extension in force; None where the agency has none, or it was taken back."""
    if desk.office.built_in:
        return None
    given = desk.record.extensions(edition, agency)
    return given[-1] if given and given[-1].due is not None else None


def day_of(desk: Desk, edition: Edition, agency: str) -> date | None:
    """The day by which an agency's form is expected: its own, else the office's; None where nobody named one."""
    own = extension_of(desk, edition, agency)
    return desk.library.forms_due(edition) if own is None else own.due


def counted_from(desk: Desk, edition: Edition, agency: str) -> date | None:
    """The day that counts in the place of the one stamped on an agency's form.

    None where the agency was never given one of its own: then the stamp says it.
    """
    if desk.office.built_in or not desk.record.extensions(edition, agency):
        return None
    return day_of(desk, edition, agency)  # taken back, and no day of all agencies: the stamp says it again


def days_for(desk: Desk, edition: Edition, agencies: list[str], asked: date | None) -> dict[str, date]:
    """The day to put on each agency's form: its own, else the one asked for, else the office's.

    Raises:
        Fault: nobody has named a day. A form without a day of its own would say the report's.
    """
    usual = asked or desk.library.forms_due(edition)
    own = {agency: extension_of(desk, edition, agency) for agency in agencies}
    found = {agency: usual if one is None else one.due for agency, one in own.items()}
    if missing := [agency for agency, day in found.items() if day is None]:
        raise Fault(
            f"No day is named on which the forms of {edition.title} come back ({', '.join(missing[:3])}"
            f"{' …' if len(missing) > 3 else ''}); the report itself is due on {day_in_words(edition.due)}.",  # noqa: PLR2004 - three are enough to know whose
            "Name it: --due 2026-08-14; or keep it as forms_due of this edition in schemas/calendar.yaml.",
        )
    return {agency: day for agency, day in found.items() if day is not None}
