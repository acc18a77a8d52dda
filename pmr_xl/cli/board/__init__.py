"""Commands about the whole office at once: board."""

from pmr_xl.cli.board import showing

COMMANDS = (*showing.COMMANDS,)
