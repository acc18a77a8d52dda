"""Commands about the whole office at once: board, exceptions."""

from pmr_xl.cli.board import excepting, showing

COMMANDS = (*showing.COMMANDS, *excepting.COMMANDS)
