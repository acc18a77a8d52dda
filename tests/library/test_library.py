"""What we write is refused with file, line and a suggestion; what is asked for wrongly gets the nearest."""

import datetime as dt
import json
from dataclasses import fields
from decimal import Decimal

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.office_settings import OfficeSettings, RuleChoice
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import Indicator, Target, TargetKind
from pmr_xl.office import Library, find_office, init_office
from pmr_xl.office.chapter_cache import from_plain
from pmr_xl.office.folder import OfficeFolder
from pmr_xl.office.settings.defaults import default_settings

NAME, ID = "name: Lots cleaned citywide", "id: dsny-lots-cleaned-citywide"


def change(office, old, new, file="indicators/dsny.yaml"):
    path = office / "schemas" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("unit: thousands", "unitt: thousands", "“unitt” is not a key of an indicator; did you mean “unit”?"),
        ("unit: thousands", "unit: thousand", "“thousand” is no unit; did you mean “thousands”?"),
        ("decimals: 1", "decimals: one", "“decimals” is “one”; a whole number is needed."),
        ("critical: true", "critical: yes", "“critical” is “yes”; true or false is needed."),
        ("desired_direction: up", "desired_directon: up",
         "“desired_directon” is not a key of an indicator; did you mean “desired_direction”?"),
        ("target: {kind: expected}", "target: {kind: maximun}", "“maximun” is no kind; did you mean “maximum”?"),
        ("{kind: expected}", "{kimd: expected}", "“kimd” is not a key of a target; did you mean “kind”?"),
        ("- goal: Enforce", "- gaol: Enforce", "“gaol” is not a key of a goal; did you mean “goal”?"),
        ("name: Lots cleaned citywide", "name: 12", '“name” is “12”; a text is needed. Put it in quotes: "12".'),
        ("agency: DSNY", "agency: DSNY\nname: Sanitation", "“name” is said in agencies.yaml and nowhere else."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_line(office, old, new, told):
    line = change(office, old, new) + ("\nname:" in new)
    with pytest.raises(Fault) as caught:
        Library(office).chapter("DSNY")
    assert f"schemas/indicators/dsny.yaml, line {line}: {told}" in caught.value.message
    assert caught.value.remedy


def test_a_missing_key_is_named(office):
    change(office, "            name: Lots cleaned citywide\n", "")
    with pytest.raises(Fault, match=r"dsny.yaml, line \d+: an indicator needs “name”"):
        Library(office).chapter("DSNY")


def test_every_fault_of_a_file_is_told_up_to_five(office):
    path = office / "schemas" / "indicators" / "dsny.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("critical: true", "criticl: true"), encoding="utf-8")
    with pytest.raises(Fault) as caught:
        Library(office).chapter("DSNY")
    lines = caught.value.message.splitlines()
    assert len(lines) == 6
    assert lines[5].startswith("… and ")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (NAME, "name: Lots\n            name: Lots", r"line 18: the key “name” stands there twice; .* in line 17"),
        (ID, "id: dsny-vacant-lot-cleaning-requests", r"line 16: the id “dsny-vacant-lot-.*” is also in line 12"),
        (ID, "id: dot-lots-cleaned", r"“dot-lots-cleaned” is no id of DSNY"),
        (ID, "id: dsny-Lots_cleaned", r"“dsny-Lots_cleaned” is no id of DSNY"),
        (ID, f"id: dsny-{'x' * 44}", r"is no id of DSNY"),
        ("agency: DSNY", "agency: DOT", r"says agency “DOT”; agencies.yaml says DSNY"),
        (NAME, "name: Lots: cleaned", r"line 17 is not YAML"),
        (NAME, "name: [Lots", r"is not YAML"),
    ],
)  # fmt: skip
def test_repeated_keys_ids_and_broken_yaml_are_refused(office, old, new, told):
    change(office, old, new)
    with pytest.raises(Fault, match=told) as caught:
        Library(office).chapter("DSNY")
    assert "schemas/indicators/dsny.yaml, line " in caught.value.message


