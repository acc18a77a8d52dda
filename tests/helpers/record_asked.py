"""A record that is told and asked everything there is: each method of it once, a line in each of its tables."""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.breakdowns import MemberFact
from pmr_xl.model.commitments.commitment import Commitment
from pmr_xl.model.fact import Fact, FactKind, RateFact
from pmr_xl.model.finding import Finding, Severity
from pmr_xl.model.fiscal import Edition, Period, Report, Span
from pmr_xl.model.reliability.assessment import Assessment, ReliabilityClass
from pmr_xl.model.reliability.sampling import DrawnIndicator, ReliabilitySample, StratumDrawn
from pmr_xl.model.schema.indicator import Aggregation, Indicator
from pmr_xl.record import (
    Acceptance,
    Correction,
    CorrectionEnd,
    Decision,
    Explained,
    Extension,
    LeftOpen,
    Outcome,
    Source,
)
from pmr_xl.record.editions import EditionEvent, Milestone
from pmr_xl.record.findings import Looked
from pmr_xl.record.publications.lines import PublicationEvent, PublicationKind
from pmr_xl.record.queries.touched import FiguresStand

MMR26, CPR = Edition(Report.MMR, 2026), Edition(Report.CPR, 2026, 5)
A, FY26 = "tst-a", Period(2026)


def fact(period=FY26, kind=FactKind.ACTUAL, reason=""):
    return Fact(A, period, kind, Decimal(5), "5", "J7", reason)


BY_MEMBER = MemberFact(A, "borough", "1", FY26, Decimal(5))


def submission(edition, version, *facts):
    return Acceptance(
        *(
            f"{edition.code} {version}",
            "TST",
            edition,
            version,
            "form.xlsx",
            "form.xlsx",
            facts,
            [Explained(A, "Snow")],
        ),
        indicators={A: Indicator(A, "Complaints", aggregation=Aggregation.SUM)},
        despite="so be it",
        rates=[RateFact(A, edition.submitted_period, Decimal(1), Decimal(20), "Rates!E5, G5")],
        left_open=[LeftOpen("OUT-001", A, "J7", "5")],
    )


CHANGES = {
    *(
        "publish",
        "publish_by_member",
        "accept",
        "decide",
        "store_decisions",
        "set_target",
        "extend",
        "correct",
        "withdraw",
    ),
    *("end_corrections", "keep_findings", "commit", "assess", "keep_sample", "note_edition", "note_publication"),
}


def everything(record):
    """Ask and tell the record everything that can be asked and told; gives the name of each method."""
    for name, step in steps(record).items():
        step()
        yield name


