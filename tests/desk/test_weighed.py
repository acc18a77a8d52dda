"""A sheet's decisions beside the record's: nothing unseen is overruled, nothing repeated, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmr_xl.desk.review.merge import KEPT, PASSED_OVER, Fate, Made, kept, unsaid, weigh
from pmr_xl.forms.variance_sheet.row_pages import DECISIONS
from pmr_xl.forms.variance_sheet.sheet import DecisionRow as Row
from pmr_xl.forms.variance_sheet.sheet import as_text
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.record import WITHDRAWN, Decision

MMR = Edition(Report.MMR, 2026)
SHEET = Made("DOX", MMR, "abc", 1)


def said(word, note="", who="ana", *, on="abc", version=1, seen=0, at="2026-09-01"):
    return Decision("DOX", MMR, "x", word, note, on, who, at, version, seen)


def row(word, note="", stood="", by="ana"):
    return Row("x", word, note, by, stood=stood)


def fate(one, made, *taken):
    (weighed,) = weigh([one], made, taken, "me")
    return weighed.fate


@pytest.mark.parametrize(
    ("one", "seen", "taken", "becomes"),
    [
        (row("Accept"), 0, [], Fate.TAKEN),
        (row("", "call them"), 0, [], Fate.TAKEN),
        (row("Withdraw"), 0, [], Fate.NEVER),
        (row("Withdraw"), 0, [said("", "call them")], Fate.NEVER),
        (row("Withdraw"), 1, [said(WITHDRAWN)], Fate.STANDS),  # handed in again
        (row("Accept"), 1, [said("Return", who="ben", on="def", version=2)], Fate.OLDER),  # its sheet has seen it
        (row("Withdraw"), 1, [said("Return", on="def", version=2)], Fate.OLDER),
        (row("Accept"), 1, [said(WITHDRAWN, on="def", version=2)], Fate.TAKEN),  # none is in force there
        (row("", stood="open: was Return by ben, on version 2"), 1,
         [said("Return", who="ben", on="def", version=2)], Fate.EMPTIED),
        (row("", stood="open: call them"), 1, [said("Return")], Fate.NOTHING),  # a person's note
        (row("Accept"), 0, [said("Accept")], Fate.STANDS),
        (row("Return"), 0, [said("Accept")], Fate.REPLACES),  # the same sheet handed in again
        (row("Return", by=""), 0, [said("Accept", who="me")], Fate.REPLACES),
        (row("Return", by=""), 0, [said("Accept")], Fate.LATE),  # in another name
        (row("Return", by="ben"), 0, [said("Accept")], Fate.LATE),
        (row("Return"), 0, [said("Return"), said("Accept")], Fate.COPY),
        (row("Return"), 0, [said("Accept", seen=1)], Fate.LATE),  # taken from a newer sheet
        (row("Return"), 0, [said("Accept", on="def", version=2)], Fate.OLDER),
        (row("Accept"), 0, [said("Accept", on="def", version=2)], Fate.STANDS),
        (row("Accept", stood="Accept"), 1, [said("Accept", on="def", version=0)], Fate.TAKEN),  # on this version too
        (row("Accept", stood="Accept"), 1, [said("Accept"), said("Return", who="ben")], Fate.AS_IT_WAS),
        (row("", stood="Accept"), 1, [said("Accept")], Fate.WITHDRAWS),
        (row("", "too soon", stood="Accept"), 1, [said("Accept")], Fate.WITHDRAWS),
        (row("", stood="Accept"), 1, [said("Accept"), said("Return")], Fate.LATE),
        (row("", stood="Accept"), 1, [said("Accept"), said(WITHDRAWN)], Fate.STANDS),
        (row("Withdraw"), 0, [said("Accept")], Fate.WITHDRAWS),
        (row("Withdraw", by="ben"), 0, [said("Accept")], Fate.LATE),
        (row("Withdraw"), 0, [said("Accept"), said(WITHDRAWN), said("Hold")], Fate.COPY),
        (row("Accept"), 2, [said("Accept"), said(WITHDRAWN)], Fate.TAKEN),
        (row("", "was Return, on another figure", stood="open: was Return, on another figure"), 1,
         [said("Return", on="def", version=0)], Fate.NOTHING),
        (row("Accept", stood="open: was Return, on another figure"), 1,
         [said("Return", on="def", version=0)], Fate.TAKEN),
        (row("", "call them"), 0, [said("Accept")], Fate.NOTHING),  # a note takes no decision away
    ],
)  # fmt: skip
def test_what_becomes_of_a_row(one, seen, taken, becomes):
    assert fate(one, replace_seen(seen), *taken) is becomes


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
        (weighed,) = weigh([one], SHEET, [said("Accept")])
        decision = kept(weighed, SHEET)
        assert (decision.at, decision.who, decision.note) == (at, "ana", "too soon")
        assert decision.decision == (WITHDRAWN if word == "Withdraw" else word)


def test_an_empty_row_takes_back_nothing_that_did_not_stand_in_it():
    taken = [said("Accept")]
    weighed = weigh([], SHEET, taken)
    assert unsaid(weighed, SHEET, taken) == taken
    assert unsaid(weighed, SHEET._replace(seen=1), taken) == [], "the sheet has shown it"
    assert unsaid(weighed, SHEET, [*taken, said(WITHDRAWN)]) == []


V2 = Made("DOX", MMR, "def", 2)


def test_what_was_decided_on_an_older_version_meanwhile_holds_nothing_up():
    taken = [said("Accept", who="ben")]
    assert fate(row("Return"), V2, *taken) is Fate.REPLACES
    assert fate(row("Return"), V2, said("Return", on="def", version=2), *taken) is Fate.REPLACES, "overruled once"
    assert fate(row("Withdraw"), V2, *taken) is Fate.LATE, "what one has not seen is not taken back"
    assert fate(row("", stood="Hold"), V2, *taken) is Fate.LATE
    assert fate(row("Return"), V2, said("Accept", who="ben", version=0)) is Fate.LATE, "of no known version"


REOPENED = "was Return by ben, on version 1: ask why"


@pytest.mark.parametrize(
    ("one", "who", "note", "told"),
    [
        (row("Accept", REOPENED, f"open: {REOPENED}", by=""), "", "", ""),
        (row("Accept", f"{REOPENED}. They said.", f"open: {REOPENED}", by="ana"), "ana", "They said.", ""),
        (row("Accept", "They said.", f"open: {REOPENED}", by="ben"), "ben", "They said.", ""),  # nobody stood there
        (row("Accept", "was Return, on an earlier version", "open: was Return, on an earlier version", by="ben"),
         "", "", "ben"),  # as older programs left it
        (row("Accept", "call them", "open: call them", by="ana"), "ana", "call them", ""),  # a person's note
        (row("Hold", "ask why", "Return: ask why", by="ben"), "", "ask why", "ben"),
        (row("Withdraw", "ask why", "Return: ask why", by="ben"), "", "ask why", "ben"),
        (row("Hold", "ask why", "Return: ask why", by="ana"), "ana", "ask why", ""),
        (row("Return", "ask why", "Return: ask why", by="ben"), "ben", "ask why", ""),  # unchanged
        (row("Hold", "ask why", "Hold", by="ben"), "ben", "ask why", ""),  # no decision of his stood there
    ],
)  # fmt: skip
def test_nothing_is_signed_with_a_name_that_was_only_left_there(one, who, note, told):
    (weighed,) = weigh([one], V2._replace(seen=1), [said("Return", "ask why", "ben")], "me")
    decision = kept(weighed, V2)
    assert (decision.who, decision.note, weighed.unsigned) == (who, note, told)
    (own,) = weigh([one], V2._replace(seen=1), [said("Return", "ask why", "ben")], "ben")
    assert own.unsigned == "", "nothing to tell whoever is named there anyway"


def test_who_types_the_day_too_has_signed():
    taken, one = [said("Return", "ask why", "ben")], row("Hold", "ask why", "Return: ask why", by="ben")
    for day, who in ((date(2026, 9, 1), ""), (date(2026, 9, 2), "ben")):
        (weighed,) = weigh([replace(one, on=day)], V2._replace(seen=1), taken, "me")
        assert kept(weighed, V2).who == who


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
    stood = as_text(before.decision, before.note) if before is not None and before.decision != WITHDRAWN else ""
    one = replace(one, stood=stood)
    (first,) = weigh([one], made, taken, "me")
    if first.fate in KEPT:
        if (
            first.unseen
            and first.last.decision not in ("", WITHDRAWN)
            and (one.decision, one.note) != first.last.said[:2]
        ):
            newer = 0 < first.last.version < made.version
            assert newer or (first.row.by or "me") == first.last.who
            assert (made.version, made.seen) >= (first.last.version, first.last.seen)
        taken = [*taken, kept(first, made)._replace(who=first.row.by or "me", at="2026-09-02")]
        (again,) = weigh([one], made, taken, "me")
        assert again.fate not in KEPT
        assert again.fate not in PASSED_OVER or first.fate is Fate.WITHDRAWS
