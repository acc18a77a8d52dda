"""Lists of places and groups: every one whole, every writing of a place one place, and what schemas say of them."""

import json

import pytest
from at_least_one import at_least_one
from jsonschema import Draft202012Validator
from places_played import districts

from pmr_xl.model.fault import Fault
from pmr_xl.office import Library, built_in_office, init_office
from pmr_xl.office.reading import read_yaml

LISTS = {
    "community_district": 59, "precinct": 77, "school_district": 32, "borough": 5, "race": 9, "age": 6, "sex": 4,
    "language": 13,
}  # fmt: skip
WRITINGS = {
    "Bronx 2": "202", "Bronx 02": "202", "202": "202", "BX02": "202", "bx 2": "202", "02 BRONX": "202",
    "Bronx CB 2": "202", "Bronx Community Board 02": "202", "The Bronx, District 2": "202", "SI 3": "503",
    "Staten Island 03": "503", "Manhattan 12": "112", "MN12": "112",
}  # fmt: skip


@pytest.fixture(scope="module")
def lists():
    return Library(built_in_office()).breakdowns


def test_every_list_is_whole(lists):
    assert {name: len(lists.get(name).members) for name in lists.names()} == LISTS
    told = {one.code for one in lists.get("community_district").members}
    assert told == {code for code, _ in districts()}
    assert {one.within for one in lists.get("precinct").members} == {one.name for one in lists.get("borough").members}
    tiles = [one.tile for one in lists.get("community_district").members]
    assert len(set(tiles)) == 59, "no two districts on one tile"


@pytest.mark.parametrize(("text", "code"), WRITINGS.items())
def test_a_district_in_all_its_writings_is_one(lists, text, code):
    assert lists.get("community_district").find(text).code == code


@pytest.mark.parametrize("text", ["Bronx 13", "Brooklyn", "2", "Bronx", "Yonkers 2", "", "212 Bronx"])
def test_what_names_no_district_is_none(lists, text):
    assert lists.get("community_district").find(text) is None


def test_every_writing_of_every_member_finds_it_and_nothing_else(lists):
    for name in at_least_one(LISTS):
        one = lists.get(name)
        assert [one.find(text) for each in one.members for text in (each.code, each.name, *each.also)] == [
            each for each in one.members for _ in (each.code, each.name, *each.also)
        ]


def test_lists_go_by_the_names_that_files_give_them(lists):
    asked = ("CB", "Community Board", "community district", "community_district", "Precinct", "Race/ethnicity", "Shoe")
    assert [lists.find_name(one) for one in asked] == [*("community_district",) * 4, "precinct", "race", None]


def test_the_json_schema_takes_every_list_and_refuses_a_misspelling():
    schemas = built_in_office() / "schemas"
    judge = Draft202012Validator(json.loads((schemas / "breakdown.schema.json").read_text(encoding="utf-8")))
    for name in at_least_one(LISTS):
        data = read_yaml((schemas / "breakdowns" / f"{name}.yaml").read_text(encoding="utf-8"), name).data
        assert not list(judge.iter_errors(data)), name
        data["membres"] = []
        assert list(judge.iter_errors(data)), name


def said(office, text: str) -> str:
    """What is said of a chapter whose first retired indicator says this of its breakdowns."""
    page = office / "schemas" / "indicators" / "dsny.yaml"
    before = "breakdowns: [community_district]"
    page.write_text(page.read_text("utf-8").replace(before, text, 1), "utf-8")
    with pytest.raises(Fault) as told:
        Library(office).chapter("DSNY")
    return told.value.message


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("breakdowns: [comunity_district]", "names the breakdown “comunity_district”, and there is no such list"),
        (
            "breakdowns: [community_district]\n    weighted_by: dsny-x",
            "says “weighted_by”, but not “roll_up: weighted”",
        ),
        ("breakdowns: [community_district]\n    roll_up: weighted", "weighted by “”, which is no indicator of DSNY"),
        ("breakdowns: [community_district]\n    roll_up: average", "“average” is no roll up"),
    ],
)
def test_what_a_schema_says_wrongly_of_breakdowns_is_told(tmp_path, text, fault):
    assert fault in said(init_office(tmp_path / "office"), text)


def test_an_office_writes_a_list_of_its_own_and_one_without_lists_goes_by_the_programs(tmp_path):
    office = init_office(tmp_path / "office")
    (office / "schemas" / "breakdowns" / "depot.yaml").write_text(
        "name: Depot\nsource: ours\nmembers:\n  - {code: a, name: North}\n  - {code: b, name: South, also: [S]}\n"
    )
    assert Library(office).breakdowns.get("depot").find("s").code == "b"
    for path in (office / "schemas" / "breakdowns").iterdir():
        path.unlink()
    assert len(Library(office).breakdowns.get("precinct").members) == 77
    with pytest.raises(Fault, match="There is no breakdown “depot”"):
        Library(office).breakdowns.get("depot")


def test_a_list_that_contradicts_itself_is_told_with_its_line(tmp_path):
    office = init_office(tmp_path / "office")
    path = office / "schemas" / "breakdowns" / "depot.yaml"
    path.write_text("name: Depot\nsource: ours\nmembers:\n  - {code: a, name: North}\n  - {code: a, name: South}\n")
    with pytest.raises(Fault, match=r"depot\.yaml, line 4: the code “a” stands there twice"):
        Library(office).breakdowns.get("depot")
