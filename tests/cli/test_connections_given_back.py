"""A process that lives long holds no more of the record's server than it needs, whoever collects its garbage."""

from __future__ import annotations

import gc
import shutil
import threading
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner
from kept_on import kept

import pmr_xl
from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk

FIRST = Path(__file__).parents[1] / "offices" / "first" / "office"
TRIPS = "hfs-ferry-trips"


@pytest.fixture(autouse=True)
def no_garbage_collected():
    gc.collect()  # what other tests left
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def office(tmp_path, request):
    return kept(Path(shutil.copytree(FIRST, tmp_path / "office")), "server", request)


def connections_to(address, postgres):
    """How many connections to the office's database are there; one that was given back goes when the server sees it."""
    database = address.partition("?")[0].rpartition("/")[2]
    asked = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'"  # noqa: S608 - our own name

    def count(most=0):
        for _ in range(100):
            ((number,),) = postgres.sql("postgres", asked)
            if number <= most:
                return number
            sleep(0.05)
        return number

    return count


@pytest.fixture
def held(office, postgres):
    return connections_to(Desk(office).settings.record, postgres)


def ask(office, *arguments):
    return CliRunner().invoke(pmr, ["--office", str(office), *map(str, arguments)])


@pytest.mark.parametrize(
    ("asked", "leaves"),
    [
        (("record", "show", TRIPS), 0),
        (("record", "show", "hfs-no-such"), 1),
        (("record", "set", "nothing"), 2),
        (("board", "MMR-FY26"), 2),
        (("board", "--edition", "MMR-FY26"), 0),
        (("office", "upgrade", "--dry-run"), 0),
        (("withdraw", "MMR-FY24", "HFS", "--why", "none there"), 1),
        (("edition", "list"), 0),
    ],
)
def test_a_command_gives_its_connection_back(office, held, asked, leaves):
    for _ in range(3):
        assert ask(office, *asked).exit_code == leaves
        assert held() == 0


def test_so_does_a_copy_to_another_server(office, held, postgres):
    assert held() == 0
    there = connections_to(address := postgres.database(), postgres)
    told = ask(office, "record", "copy", "--to", address)
    assert told.exit_code == 0, told.output
    assert there() == 0


def test_an_office_in_python_has_one_and_gives_it_back_with_its_block_or_its_last_name(office, held):
    for _ in range(3):
        there = pmr_xl.open_office(office)
        assert list(there.history(TRIPS))
        assert held(1) == 1
        there.close()
        assert held() == 0
        assert list(there.history(TRIPS))  # connected anew
        assert held(1) == 1
        del there
        assert held() == 0
        with pmr_xl.open_office(office) as there:
            assert list(there.history(TRIPS))
        assert held() == 0


def test_threads_that_ask_an_office_at_once_make_one_connection(office, held):
    ready = threading.Barrier(4)

    def ask_user(record):
        ready.wait()
        assert record.user

    record = Desk(office).record
    asking = [threading.Thread(target=ask_user, args=(record,)) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert held(1) == 1
    record.close()
    assert held() == 0


def test_so_it_does_where_agencies_got_other_codes(office, held):
    roll = office / "schemas" / "agencies.yaml"
    said = roll.read_text(encoding="utf-8")
    assert said.count("{code: HFS, ") == 1
    roll.write_text(said.replace("{code: HFS, ", "{code: HFX, formerly: [HFS], "), encoding="utf-8")
    chapter = office / "schemas" / "indicators" / "hfs.yaml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("agency: HFS\n", "agency: HFX\n"), encoding="utf-8")
    for _ in range(3):
        desk = Desk(office)
        assert {one.agency for one in desk.record.accepted_submissions(desk.edition("MMR-FY26"))} == {"HFX", "OSL"}
        assert held(1) == 1
        del desk
        assert held() == 0


def test_the_functions_of_a_warm_excel_look_often_and_hold_one(office, held, monkeypatch):
    from pmr_xl.excel.functions import office_cache

    monkeypatch.setattr(office_cache, "_FRESH", -1.0)  # every look is a look at the server
    monkeypatch.setattr(office_cache, "_kept", {})
    monkeypatch.setenv("PMR_OFFICE", str(office))
    for _ in range(3):
        assert office_cache.current_office().line(TRIPS).id == TRIPS
        assert held(1) == 1
