"""Letters to agencies about what is open: written as text, as Word documents, as drafts of mails. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.board.latest import Candidate, candidates, latest, unread
from pmr_xl.desk.commitments.listing import due_soon
from pmr_xl.desk.commitments.memos import LATELY
from pmr_xl.desk.received.answers import review_path
from pmr_xl.desk.received.days import day_of
from pmr_xl.desk.received.names import name_parts
from pmr_xl.desk.state import is_promised
from pmr_xl.desk.writing import make_folder, write_text
from pmr_xl.forms.commitments.lines import lines_of
from pmr_xl.forms.letters.letter import ACCEPTED, Letter, ReturnedRow, manuscript, plain
from pmr_xl.model.decision import HOLD, RETURN
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.finding import for_agency
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation
    from pmr_xl.model.submission import Submission


_ADDRESS = pattern(r"[^\s@]+@[^\s@]+|[^@\r\n]+<[^\s@]+@[^\s@]+>")  # a name may stand before it, in Outlook's way
_OURS = ("missing", "not readable", "placeholder")  # what is wrong with a file where it lies, not as it was sent


class Letters(NamedTuple):
    """What was written.

    Attributes:
        written: every file.
        quiet: agencies that nothing is asked of: no letter is written to them.
        no_address: agencies to which a mail was drafted without an address.
    """

    written: tuple[Path, ...]
    quiet: tuple[str, ...]
    no_address: tuple[str, ...] = ()


def letters(
    desk: Desk,
    agencies: Iterable[str],
    edition: Edition,
    by: date | None = None,
    there: Sequence[Candidate] | None = None,
) -> list[Letter]:
    """What each of these agencies is to be told; also of those that nothing is asked of.

    Args:
        there: the inbox's files, where they are checked already.

    Raises:
        Fault: an agency is unknown; the built-in office, which has no inbox.
    """
    library = desk.library_of(edition)
    codes = [library.agency(one).code for one in agencies]
    with desk.record.one_state():
        files = candidates(desk) if there is None else there
        return [_letter(desk, edition, code, files, by) for code in codes]


def letter_to(desk: Desk, edition: Edition, code: str, there: Sequence[Candidate]) -> Letter:
    """What one agency is to be told, of files that are checked already."""
    return _letter(desk, edition, code, there, None)


def _letter(desk: Desk, edition: Edition, code: str, there: Sequence[Candidate], by: date | None) -> Letter:
    one = latest(desk, edition, code, there)
    name, due_now = desk.library_of(edition).agency(code).name, due_soon(desk, code, LATELY)
    agreed = lines_of(due_now.rows, due_now.names, desk.today)
    ill = unread(desk, edition, code, there, 0 if one is None else one.standing.version)
    if ill is not None and ill.result is not None:
        return _of_unread(Letter(code, name, edition, ill.path_name, "", "", None, 0, by, agreed=agreed), ill.result)
    if one is None or one.result is None or one.result.submission is None or one.standing.state.done:
        due = day_of(desk, edition, code)
        late = 0 if due is None or one is not None else max(0, (desk.today - due).days)
        file = "" if one is None else ACCEPTED
        return Letter(code, name, edition, file, "", "", due, late, by, agreed=agreed)
    result, submission = one.result, one.result.submission
    told, copy = for_agency(result.findings), _review(desk, result.path)
    following = name_parts(result.path.name)
    return Letter(
        *(code, name, edition, result.path.name, copy),
        result.path.name if following is None else following.next,
        one.standing.due,
        one.standing.days_late,
        by,
        tuple(finding for finding in told if finding.blocking),
        tuple(finding for finding in told if finding.asks),
        _returned(desk, submission),
        tuple((entry.line.indicator.name, _said(entry.get(Ask.EXPLANATION))) for entry in submission.entries
              if is_promised(entry)),
        agreed,
    )  # fmt: skip


def _of_unread(letter: Letter, found: Validation) -> Letter:
    """To be sent again, and what is wrong with it; what is wrong here (it is open, it is in a cloud) asks nothing."""
    following = name_parts(letter.file)
    if found.unreadable is None or found.unreadable.illness in _OURS:
        return letter
    errors = tuple(one for one in for_agency(found.findings) if one.blocking)
    return replace(letter, errors=errors, next_file=letter.file if following is None else following.next)


def _said(entered: object) -> str:
    return str(getattr(entered, "text", "") or "")


def _returned(desk: Desk, submission: Submission) -> tuple[ReturnedRow, ...]:
    """The decisions Return and Hold that were made on this very file."""
    decided = desk.record.decisions(submission.edition, submission.chapter.agency)
    lines = submission.chapter.by_id
    return tuple(
        ReturnedRow(lines[name].indicator.name, one.decision, one.who, one.note)
        for name, one in decided.items()
        if one.decision in (RETURN, HOLD) and one.submission == submission.book.sha256 and name in lines
    )


def _review(desk: Desk, path: Path) -> str:
    places = (desk.office.outbox, None, desk.office.inbox)
    return next((there.name for place in places if (there := review_path(path, place)).is_file()), "")


def write_letters(desk: Desk, told: Sequence[Letter], into: Path, *, word: bool, mail: bool) -> Letters:
    """Write the letters of agencies of which something is asked.

    Args:
        word: a Word document beside the text; ``mail``: a draft that a mail program opens, too.

    Raises:
        Fault: a file cannot be written; with ``mail``, settings.yaml has an address or agency that is none.
    """
    to = {one.agency: addresses_of(desk, one.agency) for one in told if mail}  # what is wrong with them, beforehand
    make_folder(into)
    written: list[Path] = []
    alone: list[str] = []
    for one in told:
        if not one.open:
            continue
        stem = f"PMR_{desk.library.slug(one.agency).upper()}_{one.edition.code}_letter"
        written.append(into / f"{stem}.txt")
        write_text(written[-1], plain(one))
        if word:
            from pmr_xl.books.writing.word import write

            written.append(into / f"{stem}.docx")
            write(manuscript(one), written[-1])
        if mail:
            written.append(into / f"{stem}.eml")
            write_text(written[-1], _draft(desk, one, to[one.agency]))
            alone += [] if to[one.agency] else [one.agency]
    return Letters(tuple(written), tuple(one.agency for one in told if not one.open), tuple(alone))


def addresses_of(desk: Desk, agency: str) -> tuple[str, ...]:
    """Where an agency's letters go: under its code in any case, or one that it had before.

    Raises:
        Fault: an agency that settings.yaml names there is unknown, or something is no address.
    """
    found: tuple[str, ...] = ()
    for named, addresses in desk.settings.contacts.items():
        known = desk.library.find_agency(named)
        if known is None:
            raise Fault(f"settings.yaml, contacts: there is no agency “{named}”.", "Correct its code there.")
        if wrong := [one for one in addresses if not _ADDRESS.fullmatch(one)]:
            raise Fault(f"settings.yaml, contacts: “{wrong[0]}” is no address of {named}.", "An address is NAME@PLACE.")
        if known.code == desk.library.agency(agency).code:
            found += addresses
    return found


def _draft(desk: Desk, one: Letter, to: Sequence[str]) -> str:
    """A mail that is not sent: its review copy is attached where there is one."""
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one.subject
    if to:
        mail["To"] = ", ".join(to)
    mail["X-Unsent"] = "1"  # by which mail programs open it as a draft
    mail.set_content(plain(one))
    for folder in (desk.office.outbox, desk.office.inbox) if one.review else ():
        if (copy := folder / one.review).is_file():
            mail.add_attachment(
                copy.read_bytes(),
                maintype="application",
                subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                filename=copy.name,
            )
            mail.set_boundary(f"PMR-{one.agency.encode().hex()}-{one.edition.code}")
            break
    return mail.as_string()
