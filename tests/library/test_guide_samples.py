"""Every sample of YAML in the administrators' guide is loaded by an office as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.office import Library
from pmr_xl.office.settings.defaults import default_settings

GUIDE = (Path(__file__).parents[2] / "docs" / "administrators.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
SETTINGS = [block for block in BLOCKS if not block.startswith("editions:")]
CALENDARS = [block for block in BLOCKS if block.startswith("editions:")]
SENTENCES = re.findall(r"`((?:asking|near): [^`]+)`", GUIDE)


def test_there_are_samples():
    assert (len(SETTINGS), len(CALENDARS), len(SENTENCES)) == (2, 1, 2)


@pytest.mark.parametrize("sample", [*SETTINGS, *SENTENCES])
def test_a_sample_of_settings_is_taken(office, sample):
    (office / "settings.yaml").write_text(sample + "\n", encoding="utf-8")
    settings = Library(office).settings
    assert settings != OfficeSettings()
    if "rules:" in sample:
        assert [(code, one.who) for code, one in settings.rules.items()] == [
            ("OUT-003", "Ana Diaz"),
            ("NAR-001", "Ana Diaz"),
        ]
        assert [one.rule for one in settings.waivers] == ["RNG-001", "STR-016"]


@pytest.mark.parametrize("sample", CALENDARS)
def test_a_sample_of_the_calendar_is_taken(office, sample):
    (office / "schemas" / "calendar.yaml").write_text(sample, encoding="utf-8")
    assert f"{Library(office).due(Edition.parse('MMR-FY27'))}" in sample


def test_the_settings_an_office_begins_with_show_a_choice_that_is_taken(office):
    lines = default_settings().splitlines()
    at = lines.index("# rules:")
    (office / "settings.yaml").write_text("\n".join(line[2:] for line in lines[at : at + 2]), encoding="utf-8")
    assert list(Library(office).settings.rules) == ["OUT-001"]
