"""The wrong ways to ask: each ends in one sentence with its way out, stops nothing else, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import pmr_xl.cli
from pmr_xl.cli import options
from pmr_xl.cli.commands import pmr
from pmr_xl.cli.words import show
from pmr_xl.desk.desk import Desk
from pmr_xl.desk.tables.completeness import agencies_without_figures
from pmr_xl.desk.validate import judge_file, validate
from pmr_xl.desk.writing import make_folder as made_folder
from pmr_xl.desk.writing import write_text
from pmr_xl.model.fault import Fault
from pmr_xl.model.fiscal import Edition, Report
from pmr_xl.words.remarks import remark_of

CLEAN, SLIPPED = "PMR_DSNY_MMR_FY26_v1.xlsx", "PMR_FDNY_MMR_FY26_v1.xlsx"


def ask(*arguments):
    return CliRunner().invoke(pmr, [str(one) for one in arguments])


@pytest.fixture
def sent(made, tmp_path):
    """A clean submission, a file that is not there, and one with slips."""
    folder = made.folder / "submissions"
    return tmp_path, [folder / CLEAN, tmp_path / "gone.xlsx", folder / SLIPPED]


def test_a_file_that_is_not_there_does_not_stop_the_others(sent, made):
    folder, files = sent
    told = ask("validate", *files, "--into", folder)
    assert told.exit_code == 3
    assert [told.output.index(path.name) for path in files] == sorted(told.output.index(path.name) for path in files)
    assert {path.name for path in folder.iterdir()} == {f"{Path(n).stem}_review.xlsx" for n in (CLEAN, SLIPPED)}

    told = ask("review", *files, "--into", folder / "sheets")
    assert told.exit_code == 3
    assert re.search(r"There is no file “.*gone\.xlsx”\.", told.stderr)
    assert len(list((folder / "sheets").iterdir())) == 2

    shutil.copytree(made.folder / "office", folder / "office")
    told = ask("--office", folder / "office", "accept", *reversed(files))
    assert told.exit_code == 3
    assert "FDNY_MMR_FY26_v1.xlsx is not accepted: " in told.stderr
    assert f"{CLEAN} is in the record" in told.stdout


@pytest.mark.parametrize("command", ["validate", "review"])
def test_two_files_of_one_name_are_not_written_over_each_other(sent, command):
    folder, files = sent
    again = folder / "sent again" / CLEAN.replace("PMR", "pmr")  # one name on Windows
    again.parent.mkdir()
    shutil.copy(files[0], again)
    told = ask(command, files[0], again, "--into", folder / "out")
    assert isinstance(told.exception, Fault)
    for said in (f"{files[0]} and {again} would both be written to ", "nothing was written.", "(--into)."):
        assert said in str(told.exception)
    assert not (folder / "out").exists()
    assert ask(command, files[0], files[0], "--into", folder / "out").exit_code == 0, "the same file twice is one"
    if command == "validate":
        assert ask(command, files[0], again, "--no-copy", "--into", folder / "out").exit_code == 0


def test_a_review_copy_that_cannot_be_written_does_not_stop_the_others(sent):
    folder, files = sent
    damaged = folder / f"{Path(SLIPPED).stem}_review.xlsx"
    damaged.write_bytes(b"PK torn")
    told = ask("validate", files[2], files[0], "--into", folder)
    assert told.exit_code == 2
    assert told.stderr.startswith(f"✕ The review copy that is there already, {damaged}, cannot be read: ")
    assert damaged.read_bytes() == b"PK torn"
    assert (folder / f"{Path(CLEAN).stem}_review.xlsx").is_file()


@pytest.mark.parametrize(
    "command",
    [
        ["blank", "DSNY", "--due", "2026-09-17"],
        ["assemble", "DSNY"],
        ["review", "SENT"],
        ["compare", "SENT", "SENT"],
        ["validate", "SENT"],
    ],
)
def test_a_file_where_a_folder_is_asked_for(sent, command):
    folder, files = sent
    (folder / "taken").write_text("mine", encoding="utf-8")
    told = ask(*(files[0] if word == "SENT" else word for word in command), "--into", folder / "taken")
    assert told.exit_code in (1, 2)
    fault = told.exception if isinstance(told.exception, Fault) else told.stderr
    assert f"{folder / 'taken'} is a file. Name a folder to write into." in str(fault)
    assert (folder / "taken").read_text(encoding="utf-8") == "mine"


def test_a_demonstration_is_not_made_in_a_files_place(tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    assert "is a file" in str(ask("demo", "--into", tmp_path / "taken").exception)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(("place", "said"), [("folder", "is a folder"), ("nowhere/x.json", "there is no folder")])
def test_a_text_that_cannot_be_written_leaves_nothing_behind(tmp_path, place, said):
    (tmp_path / "folder").mkdir()
    with pytest.raises(Fault, match=said):
        write_text(tmp_path / place, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_text_half_written_is_taken_away(tmp_path, monkeypatch):
    def stopped(_from, _to):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "x.json", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Fault, match=r"cannot be made|is a file"):
        made_folder(tmp_path / "file" / "deeper")


def test_findings_are_not_written_over_a_submission(made, tmp_path):
    path = Path(shutil.copy(made.folder / "submissions" / SLIPPED, tmp_path))
    before = path.read_bytes()
    told = ask("validate", path, "--no-copy", "--json", path)
    assert told.exit_code == 2
    assert "is the name of a workbook; JSON would be written there" in told.stderr
    bare = Path(shutil.copy(path, tmp_path / "bare"))
    assert "is there already, and holds no text" in ask("validate", bare, "--no-copy", "--json", bare).stderr
    assert bare.read_bytes() == before
    assert path.read_bytes() == before


def test_a_blank_form_is_not_written_over_a_filled_one(made, tmp_path):
    path = Path(shutil.copy(made.folder / "submissions" / CLEAN, tmp_path))
    before = path.read_bytes()
    told = ask("blank", "--due", "2026-09-17", "FDNY", "DSNY", "--into", tmp_path)
    assert "is there already, and is no blank form; nothing was written." in str(told.exception)
    assert [one.name for one in tmp_path.iterdir()] == [CLEAN]
    path.write_bytes(b"no workbook at all")
    assert "is no blank form" in str(ask("blank", "--due", "2026-09-17", "DSNY", "--into", tmp_path).exception)
    path.unlink()
    assert ask("blank", "--due", "2026-09-17", "DSNY", "--into", tmp_path).exit_code == 0
    assert ask("blank", "--due", "2026-09-17", "FDNY", "DSNY", "--into", tmp_path).exit_code == 0, (
        "blank ones are made anew"
    )
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["valdate"], "✕ No such command 'valdate'. Did you mean 'validate'? “pmr --help” says how it is used."),
        (["blank"], "✕ Name at least one agency (DSNY NYPD …), or say --all. “pmr blank --help” says how it is used."),
        (
            ["blank", "DSNY", "--year", "1999"],
            "✕ '--year': “1999” is no fiscal year: 2026 and FY26 are, from 2003",
        ),
        (
            ["blank", "DSNY", "--year", "next"],
            "✕ '--year': “next” is no fiscal year: 2026 and FY26 are, from 2003",
        ),
        (["blank", "DSNY", "--report", "fmr"], "✕ There is no report “fmr”. The reports are mmr, pmmr, cpr"),
        (["validate"], "✕ Without an office of your own there is no inbox: name the files. “pmr validate --help”"),
        (["record"], "Usage: pmr record "),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_sentence(arguments, told, capsys):
    with pytest.raises(SystemExit) as left:
        pmr_xl.cli.main(arguments)
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith(told)


def test_making_repairs_and_taking_them_back_are_two_things(sent):
    told = ask("repair", sent[1][2], "--apply", "--undo")
    assert told.exit_code == 2
    assert "say one of them" in told.stderr


def test_the_version_before_a_file_that_is_not_there(tmp_path):
    assert re.search(r"There is no file “.*gone\.xlsx”\.", str(ask("compare", tmp_path / "gone.xlsx").exception))
    assert "is a folder" in str(ask("compare", tmp_path).exception)


def test_without_an_office_there_is_no_record():
    assert str(ask("record", "show", "dsny-needles-removed").exception).startswith(
        "Without an office of your own there is no record."
    )


def test_an_office_that_is_a_file(sent):
    assert "is a file, and an office is a folder" in str(ask("--office", sent[1][0], "validate", sent[1][0]).exception)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda schemas: (schemas / "indicators" / "dsny.yaml").unlink(), r"has no schemas/indicators/dsny\.yaml"),
        (
            lambda schemas: (schemas / "agencies.yaml").write_text("agencies: 3\n"),
            r"agencies\.yaml, line 1: “agencies”",
        ),
    ],
    ids=["missing", "damaged"],
)
def test_what_is_wrong_with_the_offices_schemas_is_not_put_on_the_agency(made, tmp_path, damage, said):
    shutil.copytree(made.folder / "office", tmp_path / "office")
    damage(tmp_path / "office" / "schemas")
    with pytest.raises(Fault, match=said):
        judge_file(Desk(tmp_path / "office"), made.folder / "submissions" / CLEAN)


def test_a_path_with_blanks_is_said_as_one_types_it(tmp_path):
    told = ask("init", tmp_path / "Büro für Zahlen")
    assert told.exit_code == 0
    assert f'--office "{tmp_path / "Büro für Zahlen"}" record import' in told.output
    assert options.path_as_typed(Path("office/outbox")) == str(Path("office/outbox"))


@pytest.mark.parametrize("mark", ["~$", ".~lock."])
def test_a_submission_that_is_open_elsewhere_is_told(made, tmp_path, mark):
    path = shutil.copy(made.folder / "submissions" / CLEAN, tmp_path)
    desk = Desk(made.folder / "office")
    assert remark_of(validate(desk, Path(path))) == ""
    (tmp_path / f"{mark}{CLEAN}{'#' if mark.startswith('.') else ''}").write_bytes(b"Ana")
    assert f"{CLEAN} is open in another program" in remark_of(validate(desk, Path(path)))


def test_tables_say_which_figures_are_not_in_the_record(made, tmp_path):
    desk = Desk(made.folder / "office")
    assert agencies_without_figures(desk, ["DSNY"], Edition(Report.MMR, 2026)) == []
    assert agencies_without_figures(desk, ["DSNY"], Edition(Report.MMR, 2030)) == ["DSNY 58 of 58"]
    told = ask("--office", made.folder / "office", "assemble", "DSNY", "--year", "2030", "--into", tmp_path)
    assert told.stderr.startswith("▲ Not in the record are figures of MMR Fiscal 2030: DSNY 58 of 58.")


def test_stopped_before_anything_was_read(monkeypatch, capsys):
    def stopped(_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(pmr_xl.cli, "_run", stopped)
    with pytest.raises(SystemExit) as left:
        pmr_xl.cli.main([])
    assert left.value.code == 130
    assert capsys.readouterr().err == "Stopped. Nothing was begun.\n"


def test_a_fault_of_our_own_is_one_sentence_and_the_log_has_the_rest(monkeypatch, capsys):
    def broken(_arguments):
        raise ImportError("half an installation")

    monkeypatch.setattr(pmr_xl.cli, "_run", broken)
    with pytest.raises(SystemExit) as left:
        pmr_xl.cli.main([])
    assert left.value.code == 70
    assert capsys.readouterr().err.startswith("✕ Something went wrong in pmr_xl itself. What happened is in ")
    assert "half an installation" in Path(os.environ["PMR_LOG"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("stderr", [None, io.StringIO()], ids=["none", "a file"])
def test_without_a_terminal_there_is_no_bar(monkeypatch, stderr):
    monkeypatch.setattr(sys, "stderr", stderr)
    with show.progress_bar("Nothing") as progress:
        progress(1, 2, "x")
    assert progress is show.silent
    assert stderr is None or stderr.getvalue() == ""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal, which Windows has not")
@pytest.mark.parametrize("asked", ["", "1"])
def test_on_a_narrow_terminal_sentences_stay_behind_their_indent(made, asked):
    import fcntl
    import struct
    import subprocess
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "pmr_xl", "validate", "--no-copy", str(made.folder / "submissions" / SLIPPED)],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**environment, "TERM": "xterm", "NO_COLOR": asked},
        check=False,
    )
    os.close(theirs)
    told = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:
            break
        if not chunk:
            break
        told += chunk
    os.close(ours)
    assert done.returncode == 2
    assert (b"\x1b[" in told) is (asked == "")
    messages = [line for line in told.decode().splitlines() if line.startswith("      ")]
    assert messages
    assert all(len(line) <= 60 for line in messages)
