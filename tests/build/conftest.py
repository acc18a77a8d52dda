"""LibreOffice, for running the macros."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # tests are no package; the engine beside them is

from engine_libreoffice.fixtures import libreoffice  # noqa: F401 - a fixture, after the path
