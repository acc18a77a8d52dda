"""The engine's own fixtures, for its own tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # tests are no package; the engine beside them is

from engine_libreoffice.fixtures import libreoffice, spreadsheet  # noqa: F401 - fixtures, after the path
