"""What an office keeps for itself is not in the page that it hands out."""

from __future__ import annotations

import pytest

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.office import init_office
from pmr_xl.web.packing.office import office_files

PRIVATE = """
portfolios:
  - {analyst: Ana Diaz, account: adiaz, agencies: [DSNY]}
contacts:
  DSNY: [olive@example.gov]
escalation:
  - {to: Deputy Mayor Quill, when: [critical_missed], editions: 2}
near: 0.07
"""


def test_people_and_addresses_stay_in_the_office(tmp_path):
    office = init_office(tmp_path / "office")
    (office / "settings.yaml").write_text(PRIVATE, encoding="utf-8")
    files = office_files(Desk(office))
    told = b"".join(files.values())
    assert b"0.07" in told
    assert [word for word in (b"adiaz", b"Ana Diaz", b"olive@", b"Quill") if word in told] == []


def test_what_cannot_be_kept_back_is_refused(tmp_path):
    office = init_office(tmp_path / "office")
    (office / "settings.yaml").write_text("{contacts: {DSNY: [olive@example.gov]}}\n", encoding="utf-8")
    with pytest.raises(Fault, match="contacts"):
        office_files(Desk(office))
