"""Settings that were judged once are judged again when what they name has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmr_xl.model.fault import Fault
from pmr_xl.office import Library
from pmr_xl.office import chapter_cache as kept
from pmr_xl.office import library as shelves

WAIVED = "waivers:\n  - {rule: RNG-001, indicator: %s, who: Ana Diaz, why: agreed, until: 2027-06-30}\n"


@pytest.fixture
def judged(monkeypatch):
    """How often settings were judged, not taken from what is kept."""
    seen, judge = [], Library._judged

    def counted(self, shape, *more):
        seen.append(shape.__name__)
        return judge(self, shape, *more)

    monkeypatch.setattr(Library, "_judged", counted)
    return lambda: seen.count("OfficeSettings")


def house_of(office, text):
    (office / "settings.yaml").write_text(text, encoding="utf-8")
    return Library(office).settings


def test_a_waiver_of_an_id_that_was_renamed_since_is_refused(office):
    page = office / "schemas" / "indicators" / "dsny.yaml"
    known = Library(office).chapter("DSNY").lines[0].id
    assert house_of(office, WAIVED % known).waivers
    page.write_text(page.read_text(encoding="utf-8").replace(f"id: {known}\n", f"id: {known}-since\n"), "utf-8")
    with pytest.raises(Fault, match=rf"there is no indicator “{known}”"):
        _ = Library(office).settings


def test_settings_are_judged_once_while_nothing_changes(office, judged):
    known = Library(office).chapter("DSNY").lines[0].id
    for _ in range(2):
        assert house_of(office, WAIVED % known).waivers
    assert judged() == 1


def test_thresholds_alone_do_not_lean_on_schemas(office, judged):
    for _ in range(2):
        house_of(office, "near: 0.05\n# waivers:\n#   - {rule: RNG-001}\n")
        (office / "schemas" / "indicators" / "dsny.yaml").write_text("", encoding="utf-8")
    assert judged() == 1


def test_a_choice_about_a_rule_is_judged_again_with_another_rule_book(office, judged, tmp_path, monkeypatch):
    text = "rules:\n  OUT-001: {on: false, who: Ana Diaz, why: noisy}\n"
    house_of(office, text)
    (family := tmp_path / "rules" / "type").mkdir(parents=True)
    (family / "retired.py").write_text("")
    monkeypatch.setattr(shelves, "_RULES", tmp_path / "rules")
    house_of(office, text)
    assert judged() == 2


def test_files_as_they_stand_are_not_read(tmp_path):
    (file := tmp_path / "a.py").write_bytes(b"x")
    before = kept.as_they_stand([file])
    assert before == kept.as_they_stand([file, tmp_path / "gone.py"])
    file.write_bytes(b"xy")
    assert kept.as_they_stand([file]) != before


def test_files_that_are_read_count_by_content_wherever_and_whenever_they_lie(tmp_path):
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "one.py").write_text("x = 1")
    os.utime(tmp_path / "there" / "one.py", (0, 0))
    here, there = ([tmp_path / place / "one.py"] for place in ("here", "there"))
    assert kept.as_they_read(here) == kept.as_they_read(there)
    there[0].write_text("x = 2")
    assert kept.as_they_read(here) != kept.as_they_read(there)


def test_what_was_made_here_is_taken_on_another_computer(office, judged, tmp_path, monkeypatch):
    thresholds = house_of(office, "near: 0.05\n")
    name, content = kept.made_ready(office / "settings.yaml", tmp_path / "moved" / "settings.yaml")
    shutil.copytree(office, tmp_path / "moved", ignore=shutil.ignore_patterns("record.sqlite*"))
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "their-cache"))
    (tmp_path / "their-cache").mkdir()
    (tmp_path / "their-cache" / name).write_bytes(content)
    before = judged()
    assert Library(tmp_path / "moved").settings == thresholds
    assert judged() == before
    assert kept.made_ready(tmp_path / "never.yaml", tmp_path / "never.yaml") is None


def test_whatever_judges_is_known_to_what_is_kept():
    ask = "import sys, pmr_xl.office.judging; print(*(n for n in sys.modules if n.startswith('pmr_xl.office.')))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    judging = {Path(kept.__file__).parents[2].joinpath(*name.split(".")) for name in done.stdout.split()}
    files = {path.with_suffix(".py") for path in judging if not path.is_dir()}
    assert len(files) > 10
    assert files <= set(kept.judges())
