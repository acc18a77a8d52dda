"""What chapters say in words: a document to fill in, recomputed when it is taken in, printed under its goal."""

from __future__ import annotations

import json

import pytest
from docx import Document
from years_played import Years

pytestmark = pytest.mark.both_engines

WHEN = ("--report", "mmr", "--year", "2026")
RIGHT = "Needles removed decreased by 49 percent, from 126,247 to 64,136."
WRONG = "Needles removed decreased by 94 percent, from 126,247 to 64,136."


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    office = Years(tmp_path_factory.mktemp("said") / "office", ("DSNY", "FDNY"))
    for kind in ("indicators", "resources", "units_of_appropriation"):
        office.run("record", "import", office.table(kind), "--year", "2026", "--released", leaves=None)
    return office


@pytest.fixture
def office(kept, tmp_path):
    return kept.copy(tmp_path / "office")


def filled(office, tmp_path, *said):
    """The document with paragraphs written below headings: (heading's beginning, text)."""
    office.run("narrative", "template", "DSNY", *WHEN, "--into", tmp_path)
    (path,) = tmp_path.glob("*_narrative.docx")
    document = Document(str(path))
    for heading, text in said:
        paragraphs = document.paragraphs
        at = next(at for at, one in enumerate(paragraphs) if one.text.startswith(heading))
        paragraphs[at + 2 if heading else 1].insert_paragraph_before(text)
    document.save(str(path))
    return path


def test_the_document_has_a_heading_a_goal_and_its_figures(office, tmp_path):
    path = filled(office, tmp_path)
    texts = [one.text for one in Document(str(path)).paragraphs]
    headings = [text for text in texts if text.startswith(("What", "Focus", "How", "Goal"))]
    assert headings[:4] == [
        "What we do", "Focus on equity", "How we performed", "Goal 1a   Increase street and sidewalk cleanliness.",
    ]  # fmt: skip
    assert sum(text.startswith("Goal") for text in headings) == 7
    assert any("Needles removed: 126,247 → 64,136" in text for text in texts if text.startswith("["))


def test_no_page_begins_with_the_empty_place_to_write(office, tmp_path):
    paragraphs = Document(str(filled(office, tmp_path))).paragraphs
    empty = [at for at, one in enumerate(paragraphs) if not one.text]
    assert len(empty) == 10 == sum(one.style.name == "Heading 2" for one in paragraphs)
    before = [one for at in empty for one in paragraphs[at - 2 : at]]
    assert {one.style.name for one in before} == {"Heading 2", "PMR Guide"}
    assert all(one.style.paragraph_format.keep_with_next for one in before), "heading, hint and place stay together"


def test_words_whose_figures_are_right_are_taken_in_and_printed_under_their_goal(office, tmp_path):
    path = filled(office, tmp_path, ("What we do", "We keep the City clean."), ("Goal 1a", RIGHT))
    told = office.run("narrative", "take", path, *WHEN)
    assert "✓ DSNY: 15 words, 1 sentences recomputed; empty: Focus on equity, How we performed, Goal 1b" in told
    office.run("assemble", "DSNY", *WHEN, "--word", "--into", tmp_path / "out", leaves=None)
    (chapter,) = (tmp_path / "out").glob("*.docx")
    blocks = [one.text for one in Document(str(chapter)).paragraphs if one.text.strip()]
    assert blocks.index("We keep the City clean.") == blocks.index("What we do") + 1
    assert blocks[blocks.index(RIGHT) - 1].startswith("Goal 1a")
    assert not any(text.startswith("[") for text in blocks)
    assert ", 0 figures differ; 1 sentences recomputed, 0 wrong" in office.run("proof", chapter, *WHEN)
    office.run("layout", "DSNY", *WHEN, "--into", tmp_path / "layout")
    (tagged,) = (tmp_path / "layout").glob("*_indesign.txt")
    assert f"<ParaStyle:PMR Narrative>{RIGHT}" in tagged.read_bytes()[2:].decode("utf-16-le")


