"""The City's own reports as the program has them. Built from schemas/reports; never edited by hand.

``python -m pmr_xl.office.reports.standard`` builds it anew.
"""

from __future__ import annotations

from pmr_xl.model.reports.report import Covers, Report

MMR = Report(
    name="mmr",
    title="Mayor's Management Report",
    asked_by="New York City Charter, section 12",
    source="New York City Charter, chapter 1, section 12 (management report of the Mayor)",
    beside="pmmr",
    targets=True,
    columns=("actual", "target", "trend", "direction"),
    resources=("actual", "target", "trend"),
    budget="Modified Budget",
    due="on September 17",
    due_on="09-17",
    recipients=("the Council", "the public"),
)
PMMR = Report(
    name="pmmr",
    title="Preliminary Mayor's Management Report",
    asked_by="New York City Charter, section 12",
    source="New York City Charter, chapter 1, section 12 (preliminary management report of the Mayor)",
    covers=Covers.PART,
    beside="mmr",
    targets=True,
    columns=("actual", "target", "part"),
    resources=("actual", "planned", "target", "part"),
    budget="Financial Plan",
    due="on January 30",
    due_on="01-30",
    recipients=("the Council", "the public"),
)
CPR = Report(
    name="cpr",
    title="Citywide Performance Reporting",
    asked_by="the Mayor's Office of Operations",
    source="Citywide Performance Reporting, from which the Dynamic Mayor's Management Report is updated every month",
    covers=Covers.MONTH,
    columns=("month", "to_date", "change", "target", "status"),
    due="on the 20th of the month after",
    due_after=20,
    recipients=("the Mayor's Office", "agencies"),
    notes=(
        "Change and status are against the same month last year; a month is not compared with a year's target.",
        "“—” says that no figure is in the record.",
    ),
)
Report.MMR = MMR
Report.PMMR = PMMR
Report.CPR = CPR
STANDARD: dict[str, Report] = {one.name: one for one in (MMR, PMMR, CPR)}
# What their files hold as they come with the program: such a file need not be read again.
AS_SHIPPED: dict[str, str] = {
    "mmr": "15d513ed9dbc6b0caf6e0df7baf69fa5a41c1bcbb3a48656bb08ca8391624c8b",
    "pmmr": "4874ece7db09a23a9ffd61a3dec5161d8aeb48055334a7fab743c19679b557b5",
    "cpr": "a2fc33061e19beec2e862195fb6d26af82d15f944587bd6ad5f639d2f859f523",
}
