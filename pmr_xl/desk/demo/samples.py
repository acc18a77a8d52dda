"""The sample workbooks that come with the program: a blank form, and one sent back with a dozen slips."""

from __future__ import annotations

from pmr_xl.books.writing.writer import workbook_bytes
from pmr_xl.desk.blank import file_name
from pmr_xl.desk.demo.forms import CLEAN, EDITION, filled_form, printed_actuals
from pmr_xl.desk.demo.slips import AGENCY as SLIPPED
from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.office import built_in_office


def samples() -> dict[str, bytes]:
    """Path within workbooks/ → bytes: from the schemas and figures that come with the program, so always the same."""
    desk = Desk(built_in_office())
    chapter = desk.library.chapter(CLEAN)
    schema = desk.library.schema_hash(CLEAN)
    blank = submission_form.lay(chapter, EDITION, desk.past([chapter]), desk.settings, schema_hash=schema)
    slipped = filled_form(desk, SLIPPED, printed_actuals(desk, (SLIPPED,)))
    papers = {"blank": (CLEAN, blank), "submissions": (SLIPPED, slipped)}
    return {
        f"{folder}/{file_name(desk.library.slug(agency), EDITION)}": workbook_bytes(paper)
        for folder, (agency, paper) in papers.items()
    }
