"""Letters to agencies: what is open and by when, nothing where nothing is; as text, Word and drafts of mails."""

from __future__ import annotations

import csv
import email
import io
import re
from email.policy import default

import docx
import pytest
from years_played import Years

import pmr_xl
from pmr_xl.api.columns import LETTERS

pytestmark = pytest.mark.both_engines


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """An office of three agencies: one has sent a form with queries, one is accepted, one has sent nothing."""
    office = Years.begun(tmp_path_factory.mktemp("letters") / "office", only=("DSNY", "DPR", "LPC"))
    office.form("DSNY")
    office.run("accept", office.form("DPR"), "--despite", "as printed")
    settings = office.folder / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    whom = "\nasking: [MMR-FY26]\ncontacts:\n  DSNY: [a.person@example.gov, b.person@example.gov]\n"
    settings.write_text(text + whom, encoding="utf-8")
    return office


@pytest.fixture
def office(played, tmp_path):
    return played.copy(tmp_path / "office")


def letter(office, code, ending="txt"):
    return office.folder / "outbox" / f"PMR_{code}_MMR-FY26_letter.{ending}"


def test_an_agency_is_told_what_is_open_and_by_when(office):
    office.run("validate", office.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx", leaves=None)
    told = office.run("letters", "--all", "--by", "2026-09-25")
    assert "Nothing is asked of DPR: no letter." in told
    assert not letter(office, "DPR").exists()
    text = " ".join(letter(office, "DSNY").read_text(encoding="utf-8").split())
    assert "DSNY · MMR Fiscal 2026: what is open in your form To: Department of Sanitation" in text
    assert "We need it by September 25, 2026." in text
    assert "marked on its cell in PMR_DSNY_MMR_FY26_v1_review.xlsx" in text
    assert "save it as PMR_DSNY_MMR_FY26_v2.xlsx" in text
    board = {line.split()[0]: line for line in office.run("board").splitlines()}
    queries = int(re.search(r"(\d+) quer", board["DSNY"])[1])
    assert f"{queries} queries are to be corrected or explained" in text
    items = [line for line in letter(office, "DSNY").read_text(encoding="utf-8").splitlines() if line[:3] == "  1"]
    assert items
    assert max(map(len, letter(office, "DSNY").read_text(encoding="utf-8").splitlines())) <= 80
    missing = letter(office, "LPC").read_text(encoding="utf-8")
    assert "Your form for the MMR Fiscal 2026 is not here yet." in missing


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("  dsny: [c.person@example.gov]\n", ""),
        ("  DSMY: [c.person@example.gov]\n", "settings.yaml, contacts: there is no agency “DSMY”."),
        ("  LPC: [not an address]\n", "settings.yaml, contacts: “not an address” is no address of LPC."),
    ],
)
def test_an_address_is_found_by_its_code_in_any_case_or_told_before_anything_is_written(office, said, told):
    settings = office.folder / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text[: text.rindex('  DSNY: [')]}{said}", encoding="utf-8")
    answer = office.run("letters", "DSNY", "--mail", leaves=2 if told else 0)
    assert told in answer
    assert letter(office, "DSNY").exists() is not bool(told)
    if not told:
        mail = email.message_from_bytes(letter(office, "DSNY", "eml").read_bytes(), policy=default)
        assert mail["To"] == "c.person@example.gov"


def test_word_and_mail_say_the_same_as_the_text(office):
    told = office.run("letters", "DSNY", "LPC", "--word", "--mail")
    assert "▲ No address (contacts in settings.yaml): LPC" in told
    text = " ".join(letter(office, "DSNY").read_text(encoding="utf-8").split())
    written = docx.Document(str(letter(office, "DSNY", "docx")))
    assert " ".join(" ".join(one.text for one in written.paragraphs).split()) == text
    assert written.sections[0].page_height > written.sections[0].page_width
    mail = email.message_from_bytes(letter(office, "DSNY", "eml").read_bytes(), policy=default)
    assert mail["To"] == "a.person@example.gov, b.person@example.gov"
    assert mail["X-Unsent"] == "1"
    assert " ".join(mail.get_body().get_content().split()) == text
    assert not list(mail.iter_attachments())
    office.run("validate", office.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx", leaves=None)
    office.run("letters", "DSNY", "--mail")
    mail = email.message_from_bytes(letter(office, "DSNY", "eml").read_bytes(), policy=default)
    (copy,) = mail.iter_attachments()
    there = next(office.folder.rglob("PMR_DSNY_MMR_FY26_v1_review.xlsx"))
    assert copy.get_content() == there.read_bytes()
    before = letter(office, "DSNY", "eml").read_bytes()
    office.run("letters", "DSNY", "--mail")
    assert letter(office, "DSNY", "eml").read_bytes() == before


def test_it_stops_when_nothing_is_asked_any_more(office):
    office.run("accept", office.folder / "inbox" / "PMR_DSNY_MMR_FY26_v1.xlsx", "--despite", "as printed")
    assert "Nothing is asked of DSNY: no letter." in office.run("letters", "DSNY")
    assert not letter(office, "DSNY").exists()


def test_what_is_asked_is_csv_and_a_frame_too(office):
    rows = list(csv.DictReader(io.StringIO(office.run("letters", "--all", "--csv", "-"))))
    assert not list((office.folder / "outbox").glob("*letter*")), "with - nothing is written"
    assert {row["agency"] for row in rows} == {"DSNY", "LPC"}
    assert [row["asks"] for row in rows if row["agency"] == "LPC"] == ["form awaited"]
    frame = pmr_xl.open_office(office.folder).letters().to_frame()
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: one.dtype for name, one in LETTERS.items()
    }
    assert list(frame["message"]) == [row["message"] for row in rows]
    queries = frame[frame["asks"] == "correct or explain"]
    board = {line.split()[0]: line for line in office.run("board").splitlines()}
    assert len(queries) == int(re.search(r"(\d+) quer", board["DSNY"])[1]) > 0
    assert set(queries["rule"]) <= set(pmr_xl.open_office(office.folder).findings().to_frame()["rule"])
