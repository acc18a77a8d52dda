"""What an office keeps for itself is not in the page that it hands out."""

from __future__ import annotations

from dataclasses import fields

import pytest
import yaml

from pmr_xl.desk.desk import Desk
from pmr_xl.model.fault import Fault
from pmr_xl.model.office_settings import KEPT_BACK, OfficeSettings
from pmr_xl.office import init_office
from pmr_xl.web.packing.office import office_files
from pmr_xl.web.packing.outside import CARRIED, NOT_ASKED_FOR, settings_outside, without_remarks

PRIVATE = """
portfolios:
  - {analyst: Ana Diaz, account: adiaz, agencies: [DSNY]}
contacts:
  DSNY: [olive@example.gov]
escalation:
  - {to: Deputy Mayor Quill, when: [critical_missed], editions: 2}
signing_key: /srv/keys/quarry.pem
near: 0.07   # Commissioner Vetch wanted 0.12
rules:
  OUT-001: {on: false, who: Rita Moss, why: tripped by the quokka}  # ask her in May
"""
WORDS = (b"adiaz", b"Ana Diaz", b"olive@", b"Quill", b"quarry", b"Vetch", b"Rita Moss", b"quokka", b"in May")


def packed(tmp_path, settings):
    office = init_office(tmp_path / "office")
    (office / "settings.yaml").write_text(settings, encoding="utf-8")
    schema = office / "schemas" / "indicators" / "dsny.yaml"
    schema.write_text(schema.read_text(encoding="utf-8") + "# Bo Fenn is not sure about needles\n", encoding="utf-8")
    definitions = office / "schemas" / "definitions"
    definitions.mkdir(exist_ok=True)
    (definitions / "dsny.yaml").write_text("# Lee Marsh confirms these\nagency: DSNY\n", encoding="utf-8")
    for path in (office / "schemas").rglob("*.yaml"):  # of agencies, calendar, reports, lists of places as well
        path.write_text(
            f"# Ed Brill asks\n{path.read_text(encoding='utf-8').rstrip()}  # says Brill\n", encoding="utf-8"
        )
    desk = Desk(office)
    return desk, office_files(desk)


def test_people_addresses_and_remarks_stay_in_the_office(tmp_path):
    desk, files = packed(tmp_path, PRIVATE)
    told = b"".join(files.values())
    assert [word for word in (*WORDS, b"Fenn", b"Lee Marsh", b"Brill") if word in told] == []
    settings = yaml.safe_load(files["core/pmr_xl/shipped/settings.yaml"])
    assert (settings["near"], settings["rules"]["OUT-001"]["on"]) == (0.07, False)
    assert set(settings) <= set(CARRIED)
    # a form stamped by an earlier program, with the text as it stands in the office, is still known
    assert desk.library.text_hash("DSNY").encode() in told


@pytest.mark.parametrize(
    ("style", "carried"),
    [
        ("{contacts: {DSNY: [olive@example.gov]}}\n", {}),
        ("near: 0.07\n'contacts': {DSNY: [olive@x.gov]}\n", {"near": 0.07}),
    ],
)
def test_however_settings_are_written_people_are_kept_back(style, carried):
    assert "contacts" in yaml.safe_load(style)
    assert yaml.safe_load(settings_outside(style)) == carried


def test_every_setting_is_carried_or_kept_back():
    assert {one.name for one in fields(OfficeSettings)} == {*CARRIED, *KEPT_BACK, *NOT_ASKED_FOR}
    assert not set(CARRIED) & set(KEPT_BACK)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a: 1  # why\n# all of it\nb: 2\n", "a: 1\n\nb: 2\n"),
        ("a: \"#1\"  # one\nb: it's #2\nc: x#3\n", "a: \"#1\"\nb: it's\nc: x#3\n"),
        ("a: |\n  # of the text\n  so\n# not\nb: '  # in' # out\n", "a: |\n  # of the text\n  so\n\nb: '  # in'\n"),
        ("- [a, # one\n   b] # two\n", "- [a,\n   b]\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_remarks_go_and_what_is_said_stays(text, left):
    assert without_remarks(text, "x.yaml") == left
    assert yaml.safe_load(left) == yaml.safe_load(text)


def test_a_file_that_is_no_yaml_is_told_with_its_line():
    with pytest.raises(Fault, match=r"report.yaml, line 3 is not YAML"):
        without_remarks("a: 1\nb: 'x\n", "report.yaml")


def test_schemas_without_remarks_say_the_same(tmp_path):
    office = init_office(tmp_path / "office")
    for path in sorted((office / "schemas").rglob("*.yaml"))[:6]:
        text = path.read_text(encoding="utf-8")
        assert yaml.load(without_remarks(text, "x.yaml"), yaml.CSafeLoader) == yaml.load(text, yaml.CSafeLoader)
    assert settings_outside("# nothing\n") == "{}\n"
