"""Headings of lists of commitments and audit recommendations: cities and auditors head them as they like.

What they were met with is listed here, once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HEADED: Mapping[str, tuple[str, ...]] = {
    "what": (
        "what", "recommendation", "recommendationtext", "recommendationdescription", "commitment", "correctiveaction",
        "action", "actionitem", "milestone", "whatistobedone", "description", "title",
    ),
    "goal": ("goal", "goaltext", "objective", "priority"),
    "initiative": ("initiative", "initiativename", "strategy"),
    "audit": ("audit", "auditnumber", "auditno", "auditid", "report", "reportnumber", "audittitle", "reporttitle"),
    "reference": (
        "reference", "number", "no", "recommendationnumber", "recommendationno", "recommendationid", "recno", "rec",
        "recnumber", "commitmentnumber", "id", "itemno", "item",
    ),
    "parent": ("parent", "partof"),
    "agency": (
        "agency", "leadagency", "agencyname", "responsibleagency", "auditedagency", "auditee", "department", "lead",
    ),
    "partners": ("partners", "partneragencies", "partneragency", "supportingagencies", "with"),
    "owner": ("owner", "responsible", "responsibleparty", "responsibleperson", "responsibleunit", "contact", "unit"),
    "indicator": ("indicator", "indicatorid", "performanceindicator", "measure"),
    "due": (
        "due", "duedate", "targetdate", "targetcompletiondate", "expectedcompletion", "expectedcompletiondate",
        "implementationdate", "expectedimplementationdate", "targetimplementationdate", "deadline", "timeline",
        "bywhen", "completionby",
    ),
    "status": ("status", "implementationstatus", "currentstatus", "state", "progress"),
    "evidence": (
        "evidence", "update", "statusupdate", "latestupdate", "agencyresponse", "response", "comments", "comment",
        "notes", "remarks",
    ),
    "figure": ("figure", "closedwith"),
    "kind": ("kind", "type"),
}  # fmt: skip
LOWEST = ("what", "initiative", "goal")  # what a row is about: the first of these that it has


def key_of(heading: str) -> str:
    """A heading without case, blanks and signs."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold().replace("#", "no"))
