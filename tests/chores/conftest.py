from __future__ import annotations

import pytest
from office import Office


@pytest.fixture
def office(tmp_path, made):
    return Office(tmp_path, made)
