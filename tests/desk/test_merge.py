"""A sheet's decisions beside the record's: nothing unseen is overruled, nothing repeated, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmr_xl.desk.review.merge import SheetOrigin, as_recorded, merge_decisions, not_mentioned
from pmr_xl.desk.review.outcome import KEPT, SKIPPED, RowOutcome
from pmr_xl.forms.variance_sheet.decisions.row import DecisionRow as Row
from pmr_xl.forms.variance_sheet.decisions.row import Stood
from pmr_xl.forms.variance_sheet.decisions.sentences import with_sentence
from pmr_xl.model.decision import DECISIONS
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.record import WITHDRAWN, Decision

MMR = Edition(Report.MMR, 2026)
SHEET = SheetOrigin("DOX", MMR, "abc", 1)


def said(word, note="", who="ana", *, on="abc", version=1, seen=0, at="2026-09-01"):
    return Decision("DOX", MMR, "x", word, note, on, who, at, version, seen)


def row(word, note="", stood="", by="ana"):
    """A row of a sheet of an earlier program, which keeps what stood there as a sentence."""
    return with_sentence(Row("x", word, note, by), stood) if stood else Row("x", word, note, by)


def outcome(one, made, *taken):
    (merged,) = merge_decisions([one], made, taken, "me")
    return merged.outcome


@pytest.mark.parametrize(
    ("one", "seen", "taken", "becomes"),
    [
        (row("Approve"), 0, [], RowOutcome.TAKEN),
        (row("", "call them"), 0, [], RowOutcome.TAKEN),
        (row("Withdraw"), 0, [], RowOutcome.NEVER),
        (row("Withdraw"), 0, [said("", "call them")], RowOutcome.NEVER),
        (row("Withdraw"), 1, [said(WITHDRAWN)], RowOutcome.STANDS),  # handed in again
        (row("Approve"), 1, [said("Return", who="ben", on="def", version=2)], RowOutcome.OLDER),  # seen
        (row("Withdraw"), 1, [said("Return", on="def", version=2)], RowOutcome.OLDER),
        (row("Approve"), 1, [said(WITHDRAWN, on="def", version=2)], RowOutcome.TAKEN),  # none is in force there
        (row("", stood="open: was Return by ben, on version 2"), 1,
         [said("Return", who="ben", on="def", version=2)], RowOutcome.ERASED),
        (row("", stood="open: call them"), 1, [said("Return")], RowOutcome.NOTHING),  # a person's note
        (row("Approve"), 0, [said("Approve")], RowOutcome.STANDS),
        (row("Return"), 0, [said("Approve")], RowOutcome.REPLACES),  # the same sheet handed in again
        (row("Return", by=""), 0, [said("Approve", who="me")], RowOutcome.REPLACES),
        (row("Return", by=""), 0, [said("Approve")], RowOutcome.LATE),  # in another name
        (row("Return", by="ben"), 0, [said("Approve")], RowOutcome.LATE),
        (row("Return"), 0, [said("Return"), said("Approve")], RowOutcome.COPY),
        (row("Return"), 0, [said("Approve", seen=1)], RowOutcome.LATE),  # taken from a newer sheet
        (row("Return"), 0, [said("Approve", on="def", version=2)], RowOutcome.OLDER),
        (row("Approve"), 0, [said("Approve", on="def", version=2)], RowOutcome.STANDS),
        (row("Approve", stood="Accept"), 1, [said("Approve", on="def", version=0)], RowOutcome.TAKEN),  # here too
        (row("Approve", stood="Accept"), 1, [said("Approve"), said("Return", who="ben")], RowOutcome.AS_IT_WAS),
        (row("", stood="Accept"), 1, [said("Approve")], RowOutcome.WITHDRAWS),
        (row("", "too soon", stood="Accept"), 1, [said("Approve")], RowOutcome.WITHDRAWS),
        (row("", stood="Accept"), 1, [said("Approve"), said("Return")], RowOutcome.LATE),
        (row("", stood="Accept"), 1, [said("Approve"), said(WITHDRAWN)], RowOutcome.STANDS),
        (row("Withdraw"), 0, [said("Approve")], RowOutcome.WITHDRAWS),
        (row("Withdraw", by="ben"), 0, [said("Approve")], RowOutcome.LATE),
        (row("Withdraw"), 0, [said("Approve"), said(WITHDRAWN), said("Hold")], RowOutcome.COPY),
        (row("Approve"), 2, [said("Approve"), said(WITHDRAWN)], RowOutcome.TAKEN),
        (row("", "was Return, on another figure", stood="open: was Return, on another figure"), 1,
         [said("Return", on="def", version=0)], RowOutcome.NOTHING),
        (row("Approve", stood="open: was Return, on another figure"), 1,
         [said("Return", on="def", version=0)], RowOutcome.TAKEN),
        (row("", "call them"), 0, [said("Approve")], RowOutcome.NOTHING),  # a note takes no decision away
    ],
)  # fmt: skip
def test_what_becomes_of_a_row(one, seen, taken, becomes):
    assert outcome(one, replace_seen(seen), *taken) is becomes


def replace_seen(seen):
    return SHEET._replace(seen=seen)


def test_one_taken_back_or_changed_is_not_dated_by_the_day_of_what_it_takes_back():
    for word, day, at in (
        ("Withdraw", 1, ""),
        ("Hold", 1, ""),
        ("Withdraw", 3, "2026-09-03"),
        ("Hold", 3, "2026-09-03"),
    ):
        one = replace(row(word, "too soon"), on=date(2026, 9, day))
        (merged,) = merge_decisions([one], SHEET, [said("Approve")])
        decision = as_recorded(merged, SHEET)
        assert (decision.at, decision.who, decision.note) == (at, "ana", "too soon")
        assert decision.decision == (WITHDRAWN if word == "Withdraw" else word)


def test_an_empty_row_takes_back_nothing_that_did_not_stand_in_it():
    taken = [said("Approve")]
    merged = merge_decisions([], SHEET, taken)
    assert not_mentioned(merged, SHEET, taken) == taken
    assert not_mentioned(merged, SHEET._replace(seen=1), taken) == [], "the sheet has shown it"
    assert not_mentioned(merged, SHEET, [*taken, said(WITHDRAWN)]) == []


V2 = SheetOrigin("DOX", MMR, "def", 2)


def test_what_was_decided_on_an_older_version_meanwhile_holds_nothing_up():
    taken = [said("Approve", who="ben")]
    assert outcome(row("Return"), V2, *taken) is RowOutcome.REPLACES
    assert outcome(row("Return"), V2, said("Return", on="def", version=2), *taken) is RowOutcome.REPLACES, (
        "overruled once"
    )
    assert outcome(row("Withdraw"), V2, *taken) is RowOutcome.LATE, "what one has not seen is not taken back"
    assert outcome(row("", stood="Hold"), V2, *taken) is RowOutcome.LATE
    assert outcome(row("Return"), V2, said("Approve", who="ben", version=0)) is RowOutcome.LATE, "of no known version"


REOPENED = "was Return by ben, on version 1: ask why"


@pytest.mark.parametrize(
    ("one", "who", "note", "told"),
    [
        (row("Approve", REOPENED, f"open: {REOPENED}", by=""), "", "", ""),
        (row("Approve", f"{REOPENED}. They said.", f"open: {REOPENED}", by="ana"), "ana", "They said.", ""),
        (row("Approve", "They said.", f"open: {REOPENED}", by="ben"), "ben", "They said.", ""),  # nobody stood there
        (row("Approve", "was Return, on an earlier version", "open: was Return, on an earlier version", by="ben"),
         "", "", "ben"),  # as older programs left it
        (row("Approve", "call them", "open: call them", by="ana"), "ana", "call them", ""),  # a person's note
        (row("Hold", "ask why", "Return: ask why", by="ben"), "", "ask why", "ben"),
        (row("Withdraw", "ask why", "Return: ask why", by="ben"), "", "ask why", "ben"),
        (row("Hold", "ask why", "Return: ask why", by="ana"), "ana", "ask why", ""),
        (row("Return", "ask why", "Return: ask why", by="ben"), "ben", "ask why", ""),  # unchanged
        (row("Hold", "ask why", "Hold", by="ben"), "ben", "ask why", ""),  # no decision of his stood there
    ],
)  # fmt: skip
def test_nothing_is_signed_with_a_name_that_was_only_left_there(one, who, note, told):
    (merged,) = merge_decisions([one], V2._replace(seen=1), [said("Return", "ask why", "ben")], "me")
    decision = as_recorded(merged, V2)
    assert (decision.who, decision.note, merged.unsigned) == (who, note, told)
    (own,) = merge_decisions([one], V2._replace(seen=1), [said("Return", "ask why", "ben")], "ben")
    assert own.unsigned == "", "nothing to tell whoever is named there anyway"


def test_who_types_the_day_too_has_signed():
    taken, one = [said("Return", "ask why", "ben")], row("Hold", "ask why", "Return: ask why", by="ben")
    for day, who in ((date(2026, 9, 1), ""), (date(2026, 9, 2), "ben")):
        (merged,) = merge_decisions([replace(one, on=day)], V2._replace(seen=1), taken, "me")
        assert as_recorded(merged, V2).who == who


words = st.sampled_from(["", *DECISIONS])
rows = st.builds(row, words, st.sampled_from(["", "why"]), st.just(""), st.sampled_from(["", "ana", "ben"]))
recorded = st.builds(
    said, st.sampled_from([*DECISIONS[:-1], WITHDRAWN, ""]), st.sampled_from(["", "why"]),
    st.sampled_from(["ana", "me"]),
    on=st.sampled_from(["abc", "def"]), version=st.integers(0, 2), seen=st.integers(0, 3),
)  # fmt: skip


@given(rows, st.lists(recorded, max_size=4), st.data())
def test_handed_in_again_it_changes_nothing_and_nothing_unseen_is_overruled_in_another_name(one, taken, data):
    made = SHEET._replace(seen=data.draw(st.integers(0, len(taken))))
    before = taken[made.seen - 1] if made.seen else None
    stood = Stood() if before is None or before.decision == WITHDRAWN else Stood(before.decision, note=before.note)
    one = replace(one, stood=stood)
    (first,) = merge_decisions([one], made, taken, "me")
    assume(first.outcome in KEPT)
    if (
        first.unseen
        and first.last.decision not in ("", WITHDRAWN)
        and (one.decision, one.note) != first.last.content[:2]
    ):
        newer = 0 < first.last.version < made.version
        assert newer or (first.row.by or "me") == first.last.who
        assert (made.version, made.seen) >= (first.last.version, first.last.seen)
    taken = [*taken, as_recorded(first, made)._replace(who=first.row.by or "me", at="2026-09-02")]
    (again,) = merge_decisions([one], made, taken, "me")
    assert again.outcome not in KEPT
    assert again.outcome not in SKIPPED or first.outcome is RowOutcome.WITHDRAWS
