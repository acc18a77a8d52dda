"""LibreOffice, for running the macros."""

from __future__ import annotations

from engine_libreoffice.fixtures import libreoffice  # noqa: F401 - a fixture
