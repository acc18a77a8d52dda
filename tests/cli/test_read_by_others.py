"""What is said goes to a program that ends before us, to two lists at once, or to a file that cannot be read first."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from at_the_door import run

from pmr_xl.cli import main
from pmr_xl.rules import rulebook

FORM = "PMR_FDNY_MMR_FY26_v1.xlsx"


class Gone(io.StringIO):
    """A pipe whose reader has gone after some lines."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.left = lines

    def write(self, text: str) -> int:
        if not self.left:
            raise BrokenPipeError(32, "Broken pipe")
        self.left -= 1
        return super().write(text)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (0, ("validate", FORM, "--no-copy")),
        (3, ("validate", FORM, "--no-copy")),
        (1, ("rules",)),
        (0, ("validate", FORM, "--no-copy", "--json", "-")),
    ],
)
def test_a_reader_that_has_gone_is_no_fault_of_ours(made, tmp_path, monkeypatch, lines, words):
    monkeypatch.setenv("PMR_LOG", str(tmp_path / "pmr.log"))
    monkeypatch.chdir(made.folder / "submissions")
    told = io.StringIO()
    with redirect_stdout(Gone(lines)), redirect_stderr(told), pytest.raises(SystemExit) as left:
        main([*words])
    assert left.value.code == 130
    assert told.getvalue() == ""
    assert not (tmp_path / "pmr.log").exists()


def test_a_pipe_that_closes_ends_the_command_in_silence():
    asked = [sys.executable, "-c", "from pmr_xl.cli import main; main()", "rules", "show", *rulebook()]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(b"AGG-001")
        running.stdout.close()  # the rest is more than a pipe holds
        said = running.stderr.read() if running.stderr is not None else b""
    assert (running.returncode, said) == (130, b"")


@pytest.mark.parametrize("words", [("board",), ("record", "findings"), ("commitment", "list")])
def test_two_lists_do_not_go_into_one_another(made, words):
    told = run("--office", "office", *words, "--json", "-", "--csv", "-", cwd=made.folder)
    assert (told.returncode, told.stdout) == (2, "")
    assert "One list goes to standard output, not two" in told.stderr


def test_what_the_system_refuses_of_one_file_stops_no_other_and_is_no_fault_of_ours(made, tmp_path, monkeypatch):
    monkeypatch.setenv("PMR_LOG", str(tmp_path / "pmr.log"))
    monkeypatch.setattr("pmr_xl.desk.validate.judge_file", refuses := _Refuses("first.xlsx"))
    for name in ("first.xlsx", "second.xlsx"):
        shutil.copy(made.folder / "submissions" / FORM, tmp_path / name)
    told = run("validate", "first.xlsx", "second.xlsx", "--no-copy", cwd=tmp_path)
    assert refuses.asked == ["first.xlsx", "second.xlsx"]
    assert told.returncode == 2
    assert "✕ first.xlsx: the system refused: Input/output error (first.xlsx). Nothing is half-written." in told.stderr
    assert "second.xlsx" in told.stdout
    assert not (tmp_path / "pmr.log").exists()


class _Refuses:
    """Judges a file, or is refused it by the system."""

    def __init__(self, name: str) -> None:
        from pmr_xl.desk.validate import judge_file

        self.name, self.asked, self.judge = name, [], judge_file

    def __call__(self, desk, path: Path):
        self.asked.append(path.name)
        if path.name == self.name:
            raise OSError(5, "Input/output error", str(path))
        return self.judge(desk, path)


def test_a_file_that_may_not_be_read_is_told_as_that_and_the_others_go_on(made, tmp_path, monkeypatch):
    for name in ("locked.xlsx", "open.xlsx"):
        shutil.copy(made.folder / "submissions" / FORM, tmp_path / name)
    real = Path.open

    def refuse(path, *arguments, **how):
        if path.name == "locked.xlsx":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **how)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("os.access", lambda path, *_, **__: not str(path).endswith("locked.xlsx"))
    told = run("validate", "locked.xlsx", "open.xlsx", "--no-copy", cwd=tmp_path)
    assert told.returncode == 3
    assert "“locked.xlsx” may not be read from here." in told.stdout
    assert "errors to correct: 10 errors" in told.stdout
    assert "not readable" not in told.stderr


def test_json_is_a_list_wherever_several_could_be_meant(made, tmp_path):
    shutil.copytree(made.folder / "office", tmp_path / "office")
    inbox = tmp_path / "office" / "inbox"
    shutil.copy(made.folder / "submissions" / FORM, inbox)
    asked = ("--office", "office", "validate", "--no-copy", "--json", "-")

    def given(*files: str):
        return json.loads(run(*asked, *files, cwd=tmp_path).stdout)

    of_inbox = given()
    assert [one["file"] for one in of_inbox] == [FORM], "one file in the inbox, and a list"
    assert given(f"office/inbox/{FORM}") == of_inbox[0]
    run("--office", "office", "validate", f"office/inbox/{FORM}", cwd=tmp_path)
    review = f"office/inbox/{FORM[:-5]}_review.xlsx"
    assert (tmp_path / review).is_file()
    told = given(f"office/inbox/{FORM}", review)
    assert [one["file"] for one in told] == [FORM], "two were named, of which one is a copy of ours"


def test_a_form_whose_copy_would_have_too_long_a_name_is_checked_all_the_same(made, tmp_path):
    name = f"{'x' * 250}.xlsx"
    shutil.copy(made.folder / "submissions" / FORM, tmp_path / name)
    told = run("validate", name, "--no-copy", cwd=tmp_path)
    assert (told.returncode, "errors to correct" in told.stdout, told.stderr) == (2, True, "")
    told = run("validate", name, cwd=tmp_path)
    assert (told.returncode, "the system refused: File name too long" in told.stderr) == (2, True)
    assert [one.name for one in tmp_path.iterdir()] == [name]
