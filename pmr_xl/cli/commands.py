"""``pmr`` itself: the group every command belongs to."""

from __future__ import annotations

from pathlib import Path

import click

from pmr_xl.cli import chores, excel_commands, form_commands, office_commands, report_commands, rule_commands, years
from pmr_xl.cli.options import FILE
from pmr_xl.version import __version__


class InOrder(click.Group):
    """Commands in the order in which an office needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """The commands as they were added."""
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pmr")
@click.option(
    "--office", type=FILE, help="Office folder (else PMR_OFFICE, the folder you stand in, or the built-in one)."
)
def pmr(office: Path | None) -> None:
    """Performance submissions in Excel: forms out, findings on their cells, variances reviewed, MMR tables made."""


for room in (form_commands, chores, report_commands, years, rule_commands, office_commands, excel_commands):
    for command in room.COMMANDS:
        pmr.add_command(command)
