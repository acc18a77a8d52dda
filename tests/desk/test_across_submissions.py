"""Rules that look from one submission at another: one is accepted, then the other is judged, by the command line."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from office_begun import begin_office
from printed_report import printed

from pmr_xl.books.writing.writer import write
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.blank import file_name
from pmr_xl.desk.desk import Desk
from pmr_xl.forms import submission_form
from pmr_xl.model.entry import Ask
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.model.measure import Sign

MMR, JUNE = Edition(Report.MMR, 2026), Edition(Report.CPR, 2026, 12)
NOVEMBER, DECEMBER = Edition(Report.CPR, 2026, 5), Edition(Report.CPR, 2026, 6)
FATALITIES = {"NYPD": "nypd-total-traffic-fatalities", "DOT": "dot-total-traffic-fatalities"}
WHY = "Fewer people died because the speed limit was lowered on 14 avenues; in fiscal 2025 it was on 3."


class Office:
    """An office that knows the published report, and one who works in it by the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: object, leaves: int | None = 0) -> str:
        told = CliRunner().invoke(pmr, ["--office", str(self.folder), *map(str, arguments)])
        assert leaves is None or told.exit_code == leaves, told.output
        return told.output

    def send(self, agency: str, edition: Edition = MMR, version: int = 1, **changes: dict[str, object]) -> Path:
        """An agency's form with the printed figures of fiscal 2026, and what ``changes`` says otherwise, by column."""
        desk = Desk(self.folder)
        chapter = desk.library.chapter(agency)
        typed: dict[str, dict[str, object]] = {}
        for line, row in zip(chapter.lines, printed("indicators")[agency], strict=True):
            figure = line.indicator.measure.parse(row["FY26"])
            typed[line.id] = {Ask.ACTUAL: figure}
            if figure is Sign.NOT_AVAILABLE:
                typed[line.id][Ask.REASON] = "Under review"
            if edition.asks_targets:
                typed[line.id][Ask.NEXT_TARGET] = line.indicator.target_measure.parse(row["target_FY27"])
            typed[line.id] |= {key: told[line.id] for key, told in changes.items() if line.id in told}
        paper = submission_form.lay(
            chapter,
            edition,
            desk.published_before([chapter], edition),
            desk.settings,
            schema_hash=desk.library.schema_hash(agency),
        )
        paper = submission_form.fill(paper, chapter, edition, typed)
        paper = submission_form.certify(paper, name="A. Person", title="Analyst", date=46_276.0)
        path = self.folder / "inbox" / file_name(desk.library.slug(agency), edition, version)
        write(paper, path)
        return path

    def accept(self, path: Path) -> str:
        """Accepted, whatever was asked of it."""
        return self("accept", path, "--despite", "The figures are those of the printed report.")

    def told(self, path: Path) -> str:
        """What validating says, all of it."""
        return self("validate", path, "--no-copy", "--all", leaves=None)


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    return begin_office(tmp_path_factory.mktemp("across") / "office")


@pytest.fixture
def office(begun, tmp_path) -> Office:
    return Office(Path(shutil.copytree(begun, tmp_path / "office")))


def findings(told: str, code: str) -> list[str]:
    """Each finding of a rule, its lines joined."""
    blocks = re.split(r"\n  (?=\S )", told)
    return [" ".join(block.split()) for block in blocks if re.search(rf"\b{code}\b", block.partition("\n")[0])]


def test_a_shared_figure_is_asked_of_the_agency_that_comes_second(office):
    office.accept(office.send("NYPD"))
    other = office.send("DOT", actual={FATALITIES["DOT"]: Decimal(250)})
    (told,) = findings(office.told(other), "XIN-002")
    assert "is 250; nypd-total-traffic-fatalities, which is the same indicator, is accepted with 218." in told
    assert "XIN-002" in office("validate", other, "--no-copy", leaves=2)
    assert "is 250" in office("accept", other, leaves=None), "and it is not accepted"
    assert Desk(office.folder).record.past([FATALITIES["DOT"]]).actual(FATALITIES["DOT"], MMR.submitted_period) is None
    office.accept(office.send("DOT"))  # the same figure is taken


def test_the_first_of_two_is_asked_nothing_and_its_second_version_is(office):
    first = office.send("NYPD", actual={FATALITIES["NYPD"]: Decimal(250)})
    assert findings(office.told(first), "XIN-00[24]") == []
    office.accept(office.send("DOT"))
    assert len(findings(office.told(first), "XIN-002")) == 1


def test_a_form_made_later_does_not_show_what_the_other_agency_submitted(office):
    path = office.send("NYPD")
    desk = Desk(office.folder)
    chapters = [desk.library.chapter(code) for code in FATALITIES]
    before = desk.published_before(chapters, MMR)
    office.accept(path)
    assert Desk(office.folder).published_before(chapters, MMR).actuals == before.actuals


def test_a_shared_indicator_is_printed_alike(office):
    office.accept(office.send("NYPD"))
    asked, marks = sorted(findings(office.told(office.send("DOT")), "XIN-004"), key=lambda one: "critical" in one)
    assert marks.startswith("ℹ")  # the office's, of whose schemas it speaks; the agency is asked of its target alone
    assert "critical yes here, no there; equity yes here, no there" in marks
    assert "Make star, equity mark and desired direction the same in both schemas." in marks
    assert asked.startswith("▲")
    assert "Proposed target FY27 ↓ here, * there" in asked
    to = office.folder / "findings.json"
    office("validate", office.send("DOT"), "--no-copy", "--json", to, leaves=None)
    found = [one for one in json.loads(to.read_text(encoding="utf-8"))["findings"] if one["rule"] == "XIN-004"]
    assert sorted((one["for"], one["severity"]) for one in found) == [("agency", "query"), ("office", "info")]
    schema = office.folder / "schemas" / "indicators" / "nypd.yaml"
    text = schema.read_text(encoding="utf-8")
    marked = "            name: Total traffic fatalities\n"
    assert text.count(marked) == 1
    schema.write_text(text.replace(marked, f"{marked}            critical: true\n            equity: true\n"), "utf-8")
    (told,) = findings(office.told(office.send("DOT")), "XIN-004")
    assert "critical" not in told
    assert "Proposed target FY27 ↓ here, * there" in told


def test_what_was_explained_in_the_preliminary_report_is_known_again(office):
    preliminary = Edition(Report.PMMR, 2026)
    words = {"explanation": {FATALITIES["NYPD"]: WHY}}
    office.accept(office.send("NYPD", preliminary, **words))
    assert len(findings(office.told(office.send("NYPD", **words)), "NAR-003")) == 1


def test_a_year_is_held_against_junes_year_to_date(office):
    contacted = "nypd-individuals-contacted-dohmh-co-team"
    months = {"actual": {contacted: Decimal(51)}, "to_date": {contacted: Decimal(631)}}
    office.accept(office.send("NYPD", JUNE, **months))
    (told,) = findings(office.told(office.send("NYPD")), "XIN-003")
    assert "is 580" in told
    assert "631" in told


def test_last_months_column_sent_again_is_found(office):
    office.accept(office.send("DSNY", NOVEMBER))
    assert len(findings(office.told(office.send("DSNY", DECEMBER)), "XPR-005")) == 1
