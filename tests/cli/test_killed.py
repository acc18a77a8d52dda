"""Every command that writes is killed at each of its file operations, as a power cut would end it.

Nothing is lost, nothing is half-written, the same command given again does its work, nobody has to unlock by hand, and
nothing is left lying about.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.model.fault import Fault

pytestmark = [
    pytest.mark.season,
    pytest.mark.skipif(sys.platform != "linux", reason="a program is doubled and one half killed: that wants fork"),
]
FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.truncate", "shutil.copyfile"}
KILLED, MOST = 9, 160


def asked(office: Path, *arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(pmr, ["--office", str(office), *map(str, arguments)])
    fault = done.exception if isinstance(done.exception, Fault) else None
    assert fault or done.exception is None or isinstance(done.exception, SystemExit), f"{arguments}: {done.exception!r}"
    return (fault.exit_code if fault else done.exit_code), f"{done.output}{fault or ''}"


def operations(act, kill_at: int) -> int:
    """Run ``act`` in a double of this program that dies at its ``kill_at``-th file operation; how many it made."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        made = 0

        def counted() -> None:
            nonlocal made
            made += 1
            if made == kill_at:
                os._exit(KILLED)

        def heard(event: str, told: tuple[object, ...]) -> None:
            writes = event == "open" and isinstance(told[2], int) and told[2] & (os.O_WRONLY | os.O_RDWR)
            if event in CHANGES or writes or event == "sqlite3.connect":
                counted()

        fsync = os.fsync
        os.fsync = lambda descriptor: (counted(), fsync(descriptor))
        sys.addaudithook(heard)
        with suppress(BaseException):
            act()
        os.write(writing, str(made).encode())
        os._exit(0)
    os.close(writing)
    told = b"".join(iter(lambda: os.read(reading, 64), b""))
    os.close(reading)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == (0 if told else KILLED)
    return int(told or 0)


def left_lying(office: Path) -> list[str]:
    return sorted(path.name for path in office.parent.rglob("*") if path.name.endswith((".tmp", ".lock", "-journal")))


def whole(folder: Path) -> None:
    """Every file there can be opened as what it is."""
    for path in folder.rglob("*"):
        if path.name.startswith(".") or not path.is_file():
            continue
        if path.suffix in (".xlsx", ".docx"):
            assert zipfile.ZipFile(path).testzip() is None, path
        elif path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok", path
        else:
            assert path.stat().st_size > 0, path


FORM, SHEET = "inbox/PMR_HFS_PMMR_FY27_v2.xlsx", "outbox/PMR_HFS_PMMR_FY27_v2_variances.xlsx"
COMMANDS = {
    "validate": ("validate", FORM, "--into", "made"),
    "review": ("review", FORM, "--into", "made"),
    "compare": ("compare", FORM, "accepted/hfs/622eedd534a5_PMR_HFS_PMMR_FY27_v1.xlsx", "--into", "made"),
    "decide": ("decide", SHEET),
    "accept": ("accept", "inbox/PMR_HFS_PMMR_FY27_v3.xlsx", "--despite", "trial"),
    "withdraw": ("withdraw", "PMMR-FY27", "HFS", "--why", "a trial"),
    "import": ("record", "import", "tables/mmr_fy2026_indicators.csv", "--year", "2026"),
    "months": ("record", "import-months", "tables/osl_months_fy2026.csv"),
    "assemble": ("assemble", "HFS", "--report", "mmr", "--year", "2026", "--into", "made", "--csv", "--word", "--text"),
    "blank": ("blank", "HFS", "--report", "mmr", "--year", "2027", "--due", "2027-08-01", "--into", "made"),
    "upgrade": ("office", "upgrade"),
    "findings": ("record", "findings", "--csv", "made/found.csv"),
    "restore": ("record", "restore", "made/backup.sqlite"),
    "schema": ("schema", "guesses", "--write"),
    "agreed": ("commitment", "import", "made/agreed.csv"),
    "agreed_sheet": ("commitment", "sheet", "HFS", "--into", "made"),
}


def prepared(folder: Path) -> Path:
    """The first office with a third version that can be accepted, and a backup of its record."""
    office = Path(shutil.copytree(FIRST, folder / "office"))
    (office / "made").mkdir()
    shutil.copy(office / "record.sqlite", office / "made" / "backup.sqlite")
    (office / "made" / "agreed.csv").write_text("Recommendation,Agency\nCount twice,HFS\nAsk why,HFS\n", "utf-8")
    shutil.copy(
        office / "accepted/hfs/622eedd534a5_PMR_HFS_PMMR_FY27_v1.xlsx", office / "inbox/PMR_HFS_PMMR_FY27_v3.xlsx"
    )
    return office


def in_office(office: Path, command: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(office / word) if "/" in word or word == "made" else word for word in command)


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_moment_nothing_is_lost_and_it_is_done_by_asking_again(tmp_path, monkeypatch, name):
    monkeypatch.setenv("PMR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PMR_LOG", str(tmp_path / "log"))
    first = prepared(tmp_path / "first")
    wanted = asked(first, *in_office(first, COMMANDS[name]))[0]
    again = asked(first, *in_office(first, COMMANDS[name]))[0]
    assert (asked(first, "record", "check")[0], left_lying(first)) == (0, [])
    office = prepared(tmp_path / "counted")
    count = operations(lambda: asked(office, *in_office(office, COMMANDS[name])), 0)
    assert 3 < count <= MOST, name
    for moment in range(1, count + 1):
        office = prepared(tmp_path / str(moment))
        command = in_office(office, COMMANDS[name])
        assert operations(lambda command=command, office=office: asked(office, *command), moment) == 0
        whole(office)
        code, told = asked(office, *command)
        assert code in (wanted, again), (moment, told)
        assert "unlock" not in told
        assert asked(office, "record", "check")[0] in (0, 1), moment
        code, told = asked(office, "withdraw", "CPR-FY27-M05", "HFS", "--why", "a second writer comes by")
        assert code == 0, (moment, told)
        assert left_lying(office) == [], moment
        shutil.rmtree(office.parent)


def test_an_init_that_is_killed_is_completed_by_the_next(tmp_path):
    count = operations(lambda: asked(tmp_path, "init", tmp_path / "counted" / "office"), 0)
    assert count > 8
    for moment in sorted({*range(1, count, max(1, count // 40)), *range(count - 12, count + 1)}):
        office = tmp_path / str(moment) / "office"
        office.parent.mkdir(exist_ok=True)
        operations(lambda office=office: asked(tmp_path, "init", office), moment)
        code, told = asked(tmp_path, "init", office)
        assert code == 0 or "already holds settings.yaml, inbox, outbox, schemas" in told, (moment, told)
        assert left_lying(office) == [], moment
        shutil.rmtree(office.parent)
