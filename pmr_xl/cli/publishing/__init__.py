"""The commands that publish."""

from __future__ import annotations

from pmr_xl.cli.publishing import publishing

COMMANDS = publishing.COMMANDS
