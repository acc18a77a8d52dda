"""Commands about the whole office at once: board, exceptions, letters."""

from pmr_xl.cli.board import excepting, showing, writing

COMMANDS = (*showing.COMMANDS, *excepting.COMMANDS, *writing.COMMANDS)
