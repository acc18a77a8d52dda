"""Forms that move into a form of today's schema: every figure, reason and text arrives, counted; and undone."""

from __future__ import annotations

import re

import pytest
from years_played import Years

from pmr_xl.books.reading.reader import read_book
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.received.form import submission_of
from pmr_xl.model.entry import Ask

OPEN = (Ask.ACTUAL, Ask.REASON, Ask.NEXT_TARGET, Ask.EXPLANATION)
SECOND_GOAL = "      - goal: Enforce Sanitation regulations."
NEW_GOAL = """      - goal: A new goal in between.
        indicators:
          - id: dsny-lidded-containers-installed
            name: Lidded containers installed
"""


def said(office, path):
    """What is typed in a form, by indicator and column; and its certification."""
    _, submission = submission_of(Desk(office.folder), read_book(path))
    rows = {
        (entry.line.id, key): entry[key].text for entry in submission.entries for key in OPEN if not entry[key].empty
    }
    return rows | {("", key): one.text for key, one in submission.certification.items()}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Years(tmp_path_factory.mktemp("forms") / "office")


def test_forty_five_forms_and_ten_changes_of_the_schemas(office):
    """Retired, added, renamed, moved, a goal between, a unit, a direction, two marks and a break: nothing is lost."""
    office.history()
    library = Desk(office.folder).library
    codes = list(library.agencies())
    others = [one.slug for one in library.agencies().values() if one.code != "DSNY"]
    forms = office.forms(codes)
    assert len(forms) == len(codes) == 45
    typed = {form: said(office, form) for form in forms}
    office.edit(
        (SECOND_GOAL, NEW_GOAL + SECOND_GOAL),
        ("name: Needles removed", "name: Syringes removed"),
        (
            "name: Litter baskets serviced (000)\n            unit: thousands\n            decimals: 1",
            "name: Litter baskets serviced",
        ),
        (
            "name: Graffiti service requests received",
            "name: Graffiti service requests received\n            equity: true",
        ),
        (
            "name: Graffiti service requests closed",
            "name: Graffiti service requests closed\n            desired_direction: up",
        ),
        ("name: Lots cleaned citywide", "name: Lots cleaned citywide\n            breaks: {FY25: counted by parcel}"),
    )
    office.retire("dsny-miles-highway-cleaned")
    lines = office.taken_out("dsny-distance-targeted-neighborhood-taskforce")
    office.put(SECOND_GOAL + "\n        id: dsny-1b\n        indicators:\n", lines)
    for slug in others:
        text = office.schema(slug).read_text(encoding="utf-8")
        name = re.search(r"^ *name: ([A-Za-z ]+)$", text, re.MULTILINE)[1]
        text = text.replace(f"name: {name}\n", f"name: {name} of today\n", 1)
        office.schema(slug).write_text(text, encoding="utf-8")
    before = {form: form.read_bytes() for form in forms}
    done = office.run("migrate", *forms)
    assert {form: form.read_bytes() for form in forms} == before
    gone, count = {"dsny-miles-highway-cleaned", "dsny-litter-baskets-serviced"}, 0
    for form in forms:
        kept = {at: text for at, text in typed[form].items() if at[0] not in gone}
        arrived = said(office, form.with_name(form.name.replace("_v1", "_v2")))
        assert {at: text for at, text in arrived.items() if at in kept} == kept
        count += sum(at[1] in (Ask.ACTUAL, Ask.NEXT_TARGET) for at in kept if at[0])
    assert sum(map(int, re.findall(r"(\d+) figures, ", done))) == count > 4000
    (form,) = [form for form in forms if "_DSNY_" in form.name]
    new = form.with_name(form.name.replace("_v1", "_v2"))
    assert "To do, because it is new: Lidded containers installed (dsny-lidded-containers-installed)" in done
    assert re.search(
        r"Miles of highway cleaned \(dsny-miles-highway-cleaned\), FY26 actual: “\d+” is not asked for", done
    )
    assert re.search(
        r"\(dsny-litter-baskets-serviced\), FY26 actual: “[\d.,]+” is in .*, and .* is asked for now", done
    )
    found = office.found(new)
    assert {one["indicator"] for one in found if one["rule"] == "MIS-001"} <= {
        "dsny-lidded-containers-installed",
        "dsny-litter-baskets-serviced",
    }
    assert not [one for one in found if one["rule"].startswith(("IDN", "STR"))]
    office.run("migrate", "--undo", new)
    assert not new.exists()
    office.run("migrate", form, "--into", office.folder / "elsewhere")
    again = office.folder / "elsewhere" / new.name
    content = again.read_bytes()
    again.write_bytes(content + b"\0")
    assert "somebody has worked on it" in office.run("migrate", "--undo", again, leaves=2)


def test_validate_and_accept_offer_it(tmp_path):
    office = Years(tmp_path / "office", only=("DSNY",))
    office.history()
    form = office.form("DSNY")
    schema = office.schema("dsny")
    name = re.search(r" name: (.*)", schema.read_text(encoding="utf-8"))[1]
    office.edit((f" name: {name}\n", f" name: {name} now\n"), slug="dsny")
    for command in (("validate", form, "--no-copy"), ("accept", form, "--dry-run")):
        assert "pmr migrate" in office.run(*command, leaves=None)
    assert "nothing to migrate" in _second(office, form)


def _second(office, form):
    office.run("migrate", form)
    return office.run("migrate", form.with_name(form.name.replace("_v1", "_v2")))
