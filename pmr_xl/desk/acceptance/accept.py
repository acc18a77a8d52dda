"""Accept a submission: its figures into the record, its file kept as it was sent."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmr_xl.atomic_write import write_atomically
from pmr_xl.desk.acceptance.preview import Accepting, not_mended, preview_acceptance
from pmr_xl.desk.acceptance.stated import by_member, rates_of
from pmr_xl.desk.commitments.decided import by_acceptance
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.frozen.office import last_release
from pmr_xl.desk.received.corrections import open_corrections
from pmr_xl.desk.review.sheets import explanations, texts
from pmr_xl.desk.review.standing import OPEN
from pmr_xl.desk.validate import Validation
from pmr_xl.model.commitments.commitment import Commitment
from pmr_xl.model.corrected import Corrected
from pmr_xl.model.entry import Ask
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission
from pmr_xl.record import Acceptance, Accepted, CorrectionEnd, EditionEvent, Explained, LeftOpen, Outcome
from pmr_xl.rules.engine.evidence.correction import confirms
from pmr_xl.version import __version__

_ENDINGS = (".xlsx", ".xlsm")
_MOST = 5  # ids named in a sentence


class CorrectionOutcome(NamedTuple):
    """What a version says to a figure that was corrected by word of mouth before it.

    Attributes:
        name: the indicator's; ``says``: what the version says there, as it shows it; empty where it says nothing.
    """

    name: str
    correction: Corrected
    outcome: Outcome
    says: str


class TakenIn(NamedTuple):
    """A submission that was taken into the record, and what follows from it.

    Attributes:
        chapter: its agency's.
        corrections: what it says to corrections of the versions before it.
        agreed: the steps of commitments that it closes.
    """

    accepted: Accepted
    chapter: Chapter
    corrections: tuple[CorrectionOutcome, ...] = ()
    agreed: tuple[Commitment, ...] = ()


def accept(desk: Desk, path: Path, who: str = "", despite: str = "") -> Accepted:
    """Take a submission into the record. The same file accepted again changes nothing.

    Years to date that were worked out follow the months it changes.

    Args:
        despite: why it is taken although queries are open; kept in the record, with the queries.

    Raises:
        Fault: as :func:`preview_acceptance` and :func:`take`.
    """
    return take(desk, preview_acceptance(desk, path), who, despite).accepted


def take(desk: Desk, told: Accepting, who: str = "", despite: str = "") -> TakenIn:
    """Take a weighed submission into the record, or refuse it.

    Raises:
        Fault: an error is open; a decision Return or Hold stands; queries are open and nobody says why it is taken
            nevertheless; a later version is accepted; the record was changed since it was weighed, and accepting it
            means something else now.
    """
    if told.again is not None:
        return TakenIn(told.again, told.submission.chapter)
    require_no_refusal(told)
    late = last_release(desk.record.edition_events(told.submission.edition))
    if late is not None and not despite.strip():
        raise Fault(
            f"{told.path.name} is not accepted: {told.submission.edition.title} was released on {late.at[:10]}, "
            "and this corrects it afterwards.",
            "Say why: --despite “WHY”. “pmr edition release” then makes a revision of it, which lists what changed.",
        )
    if told.queries and not despite.strip():
        raise _not_answered(told)
    submission, agreed = told.submission, list[Commitment]()
    with _kept(desk, told.path, submission) as original, desk.record.one_change():
        if (there := _weighed_still(desk, told, late)) is not None:
            return TakenIn(there, submission.chapter)
        new = Acceptance(
            sha256=submission.book.sha256,
            agency=submission.chapter.agency,
            edition=submission.edition,
            version=told.version,
            file=told.path.name,
            original=desk.office.show_path(original),
            facts=told.facts,
            explanations=_explained(told.result, submission),
            program=__version__,
            indicators={line.id: line.indicator for line in submission.chapter.lines},
            despite=despite.strip() if told.queries or late is not None else "",
            by_member=by_member(submission),
            rates=rates_of(submission),
            left_open=[LeftOpen(one.rule, one.indicator_id, one.place, one.message) for one in told.queries],
        )
        taken = desk.record.accept(new, by_acceptance(new, agreed), who=who)
        confirmed = tuple(_confirmed(desk, submission, taken))
    return TakenIn(taken, submission.chapter, confirmed, tuple(agreed))


def _weighed_still(desk: Desk, told: Accepting, late: EditionEvent | None) -> Accepted | None:
    """See that a submission means what was told of it; gives what the record has, where it has this very file by now.

    Args:
        late: the release that it corrects, as far as was known.

    Raises:
        Fault: somebody has changed the record since, and it means something else now.
    """
    if desk.record.last_lines() == told.stand:
        return None
    now = preview_acceptance(desk, told.path)
    if now.again is not None:
        return now.again
    if now.meaning != told.meaning or last_release(desk.record.edition_events(told.submission.edition)) != late:
        raise Fault(
            f"{told.path.name} is not accepted: somebody wrote into the record while it was weighed, and accepting it "
            "means something else now.",
            "Accept it again: what it changes is told anew.",
        )
    return None


def _confirmed(desk: Desk, submission: Submission, taken: Accepted) -> list[CorrectionOutcome]:
    """What a version says to corrections of those before it, noted in the record."""
    ends, told = list[CorrectionEnd](), list[CorrectionOutcome]()
    for kept, one in open_corrections(desk, submission):
        entry = submission.by_id.get(one.indicator)
        there = None if entry is None else entry.get(one.key)
        if entry is None or there is None:
            continue
        outcome = Outcome.CONFIRMED if confirms(there, one) else Outcome.CONTRADICTED
        ends.append(CorrectionEnd(kept.no, outcome, taken.sha256, taken.version, who=taken.who, at=taken.at))
        told.append(CorrectionOutcome(entry.indicator.name, one, outcome, there.as_printed))
    if ends:
        desk.record.end_corrections(ends)
    return told


def require_no_refusal(told: Accepting) -> None:
    """See that nothing stands in its way that no reason takes away.

    Raises:
        Fault: an error is open; a decision Return or Hold stands.
    """
    if told.errors:
        raise not_mended(told.path, told.errors)
    if told.refusals:
        raise _not_decided(told)


def _not_decided(told: Accepting) -> Fault:
    words = Counter(one.decision.decision for one in told.refusals)
    said = " and ".join(f"{words[word]} {word}" for word in OPEN if words[word])
    ids = [one.decision.indicator for one in told.refusals]
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    return Fault(
        f"{told.path.name} is not accepted: the decision{'s' if len(ids) > 1 else ''} {said} "
        f"stand{'' if len(ids) > 1 else 's'} on it: {', '.join(ids[:_MOST])}{more}.",
        "Decide anew on its variance sheet (“pmr review”, “pmr decide”), or have the agency send a version with "
        "other figures.",
    )


def _not_answered(told: Accepting) -> Fault:
    count = len(told.queries)
    are = f"{count} queries are" if count != 1 else "1 query is"
    return Fault(
        f"{told.path.name} is not accepted: {are} open, the first: {told.queries[0].message}",
        "Have the agency correct or explain them (“pmr validate” lists all), or say why it is accepted nevertheless: "
        "--despite “WHY”. The record keeps it.",
    )


def _explained(result: Validation, submission: Submission) -> list[Explained]:
    said, reasons = explanations(result), texts(submission, Ask.REASON)
    ids = [entry.line.id for entry in submission.entries if entry.line.id in said or entry.line.id in reasons]
    return [Explained(name, said.get(name, ""), reasons.get(name, "")) for name in ids]


@contextmanager
def _kept(desk: Desk, path: Path, submission: Submission) -> Iterator[Path]:
    """A copy of the file as it was sent, in the office's record folder; the same bytes are kept once.

    It is taken away again where the record does not take the submission.
    """
    folder = desk.office.accepted_folder / desk.library.slug(submission.chapter.agency)
    print_of_it = submission.book.sha256[:12]
    target = folder / f"{print_of_it}_{path.name}"
    if there := sorted(one for one in folder.glob(f"{print_of_it}_*") if one.suffix.casefold() in _ENDINGS):
        yield there[0]
        return
    sent = path.read_bytes()
    if hashlib.sha256(sent).hexdigest() != submission.book.sha256:
        raise Fault(f"{path.name} changed while it was checked.", "Close it where it is open, and accept it again.")
    if not desk.office.record.exists():
        desk.record.begin()  # that originals are kept says from now on that there was a record
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(target, sent)
    try:
        yield target
    except BaseException:
        target.unlink(missing_ok=True)
        raise
