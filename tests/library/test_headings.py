"""A table is found by its name and printed under its heading."""

from pmr_xl.mmr import assemble
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.past import Past

MMR = Edition(Report.MMR, 2026)


def test_a_heading_is_printed_and_the_name_stays(shipped):
    chapter = shipped.chapter("DSNY")
    line = chapter.by_id["dsny-percent-meeting-time-close-missed-5-days"]
    assert line.heading == "Response to 311 Service Requests (SRs)"
    assert "header printed as" in line.table
    (table,) = [one for one in assemble(chapter, Past(), MMR).tables if line.id in {row.id for row in one.rows}]
    assert (table.section, table.first_head) == ("AGENCY CUSTOMER SERVICE", "Response to 311 Service Requests (SRs)")
    assert table.range_name == "pmr_DSNY_response_to_311_service_requests_srs"


def test_no_heading_holds_a_note_of_who_copied_the_report(shipped):
    headings = {line.heading for chapter in shipped.chapters() for line in chapter.lines}
    assert not [heading for heading in headings if "printed as" in heading]
