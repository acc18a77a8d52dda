"""A dozen slips planted into the demonstration's submission: each is one that real returns have had."""

from __future__ import annotations

from dataclasses import dataclass

from pmr_xl.forms.paper.pages import Content, Formula
from pmr_xl.model.entry import Ask

AGENCY = "FDNY"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip.

    Attributes:
        indicator: where it is planted.
        column: the column's key.
        typed: what stands in the cell instead of the real figure.
        rule: the rule that must find it, and nothing else on that row.
        says: what happened, in words.
    """

    indicator: str
    column: str
    typed: Content
    rule: str
    says: str


SLIPS = (
    Slip("fdny-completed-risk-based-performed-uniformed", Ask.ACTUAL, "37,500 ", "TYP-001", "a number typed as text"),
    Slip("fdny-violation-orders-issued", Ask.ACTUAL, 49_216_000.0, "UNT-001", "a thousand times too large"),
    Slip("fdny-violation-orders-corrected", Ask.ACTUAL, Formula("41345/0", "#DIV/0!"), "TYP-002", "an error value"),
    Slip("fdny-hazard-complaints-resolved-within-one-day", Ask.ACTUAL, 0.0092, "UNT-002", "a percent as a fraction"),
    Slip("fdny-investigations", Ask.ACTUAL, None, "MIS-001", "left empty"),
    Slip("fdny-payout", Ask.REASON, None, "MIS-001", "NA without a reason"),
    Slip("fdny-summonses-issued", Ask.ACTUAL, 209.5, "TYP-008", "half a summons"),
    Slip("fdny-fire-company-responses", "FY25", 1_176_323.0, "REV-001", "a published figure typed over"),
    Slip(
        "fdny-average-wait-speak-customer-service-agent",
        Ask.EXPLANATION,
        "Timing",
        "NAR-002",
        "an explanation that says nothing",
    ),
    Slip(
        "fdny-end-average-response-time-structural-fires",
        Ask.ACTUAL,
        5 / 24 + 5 / 1440,
        "TYP-004",
        "5:05 read as hours",
    ),
    Slip("fdny-serious-fires", Ask.ACTUAL, "n/a", "MIS-005", "NA spelt otherwise"),
    Slip("fdny-core-facility-rating", Ask.NEXT_TARGET, "↓", "TGT-005", "a target against the desired direction"),
)
