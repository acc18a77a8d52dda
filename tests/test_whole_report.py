"""The whole report of fiscal 2026 by the command line: every agency's own form, filled, validated and accepted."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "desk"))

from test_across_submissions import Office

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fiscal import Period
from pmr_xl.office import init_office

MOST_ASKED = 0.15
MOST_SECONDS = 60.0
SLIPS_IN_PRINT = {("NYCEM", "ARI-002"), ("DOF", "ARI-002")}


def test_the_whole_report_gives_its_own_slips_and_few_queries(tmp_path):
    folder = tmp_path / "office"
    init_office(folder)
    office = Office(folder)
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office("record", "import", f"mmr_fy2026_{kind}.csv", "--year", "2026")
    agencies = list(Desk(folder).library.agencies())
    sent = {code: office.send(code) for code in agencies}
    assert len(sent) == 45
    begun = time.process_time()
    told = tmp_path / "findings.json"
    office("validate", *sent.values(), "--no-copy", "--json", told, leaves=None)
    files = json.loads(told.read_text(encoding="utf-8"))
    by_path = {Path(one["file"]).name: one["findings"] for one in files}
    found = {code: by_path[path.name] for code, path in sent.items()}
    errors = {(code, one["rule"]) for code, all_of in found.items() for one in all_of if one["severity"] == "error"}
    assert errors == SLIPS_IN_PRINT
    rows = sum(len(chapter.lines) for chapter in Desk(folder).library.chapters())
    assert rows == 2361
    queries = [(code, one) for code, all_of in found.items() for one in all_of if one["severity"] == "query"]
    asked = {(code, one["sheet"], one["cell"]) for code, one in queries}
    by_rule = Counter(one["rule"] for _, one in queries)
    assert 0.10 < len(asked) / rows <= MOST_ASKED, by_rule
    assert time.process_time() - begun < MOST_SECONDS
    assert Desk(folder).past(Desk(folder).library.chapters()).actual("nycem-incidents", Period(2026)) is None
