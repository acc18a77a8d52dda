"""The form's live status and the rules never disagree: hundreds of rows, filled in every way we know.

A spreadsheet computes the statuses; the rules judge the very same workbook. For each row:

- ``✕ Fix`` iff a rule that looks at the row alone finds an error in a cell the agency fills in;
- else ``○ To do`` iff the actual or the target asked for is not entered yet (the errors MIS-001 and TGT-001), or, in a
  monthly form, a year to date that cannot be worked out (AGG-001);
- else ``✎ Explain`` iff an explanation is asked for and none of the shortest length is given;
- else ``✓ Complete``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from example import CPR, MMR, PMMR, SETTINGS
from fillings import fillings
from monthly_fillings import monthly_fillings
from recalculation import all_recalculated

from pmr_xl.books.writing.writer import write
from pmr_xl.forms import submission_form
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX, TO_DO
from pmr_xl.model.entry import Ask, Entry
from pmr_xl.model.finding import Finding, Severity
from pmr_xl.model.office_settings import OfficeSettings, RuleChoice, Waiver
from pmr_xl.rules import judge, rulebook

ROWS = 400
OFF = RuleChoice(on=False, who="A. Person", why="for this test")
# An office that has decided otherwise about some rules.
OTHERWISE = replace(
    SETTINGS,
    shortest_explanation=12,
    large_change=0.3,
    rules={
        "UNT-001": OFF,
        "TGT-005": OFF,
        "UNT-002": RuleChoice(severity=Severity.QUERY, who="A. Person", why="for this test"),
    },
    waivers=(
        Waiver("TYP-004", "for this test", "A. Person", MMR.due, agency="DOX"),
        Waiver("RNG-002", "for this test", "A. Person", MMR.due, indicator="dox-lots-cleaned-0"),
        Waiver("ARI-008", "for this test", "A. Person", MMR.due - timedelta(days=1), agency="DOX"),
    ),
)
FORMS = {"mmr": (MMR, SETTINGS), "pmmr": (PMMR, SETTINGS), "otherwise": (MMR, OTHERWISE), "cpr": (CPR, SETTINGS)}
# What a row's own formula cannot know, because it is about several rows.
SEVERAL_ROWS = ("XPR", "XIN", "ARI-002", "ARI-007")
# An explanation is due, or says too little: till it is long enough.
DUE = ("OUT-001", "OUT-002", "OUT-006", "TGT-006", "NAR-002", "TGT-002", "TGT-003", "TGT-008", "TYP-008")
WANTING = ("MIS-002", "MIS-009", "OUT-003")  # their own words are wanting, whatever its length
ASKING = (*DUE, *WANTING)
# Queries that the form leaves to the rules: words it cannot understand, formulas, months that contradict each other.
LEFT_TO_RULES = {"NAR-001", "NAR-002", "MIS-004", "TYP-007", "AGG-002", "AGG-003"}
# What is wrong there stands beside the figure in the rule's own words.
SPOKEN = {
    *("RNG-001", "RNG-002", "UNT-001", "UNT-002", "TYP-005", "TYP-015", "ARI-008", "TGT-005"),
    *("MIS-005", "MIS-006", "MIS-007", "MIS-008", "TYP-001", "TYP-002", "TYP-013", "TGT-009", "ARI-001"),
}
# The same of what the form cannot tell wherever the rule does: a time typed as text, a limit that a restatement moves.
SPOKEN_TOO = {"TYP-004", "RNG-004", "MIS-001"}
# What a row that waits for a word says of it; that a figure is unusual is said with what is usual.
# (TGT-008 waits for a word in test_submission_form: here something else is always wrong beside it.)
ASKED_IN_WORDS = {"MIS-002", "MIS-009", "OUT-003", "TYP-008", "TGT-002", "TGT-003"}
WHICH = ("Proposed target: ", "Current target: ", "Year to date: ", "Explanation: ")
# Each of these must have been met, or the fillings have become too tame to prove anything.
MET = {
    *("TYP-001", "TYP-002", "TYP-003", "TYP-004", "TYP-005", "TYP-011", "TYP-013"),
    *("MIS-001", "MIS-005", "MIS-006", "MIS-007", "MIS-008", "TGT-001", "TGT-005", "TGT-009"),
    *("ARI-001", "AGG-001"),
    *("TYP-015", *ASKING),
    *("RNG-001", "RNG-002", "UNT-001", "UNT-002", "ARI-008", "NAR-002", "OUT-001", "OUT-002", "OUT-006", "TGT-006"),
}


def by_row(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """Findings of the Submission sheet by row; one that speaks of several cells counts for each."""
    rows: dict[int, list[Finding]] = {}
    for one in findings:
        if one.where.sheet == "Submission":
            for row in range(one.where.row, (one.to or one.where).row + 1):
                rows.setdefault(row, []).append(one)
    return rows


def expected(entry: Entry, found: list[Finding], asked: list[Finding], settings: OfficeSettings) -> str:
    """What the form has to say of a row in which the rules found this; ``asked`` as if nothing else were wrong."""
    errors = {one.rule for one in found if one.severity is Severity.ERROR and not one.waived}
    queries = {one.rule for one in asked}
    waiting = {"TGT-001"} | (set() if entry.actual.text else {"MIS-001"})
    if errors - waiting:
        return FIX
    if errors or any(one.rule == "AGG-001" for one in found):
        return TO_DO
    said = " ".join(entry[Ask.EXPLANATION].text.split())
    short = len(said) < settings.shortest_explanation and not queries.isdisjoint(DUE)
    return EXPLAIN if short or not queries.isdisjoint(WANTING) else COMPLETE


def spoken(hint: str, found: list[Finding]) -> set[str]:
    """The rules whose words a hint has."""
    for which in WHICH:
        hint = hint.removeprefix(which)
    words = hint.casefold().partition(". ")[0]  # how a time is typed is said behind them
    return {one.rule for one in found if words in f"{one.message} {one.remedy}".casefold()}


@pytest.mark.libreoffice
def test_status_and_rules_never_disagree(tmp_path):
    made = {name: fillings(edition, ROWS) for name, (edition, _) in FORMS.items() if not edition.monthly}
    made["cpr"] = monthly_fillings(ROWS)
    paths = []
    for name, (edition, settings) in FORMS.items():
        one = made[name]
        paper = submission_form.lay(one.chapter, edition, one.past, settings, schema_hash="x")
        paths.append(tmp_path / f"{name}.xlsx")
        write(submission_form.fill(paper, one.chapter, edition, one.answers), paths[-1])
    alone = [code for code in rulebook() if not code.startswith(SEVERAL_ROWS)]
    codes, statuses, disagreeing = Counter[str](), Counter[str](), []
    by_words, otherwise = Counter[str](), []
    for book, (name, (edition, settings)) in zip(all_recalculated(paths, tmp_path), FORMS.items(), strict=True):
        one = made[name]
        submission = submission_form.read(book, one.chapter, edition)
        assert len(submission.entries) == ROWS
        found = by_row(judge(book, submission, one.past, settings, only=alone, today=edition.due))
        asked = by_row(judge(book, submission, one.past, settings, only=ASKING, today=edition.due))
        for entry in submission.entries:
            own = found.get(entry.row, [])
            wanted = expected(entry, own, asked.get(entry.row, []), settings)
            shown = entry[Ask.STATUS].text
            if shown != wanted:
                rules = ", ".join(one.rule for one in own)
                disagreeing.append(
                    f"{name} {entry.line.id}: {shown}, not {wanted} ({rules}) {one.answers[entry.line.id]}"
                )
            statuses[shown] += 1
            errors = [one for one in own if one.severity is Severity.ERROR and not one.waived]
            if shown == FIX and errors:
                hint, same = entry[Ask.HINT].text, spoken(entry[Ask.HINT].text, errors)
                by_words.update(same)
                if not same and {one.rule for one in errors} <= SPOKEN:
                    otherwise.append(f"{name} {entry.line.id}: {hint!r}, not {[str(one.message) for one in errors]}")
            if shown == EXPLAIN:
                queries = asked.get(entry.row, [])
                same = spoken(entry[Ask.HINT].text, queries)
                by_words.update(same)
                if not same and {one.rule for one in queries} <= ASKED_IN_WORDS:
                    otherwise.append(f"{name} {entry.line.id}: {entry[Ask.HINT].text!r}, not {list(map(str, queries))}")
            codes.update(one.rule for one in own)
            left = {one.rule for one in own if one.severity is Severity.QUERY and not one.explained}
            if shown == COMPLETE and not left <= LEFT_TO_RULES | settings.rules.keys():
                explained_by_length = (
                    len(" ".join(entry[Ask.EXPLANATION].text.split())) >= settings.shortest_explanation
                )
                assert explained_by_length, (name, entry.line.id, left)
    assert not disagreeing, "\n".join(disagreeing)
    assert min(statuses[status] for status in (COMPLETE, EXPLAIN, FIX, TO_DO)) >= ROWS // 10
    assert codes.keys() >= MET
    assert not otherwise, "\n".join(otherwise)
    wanted = SPOKEN | SPOKEN_TOO | ASKED_IN_WORDS
    assert by_words.keys() >= wanted, wanted - by_words.keys()
