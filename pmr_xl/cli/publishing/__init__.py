"""The commands that publish."""

from __future__ import annotations

from pmr_xl.cli.publishing import proofing, publishing

COMMANDS = (*publishing.COMMANDS, *proofing.COMMANDS)
