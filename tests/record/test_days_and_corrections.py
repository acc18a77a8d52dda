"""Days of their own and corrections: only ever added, the last word counts, nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.record import Correction, CorrectionEnd, Extension, Outcome, Record

MMR26, MMR27 = Edition(Report.MMR, 2026), Edition(Report.MMR, 2027)
CORRECTION = Correction(
    *("TST", MMR26, "aa", 1, "form_v1.xlsx", "tst-a", "actual", "Submission!J7", "4,120", "412", "Jo Doe", "a slip"),
    who="ana",
    at="2026-09-01T10:00:00+00:00",
)


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.sqlite")


def test_every_day_that_was_given_is_kept_with_who_and_why(record):
    assert record.extensions(MMR26) == []
    record.extend(Extension("TST", MMR26, date(2026, 8, 14), "a flood", "ana", "2026-07-01"))
    record.extend(Extension("TST", MMR26, None, "not needed", "ben", "2026-07-02"))
    record.extend(Extension("OTH", MMR26, date(2026, 8, 20), "new staff"))
    record.extend(Extension("TST", MMR27, date(2027, 8, 20), "of next year"))
    assert [(one.due, one.why, one.who) for one in record.extensions(MMR26, "TST")] == [
        (date(2026, 8, 14), "a flood", "ana"),
        (None, "not needed", "ben"),
    ]
    assert [one.agency for one in record.extensions(MMR26)] == ["TST", "TST", "OTH"]
    assert record.extensions(MMR26, "OTH")[0].who, "who is noted where nobody says it"


def test_a_correction_is_kept_beside_what_was_sent_and_gives_way_to_a_later_one(record):
    first = record.correct(CORRECTION)
    assert record.corrections(MMR26, "TST") == [first]
    assert first.stands
    second = record.correct(CORRECTION._replace(corrected="413", at="2026-09-02T10:00:00+00:00"))
    there = record.corrections_on("tst-a")
    assert [(one.corrected, one.stands) for one in there] == [("412", False), ("413", True)]
    assert there[0].end.why == "corrected anew to 413"
    assert there[1] == second
    other = record.correct(CORRECTION._replace(submission="bb", version=2))
    assert [one.stands for one in record.corrections(MMR26, "TST")] == [False, True, True], "another file's stands"
    record.end_corrections([CorrectionEnd(other.no, Outcome.TAKEN_BACK, why="misheard", who="ana", at="2026-09-03")])
    assert [one.stands for one in record.corrections(MMR26, "TST")] == [False, True, False]


def test_what_the_next_version_says_is_noted_and_does_not_bring_back_what_was_taken_back(record):
    kept = record.correct(CORRECTION)
    record.end_corrections([CorrectionEnd(kept.no, Outcome.CONTRADICTED, "bb", 2)])
    record.end_corrections([CorrectionEnd(kept.no, Outcome.CONFIRMED, "cc", 3)])
    (there,) = record.corrections(MMR26, "TST")
    assert (there.end.outcome, there.end.submission, there.end.version, there.stands) == ("confirmed", "cc", 3, True)
    record.end_corrections([CorrectionEnd(kept.no, Outcome.TAKEN_BACK, why="misheard")])
    record.end_corrections([CorrectionEnd(kept.no, Outcome.CONFIRMED, "dd", 4)])
    (there,) = record.corrections(MMR26, "TST")
    assert (there.end.outcome, there.end.why, there.stands) == ("taken back", "misheard", False)
