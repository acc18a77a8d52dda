"""Which submission a variance sheet was made for, as its page About says it, and whether that is one of ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.versions import version_of
from pmr_xl.desk.review.merge import SheetOrigin
from pmr_xl.forms.variance_sheet.sheet import SEEN, VERSION
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.record import Accepted

_NUMBER, _SHA256 = pattern(r"[0-9]{1,9}"), pattern(r"[0-9a-f]{64}")
_ANEW = "Make the sheet anew (“pmr review” with the submission); what was decided on this one stands in it."


class NewerVersion(NamedTuple):
    """A later version of a submission that is accepted: the sheet that shows an older one, and the acceptance."""

    origin: SheetOrigin
    last: Accepted


def read_sheet_origin(about: Mapping[str, str], agency: str, edition: Edition) -> SheetOrigin:
    """What the page About says; a sheet of an older program has seen no decision.

    Raises:
        Fault: the version is none.
    """
    told, seen = about.get(VERSION, ""), about.get(SEEN, "")
    if told and (not _NUMBER.fullmatch(told) or not int(told)):
        raise Fault(f"About: “{_short(told)}” is no version of a submission.", _ANEW)
    number = int(told) if told else version_of(about.get("Submission", "")) or 1
    return SheetOrigin(agency, edition, about.get("SHA-256", ""), number, int(seen) if _NUMBER.fullmatch(seen) else 0)


def write_sheet_origin(origin: SheetOrigin) -> dict[str, str]:
    """The same, as the page About says it."""
    return {"SHA-256": origin.submission, VERSION: str(origin.version), SEEN: str(origin.seen)}


def is_known_submission(desk: Desk, about: Mapping[str, str], origin: SheetOrigin, sheet: Path) -> bool:
    """Whether the submission of a sheet is accepted, or lies in the inbox, beside the sheet or in the folder above.

    Raises:
        Fault: it is another one than the record or a file of that name says: of another agency, edition or version.
    """
    name, sha256 = about.get("Submission", ""), origin.submission
    whose = f"{origin.agency} {origin.edition.title}, version {origin.version}"
    if not _SHA256.fullmatch(sha256):
        raise Fault(f"About: “{_short(sha256)}” is no SHA-256 of a submission.", _ANEW)
    for one in [] if desk.office.built_in else desk.record.accepted_as(sha256):
        if (one.agency, one.edition, one.version) != (origin.agency, origin.edition, origin.version):
            raise Fault(
                f"The sheet says that it is of {whose}; its submission is accepted as {one.agency} "
                f"{one.edition.title}, version {one.version}.",
                _ANEW,
            )
        return True
    for one in [] if desk.office.built_in else desk.record.accepted_submissions(origin.edition, origin.agency):
        if one.version == origin.version:
            raise Fault(f"The sheet is of another file than {one.file}, which is accepted as {whose}.", _ANEW)
    files = [folder / name for folder in _folders(desk, sheet)] if name and Path(name).name == name else []
    digests = [found for file in files if (found := _digest(file))]
    if digests and sha256 not in digests:
        raise Fault(f"The sheet was made of another file than {name} is by now.", _ANEW)
    return bool(digests)


def newer_accepted(desk: Desk, origin: SheetOrigin) -> NewerVersion | None:
    """The later version than a sheet shows that is in the record; None where none is."""
    known = [] if desk.office.built_in else desk.record.accepted_submissions(origin.edition, origin.agency)
    return NewerVersion(origin, known[-1]) if known and known[-1].version > origin.version else None


def _folders(desk: Desk, sheet: Path) -> list[Path]:
    beside = [sheet.parent, sheet.resolve().parent.parent]
    return beside if desk.office.built_in else [desk.office.inbox, *beside]


def _digest(file: Path) -> str:
    from hashlib import sha256

    try:
        return sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
    except OSError:
        return ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 - signs shown
