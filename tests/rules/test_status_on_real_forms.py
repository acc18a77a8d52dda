"""The published figures typed into every agency's own form: what the form's status says is what the rules say."""

from __future__ import annotations

from collections import Counter

import pytest
from example import MMR, SETTINGS
from published import agencies
from recalculation import all_recalculated

from pmr_xl.books.writing.writer import write
from pmr_xl.forms import submission_form
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX
from pmr_xl.model.entry import Ask
from pmr_xl.model.finding import Severity
from pmr_xl.model.measure import Sign
from pmr_xl.rules import judge, rulebook

SEVERAL_ROWS = ("XPR", "XIN", "ARI-002", "ARI-007")  # about several rows: no formula of one row can know


def typed(filled):
    """What the form was filled with, by indicator."""
    answers = {}
    for entry in filled.submission.entries:
        given = {Ask.ACTUAL: entry.actual.figure, Ask.NEXT_TARGET: entry[Ask.NEXT_TARGET].figure}
        answers[entry.line.id] = given
        if entry.actual.figure is Sign.NOT_AVAILABLE:
            given[Ask.REASON] = entry[Ask.REASON].text
    return answers


@pytest.mark.libreoffice
@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.season)], ids=["some", "all"])
def test_status_and_rules_agree_on_every_real_form(tmp_path, every):
    """Every sixth form every day; all of them with the season."""
    forms, paths = agencies()[::every], []
    for filled in forms:
        paper = submission_form.lay(filled.chapter, MMR, filled.past, SETTINGS, schema_hash="published")
        paths.append(tmp_path / f"{filled.book.name.replace('/', '-')}")
        write(submission_form.fill(paper, filled.chapter, MMR, typed(filled)), paths[-1])
    assert len(set(paths)) == len(forms) >= 5
    alone = [code for code in rulebook() if not code.startswith(SEVERAL_ROWS)]
    said, disagreeing = Counter[str](), []
    for filled, book in zip(forms, all_recalculated(paths, tmp_path), strict=True):
        submission = submission_form.read(book, filled.chapter, MMR)
        worst: dict[int, Severity] = {}
        for found in judge(book, submission, filled.past, SETTINGS, only=alone):
            if found.where.sheet == submission.sheet and found.severity is not Severity.INFO:
                for row in range(found.where.row, (found.to or found.where).row + 1):
                    worst[row] = min(worst.get(row, found.severity), found.severity, key=lambda one: one.rank)
        for entry in submission.entries:
            wanted = {Severity.ERROR: FIX, Severity.QUERY: EXPLAIN}.get(worst.get(entry.row), COMPLETE)
            shown = entry[Ask.STATUS].text
            said[shown] += 1
            if shown != wanted:
                disagreeing.append((filled.chapter.agency, entry.line.id, shown, wanted))
    assert disagreeing == []
    assert said.keys() == {COMPLETE, EXPLAIN}
    assert said[EXPLAIN] > 200 / every / 2