def test_a_sentence_that_is_wrong_is_not_taken_unless_somebody_says_why(office, tmp_path):
    path = filled(office, tmp_path, ("Goal 1a", WRONG))
    told = office.run("narrative", "take", path, *WHEN, leaves=2)
    assert f"“{WRONG}”: 94 percent; 49.2 percent" in told
    assert "was not taken" in told
    assert not (office.folder / "narratives").exists()
    told = office.run("narrative", "take", path, *WHEN, "--despite", "the agency insists")
    assert "✓ DSNY" in told
    assert (office.folder / "narratives" / "MMR-FY26" / "dsny.docx").read_bytes() == path.read_bytes()


def test_what_was_taken_in_stands_in_the_next_document(office, tmp_path):
    office.run("narrative", "take", filled(office, tmp_path, ("Goal 1a", RIGHT)), *WHEN)
    again = filled(office, tmp_path / "again")
    assert RIGHT in [one.text for one in Document(str(again)).paragraphs]


def test_words_below_no_heading_and_documents_of_nobody_are_told(office, tmp_path):
    path = filled(office, tmp_path, ("Goal 1a", RIGHT), ("", "Lost words."))
    told = office.run("narrative", "take", path, *WHEN, leaves=1)
    assert "below no heading, and not printed: Lost words." in told
    stranger = Document()
    stranger.add_paragraph("Some words of somebody.")
    stranger.save(str(tmp_path / "stranger.docx"))
    assert "names no agency of this report" in office.run(
        "narrative", "take", tmp_path / "stranger.docx", *WHEN, leaves=2
    )
    named = office.run("narrative", "take", tmp_path / "stranger.docx", *WHEN, "--agency", "DSNY", leaves=2)
    assert "has no words below the headings of Department of Sanitation" in named


def test_without_a_narrative_the_chapter_is_as_before(office, tmp_path):
    office.run("assemble", "DSNY", *WHEN, "--word", "--into", tmp_path, leaves=None)
    told = json.loads((tmp_path / "manifest.json").read_bytes())
    assert sum(name.endswith(".docx") for name in told["outputs"]) == 1
    (chapter,) = tmp_path.glob("*.docx")
    assert "What we do" not in [one.text for one in Document(str(chapter)).paragraphs]


def test_another_chapters_document_and_another_kind_of_file_are_not_taken(office, tmp_path):
    path = filled(office, tmp_path, ("What we do", "We keep the City clean."))
    told = office.run("narrative", "take", path, "--agency", "dsny", *WHEN)
    assert "✓ DSNY: 5 words" in told
    before = (office.folder / "narratives" / "MMR-FY26" / "dsny.docx").read_bytes()

    def refused(one, fault, *more):
        assert fault in office.run("narrative", "take", one, *more, *WHEN, leaves=2)

    document = Document(str(path))
    document.paragraphs[0].insert_paragraph_before("Fire Department")
    document.save(str(tmp_path / "two.docx"))
    refused(tmp_path / "two.docx", "is titled Fire Department and Department of Sanitation")
    refused(path, "is titled Department of Sanitation, not Fire Department", "--agency", "fdny")
    goal = next(one for one in document.paragraphs if one.text.startswith("Goal 1b"))
    goal.text = "Goal 9z   Put out fires."
    document.paragraphs[0].text = ""
    document.save(str(tmp_path / "reworded.docx"))
    refused(tmp_path / "reworded.docx", "Department of Sanitation has no heading “Goal 9z   Put out fires.”")
    (tmp_path / "words.txt").write_text("Department of Sanitation\nWhat we do\nWe clean.\n")
    refused(tmp_path / "words.txt", "words.txt is no Word document. Name the document that")
    office.run("assemble", "DSNY", *WHEN, "--word", "--into", tmp_path / "out", leaves=None)
    (tables,) = (tmp_path / "out").glob("*.docx")
    refused(tables, ": a table of figures, and a narrative is printed without tables.")
    assert (office.folder / "narratives" / "MMR-FY26" / "dsny.docx").read_bytes() == before
