"""What carries a suggested fix is corrected by it: the copy says nothing more, and reads as the untouched form does."""

from __future__ import annotations

import cells
import pytest
from filled_form import desk
from told import told_of, untouched

from pmr_xl.desk.repair import repair

REASONS = {("dox-on-time", "actual"): "NA", ("dox-on-time", "reason"): "Under review"}
NA = {("dox-lots-cleaned", "actual"): "NA"}  # of an indicator whose reason nobody has chosen
MENDED = [item for item in cells.HOSTILE if any(code in say for say in item.says for code in cells.REPAIRED)]


@pytest.mark.parametrize("item", MENDED, ids=lambda item: item.done)
def test_the_safe_repair_mends_it(item, tmp_path):
    report = repair(desk(), item.make(tmp_path))
    if item.done in cells.ASKED:
        assert report.target is None, "what may mean two things is not repaired"
        return
    assert report.target is not None
    said = told_of(report.target, marked=False)
    without_reason = item.says == ("error MIS-005 Submission!J3",)
    assert said.says == (("error MIS-001 Submission!J3",) if without_reason else ())
    before = untouched().read
    differing = {key: text for key, text in said.read.items() if before[key] != text}
    assert differing == (NA if without_reason else REASONS if item.group == cells.CHOICES else {})
