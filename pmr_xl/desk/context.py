"""The context of a submission: what is known without it, by which it is judged."""

from __future__ import annotations

from dataclasses import replace

from pmr_xl.analysis.lookback import parts_looked_at
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.corrections import as_corrected, open_corrections
from pmr_xl.desk.received.days import counted_from
from pmr_xl.desk.received.versions import before
from pmr_xl.model.fiscal import Edition
from pmr_xl.model.past import Past
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.submission import Submission


def context_for(desk: Desk, submission: Submission) -> Past:
    """What a submission is judged by: what its form shows, what its agency said and sent before, today's schema."""
    chapter, edition = submission.chapter, submission.edition
    stamp = _stamp(desk, submission)
    if desk.office.built_in:
        return replace(with_members(desk, desk.published_before([chapter], edition), submission), schema_hash=stamp)
    with desk.record.one_state():
        said, earlier = desk.said_before(chapter, edition), before(desk.office, desk.record, submission)
        known = _with_others(desk, desk.restated_past(chapter, edition), chapter, edition)
        if earlier is not None:
            earlier = replace(earlier, submission=as_corrected(desk, earlier.submission))
        corrected = tuple(one for _, one in open_corrections(desk, submission))
        due = counted_from(desk, edition, chapter.agency)
        known = with_members(desk, known, submission)
        return replace(known, said=said, earlier=earlier, schema_hash=stamp, due=due, corrections=corrected)


def with_members(desk: Desk, past: Past, submission: Submission) -> Past:
    """With what is known of places and groups, where the submission says something of them."""
    if submission.by_member is None:
        return past
    from pmr_xl.desk.breakdowns.knowing import members_known

    return replace(past, by_member=members_known(desk, submission.chapter, submission.edition))


def _stamp(desk: Desk, submission: Submission) -> str:
    """What a form made today is stamped with; where this one means the same, its own stamp says that."""
    return (
        submission.stamp.schema_hash.strip()
        if submission.asked is submission.chapter
        else (desk.library_of(submission.edition).schema_hash(submission.chapter.agency))
    )


def _with_others(desk: Desk, past: Past, chapter: Chapter, edition: Edition) -> Past:
    """With what other agencies' accepted submissions to the same edition state of indicators that they share."""
    shared = [line.indicator.same_as for line in chapter.lines if line.indicator.same_as]
    if not shared:
        return past
    theirs = desk.record.past(shared, edition, beyond=True, parts=parts_looked_at(edition))
    accepted = [one for one in shared if theirs.actual(one, edition.submitted_period) is not None]
    library = desk.library_of(edition)
    agencies = {agency.code for one in accepted if (agency := library.owner(one)) is not None}
    lines = {name: line for code in agencies for name, line in library.chapter(code).by_id.items()}
    return replace(
        past,
        actuals={**past.actuals, **theirs.actuals},
        targets={**past.targets, **theirs.targets},
        elsewhere={one: lines[one].indicator for one in accepted if one in lines},
    )
