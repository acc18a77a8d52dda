"""What accepting a submission means, line by line: the command line and the button say the same."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.desk.acceptance.accept import CorrectionOutcome, TakenIn
from pmr_xl.desk.acceptance.preview import AcceptedTarget, Accepting, Changed
from pmr_xl.desk.review.standing import StandingDecision
from pmr_xl.model.decision import APPROVE, current_word
from pmr_xl.record import Accepted, Outcome, Withdrawn
from pmr_xl.words.agreeing import agreed_lines

MOST = 12  # lines of one kind


def of_what(told: Accepting) -> str:
    """``DSNY · MMR Fiscal 2026 · version 1 · 58 indicators``."""
    submission = told.submission
    of = f"{submission.chapter.agency} · {submission.edition.title} · version {told.version}"
    return f"{of} · {len(submission.entries)} indicators"


def open_lines(told: Accepting) -> list[str]:
    """The queries that nobody has answered."""
    return [f"▲ {one.rule}  {one.place}  {one.indicator}: {one.message}" for one in told.queries]


def corrected_lines(told: Accepting) -> list[str]:
    """The figures that are read otherwise than they were sent."""
    names = told.submission.chapter.by_id
    return [f"✎ {names[one.indicator].indicator.name}: {one.words}" for one in told.submission.corrections]


def decided_lines(told: Accepting) -> list[str]:
    """The decisions other than Approve, and whether they stand."""
    return [_decided(one) for one in told.decided if current_word(one.decision.decision) not in ("", APPROVE)]


def in_the_record(told: Accepting) -> str:
    """How many figures and targets the record would have new or otherwise."""
    counted = (
        (told.new, "new figure"),
        (told.by_member, "figure by place or group"),
        (len(told.changed), "figure changed"),
        (len(told.restated), "figure restated"),
        (len(told.targets), "target changed"),
    )
    return f"In the record: {' · '.join(many(count, what) for count, what in counted if count) or 'nothing new'}"


def figure_lines(told: Accepting) -> list[str]:
    """The figures that the record has otherwise, old → new."""
    return [_figure(one) for one in (*told.changed, *told.restated)]


def target_lines(told: Accepting) -> list[str]:
    """The targets that change, old → new."""
    return [_target(one) for one in told.targets]


def receipt_line(taken: Accepted) -> str:
    """That a file is in the record: whose, which version, by whom and when."""
    already = " already" if taken.again else ""
    return (
        f"{taken.file} is in the record{already}: {taken.agency} {taken.edition.title}, version {taken.version}, "
        f"by {taken.who} on {taken.at[:10]}."
    )


def despite_lines(taken: Accepted) -> list[str]:
    """Why it was accepted though queries were open."""
    return [f"Accepted despite open queries: {taken.despite}"] if taken.despite else []


def follows_lines(taken: TakenIn) -> list[str]:
    """What follows from a submission that was taken into the record: years to date, corrections, commitments."""
    version = taken.accepted.version
    return [
        *taken.accepted.told,
        *(_corrected(one, version) for one in taken.corrections),
        *agreed_lines(taken.agreed, taken.chapter.by_id),
    ]


def withdrawn_lines(gone: Withdrawn) -> list[str]:
    """What was taken back, what counts now, and what follows."""
    one = gone.acceptance
    counts = (
        f"Nothing of {one.agency} is accepted for {one.edition.title} now."
        if gone.before is None
        else f"Version {gone.before.version} ({gone.before.file}) counts again."
    )
    return [
        f"{one.agency} {one.edition.title}, version {one.version} ({one.file}), is withdrawn by {gone.who}: {gone.why}",
        f"{many(gone.figures, 'figure')} of it count no more; nothing is deleted (“pmr record show ID”).",
        counts,
        *gone.told,
    ]


def first_lines(lines: Iterable[str], most: int = MOST) -> list[str]:
    """The first lines, and how many more there are."""
    lines = list(lines)
    more = [f"… and {len(lines) - most} more."] if len(lines) > most else []
    return [*lines[:most], *more]


def many(count: int, what: str) -> str:
    """``1 figure changed``, ``2 new figures``."""
    noun, _, rest = what.partition(" ") if not what.startswith("new") else (what, "", "")
    return f"{count:,} {noun}{'' if count == 1 else 's'}{f' {rest}' if rest else ''}"


def _decided(one: StandingDecision) -> str:
    said = one.decision
    sign, rest = (
        ("✕", "") if one.blocks else ("●", "" if one.holds else "; it was on another figure and stands no more")
    )
    note = f": {said.content[1]}" if said.content[1] else ""
    return f"{sign} {said.decision} by {said.who} on {said.at[:10]}, {said.indicator}{note}{rest}"


def _corrected(one: CorrectionOutcome, version: int) -> str:
    said = "" if one.outcome is Outcome.CONFIRMED else f"; it says {one.says or 'nothing'}"
    of = f"{one.correction.text}, {one.correction.by}"
    return f"{one.name}: {of} is {one.outcome.value} by version {version}{said}."


def _figure(one: Changed) -> str:
    show = one.line.indicator.measure.show
    why = f" ({one.reason})" if one.reason else ""
    return f"{one.line.indicator.name}, {one.period.label}: {show(one.old)} → {show(one.new)}{why}"


def _target(one: AcceptedTarget) -> str:
    show = one.line.indicator.target_measure.show
    by = f" ({one.by}; proposed was {show(one.old)})" if one.by else ""
    old = "none yet" if one.old is None else show(one.old)
    return f"{one.line.indicator.name}, target {one.year.label}: {old} → {show(one.new)}{by}"
