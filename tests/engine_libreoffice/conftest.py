"""The engine's own fixtures, for its own tests."""

from __future__ import annotations

from engine_libreoffice.fixtures import libreoffice, spreadsheet  # noqa: F401 - fixtures