def test_an_unknown_agency_gets_the_nearest(shipped):
    with pytest.raises(Fault, match=r"There is no agency “DSYN”\. Did you mean DSNY\?"):
        shipped.chapter("DSYN")
    with pytest.raises(Fault, match=r"Did you mean DSNY\?"):
        shipped.chapter("DNSY")  # two letters swapped; FDNY is nearer by its letters alone
    with pytest.raises(Fault, match=r"Did you mean DSNY \(Department of Sanitation\)\?"):
        shipped.chapter("Sanitation")
    with pytest.raises(Fault, match=r"Did you mean DOC \(Department of Correction\)\?"):
        shipped.chapter("correction")
    with pytest.raises(Fault, match=r"The agencies are NYCEM, DOC, DOP"):
        shipped.chapter("zzzzzzzz")
    assert shipped.chapter("dsny") is shipped.chapter("DSNY")
    assert shipped.slug("H+H") == "hh"
    assert shipped.chapter("public-libraries").agency == "BPL/NYPL/QPL"
    assert shipped.chapter("311").name == "311 Customer Service Center"


def test_agencies_with_one_code_or_an_unsafe_slug_are_refused(office):
    change(office, "slug: dop", "slug: doc", "agencies.yaml")
    with pytest.raises(Fault, match=r"agencies.yaml, line \d+: the slug “doc” is also in line \d+"):
        Library(office).agencies()
    change(office, "slug: doc", "slug: ../x", "agencies.yaml")
    with pytest.raises(Fault, match=r"“../x” is no slug"):
        Library(office).agencies()


def test_a_missing_schema_file_is_told(office):
    (office / "schemas" / "indicators" / "dsny.yaml").unlink()
    with pytest.raises(Fault, match=r"has no schemas/indicators/dsny\.yaml"):
        Library(office).chapter("DSNY")


def test_a_changed_schema_is_read_anew_and_has_another_hash(office):
    before, name = Library(office).schema_hash("DSNY"), Library(office).chapter("DSNY").lines[1].indicator.name
    change(office, f"name: {name}", "name: Lots swept")
    assert Library(office).chapter("DSNY").lines[1].indicator.name == "Lots swept"
    assert Library(office).schema_hash("DSNY") != before
    assert len(before) == 12


def test_a_damaged_cache_is_made_anew(office, tmp_path, monkeypatch):
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "cache"))
    fresh = Library(office).chapter("DSNY")
    for path in (tmp_path / "cache").iterdir():
        stored = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**stored, "value": {"agency": 1, "services": 5}}), encoding="utf-8")
    assert Library(office).chapter("DSNY") == fresh
    for path in (tmp_path / "cache").iterdir():
        path.write_text("{", encoding="utf-8")
    assert Library(office).chapter("DSNY") == fresh
    assert Library(office).chapter("DSNY") == fresh


def test_no_cache_folder_is_no_hindrance(office, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "file" / "cache"))
    assert Library(office).chapter("DSNY").agency == "DSNY"


def test_every_kind_of_value_survives_the_cache():
    from pmr_xl.office.guard import plain

    part = Indicator("x-part", "Part", at_most=Decimal("150.5"), target=Target(TargetKind.MAXIMUM, 1, Decimal("0.05")))
    chapter = Chapter("X", "Ex", resources=(), services=(), tables=())
    whole = Indicator("x-whole", "Whole", parts=(part,), exhaustive=True)
    assert from_plain(Indicator, json.loads(json.dumps(plain(whole)))) == whole
    assert from_plain(Chapter, plain(chapter)) == chapter
    settings = OfficeSettings(
        near=Decimal("0.2"), robust_z=4.0, rules={"OUT-001": RuleChoice(on=False, who="ana", why="small")}
    )
    assert from_plain(OfficeSettings, json.loads(json.dumps(plain(settings)))) == settings


def test_settings_change_the_house_by_name(office):
    settings = office / "settings.yaml"
    settings.write_text(default_settings(), encoding="utf-8")
    assert Library(office).settings == OfficeSettings()
    settings.write_text("near: 0.05\nrules:\n  OUT-001: {on: false, who: ana, why: small counts}\n", encoding="utf-8")
    for _ in range(2):  # read, then kept
        chosen = Library(office).settings
        assert chosen.near == Decimal("0.05")
        assert chosen.rules["OUT-001"] == RuleChoice(on=False, who="ana", why="small counts")
    settings.write_text("neer: 0.05\n", encoding="utf-8")
    with pytest.raises(
        Fault, match=r"settings.yaml, line 1: “neer” is not a key of office settings; did you mean “near”\?"
    ):
        _ = Library(office).settings
    settings.write_text("rules:\n  OUT-001: {onn: false}\n", encoding="utf-8")
    with pytest.raises(Fault, match=r"settings.yaml, line 2: “onn” is not a key of a rule choice"):
        _ = Library(office).settings


