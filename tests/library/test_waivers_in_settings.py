"""Waivers in settings.yaml: judged strictly against rules, agencies and indicators; kept with their day."""

import datetime as dt

import pytest

from pmr_xl.model.fault import Fault
from pmr_xl.model.office_settings import Waiver
from pmr_xl.office import Library

GOOD = (
    "waivers:\n  - {rule: RNG-001, indicator: %s, who: Ana Diaz, why: revenue may pass its plan, until: 2027-06-30}\n"
)
AGREED = "who: Ana Diaz, why: noisy"


@pytest.fixture
def known(office):
    return next(iter(Library(office).chapters())).lines[0].id


def house_of(office, text):
    (office / "settings.yaml").write_text(text, encoding="utf-8")
    return Library(office).settings


def test_a_waiver_is_read_and_kept_with_its_day(office, known):
    for _ in range(2):  # read, then kept
        (waiver,) = house_of(office, GOOD % known).waivers
        assert waiver == Waiver(
            "RNG-001", "revenue may pass its plan", "Ana Diaz", dt.date(2027, 6, 30), indicator=known
        )


@pytest.mark.parametrize(
    ("change", "fault", "remedy"),
    [
        (("RNG-001", "RNG-01"), r"settings.yaml, line 2: there is no rule “RNG-01”", "RNG-001"),
        (("RNG-001", "STR-001"), "STR-001 cannot be waived", "Remove"),
        (("indicator: %s", "indicator: nothing-known"), "there is no indicator “nothing-known”", ""),
        (("indicator: %s, ", ""), "for one indicator or for one agency", "Say"),
        (("indicator: %s", "agency: Nowhere"), "there is no agency “Nowhere”", ""),
        (("who: Ana Diaz", "who: ' '"), "says who agreed to it, and why", "Fill in"),
        (("2027-06-30", "next summer"), "a date such as", ""),
        (("until:", "til:"), "“til” is not a key of a waiver; did you mean “until”", ""),
        (("why: revenue may pass its plan, ", ""), "a waiver needs “why”", ""),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(office, known, change, fault, remedy):
    text = GOOD.replace(*change)
    with pytest.raises(Fault, match=fault) as told:
        house_of(office, text % known if "%s" in text else text)
    assert remedy in told.value.remedy


def test_a_rule_that_is_not_there_cannot_be_switched_off(office):
    with pytest.raises(Fault, match=r"line 2: there is no rule “OUT-01”") as told:
        house_of(office, f"rules:\n  OUT-01: {{on: false, {AGREED}}}\n")
    assert "OUT-001" in told.value.remedy
    with pytest.raises(Fault, match=r"line 2: .*wrning"):
        house_of(office, f"rules:\n  OUT-001: {{severity: wrning, {AGREED}}}\n")


@pytest.mark.parametrize("choice", ["on: false", "severity: info"])
def test_a_choice_about_a_rule_says_who_made_it_and_why(office, choice):
    def refused(said):
        with pytest.raises(Fault) as told:
            house_of(office, f"near: 0.2\nrules:\n  OUT-001: {{{choice}{said}}}\n")
        return str(told.value)

    assert "settings.yaml, line 3: a rule choice needs “who”" in refused("")
    assert "settings.yaml, line 3: a rule choice needs “why”" in refused(", who: Ana Diaz")
    for blank in ("who: ' ', why: noisy", "who: Ana Diaz, why: ''"):
        assert "settings.yaml, line 3: OUT-001 says who decided on it, and why. Fill in" in refused(f", {blank}")
    assert house_of(office, f"rules:\n  OUT-001: {{{choice}, {AGREED}}}\n").rules["OUT-001"].who == "Ana Diaz"
    assert house_of(office, "near: 0.2\n").rules == {}, "a threshold needs neither"
