"""The figure that counts: sheets compare with what the tables print, before and after accepting, in every report."""

from __future__ import annotations

from decimal import Decimal

import pytest
from counting import Office

from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Measure, Unit

PMMR, AFTER = Edition(Report.PMMR, 2027), Edition(Report.MMR, 2027)
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline:UserWarning")


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path / "office")


def as_shown(figure):
    return Measure(Unit.NUMBER).show(Decimal(figure))


def test_a_restated_year_is_what_the_sheet_compares_with_before_and_after_accepting_and_in_a_later_version(office):
    salt, graffiti = office.line("Salt used").id, office.line("Graffiti").id
    why = "Counts of two garages were booked twice or came late: 113% more salt, 76% fewer requests."
    restated, now = [(salt, "FY25", 500_000.0, why), (graffiti, "FY25", 5_000.0, why)], {salt: Decimal(504_811)}
    unsaid = office.send(restated, change=now, explained={graffiti: ""})
    told = office("validate", unsaid, "--no-copy", "--all", leaves=None)
    assert "OUT-002  Submission!J10" in told
    assert "+306.9% against 5,000 last year" in told
    assert "Salt used (tons) (Submission!J" not in told, "+1% is nothing to be explained"
    before = office.review(sent := office.send(restated, change=now))
    office("accept", sent)
    later = office.send([], 2, change=now)
    for rows in (before, office.review(sent), office.review(later)):
        row = rows[salt]
        assert (row["FY25"], row["Δ to FY25"], round(row["Δ in % of FY25"], 4)) == (500_000, 4_811, 0.0096)
        assert row["FY25 format"] == '#,##0" r"'
        assert row["Restated: old → new"].startswith("r FY25: 234,845 → 500,000, restated ")
        assert "Late data: Counts of two garages" in row["Restated: old → new"]
        assert rows[graffiti]["Δ to FY25"] == rows[graffiti]["FY26"] - 5_000
    assert "restated here" in before[salt]["Restated: old → new"]
    assert "version 1 of the MMR Fiscal 2026, accepted" in office.review(later)[salt]["Restated: old → new"]
    for sheet in (before, office.review(later)):
        printed = office.tables()
        assert printed[salt]["actual:FY25"] == as_shown(sheet[salt]["FY25"])
        assert printed[salt]["trend"] in sheet[salt]["Trend"]


def test_the_size_of_a_restatement_is_asked_about_and_a_text_that_says_another_one_is_found(office):
    salt, graffiti, lots = (office.line(name).id for name in ("Salt used", "Graffiti", "Lots cleaned"))
    sent = office.send([(salt, "FY25", 500_000.0), (graffiti, "FY25", 5_000.0), (lots, "FY25", 103.0)])
    told = office("validate", sent, "--no-copy", leaves=None)
    assert "“Salt used (tons)”, FY25, is restated from 234,845 to 500,000 (+112.9%), further than its" in told
    assert "FY25, is restated from 20,550 to 5,000 (-75.7%), further" in told
    assert told.count("REV-012") == 2, "103 lots for 101 are no jump"
    why = "Two garages sent their counts late: +1,149 tons. They were added after the audit."
    told = office("validate", office.send([(salt, "FY25", 241_500.0, why)]), "--no-copy", leaves=None)
    assert "says “+1,149”; from 234,845 to 241,500 it is +6,655." in told
    for right in ("6,655 tons more", "up by 2.8%", "by about 6,700 tons", "from 234,845 to 241,500"):
        why = f"Two garages sent their counts late, {right}, and were added after the audit of 1,149 loads."
        told = office("validate", office.send([(salt, "FY25", 241_500.0, why)]), "--no-copy", leaves=None)
        assert "REV-01" not in told, told


def test_several_years_and_a_year_that_is_no_longer_available(office):
    salt = office.line("Salt used").id
    years = [(salt, "FY22", 300_000.0), (salt, "FY23", 90_000.0), (salt, "FY24", 190_000.0), (salt, "FY25", "NA")]
    rows = office.review(sent := office.send(years))
    row = rows[salt]
    assert [row[f"FY{year}"] for year in (22, 23, 24, 25)] == [300_000, 90_000, 190_000, "NA r"]
    assert (row["Δ to FY25"], row["Status"], row["Trend"]) == ("none before", "– No target", "NA")
    assert row["Restated: old → new"].count("\n") == 3
    office("validate", sent, "--no-copy", "--all", leaves=None)
    office("accept", sent, "--despite", "what is asked is known")
    printed = office.tables()[salt]
    assert [printed[f"actual:FY{year}"] for year in (22, 23, 24, 25)] == ["300,000", "90,000", "190,000", "NA"]
    assert printed["trend"] == "NA"


def test_what_was_published_put_back_is_a_change_after_it_was_restated(office):
    salt = office.line("Salt used").id
    office("accept", office.send([(salt, "FY25", 240_000.0)]))
    again = office.send([(salt, "FY25", 240_000.0)], 2)
    assert "REV-003" not in office("validate", again, "--no-copy", "--all", leaves=None)
    back = office.send([(salt, "FY25", 234_845.0)], 3)
    assert "REV-003" not in office("validate", back, "--no-copy", "--all", leaves=None)
    assert office.review(back)[salt]["FY25"] == 234_845
    office("accept", back, "--despite", "what is asked is known")
    assert office.tables()[salt]["actual:FY25"] == "234,845"
    first = office.send([(office.line("Graffiti").id, "FY25", 20_550.0)], 4)
    assert "REV-003" in office("validate", first, "--no-copy", "--all", leaves=2)


def test_the_preliminary_report_and_the_report_after_it(office):
    salt = office.line("Salt used").id
    sent = office.send([(salt, "FY25", 240_000.0)], edition=PMMR)
    row = office.review(sent)[salt]
    assert (row["FY25"], row["FY25 format"]) == (240_000, '#,##0" r"')
    office("accept", sent, "--despite", "what is asked is known")
    assert office.tables(PMMR)[salt]["actual:FY25"] == "240,000"
    told = office.review(office.send(edition=AFTER, change={salt: Decimal(250_000)}))[salt]
    assert (told["FY25"], told["FY27"], told["FY25 format"]) == (240_000, 250_000, '#,##0" r"')
    assert "version 1 of the PMMR Fiscal 2027, accepted" in told["Restated: old → new"]
