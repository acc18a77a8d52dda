"""Which file an agency is judged by: its latest version, in the inbox or as it was accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pmr_xl.desk.log import write_log
from pmr_xl.desk.received.inbox import received_files
from pmr_xl.desk.received.names import name_parts
from pmr_xl.desk.state import SubmissionStanding, SubmissionState
from pmr_xl.model.fault import Fault, NoRecord
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

if TYPE_CHECKING:
    from pathlib import Path

    from pmr_xl.desk.desk import Desk
    from pmr_xl.desk.validate import Validation
    from pmr_xl.record import Accepted


class SkippedFile(NamedTuple):
    """A file that stands for no agency, or could not be looked at.

    Attributes:
        state: what it is instead; None where it could not be looked at: for a ``fault``, or one of our own, of which
            ``log`` has the rest.
    """

    path: Path
    state: SubmissionState | None = None
    fault: Fault | None = None
    log: Path | None = None


@value_class
class Candidate:
    """One file that may be what an agency is judged by.

    Attributes:
        result: what was found in it; None where it could not be checked, and where it was let go again.
        skipped: why it stands for no agency; None where it does.
        gone: it is accepted, and the file as it was sent is not there any more.
        sha256: of the file; empty where it could not be read.
        checked: it could be checked.
    """

    standing: SubmissionStanding
    result: Validation | None = None
    skipped: SkippedFile | None = None
    gone: bool = False
    sha256: str = ""
    checked: bool = False

    @property
    def ill(self) -> bool:
        """Whether it could not be opened: encrypted, empty, of another kind."""
        return self.result is not None and self.result.unreadable is not None

    @property
    def path_name(self) -> str:
        """The file's name; empty where there is none any more."""
        return "" if self.standing.path is None else self.standing.path.name

    def let_go(self) -> Candidate:
        """The same without what was found in it: hundreds of workbooks are not to be in memory at once."""
        return replace(self, result=None)


def skipped_of(there: Iterable[Candidate]) -> list[SkippedFile]:
    """The files that stand for no agency, to be told: what is said of agencies is said without them."""
    return [one.skipped for one in there if one.skipped is not None]


def candidates(desk: Desk) -> list[Candidate]:
    """Every submission in the office's inbox, checked; one that cannot be is told, and the others go on."""
    return list(one_by_one(desk))


def one_by_one(desk: Desk) -> Iterator[Candidate]:
    """The same, each as soon as it is checked, for who keeps little of each."""
    for one in received_files(desk.office.inbox):
        if not one.counts:
            continue
        try:
            yield check_candidate(desk, one.path)
        except NoRecord:
            raise
        except Fault as fault:
            yield _skipped(SkippedFile(one.path, fault=fault))
        except Exception:  # noqa: BLE001 - whatever one file does, the others have a right to be counted
            yield _skipped(SkippedFile(one.path, log=write_log()))


def _skipped(one: SkippedFile) -> Candidate:
    return Candidate(SubmissionStanding(one.path, "", None, 0, SubmissionState.UNREADABLE), skipped=one)


def check_candidate(desk: Desk, path: Path) -> Candidate:
    """One file, checked. Raises Fault where that cannot be done at all."""
    from pmr_xl.desk.state import submission_standing
    from pmr_xl.desk.validate import judge_file

    result = judge_file(desk, path)
    where = submission_standing(desk, result)
    told = SkippedFile(path, where.state, result.unreadable) if where.edition is None else None
    return Candidate(where, result, told, sha256="" if result.book is None else result.book.sha256, checked=True)


def latest(desk: Desk, edition: Edition, agency: str, there: Sequence[Candidate]) -> Candidate | None:
    """What an agency is judged by for an edition; None where it has sent nothing.

    Of several files of the latest version the accepted one, else the one saved last. What is accepted counts though it
    lies in the inbox no more: the office keeps it as it was sent.
    """
    own = [one for one in there if (one.standing.agency, one.standing.edition) == (agency, edition)]
    own = [one for one in own if not one.standing.part]
    taken = desk.record.accepted_submissions(edition, agency)
    last = taken[-1] if taken else None
    if last is not None and all(one.sha256 != last.sha256 for one in own):
        own.append(_kept(desk, edition, last))
    return max(own, key=lambda one: _later(one, last), default=None)


def unread(desk: Desk, edition: Edition, agency: str, there: Sequence[Candidate], above: int = 0) -> Candidate | None:
    """What an agency has sent by its name, in the latest version above one, and could not be read; None for nothing.

    It stands for no agency, and yet it came: who is said to have sent nothing would know better.
    """
    from pmr_xl.desk.blank import file_name

    form, found = name_parts(file_name(desk.library.slug(agency), edition)), None
    for one in there:
        parts = name_parts(one.path_name)
        if one.ill and form is not None and parts is not None and parts.same_series(form) and parts.number > above:
            found, above = one, parts.number
    return found


def _later(one: Candidate, last: Accepted | None) -> tuple[int, bool, int]:
    path = one.standing.path
    saved = path.stat().st_mtime_ns if path is not None and path.is_file() else 0
    return one.standing.version, last is not None and one.sha256 in ("", last.sha256), saved


def _kept(desk: Desk, edition: Edition, last: Accepted) -> Candidate:
    """An accepted submission that is not in the inbox, checked as the office keeps it."""
    path = desk.office.folder / last.original
    if path.is_file():
        return check_candidate(desk, path)
    from pmr_xl.desk.state import in_record

    state = in_record(desk, edition, last.agency, last.sha256, last.version) or SubmissionState.ACCEPTED
    return Candidate(SubmissionStanding(None, last.agency, edition, last.version, state), gone=True)
