"""Commands about the whole office at once: board, exceptions, letters, brief."""

from pmr_xl.cli.board import briefing, excepting, showing, writing

COMMANDS = (*showing.COMMANDS, *excepting.COMMANDS, *writing.COMMANDS, *briefing.COMMANDS)