ASKED = {
    "settings.yaml": ("validate", "--no-copy"),
    "schemas/calendar.yaml": ("blank", "LPC", "--report", "mmr", "--year", "2027"),
    "schemas/definitions/lpc.yaml": ("blank", "LPC", "--report", "mmr", "--year", "2027", "--due", "2027-08-14"),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_folder_or_a_lost_link_in_the_place_of_an_office_s_file_is_told(office, name):
    def told():
        done = CliRunner().invoke(pmr, ["--office", str(office), *ASKED[name]])
        return str(done.exception)

    place = office / name
    place.unlink(missing_ok=True)
    place.mkdir(parents=True)
    assert f"{name} is a folder, not a file." in told()
    place.rmdir()
    place.symlink_to(office / "nowhere.yaml")
    assert f"has no {name}" in told()


def test_default_settings_say_every_threshold_and_are_right_when_uncommented():
    from pmr_xl.office.guard import value_of_tree
    from pmr_xl.office.reading import read_yaml

    lines = default_settings().splitlines()
    choices = [
        line[2:]
        for line in lines
        if line.startswith("# ") and line[2:].partition(":")[0] in OfficeSettings.__dataclass_fields__
    ]
    assert len(choices) == len(fields(OfficeSettings))
    # Examples, not the program's own choice.
    shown = ("rules:", "waivers:", "portfolios:", "record:", "escalation:", "contacts:", "signing_key:")
    shown += ("page_address:", "layout_styles:")
    choices = [line for line in choices if not line.startswith(shown)]
    assert value_of_tree(OfficeSettings, read_yaml("\n".join(choices), "settings.yaml")) == OfficeSettings()


def test_forms_are_due_when_the_calendar_says_so_else_with_the_report(office):
    edition = Edition(Report.MMR, 2026)
    assert Library(office).due(edition) == edition.due
    change(office, "- edition: MMR-FY26", "- edition: MMR-FY26\n    forms_due: 2026-07-31", "calendar.yaml")
    assert Library(office).due(edition) == dt.date(2026, 7, 31)
    change(office, "forms_due: 2026-07-31", "forms_due: end of July", "calendar.yaml")
    with pytest.raises(
        Fault, match=r"calendar.yaml, line 6: “forms due” is “end of July”; a date such as 2026-09-17 is needed"
    ):
        Library(office).due(edition)


def test_an_office_is_found_by_name_by_environment_and_by_standing_in_it(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert OfficeFolder(find_office()).built_in
    assert find_office(office) == office.resolve()
    monkeypatch.setenv("PMR_OFFICE", str(office))
    assert find_office() == office.resolve()
    monkeypatch.delenv("PMR_OFFICE")
    monkeypatch.chdir(office)
    assert find_office() == office.resolve()
    with pytest.raises(Fault, match=r"has no schemas/agencies.yaml"):
        find_office(tmp_path)
    monkeypatch.setenv("PMR_OFFICE", str(tmp_path / "nowhere"))
    with pytest.raises(Fault, match=r"nowhere \(named by PMR_OFFICE\) is not a folder"):
        find_office()


def test_an_office_is_laid_out_whole_and_never_over_another(tmp_path):
    folder = init_office(tmp_path / "office")
    assert sorted(path.name for path in folder.iterdir()) == ["inbox", "outbox", "schemas", "settings.yaml"]
    assert not (folder / "schemas" / "published").exists()
    assert len(Library(folder).agencies()) == 45
    assert not OfficeFolder(folder).built_in
    before = (folder / "settings.yaml").read_bytes()
    with pytest.raises(Fault, match=r"already holds settings.yaml, inbox, outbox, schemas; nothing was changed"):
        init_office(folder)
    assert (folder / "settings.yaml").read_bytes() == before
    with pytest.raises(Fault, match="is a file"):
        init_office(folder / "settings.yaml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["office"]


def test_a_folder_with_other_things_in_it_may_become_an_office(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert len(Library(init_office(tmp_path)).agencies()) == 45
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
