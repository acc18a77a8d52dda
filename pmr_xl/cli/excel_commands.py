"""Commands about Excel: build the macro workbooks, install the add-in."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
