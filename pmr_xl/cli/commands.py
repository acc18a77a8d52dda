"""``pmr`` itself: the group every command belongs to."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from pmr_xl.cli.options import FILE
from pmr_xl.version import __version__

ROOMS = (
    "form_commands",
    "chores",
    "report_commands",
    "layout_commands",
    "publishing",
    "narratives",
    "breakdowns",
    "board",
    "commitments",
    "reliability",
    "years",
    "rule_commands",
    "office_commands",
    "excel_commands",
    "web_commands",
)


class InOrder(click.Group):
    """Commands in the order in which an office needs them; a room of them is entered when it is looked for there."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, looked for in one room after the other."""
        left = list(ROOMS)
        while left and cmd_name not in self.commands:
            self._enter(left.pop(0))
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """The commands as they were added."""
        for room in ROOMS:
            self._enter(room)
        return list(self.commands)

    def _enter(self, room: str) -> None:
        for command in import_module(f"pmr_xl.cli.{room}").COMMANDS:
            self.add_command(command)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pmr")
@click.option(
    "--office", type=FILE, help="Office folder (else PMR_OFFICE, the folder you stand in, or the built-in one)."
)
def pmr(office: Path | None) -> None:
    """Performance submissions in Excel: forms out, findings on their cells, variances reviewed, MMR tables made."""
