"""The demonstration, made once: what every test of the desk looks at."""

from __future__ import annotations

import pytest

from pmr_xl.desk.demo import demo


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return demo(tmp_path_factory.mktemp("demo") / "pmr-demo")
