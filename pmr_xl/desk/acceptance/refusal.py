"""Files that must not be accepted as a submission of their name."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.names import name_parts
from pmr_xl.desk.received.no_submission import no_copy, no_part
from pmr_xl.desk.received.versions import stamped_version
from pmr_xl.desk.validate import Validation
from pmr_xl.model.fault import Fault

FILE_NAME = "IDN-005"  # the rule that compares a file's name with its form


def refuse(desk: Desk, path: Path, result: Validation) -> None:
    """See that a file is a submission that may be accepted under its own name.

    Raises:
        Fault: it is a review copy, or a part of a form; its name says another agency, report, year or version than its
            form.
    """
    no_copy(desk, path)
    no_part(path.name, result.stamp)
    _of_merged(desk, path, result)
    for finding in result.findings:
        if finding.rule == FILE_NAME:
            raise Fault(
                f"{path.name} is not accepted: {finding.message}",
                "Accept the form of that name, or give this file the name of its form.",
            )
    name, stamped = name_parts(path.name), stamped_version(result.stamp)
    if name is not None and stamped is not None and stamped > name.number:
        raise Fault(
            f"{path.name} is not accepted: its form says that it is version {stamped}, its name says {name.number}.",
            f"Ask which of them it is; as version {stamped} it is named {name.stem}{stamped}{name.ending}.",
        )


def _of_merged(desk: Desk, path: Path, result: Validation) -> None:
    """See that it is no form of an agency that is a part of another now: that one's form says the same for all."""
    if result.submission is None:
        return
    library, said = desk.library_of(result.submission.edition), result.stamp.agency.strip().casefold()
    own = library.agency(result.submission.chapter.agency)
    if said in {one.code.casefold() for one in own.merged}:
        raise Fault(
            f"{path.name} is not accepted: {result.stamp.agency} is a part of {own.code} now. It is no fault of its.",
            f"Put what it says into the form of {own.code}: pmr migrate {path.name} --onto FORM; then accept that.",
        )
