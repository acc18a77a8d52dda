"""Every test of the record runs where SQLite writes in place, where a file is replaced whole, and on a server."""

import pytest

from pmr_xl.record import Record
from pmr_xl.record.reading import RecordReading

FILES = ("test_formats", "test_writers", "test_opening")  # they look at the record's file itself


def pytest_generate_tests(metafunc):
    if "kept_on" in metafunc.fixturenames:
        if "postgres" in metafunc.fixturenames:  # it says itself what it asks of whom
            metafunc.parametrize("kept_on", ["disk"], indirect=True)
            return
        of_a_file = metafunc.module.__name__ in FILES or metafunc.definition.get_closest_marker("of_a_file")
        metafunc.parametrize("kept_on", ["disk", "share", *([] if of_a_file else ["server"])], indirect=True)


@pytest.fixture(autouse=True)
def kept_on(request, monkeypatch):
    """Where the record is kept: what a test asks of the file at a path is asked of a database of its own."""
    if request.param != "server":
        monkeypatch.setenv("PMR_RECORD_ON", request.param)
        return request.param
    postgres, databases = request.getfixturevalue("postgres"), {}
    begin = RecordReading.__init__

    def on_server(self, path, patience=5.0):
        begin(self, path, patience)
        if path.name == "record.sqlite":
            address = databases.setdefault(path, databases.get(path) or postgres.database())
            self._storage = Record.kept_by(address, patience)._storage

    monkeypatch.setattr(RecordReading, "__init__", on_server)
    return request.param
