"""What all tests share: LibreOffice where there is one, foreign workbooks where they are, no cache but our own.

Counts too what the reader was compared on, and prints it at the end of a run.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from engine_libreoffice.process import let_go
from hypothesis import HealthCheck, settings
from postgres import Cluster, in_memory, missing

PROJECT = Path(__file__).parents[1]
# A law holds or it does not; how long a busy machine takes to try it says nothing about it. Each run tries the same
# values, so that none finds a fault that another passed over; with PMR_THOROUGH=1 they are drawn anew.
settings.register_profile(
    "untimed", deadline=None, derandomize="PMR_THOROUGH" not in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")
COMPARED = pytest.StashKey[dict[str, Counter[str]]]()


def pytest_collection_modifyitems(items):
    """Tests that need LibreOffice skip with a reason where there is none; in CI they must run."""
    if shutil.which("soffice") or os.environ.get("PMR_REQUIRE_LIBREOFFICE"):
        return
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(pytest.mark.skip(reason="LibreOffice is not installed here"))


def pytest_configure():
    """Six thousand tests and what they import stay to the end: all of it is looked through for garbage less often."""
    gc.set_threshold(5_000, 20, 20)
    if room := in_memory():  # thousands of times something is written to last, and a disk lets each of them wait
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", room)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """The user's own cache and log are left alone."""
    folder = tmp_path_factory.mktemp("own")
    os.environ["PMR_CACHE"] = str(folder / "cache")
    os.environ["PMR_LOG"] = str(folder / "pmr.log")
    os.environ.pop("PMR_OFFICE", None)


@pytest.fixture(scope="session", autouse=True)
def _one_libreoffice():
    """Whoever needs one starts it; with the last test of the process it ends."""
    yield
    let_go()


@pytest.fixture(scope="session", autouse=True)
def _judged_once():
    """The same words of the same agency are judged once a process: hundreds of offices hold the same chapters.

    Keeping what comes of it, and reading that again, is left to the program; other files lean on more than their words.
    """
    from pmr_xl.model.schema.chapter import Chapter
    from pmr_xl.office import Library
    from pmr_xl.office.shapes import Agencies

    judge, known = Library._judged, {}

    def once(self, shape, path, content, agency=None):
        if shape not in (Chapter, Agencies):
            return judge(self, shape, path, content, agency)
        words = shape, content, repr(agency)
        if words not in known:
            known[words] = judge(self, shape, path, content, agency)
        return known[words]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Library, "_judged", once)
        yield


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL of these tests' own; where there is none they skip and say why, in CI they must run."""
    why = missing()
    if why and not os.environ.get("PMR_REQUIRE_POSTGRES"):
        pytest.skip(why)
    cluster = Cluster()
    yield cluster
    cluster.stop()


def pytest_generate_tests(metafunc):
    """Stories of ``both_engines`` are played again with the record on a server, where whole seasons are."""
    of = metafunc.definition.get_closest_marker
    if of("both_engines") and not of("of_a_file"):
        engines = ["file", pytest.param("server", marks=pytest.mark.season)]
        metafunc.parametrize("record_engine", engines, indirect=True, scope="module")


@pytest.fixture(scope="module", autouse=True)
def record_engine(request):
    """What keeps the record of every office that is opened meanwhile."""
    engine = getattr(request, "param", "file")
    if engine == "file":
        yield engine
        return
    from kept_on import on_a_server

    with on_a_server(request.getfixturevalue("postgres")):
        yield engine


@pytest.fixture(scope="session")
def workbooks() -> Path:
    """A folder of real workbooks made by other programs: PMR_WORKBOOKS, or shared/data/workbooks beside the project."""
    named = os.environ.get("PMR_WORKBOOKS")
    folder = Path(named) if named else PROJECT.parent / "shared" / "data" / "workbooks"
    if not folder.is_dir():
        pytest.skip("no folder of foreign workbooks here (PMR_WORKBOOKS names one)")
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The demonstration, made once: an office, three submissions, and all that comes of them."""
    from pmr_xl.desk.demo.demonstration import demo

    return demo(tmp_path_factory.mktemp("demo") / "pmr-demo")


@pytest.fixture(scope="session")
def compared(pytestconfig):
    """Counters by corpus: files, cells, and each settled disagreement by its reason."""
    return pytestconfig.stash.setdefault(COMPARED, {})


def pytest_sessionfinish(session):
    """A process that ran a part of the tests hands over what it counted."""
    if hasattr(session.config, "workeroutput"):
        counted = session.config.stash.get(COMPARED, {})
        session.config.workeroutput["compared"] = {corpus: dict(counts) for corpus, counts in counted.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """What such a process counted is added up."""
    together = node.config.stash.setdefault(COMPARED, {})
    for corpus, counts in getattr(node, "workeroutput", {}).get("compared", {}).items():
        together.setdefault(corpus, Counter()).update(counts)


def pytest_terminal_summary(terminalreporter, config):
    """Files and cells that were compared with an independent reader, and how often a settled disagreement came up."""
    corpora = config.stash.get(COMPARED, {})
    if corpora:
        terminalreporter.section("the reader against openpyxl and calamine")
    for corpus, counts in sorted(corpora.items()):
        terminalreporter.write_line(f"{corpus}: {counts['files']:,} files, {counts['cells']:,} cells compared")
        for reason, times in sorted(item for item in counts.items() if item[0] not in ("files", "cells")):
            terminalreporter.write_line(f"  settled, {times:,} times: {reason}")