def steps(record):
    """Everything that can be asked and told, by the name of its method."""
    indicators = {A: Indicator(A, "Complaints", aggregation=Aggregation.SUM)}
    source = Source("table.csv", "a", MMR26)
    month, to_date = Period(2026, Span.MONTH, 5), Period(2026, Span.TO_DATE, 5)
    target = fact(FY26, FactKind.TARGET)
    decision = Decision("TST", MMR26, A, "Return", version=1)
    correction = Correction(*("TST", MMR26, "a", 1, "form.xlsx", A, "actual", "J7", "5", "6", "ana", "typed wrong"))
    found = Finding("PUB-001", Severity.QUERY, CellRef("table.csv", 7, 3), "5 is large.", "Look at it.", A)
    look = Looked("MMR-FY26", "indicators", "TST", "table.csv", "a")
    seen = Assessment(A, "TST", "FY26", ReliabilityClass.CERTIFIED, "all months")
    drawn = ReliabilitySample("", "FY26", "7", "all", (DrawnIndicator(A, "TST", "all"),), (StratumDrawn("all", 1, 1),))
    went_out = PublicationEvent(MMR26, PublicationKind.SITE, "site", ("TST",))
    return {
        "publish": lambda: record.publish([fact(), target], source, {A: "Complaints"}),
        "accept": lambda: (
            record.accept(submission(MMR26, 1, fact(), fact(Period(2025), reason="late"))),
            record.accept(submission(CPR, 1, fact(month), fact(to_date))),
        ),
        "decide": lambda: record.decide([decision]),
        "store_decisions": lambda: record.store_decisions(
            *(MMR26, "TST", lambda _: [decision._replace(decision="Adjust target")], {A: target}, source),
            agreed=lambda _known, _kept: [],
        ),
        "commit": lambda: record.commit(lambda _known: [Commitment("C-0001", "Count again", agency="TST")]),
        "commitments": record.commitments,
        "assess": lambda: record.assess([seen]),
        "assessments": lambda: (record.assessments(), record.assessments("FY26")),
        "keep_sample": lambda: record.keep_sample(drawn),
        "samples": record.samples,
        "set_target": lambda: record.set_target(target, source),
        "extend": lambda: record.extend(Extension("TST", MMR26, None, "flood")),
        "correct": lambda: record.correct(correction),
        "end_corrections": lambda: record.end_corrections([CorrectionEnd(1, Outcome.CONFIRMED)]),
        "keep_findings": lambda: record.keep_findings([(look, [found])]),
        "past": lambda: [
            record.past([A], until, beyond=beyond, own=own, parts=parts)
            for until, beyond, own, parts in (
                *((None, False, True, None), (MMR26, True, False, None)),
                *((MMR26, True, False, [month]), (None, False, True, [])),
            )
        ],
        "publish_by_member": lambda: record.publish_by_member([(source, [BY_MEMBER])]),
        "new_by_member": lambda: record.new_by_member([(source, [BY_MEMBER])]),
        "published_by_member": lambda: record.published_by_member([A]),
        "submitted_by_member": lambda: record.submitted_by_member([A], MMR26),
        "past_by_member": lambda: (
            record.past_by_member([A]),
            record.past_by_member([A], MMR26, own=False, periods=[FY26]),
        ),
        "history": lambda: (record.history(A), record.history(A, [FY26])),
        "origins": lambda: record.origins([A], MMR26),
        "restated_figures": lambda: (record.restated_figures([A], MMR26), record.restated_figures([A], MMR26, [month])),
        "restated_since": lambda: record.restated_since([A], MMR26),
        "stated_ids": lambda: record.stated_ids("tst-", None, MMR26),
        "indicator_ids": record.indicator_ids,
        "names_before": lambda: record.names_before([A], MMR26),
        "accepted_submissions": lambda: (record.accepted_submissions(MMR26), record.accepted_submissions(MMR26, "TST")),
        "accepted_as": lambda: record.accepted_as("ab"),
        "left_open": lambda: record.left_open(MMR26, "TST"),
        "left_open_on": lambda: record.left_open_on(A),
        "explanations": lambda: record.explanations(MMR26, "TST"),
        "decided_targets": lambda: record.decided_targets(MMR26),
        "last_target_of": lambda: record.last_target_of(A, FY26),
        "decisions_taken": lambda: record.decisions_taken(MMR26, "TST"),
        "decisions": lambda: record.decisions(MMR26, "TST"),
        "decisions_on": lambda: record.decisions_on(A),
        "decisions_of": lambda: record.decisions_of("Return"),
        "note_edition": lambda: record.note_edition(EditionEvent(MMR26, Milestone.OPENED)),
        "edition_events": lambda: (record.edition_events(), record.edition_events(MMR26)),
        "note_publication": lambda: record.note_publication(went_out),
        "publications": lambda: record.publications(MMR26),
        "steps_taken": lambda: record.steps_taken(MMR26),
        "editions_accepted": record.editions_accepted,
        "extensions": lambda: (record.extensions(MMR26), record.extensions(MMR26, "TST")),
        "corrections": lambda: record.corrections(MMR26, "TST"),
        "corrections_on": lambda: record.corrections_on(A),
        "kept_findings": lambda: (record.kept_findings(), record.kept_findings(["TST"], "MMR-FY26", "OUT-001")),
        "would_be_new": lambda: record.would_be_new([(source, [fact()])]),
        "figures_stand": record.figures_stand,
        "touched_after": lambda: record.touched_after(FiguresStand()),
        "withdraw": lambda: [record.withdraw(one, "TST", "wrong", indicators) for one in (MMR26, CPR)],
    }
