"""docs/python.md: every example is run, what it prints is what the page says, and its column tables are the frames'.

``python tests/test_python_guide.py FOLDER`` writes the page anew; FOLDER is the one in which ``pmr demo`` was run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from frames import frame_and_sheet

from pmr_xl.api import columns

GUIDE = Path(__file__).parents[1] / "docs" / "python.md"
EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
FRAMES = {
    "findings": columns.FINDINGS,
    "variances": columns.VARIANCES,
    "history": columns.HISTORY,
    "indicators": columns.INDICATORS,
    "tables": columns.TABLES,
    "board": columns.BOARD,
    "exceptions": columns.EXCEPTIONS,
    "letters": columns.LETTERS,
    "commitments": columns.COMMITMENTS,
    "definitions": columns.DEFINITIONS,
    "places": columns.PLACES,
    "reliability": columns.RELIABILITY,
}

NOT_IN_DEMO = {"commitments", "places"}  # the demonstration makes none; an empty frame has its dtypes too


def examples(text: str) -> list[tuple[str, str]]:
    return [(found[1], found[2]) for found in EXAMPLE.finditer(text)]


def printed(code: str, names: dict[str, object]) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, str(GUIDE), "exec"), names)  # noqa: S102 - the guide's own examples
    return "".join(f"{line.rstrip()}\n" for line in said.getvalue().splitlines())


def column_tables() -> str:
    told = []
    for name, frame in FRAMES.items():
        told += [f"### {name}", "", "| column | dtype | meaning |", "| --- | --- | --- |"]
        told += [f"| `{column}` | {one.dtype} | {one.meaning} |" for column, one in frame.items()]
        told.append("")
    return "\n".join(told)


def test_every_example_prints_what_the_page_says(made, monkeypatch):
    monkeypatch.chdir(made.folder.parent)
    monkeypatch.delenv("PMR_OFFICE", raising=False)
    text = GUIDE.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    found = examples(text)
    assert len(found) == text.count("```python") >= 8  # each is followed by what it prints
    for code, said in found:
        assert printed(code, names) == said, code


def test_the_columns_are_the_pages():
    _, _, told = GUIDE.read_text(encoding="utf-8").partition("### findings")
    assert f"### findings{told}".strip() == column_tables().strip()


def test_every_question_that_an_office_answers_has_its_columns_on_the_page():
    """``validate`` gives findings; ``agencies`` and ``folder`` are no tables, and ``close`` asks nothing."""
    from pmr_xl.api.office import Office

    asked = {name for name in vars(Office) if not name.startswith("_")}
    assert asked - {"agencies", "close", "folder", "validate"} == FRAMES.keys()


@pytest.mark.parametrize("name", FRAMES)
def test_frames_have_those_columns_and_dtypes(made, name):
    import pmr_xl

    office = pmr_xl.open_office(made.folder / "office")
    submission = made.folder / "submissions" / "PMR_FDNY_MMR_FY26_v1.xlsx"
    asked = {
        "findings": lambda: office.validate(submission),
        "variances": lambda: office.variances(submission),
        "history": lambda: office.history(agency="FDNY"),
        "indicators": lambda: office.indicators("FDNY"),
        "tables": lambda: office.tables("FDNY", "mmr", 2026),
        "board": lambda: office.board("MMR-FY26"),
        "exceptions": lambda: office.exceptions("MMR-FY26"),
        "letters": lambda: office.letters("MMR-FY26", "FDNY"),
        "commitments": lambda: office.commitments(done=True),
        "definitions": lambda: office.definitions("FDNY"),
        "places": lambda: office.places("DSNY"),
        "reliability": lambda: office.reliability(2026, "FDNY"),
    }
    frame = asked[name]().to_frame()
    assert bool(len(frame)) is (name not in NOT_IN_DEMO)
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == {
        column: one.dtype for column, one in FRAMES[name].items()
    }


def test_copies_and_sheets_of_ours_in_a_folder_are_no_submissions(made, tmp_path):
    import pmr_xl

    for folder, name in (
        ("submissions", "PMR_FDNY_MMR_FY26_v1.xlsx"),
        ("review_copies", "PMR_FDNY_MMR_FY26_v1_review.xlsx"),
        ("variance_sheets", "PMR_FDNY_MMR_FY26_v1_variances.xlsx"),
    ):
        shutil.copy(made.folder / folder / name, tmp_path)
    office = pmr_xl.open_office(made.folder / "office")
    assert [one.path.name for one in office.findings(tmp_path).files] == ["PMR_FDNY_MMR_FY26_v1.xlsx"]
    with pytest.raises(pmr_xl.Fault, match="no folder"):
        office.findings(tmp_path / "nowhere")


@pytest.mark.parametrize("agency", ["DSNY", "FDNY"])
def test_differences_are_those_of_the_variance_sheet(made, agency):
    import pmr_xl

    name = f"PMR_{agency}_MMR_FY26_v1"
    frame = (
        pmr_xl.open_office(made.folder / "office").variances(made.folder / "submissions" / f"{name}.xlsx").to_frame()
    )
    compared, different = frame_and_sheet(frame, made.folder / "variance_sheets" / f"{name}_variances.xlsx")
    assert different == []
    assert compared > 30


def rewrite(folder: Path) -> None:
    os.chdir(folder)
    names: dict[str, object] = {}
    head, _, _ = GUIDE.read_text(encoding="utf-8").partition("### findings")
    new = EXAMPLE.sub(lambda one: f"```python\n{one[1]}```\n\n```text\n{printed(one[1], names)}```", head)
    GUIDE.write_text(new + column_tables().strip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
