"""Every test of the record runs where SQLite writes in place, and where a file is replaced whole."""

import pytest


@pytest.fixture(autouse=True, params=["disk", "share"])
def kept_on(request, monkeypatch):
    """Where the record is kept."""
    monkeypatch.setenv("PMR_RECORD_ON", request.param)
    return request.param
